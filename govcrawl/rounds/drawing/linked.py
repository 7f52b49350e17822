"""More pages of a site for the links that they lead to (可用性)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govcrawl.rounds.drawing.seen import Sample, SeenList, drawn, entries_of
from govcrawl.vocabulary import PageRole

LINKED_COLUMNS, LINKED_PAGES = 30, 10
"""The standard gives no number; a column's page costs one request, most of them to what the night has seen already."""


def linked(seen: Sequence[SeenList], seed: int) -> Iterator[Sample]:
    """Thirty columns and ten of the pages that the lists led to."""
    columns = (Sample(PageRole.LINKED, one.url, one.url) for one in seen if one.read)
    yield from drawn(columns, LINKED_COLUMNS, seed)
    yield from drawn(entries_of(PageRole.LINKED, seen), LINKED_PAGES, seed)
