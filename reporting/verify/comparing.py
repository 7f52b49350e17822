"""What a file says against what the facts and decisions give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from reporting.loop.correction import Change, changes_between, row_changes

Data = Mapping[str, Any]
_KEY = 1


def differences(file: Data, facts: Data) -> list[Change]:
    """Every place where a file differs, with what it says and what it should say."""
    if "text" in file:
        squeezed = {**facts, "annex": _squeezed(facts["annex"])}
        return [*_text(file["text"], facts), *row_changes(file["annex"], squeezed["annex"]), *_order(file, squeezed)]
    if "paragraphs" not in file:
        file = {**facts, "annex": file["annex"]}
    return [*changes_between(file, facts), *_annex_head(file["annex"], facts["annex"]), *_order(file, facts)]


def _squeezed(annex: Data) -> dict[str, Any]:
    return {
        "header": ["".join(cell.split()) for cell in annex["header"]],
        "rows": [["".join(cell.split()) for cell in row] for row in annex["rows"]],
    }


def _annex_head(was: Data, now: Data) -> Iterator[Change]:
    for where, name in (("附件标题", "title"), ("附件表头", "header")):
        one, other = was[name], now[name]
        if one != other:
            yield Change(where, *("；".join(text) if isinstance(text, list) else text for text in (one, other)))


def _order(was: Data, now: Data) -> Iterator[Change]:
    """The order of paragraphs and rows, and what stands there twice."""
    for where, one, other in (
        ("正文次序", list(was.get("paragraphs", ())), list(now["paragraphs"])),
        ("附件次序", [row[_KEY] for row in was["annex"]["rows"]], [row[_KEY] for row in now["annex"]["rows"]]),
    ):
        if one and set(one) == set(other) and one != other:
            pairs = zip_longest(one, other, fillvalue="（无）")
            number, (said, due) = next((at, pair) for at, pair in enumerate(pairs, 1) if pair[0] != pair[1])
            yield Change(f"{where}第{number}处", said, due)


def _text(text: str, facts: Data) -> Iterator[Change]:
    """The paragraphs of a running text, one after another; what stands between them is told too."""
    at = 0
    for number, paragraph in enumerate((facts["title"], *facts["paragraphs"])):
        wanted = "".join(paragraph.split())
        where = f"正文第{number}段" if number else "标题"
        if text.startswith(wanted, at):
            at += len(wanted)
            continue
        found = text.find(wanted, at)
        yield Change(where, text[at : at + len(wanted)] if found < 0 else text[at:found], paragraph)
        at = at + len(wanted) if found < 0 else found + len(wanted)
    if text[at:]:
        yield Change("正文末尾", text[at:], "（无）")
