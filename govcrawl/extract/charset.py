"""The text of a page: header, byte order mark, meta, then strict UTF-8, then GB 18030; the bytes win.

Guessing libraries are not used: they are slow and wrong on short GBK pages (docs/reading.md).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
XML = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.I)
HEAD = 4096
SAME = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "utf8": "utf-8",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "utf-16": "utf-16-le",
    "unicode": "utf-8",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a body, the name of the encoding that the bytes are in, and doubts about what was declared.

    ``source`` is the same text in UTF-8, where the body is that already.
    """

    text: str
    encoding: str
    doubts: tuple[str, ...] = ()
    source: bytes | None = None


def decode(body: bytes, declared: str | None = None) -> Decoded:
    """Read ``body``; ``declared`` is the charset of the HTTP header. Never raises: the last resort replaces bytes."""
    for mark, name in MARKS:
        if body.startswith(mark):
            return Decoded(body[len(mark) :].decode(name, "replace"), name)
    wide = _unmarked_utf16(body)
    if wide:
        return Decoded(body.decode(wide, "replace"), wide)
    said = [name for name in (_known(declared), _known(_in_head(body))) if name]
    for name in dict.fromkeys([*_trusted(said), "utf-8", "gb18030", "big5hkscs"]):
        text = _strict(body, name)
        if text is not None:
            return Decoded(text, _public(name), _doubts(said, name, body), body if name == "utf-8" else None)
    return _damaged(body, said)


def _trusted(said: list[str]) -> list[str]:
    """UTF-8 is tried first whenever possible: other text is hardly ever valid UTF-8, the reverse happens daily."""
    return ["utf-8", *said]


def _unmarked_utf16(body: bytes) -> str | None:
    head = body[:200]
    if len(head) < 20 or head.count(0) * 3 < len(head):
        return None
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _in_head(body: bytes) -> str | None:
    head = body[:HEAD]
    at = head.lower().find(b"charset")
    found = META.search(head, max(0, head.rfind(b"<", 0, at))) if at >= 0 else None
    found = found or XML.search(head, 0, 300)
    return found.group(1).decode("ascii", "replace") if found else None


def _known(name: str | None) -> str | None:
    if not name:
        return None
    name = name.strip().strip("\"'").lower()
    name = SAME.get(name, name)
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError):
        return None
    return codec.name if _is_text(codec) else None


def _is_text(codec: codecs.CodecInfo) -> bool:
    return bool(getattr(codec, "_is_text_encoding", True))


def _strict(body: bytes, name: str) -> str | None:
    try:
        return body.decode(name)
    except (UnicodeError, LookupError, ValueError):
        return None


def _public(name: str) -> str:
    return "big5" if name == "big5hkscs" else name


def _doubts(said: list[str], name: str, body: bytes) -> tuple[str, ...]:
    wrong = dict.fromkeys(other for other in said if other != name)
    if not wrong or body.isascii():
        return ()
    return tuple(f"声明的编码为 {_public(other)}，实际为 {_public(name)}" for other in wrong)


def _damaged(body: bytes, said: list[str]) -> Decoded:
    """Bytes that no encoding fits (a page cut inside a letter): the reading with the fewest damaged letters."""
    names = dict.fromkeys([*said, "utf-8", "gb18030"])
    readings = [(name, body.decode(name, "replace")) for name in names]
    name, text = min(readings, key=lambda reading: reading[1].count("\ufffd"))
    return Decoded(text, _public(name), (*_doubts(said, name, body), "页面含有无法解码的字节"))
