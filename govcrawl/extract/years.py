"""Years that stand as headings of their own above groups of entries (2019年), and which rows each of them governs."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from govcrawl.extract.listing import Row
from govcrawl.extract.record import PartialDate
from govcrawl.extract.tree import Tree

YEAR_ALONE = re.compile(r"\s*(20\d\d)\s?(年(?:度)?)?\s*\Z")
HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", "caption"})
REACH, LONGEST = 40, 12


@dataclass(frozen=True, slots=True)
class YearHeading:
    """A year that stands alone in its block, and where."""

    year: int
    at: int


def year_headings(tree: Tree, rows: list[Row]) -> list[YearHeading]:
    """The years that stand alone among the rows or right above the first; a bare 2019 only as a heading element."""
    if len(rows) < 2:
        return []
    first, last = rows[0].item.node.start, max(row.item.node.end for row in rows)
    indexes = range(tree.piece_at(max(0, first - REACH)), tree.piece_at(last) + 1) if tree.starts else range(0)
    found = []
    for piece in (tree.piece(index) for index in indexes if len(tree.texts[index]) <= LONGEST):
        match = YEAR_ALONE.match(tree.plain[piece.start : piece.end])
        block = piece.node.block
        if match and (match[2] or block.tag in HEADING_TAGS) and tree.text_of(block) == tree.text_of(piece.node):
            found.append((YearHeading(int(match[1]), piece.start), piece.node.link is None))
    return [heading for heading, _ in found] if all(plain for _, plain in found) else []


def governed(headings: list[YearHeading], rows: list[Row]) -> list[int | None]:
    """The year of each row by the heading above it; all None where that is not the only way to read the page.

    It is when every row without a year has a heading above it, the years step one way without repeating, each has
    rows of its own, and the days within each year run one way too.
    """
    nothing: list[int | None] = [None] * len(rows)
    places = [heading.at for heading in headings]
    years = [heading.year for heading in headings]
    owners = [bisect_right(places, row.item.link.start if row.item.link else row.item.node.start) - 1 for row in rows]
    if not headings or not _one_way(years, strict=True) or set(owners) != set(range(len(headings))):
        return nothing
    for index in range(len(headings)):
        days = [_month_day(row) for row, owner in zip(rows, owners, strict=True) if owner == index and not row.pinned]
        if not _one_way([day for day in days if day is not None], strict=False):
            return nothing
    return [years[owner] for owner in owners]


def _month_day(row: Row) -> int | None:
    value = row.cell.found.value if row.cell else None
    return value.month * 100 + value.day if isinstance(value, PartialDate) else None


def _one_way(values: list[int], strict: bool) -> bool:
    """Whether numbers only fall or only rise."""
    pairs = list(pairwise(values))
    if strict and any(one == other for one, other in pairs):
        return False
    return all(one >= other for one, other in pairs) or all(one <= other for one, other in pairs)
