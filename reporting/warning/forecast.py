"""What turns overdue: the coming days judged on today's facts, by the same code that will judge them when they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from govcrawl import clock
from govcrawl.vocabulary import Outcome, Reading, TargetKind
from reporting.judge.facts import FindingKey, Lists, RoundFacts, Target
from reporting.judge.findings import Finding
from reporting.judge.judging import findings_of, own_standard, spans_of
from reporting.judge.source import load_facts
from reporting.judge.source_columns import load_contents
from reporting.judge.targets import Draft, drafts
from reporting.judge.twins import doubled_visits
from reporting.standard.resolved import Standard
from reporting.standard.rule import Fault, Measure

MOST_DAYS = 60
"""How far ahead a warning can look, in days."""
FRESH_DAYS = 2
"""A list that was last read more days ago than this may have been updated since: the warning is 疑似."""

_AT_EASE = frozenset({Outcome.PASS, Outcome.NOT_APPLICABLE})
_OVERDUE = frozenset({Outcome.FAIL, Outcome.SUSPECT})
_ON_TARGET = frozenset({Measure.HOME_UPDATE, Measure.ACCOUNT_UPDATE})


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A column or account that is in time today and no longer after ``due``, its last day (inclusive).

    ``finding`` is what the day after ``due`` will find if nothing is published; ``name`` is what the ledger calls it;
    ``doubt`` says why it is not sure (疑似), empty where it is.
    """

    unit: str
    target: Target
    finding: Finding
    name: str
    due: date
    doubt: str

    @property
    def identity(self) -> tuple[TargetKind, str, str]:
        """Which column or account it is."""
        return self.finding.key.kind, self.finding.key.target, self.finding.key.subject

    def left(self, today: date) -> int:
        """Days from today to the last day in time."""
        return (self.due - today).days

    def mark(self, marks: Iterable[int], today: date) -> int:
        """The day mark that it has reached: the least one that is not below the days left."""
        return min(mark for mark in marks if mark >= self.left(today))


_Found = Mapping[FindingKey, tuple[Draft, Finding]]


def _asks_for_updates(draft: Draft, finding: Finding) -> bool:
    rule = draft.rules[finding.key.indicator]
    return finding.fault is Fault.LATE or rule.measure in _ON_TARGET


def _found_on(session: Session, facts: RoundFacts, day: date, standard: Standard) -> _Found:
    """The findings about updates as that day will have them if nothing more is published."""
    made = list(drafts(facts, spans_of(facts.declaration, day, standard), standard))
    visits = doubled_visits(candidate for draft in made for candidate in draft.candidates)
    contents = load_contents(session, visits)
    pairs = ((draft, finding) for draft in made for finding in findings_of(draft, contents))
    return {finding.key: (draft, finding) for draft, finding in pairs if _asks_for_updates(draft, finding)}


def _read_on(lists: Lists, urls: Iterable[str]) -> date | None:
    looks = (look for url in urls for look in lists.get(url, ()) if look.reading is Reading.READ)
    return max((clock.local_date(look.observed_at) for look in looks), default=None)


def _doubt(finding: Finding, lists: Lists, today: date) -> str:
    read = _read_on(lists, finding.lists)
    stale = read is None or (today - read).days > FRESH_DAYS
    reasons = [finding.reason] if finding.outcome is Outcome.SUSPECT else []
    return "；".join([*reasons, *([f"最近一次读到列表是 {read}，其后可能已经更新"] if stale else [])])


def _upcoming(draft: Draft, finding: Finding, due: date, facts: RoundFacts, today: date) -> Upcoming:
    target, key = draft.target, finding.key
    column = next((one.column for one in draft.candidates if one.column.url == key.subject), None)
    lists = facts.looks.get((target.kind, target.key), {})
    name = finding.name if column is None or column.confirmed else "未经台账确认的栏目"
    unit = (column.unit if column else "") or target.unit
    return Upcoming(unit, target, finding, name, due, _doubt(finding, lists, today))


def _turning(days: Sequence[tuple[date, _Found]]) -> Iterator[tuple[Draft, Finding, date]]:
    """Each finding at ease on the first day with the last day before it is overdue."""
    (_, now), *later = days
    waiting = {key for key, (_, finding) in now.items() if finding.outcome in _AT_EASE}
    for day, found in later:
        overdue = {key for key in waiting & found.keys() if found[key][1].outcome in _OVERDUE}
        yield from ((*found[key], day - timedelta(1)) for key in sorted(overdue))
        waiting -= overdue


def _earliest(items: Iterable[Upcoming]) -> Iterator[Upcoming]:
    """One for each column or account, the earliest."""
    seen = set()
    for one in sorted(items, key=lambda one: (one.due, bool(one.doubt), one.finding.key)):
        if one.identity not in seen:
            seen.add(one.identity)
            yield one


def upcoming(session: Session, round_name: str, today: date, days: int) -> tuple[Upcoming, ...]:
    """What turns overdue within ``days`` days of ``today`` in a round, by the last day in time.

    Raises :class:`Problem` for an unknown round.
    """
    standard = own_standard(session, round_name)
    coming = [today + timedelta(number) for number in range(days + 2)]
    facts = load_facts(session, round_name, coming[-1], standard)
    found = [(day, _found_on(session, facts, day, standard)) for day in coming]
    turning = (_upcoming(draft, finding, due, facts, today) for draft, finding, due in _turning(found))
    return tuple(_earliest(turning))
