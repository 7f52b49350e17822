"""Last update per column."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from govcrawl import clock
from govcrawl.items import Entry, Look
from govcrawl.vocabulary import Exclusion

_EARLIEST = date(1990, 1, 1)


class LastUpdatePipeline:
    """Says of each entry whether it counts as an update, and of each look the newest date that does."""

    def process_item(self, item: Look) -> Look:
        """The look with exclusions and ``newest`` set."""
        entries, newest = last_update(item.entries, clock.local_date(item.observed_at))
        return replace(item, entries=entries, newest=newest)


def last_update(entries: tuple[Entry, ...], seen_on: date) -> tuple[tuple[Entry, ...], date | None]:
    """Entries with their exclusions, and the newest date that counts.

    ``seen_on`` is the local date of the look: a later date is no update. A pinned entry counts by its date like any
    other, but one that is older than the list itself is marked.
    """
    judged = [replace(entry, exclusion=_exclusion(entry, seen_on)) for entry in entries]
    unpinned = [entry.date for entry in judged if entry.date and not entry.exclusion and not entry.pinned]
    newest_unpinned = max(unpinned, default=None)
    marked = tuple(
        replace(entry, exclusion=Exclusion.PINNED)
        if entry.pinned and entry.date and not entry.exclusion and newest_unpinned and entry.date < newest_unpinned
        else entry
        for entry in judged
    )
    return marked, max((entry.date for entry in marked if entry.date and not entry.exclusion), default=None)


def _exclusion(entry: Entry, seen_on: date) -> Exclusion | None:
    if entry.date is None:
        return Exclusion.UNRESOLVED if entry.raw else Exclusion.UNDATED
    if entry.date > seen_on:
        return Exclusion.FUTURE
    return Exclusion.IMPOSSIBLE if entry.date < _EARLIEST else None
