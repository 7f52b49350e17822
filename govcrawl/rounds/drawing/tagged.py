"""Pages for the footer's marks and the page tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govcrawl.rounds.drawing.seen import Sample, SeenList, drawn, entries_of
from govcrawl.vocabulary import PageRole

TAGGED_PAGES = 5
"""Content pages and column pages sampled of each site (STANDARD §1.4, 页面标签)."""


def tagged(seen: Sequence[SeenList], seed: int) -> Iterator[Sample]:
    """Five columns and five of the pages that the lists led to."""
    columns = (Sample(PageRole.INNER_COLUMN, one.url, one.url) for one in seen if one.read)
    yield from drawn(columns, TAGGED_PAGES, seed)
    yield from drawn(entries_of(PageRole.INNER_PAGE, seen), TAGGED_PAGES, seed)
