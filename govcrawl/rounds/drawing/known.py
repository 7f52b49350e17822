"""Titles that the crawl has seen, to be looked for with the site's own search (站内搜索)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govcrawl.rounds.drawing.seen import Sample, SeenList, drawn, entries_of
from govcrawl.vocabulary import PageRole

KNOWN_TITLES = 4
"""Titles looked for on each site (STANDARD §1.4, 站内搜索)."""
_SHORTEST, _LONGEST = 8, 60


def known(seen: Sequence[SeenList], seed: int) -> Iterator[Sample]:
    """Four entries whose titles are long enough to be told from others; ``url`` is the entry's own."""
    entries = entries_of(PageRole.SEARCH, seen)
    titled = [one for one in entries if _SHORTEST <= len(one.title) <= _LONGEST and not one.title.endswith("…")]
    yield from drawn(titled, KNOWN_TITLES, seed)
