"""Labelled values of a page: names known beforehand (受理条件, 答复时间) and the text that stands under each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice

from govcrawl.extract.regions import OUTSIDE, region_of
from govcrawl.extract.tree import Node, Piece, Tree, bare, flat

NUMBER = r"(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）、.．]|[①-⑳●■◆▪•·*]){0,2}"
ALONE = re.compile(
    rf"^{NUMBER}[【\[「]?(?P<name>[^【】\[\]「」：:（）()]+)[】\]」]?(?:[（(][^（）()]{{1,20}}[）)])?[：:]?$"
)
LONGEST_LABEL, LONGEST_VALUE, LONGEST_PIECE = 24, 2000, 5000
MOST_LABELS, MOST_HEADS, MOST_PIECES = 400, 30, 20_000
CELLS = frozenset({"td", "th"})
TAB_TAGS = frozenset({"li", "a"})
FEWEST_TABS = 3
PAIR = re.compile(r"[、及和与/]")
TAB, PICTURE = "（页签）", "（图片）"
"""Stand for what a label shows without words: elsewhere on the page, or in a picture."""


class Names:
    """The labels one looks for, each with what it names; "" for one that only ends the value before it.

    Two may stand together: 办理时间、地点.
    """

    def __init__(self, table: Mapping[str, str]) -> None:
        self.kinds = {label: kind for kind, labels in table.items() for label in labels.split()}
        longest_first = sorted(self.kinds, key=lambda label: (-len(label), label))
        single = "|".join(r"[\s\x1f]{0,4}".join(label) for label in longest_first)
        spaced = rf"(?:{single})(?:{PAIR.pattern}(?:{single}))?"
        self.inline = re.compile(
            rf"(?:^|(?<=[\s\x1f。；;，,、|）)]))(?:{NUMBER}[【\[「](?P<boxed>{spaced})[】\]」][：:]?"
            rf"|{NUMBER}(?P<plain>{spaced})[\s\x1f]{{0,4}}[：:])"
        )

    def alone(self, text: str) -> str | None:
        """The label that a text consists of, numbering, brackets and a remark in brackets aside."""
        if len(text) > LONGEST_LABEL * 2:
            return None
        match = ALONE.match(bare(text))
        return match["name"] if match and self.kinds_of(match["name"]) else None

    def kinds_of(self, label: str) -> tuple[str, ...]:
        """What a label names, or two of them together; nothing where it is none."""
        parts = (label,) if label in self.kinds else tuple(PAIR.split(label))
        return tuple(self.kinds[part] for part in parts) if all(part in self.kinds for part in parts) else ()


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled value: what the label names, the label, and the text under it (empty where there is none)."""

    kind: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class _Mark:
    """A label where it stands: the piece of an index, the label's span in it."""

    kinds: tuple[str, ...]
    label: str
    index: int
    start: int
    end: int
    alone: bool


def read_fields(tree: Tree, names: Names) -> list[Field]:
    """The labelled values of a page's main part, in the order of their labels; a value is cut after 2,000 letters.

    A value is what stands between its label and the next one, in the smallest element that holds all labels; in a table
    headed by labels it is what stands below.
    """
    pieces = [
        piece
        for piece in map(tree.piece, range(min(len(tree.texts), MOST_PIECES)))
        if region_of(piece.node) not in OUTSIDE or (names.alone(piece.text) and _is_tab(tree, names, piece.node))
    ]
    found = (mark for index, piece in enumerate(pieces) for mark in _marks(index, piece, names))
    marks = _with_panels(tree, pieces, list(islice(found, MOST_LABELS)))
    if not marks:
        return []
    whole = _common(pieces, marks)
    alone = sorted(pieces[mark.index].node.order for mark in marks if mark.alone)
    tabs = _tabs(pieces, marks)
    values = [
        _value(tree, pieces, marks, place, whole, alone) or (TAB if place in tabs else "")
        for place in range(len(marks))
    ]
    return [
        Field(kind, mark.label, text[:LONGEST_VALUE])
        for mark, text in zip(marks, values, strict=True)
        for kind in mark.kinds
    ]


def _marks(index: int, piece: Piece, names: Names) -> Iterator[_Mark]:
    label = names.alone(piece.text)
    if label is not None:
        yield _Mark(names.kinds_of(label), label, index, 0, len(piece.text), alone=True)
        return
    for match in names.inline.finditer(piece.text, 0, LONGEST_PIECE):
        label = bare(match["boxed"] or match["plain"])
        yield _Mark(names.kinds_of(label), label, index, match.start(), match.end(), alone=False)


def _with_panels(tree: Tree, pieces: list[Piece], marks: list[_Mark]) -> list[_Mark]:
    """The marks, with one that names nothing where the panel of a tab begins: the value before it ends there."""
    starts = [piece.start for piece in pieces]
    panels = [panel for mark in marks if mark.alone and (panel := _panel(tree, pieces[mark.index].node))]
    begins = {at for panel in panels if (at := bisect_left(starts, panel.start)) < len(pieces)}
    ends = (_Mark((), "", at, 0, 0, alone=False) for at in begins)
    return sorted([*ends, *marks], key=lambda mark: (mark.index, mark.start))


