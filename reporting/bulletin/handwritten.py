"""What people write by hand, in Markdown: its paragraphs, as an official document can hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ITEM = re.compile(r"(?:[-*+]|\d+[.)])\s+")
_REFUSED = (
    (re.compile(r"#{1,6}\s"), "标题"),
    (re.compile(r">"), "引用"),
    (re.compile(r"```|~~~"), "代码"),
    (re.compile(r"\|"), "表格"),
    (re.compile(r".*!\[[^\]]*\]\("), "图片"),
    (re.compile(r".*\[[^\]]*\]\("), "链接"),
    (re.compile(r".*</?[A-Za-z!]"), "HTML"),
)
_EMPHASIS = re.compile(r"(?<![\\\d])(\*\*|__|\*|`)(?=\S)(.+?)(?<=[^\s\\])\1")
_WIDE = "[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
_GAP = re.compile(rf"(?<={_WIDE})[ \t]+(?={_WIDE})")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])")


def paragraphs_of(text: str) -> tuple[str, ...]:
    """The paragraphs and list items of a text, without their marks: the program counts them itself.

    Emphasis is dropped, since a document has none. Raises ``ValueError`` for what a bulletin's text cannot hold.
    """
    return tuple(_plain(block) for block in _blocks(text))


def _blocks(text: str) -> Iterator[str]:
    lines: list[str] = []
    for line in (*text.splitlines(), ""):
        stripped = line.strip()
        if lines and (not stripped or _ITEM.match(stripped)):
            yield "".join(lines)
            lines = []
        if stripped:
            lines.append(_allowed(_ITEM.sub("", stripped, count=1) if _ITEM.match(stripped) else stripped))


def _allowed(line: str) -> str:
    for pattern, what in _REFUSED:
        if pattern.match(line):
            raise ValueError(f"正文不能有 Markdown 的{what}：“{line[:20]}”")
    return line


def _plain(block: str) -> str:
    while (shorter := _EMPHASIS.sub(r"\2", block)) != block:
        block = shorter
    return _ESCAPE.sub(r"\1", _GAP.sub("", block))
