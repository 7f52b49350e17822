"""Entries first seen on a later night with a date on which the list, as it was read since, did not have them; and
entries that bear another, later date than before.

Precision first: a clue begins an inquiry into a unit's honesty (STANDARD §1.2 #1 e). What has an innocent explanation
is none: an entry that was late by a few days, moved from another column, got a new address, came up from a further
page, or a list that was replaced as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import groupby

from govcrawl import clock

GRACE = timedelta(days=3)
"""An entry may be published so long after its date: drafts are dated when they are signed."""
FEWEST_KNOWN = Fraction(1, 4)
"""A list of which fewer entries were known before is another list at the same address; a blank one was filled."""
FEWEST_SORTED = Fraction(1, 2)
"""A list of which fewer entries stand in the order of time has no span that a look could have read."""
BATCH = 3
"""So many late entries of one look with as many different dates were put in together (成批)."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as a look showed it; ``date`` is None where it does not count as an update."""

    title: str
    url: str | None
    date: date | None
    pinned: bool = False

    @property
    def names(self) -> frozenset[str]:
        """What it is known by: address and title."""
        return frozenset(filter(None, (self.url, "".join(self.title.split()))))


@dataclass(frozen=True, slots=True)
class ListLook:
    """One look that read a list; ``round`` is the round whose crawl it was."""

    visit: int
    round: str
    night: date
    observed_at: datetime
    list_url: str
    items: tuple[Item, ...]

    @property
    def day(self) -> date:
        """Its local date."""
        return clock.local_date(self.observed_at)

    @property
    def oldest(self) -> date | None:
        """The oldest date of the span that was read: of the entries below the last break in the order of time."""
        dates = [item.date for item in self.items if item.date and not item.pinned]
        start = max((n for n in range(1, len(dates)) if dates[n] > dates[n - 1]), default=0)
        return dates[-1] if dates and len(dates) - start >= FEWEST_SORTED * len(dates) else None


@dataclass(frozen=True, slots=True)
class Clue:
    """A late entry: the look that first showed it, the last one before that read its place in the list without it.

    ``together`` entries came at that look, with ``dates`` different dates. ``was`` is the date that the same entry bore
    before, where it is only its date that changed.
    """

    item: Item
    first: ListLook
    without: ListLook
    together: int
    dates: int
    was: date | None = None

    @property
    def days(self) -> int:
        """How many days after its date the list was still without it."""
        return (self.without.day - self.item.date).days if self.item.date else 0

    @property
    def batch(self) -> bool:
        """Whether several entries with spread dates came at once."""
        return self.together >= BATCH and self.dates >= BATCH


def find_clues(looks: Iterable[ListLook], round_name: str) -> Iterator[Clue]:
    """The late entries that the looks of a round first showed, from all looks at one site in the order of nights."""
    known: set[str] = set()
    last: dict[str, ListLook] = {}
    for _, tonight in groupby(looks, key=lambda look: look.night):
        seen = list(tonight)
        for look in seen:
            if look.round == round_name and look.list_url in last:
                yield from _late(look, last[look.list_url], known)
                yield from _redated(look, last[look.list_url])
        known.update(name for look in seen for item in look.items for name in item.names)
        last.update({look.list_url: look for look in seen})


def _late(look: ListLook, before: ListLook, known: set[str]) -> Iterator[Clue]:
    new = [item for item in look.items if not item.names & known]
    oldest = before.oldest if before.items else date.min
    if oldest is None or (before.items and len(look.items) - len(new) < FEWEST_KNOWN * len(look.items)):
        return
    latest = before.day - GRACE
    late = [item for item in new if item.date and not item.pinned and oldest < item.date < latest]
    dates = len({item.date for item in late})
    if before.items or dates >= BATCH:
        yield from (Clue(item, look, before, len(late), dates) for item in late)


def _redated(look: ListLook, before: ListLook) -> Iterator[Clue]:
    """Entries of the same address and title whose date was moved forward by more than the grace."""
    dated = {(item.url, item.title): item.date for item in before.items if item.url and item.date}
    moved = [
        (item, was)
        for item in look.items
        if item.date and (was := dated.get((item.url or "", item.title))) and item.date - was > GRACE
    ]
    dates = len({item.date for item, _ in moved})
    yield from (Clue(item, look, before, len(moved), dates, was) for item, was in moved)


def compared(looks: Sequence[ListLook], round_name: str) -> int:
    """How many lists of the site the round read, that had been read on an earlier night."""
    nights: dict[str, set[date]] = {}
    for look in looks:
        nights.setdefault(look.list_url, set()).add(look.night)
    own = {look.list_url for look in looks if look.round == round_name}
    return sum(len(nights[url]) > 1 for url in own)
