"""Looks to views: what all looks at one list say together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from govcrawl.vocabulary import PageRole, Reading
from reporting.judge.facts import Look, Span


class State(IntEnum):
    """How much is known of a list, the most first."""

    DATED = 0
    UNDATED = 1
    UNREADABLE = 2
    EMPTY = 3
    UNSEEN = 4


@dataclass(frozen=True, slots=True)
class ListView:
    """One list as all its looks show it.

    ``newest`` is the last update; ``seen_on`` the local date of the last look in the window that read the list;
    ``visits`` the looks that read it; ``empty_nights`` on how many nights it was blank; ``gaps`` how many of its
    article pages gave nothing; ``failure`` why the last look in the window that failed did.
    """

    state: State
    newest: date | None = None
    seen_on: date | None = None
    visits: tuple[int, ...] = ()
    empty_nights: int = 0
    gaps: int = 0
    failure: str = ""


UNSEEN = ListView(State.UNSEEN)


def _shows_entries(look: Look) -> bool:
    """A home page that is read and shows no entry is a navigation entrance, as blank as an empty list."""
    return look.reading is Reading.READ and (look.entries > 0 or look.newest is not None)


def _state(opened: list[Look], newest: date | None) -> State:
    if newest is not None:
        return State.DATED
    if any(map(_shows_entries, opened)):
        return State.UNDATED
    if any(look.reading is Reading.UNREADABLE for look in opened):
        return State.UNREADABLE
    return State.EMPTY if opened else State.UNSEEN


def _newest(looks: Iterable[Look], span: Span) -> date | None:
    dates = (look.newest for look in looks if look.reading is Reading.READ and span.day_of(look) <= span.end)
    return max((day for day in dates if day is not None and day <= span.end), default=None)


def _gaps(articles: list[Look]) -> int:
    read = {look.url for look in articles if look.newest is not None}
    return len({look.url for look in articles} - read)


def view(looks: tuple[Look, ...], span: Span) -> ListView:
    """All looks at one list up to the end of ``span``; a failed look never shortens what another one saw."""
    inside = [look for look in looks if span.start <= span.day_of(look) <= span.end]
    lists = [look for look in inside if look.role is not PageRole.ARTICLE]
    opened = [look for look in lists if look.reading is not Reading.FAILED]
    read = [look for look in opened if _shows_entries(look)]
    newest = _newest(looks, span)
    return ListView(
        state=_state(opened, newest),
        newest=newest,
        seen_on=max((span.day_of(look) for look in read or (opened if newest is None else ())), default=None),
        visits=tuple(look.visit for look in read or opened),
        empty_nights=len({look.night for look in opened} - {look.night for look in read}),
        gaps=_gaps([look for look in inside if look.role is PageRole.ARTICLE]),
        failure=next((look.failure for look in reversed(lists) if look.reading is Reading.FAILED), ""),
    )


def monitored(lists: Iterable[tuple[Look, ...]], span: Span) -> date | None:
    """The monitoring time (监测时间点): the local date of the last look in the window that opened, None without one."""
    days = (span.day_of(look) for looks in lists for look in looks if look.reading is not Reading.FAILED)
    last = max((day for day in days if span.start <= day <= span.end), default=None)
    return span.on if span.on and last else last


def views(lists: Mapping[str, tuple[Look, ...]], span: Span) -> dict[str, ListView]:
    """The view of each list, by address."""
    return {url: view(looks, span) for url, looks in lists.items()}