def _common(pieces: list[Piece], marks: list[_Mark]) -> Node:
    """The smallest block that holds all labels; around a single one, the block that its block stands in."""
    node = pieces[marks[0].index].node.block
    while node.parent is not None and not all(node.holds(pieces[mark.index].node) for mark in marks):
        node = node.parent
    return node.parent if len(marks) == 1 and node.parent is not None else node


def _tabs(pieces: list[Piece], marks: list[_Mark]) -> frozenset[int]:
    """The labels that are names of tabs: three or more list items or links in a row, with nothing said between."""
    found: set[int] = set()
    run: list[int] = []
    for place, mark in enumerate(marks):
        node = pieces[mark.index].node
        is_tab = mark.alone and not pieces[mark.index].text.rstrip().endswith(("：", ":")) and _in_tab(node)
        follows = bool(run) and marks[run[-1]].index == mark.index - 1
        run = [*run, place] if is_tab and (follows or not run) else [place] if is_tab else []
        if len(run) >= FEWEST_TABS:
            found.update(run)
    return frozenset(found)


def _in_tab(node: Node) -> bool:
    return node.tag in TAB_TAGS or (node.parent is not None and node.parent.tag in TAB_TAGS)


def _value(tree: Tree, pieces: list[Piece], marks: list[_Mark], place: int, whole: Node, alone: list[int]) -> str:
    mark = marks[place]
    following = marks[place + 1] if place + 1 < len(marks) else None
    below = _below(tree, pieces[mark.index].node, alone)
    if below is not None:
        return below
    if mark.alone and (panel := _panel(tree, pieces[mark.index].node)) is not None:
        return tree.text_of(panel)
    last = pieces[following.index].node.order if following else whole.last
    return _between(pieces, mark, following, whole.end) or _picture(tree, pieces[mark.index].node.order, last)


def _picture(tree: Tree, first: int, last: int) -> str:
    pictures = tree.shelves["img"]
    return PICTURE if bisect_right(pictures, last) > bisect_right(pictures, first) else ""


def _between(pieces: list[Piece], mark: _Mark, following: _Mark | None, end: int) -> str:
    last = following.index if following else len(pieces) - 1
    parts: list[str] = []
    for index in range(mark.index, last + 1):
        piece = pieces[index]
        if piece.start >= end:
            break
        first = mark.end if index == mark.index else 0
        stop = following.start if following and index == following.index else len(piece.text)
        parts.append(piece.text[first:stop])
    return flat(" ".join(parts)).lstrip("：:】] ")


def _below(tree: Tree, node: Node, labels: list[int]) -> str | None:
    """What stands below a label in a table whose row holds labels only; None where it is no such table."""
    cell = _up_to(node, CELLS)
    row = cell.parent if cell is not None else None
    if cell is None or row is None or row.parent is None:
        return None
    cells = [one for one in tree.children(row) if one.tag in CELLS]
    if not 2 <= len(cells) <= MOST_HEADS or not all(_holds_any(one, labels) for one in cells):
        return None
    column = cells.index(cell)
    rows = [other for other in _rows_after(tree, row) if len(other) > column]
    return flat(" ".join(tree.text_of(other[column]) for other in rows))


def _is_tab(tree: Tree, names: Names, node: Node) -> bool:
    """Whether a name is that of a tab, though its list is called a navigation: it has a panel, or all are names."""
    tab = _up_to(node, frozenset({"li"}))
    tabs = list(tree.children(tab.parent)) if tab is not None and tab.parent is not None else []
    named = len(tabs) >= FEWEST_TABS and all(names.alone(tree.text_of(one)) for one in tabs)
    return named or _panel(tree, node) is not None


def _panel(tree: Tree, node: Node) -> Node | None:
    """What a tab shows: behind a list of names stand as many elements of one tag, one for each name."""
    tab = _up_to(node, frozenset({"li"}))
    names = tab.parent if tab is not None else None
    if tab is None or names is None or names.parent is None or tree.text_of(tab) != tree.text_of(node):
        return None
    tabs = list(tree.children(names))
    if len(tabs) < FEWEST_TABS or any(len(tree.text_of(one)) > LONGEST_LABEL for one in tabs):
        return None
    behind = [one for one in tree.children(names.parent) if one.order > names.last]
    for panels in filter(None, (behind, list(tree.children(behind[0])) if behind else [])):
        alike = next(list(same) for _, same in groupby(panels, key=lambda one: one.tag))
        if len(alike) == len(tabs):
            return alike[tabs.index(tab)]
    return None


def _holds_any(node: Node, orders: list[int]) -> bool:
    return bisect_left(orders, node.order) < bisect_right(orders, node.last)


def _rows_after(tree: Tree, row: Node) -> Iterator[list[Node]]:
    table = _up_to(row, frozenset({"table"}))
    last = table.last if table is not None else row.order
    for order in range(row.last + 1, last + 1):
        if tree.tags[order] == "tr":
            yield [one for one in tree.children(tree.node(order)) if one.tag in CELLS]


def _up_to(node: Node, tags: frozenset[str]) -> Node | None:
    at: Node | None = node
    while at is not None and at.tag not in tags:
        at = at.parent
    return at
