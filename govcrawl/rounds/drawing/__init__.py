"""Which pages are drawn of a site beyond its lists: a function for each purpose, from the facts and the seed alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from govcrawl.rounds.drawing.known import known
from govcrawl.rounds.drawing.messages import channels, listed_messages, messages, next_pages
from govcrawl.rounds.drawing.profiles import profiles
from govcrawl.rounds.drawing.published import published
from govcrawl.rounds.drawing.seen import Passed, Sample, SeenEntry, SeenList
from govcrawl.rounds.drawing.services import guides, listed_guides, services
from govcrawl.rounds.drawing.tagged import tagged

_ONWARD: tuple[Callable[[Passed, int], Iterator[Sample]], ...] = (
    *(channels, next_pages, messages),
    *(services, guides),
)
_PURPOSES: tuple[Callable[[Sequence[SeenList], int], Iterator[Sample]], ...] = (
    *(tagged, published, known, profiles),
    *(listed_messages, listed_guides),
)


def draw_samples(seen: Sequence[SeenList], seed: int) -> Iterator[Sample]:
    """The pages to look at of one site: the same facts and the same seed give the same pages."""
    for purpose in _PURPOSES:
        yield from purpose(seen, seed)


def draw_onward(page: Passed, seed: int) -> Iterator[Sample]:
    """The pages to look at next from a page that was opened for its purpose; each step is a sample of its own."""
    for purpose in _ONWARD:
        yield from purpose(page, seed)


__all__ = ["Passed", "Sample", "SeenEntry", "SeenList", "draw_onward", "draw_samples"]
