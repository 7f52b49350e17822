"""Which pages are drawn of a site beyond its lists: a function for each purpose, from the facts and the seed alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from govcrawl.rounds.drawing.known import known
from govcrawl.rounds.drawing.linked import linked
from govcrawl.rounds.drawing.messages import channels, listed_messages, messages, next_pages
from govcrawl.rounds.drawing.profiles import profiles
from govcrawl.rounds.drawing.published import published
from govcrawl.rounds.drawing.seen import Passed, Sample, SeenEntry, SeenList
from govcrawl.rounds.drawing.services import forms, guides, listed_guides, services
from govcrawl.rounds.drawing.tagged import tagged
from govcrawl.vocabulary import Indicator

Purpose = Callable[[Sequence[SeenList], int], Iterator[Sample]]

_ONWARD: tuple[Callable[[Passed, int], Iterator[Sample]], ...] = (
    *(channels, next_pages, messages),
    *(services, guides, forms),
)
_PURPOSES: tuple[Purpose, ...] = (
    *(tagged, published, known, profiles),
    *(listed_messages, listed_guides),
)
_WHERE_ASKED: Mapping[Indicator, Purpose] = {Indicator.DESIGN_LINKS: linked}
"""What costs many requests is drawn only where the round's scope asks for it."""


def draw_samples(seen: Sequence[SeenList], seed: int, scope: Collection[Indicator] = ()) -> Iterator[Sample]:
    """The pages to look at of one site: the same facts and the same seed give the same pages."""
    asked = (purpose for indicator, purpose in _WHERE_ASKED.items() if indicator in scope)
    for purpose in (*_PURPOSES, *asked):
        yield from purpose(seen, seed)


def draw_onward(page: Passed, seed: int) -> Iterator[Sample]:
    """The pages to look at next from a page that was opened for its purpose; each step is a sample of its own."""
    for purpose in _ONWARD:
        yield from purpose(page, seed)


__all__ = ["Passed", "Sample", "SeenEntry", "SeenList", "draw_onward", "draw_samples"]
