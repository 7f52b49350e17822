"""What a file says against what the facts and decisions give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from reporting.loop.correction import Change, annex_changes, keyed, text_changes

Data = Mapping[str, Any]


def differences(file: Data, facts: Data) -> list[Change]:
    """Every place where a file differs, with what it says and what it should say."""
    if "text" in file:
        facts = {**facts, "annexes": [_squeezed(annex) for annex in facts["annexes"]]}
        text = _text(file["text"], facts)
    elif "paragraphs" in file:
        text = iter((*text_changes(file, facts), *_order("正文次序", file["paragraphs"], facts["paragraphs"])))
    else:
        text = iter(())
    return [*text, *annex_changes(file["annexes"], facts["annexes"]), *_annexes(file["annexes"], facts["annexes"])]


def _squeezed(annex: Data) -> dict[str, Any]:
    return {
        **annex,
        "header": ["".join(cell.split()) for cell in annex["header"]],
        "rows": [["".join(cell.split()) for cell in row] for row in annex["rows"]],
    }


def _annexes(was: Sequence[Data], now: Sequence[Data]) -> Iterator[Change]:
    for one, other in zip(was, now, strict=False):
        yield from _annex_head(one, other)
        rows, due = (list(keyed(annex["rows"], other["keys"])) for annex in (one, other))
        yield from _order(f"{other['label']}次序", rows, due)


def _annex_head(was: Data, now: Data) -> Iterator[Change]:
    """Of a printed form neither title nor label need be known."""
    for what, name in (("编号", "label"), ("标题", "title"), ("表头", "header")):
        one, other = was.get(name, now[name]), now[name]
        if one != other:
            said, due = ("；".join(text) if isinstance(text, list) else text for text in (one, other))
            yield Change(f"{now['label']}{what}", said, due)


def _order(where: str, one: Sequence[str], other: Sequence[str]) -> Iterator[Change]:
    """The order of paragraphs or rows, and what stands there twice."""
    if one and set(one) == set(other) and list(one) != list(other):
        pairs = zip_longest(one, other, fillvalue="（无）")
        number, (said, due) = next((at, pair) for at, pair in enumerate(pairs, 1) if pair[0] != pair[1])
        yield Change(f"{where}第{number}处", said, due)


def _text(text: str, facts: Data) -> Iterator[Change]:
    """The paragraphs of a running text, one after another; what stands between them is told too."""
    at = 0
    paragraphs = [(f"正文第{number}段", one) for number, one in enumerate(facts["paragraphs"], 1)]
    for where, paragraph in (("发文字号", facts["number"]), ("标题", facts["title"]), *paragraphs):
        wanted = "".join(paragraph.split())
        if text.startswith(wanted, at):
            at += len(wanted)
            continue
        found = text.find(wanted, at)
        yield Change(where, text[at : at + len(wanted)] if found < 0 else text[at:found], paragraph)
        at = at + len(wanted) if found < 0 else found + len(wanted)
    if text[at:]:
        yield Change("正文末尾", text[at:], "（无）")
