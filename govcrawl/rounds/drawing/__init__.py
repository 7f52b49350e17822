"""Which pages are drawn of a site beyond its lists: a function for each purpose, from the facts and the seed alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from govcrawl.rounds.drawing.known import known
from govcrawl.rounds.drawing.profiles import profiles
from govcrawl.rounds.drawing.published import published
from govcrawl.rounds.drawing.seen import Sample, SeenEntry, SeenList
from govcrawl.rounds.drawing.tagged import tagged

_PURPOSES: tuple[Callable[[Sequence[SeenList], int], Iterator[Sample]], ...] = (tagged, published, known, profiles)


def draw_samples(seen: Sequence[SeenList], seed: int) -> Iterator[Sample]:
    """The pages to look at of one site: the same facts and the same seed give the same pages."""
    for purpose in _PURPOSES:
        yield from purpose(seen, seed)


__all__ = ["Sample", "SeenEntry", "SeenList", "draw_samples"]
