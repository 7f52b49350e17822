"""Findings (问题): one indicator applied to one subject, with the values that a person is asked to confirm."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date

from govcrawl.vocabulary import Outcome
from reporting.judge.facts import FindingKey, Span
from reporting.judge.views import ListView, State
from reporting.standard.period import Deadline
from reporting.standard.rule import Fault

UNDECIDED = frozenset({Outcome.FAIL, Outcome.SUSPECT, Outcome.UNCHECKED})
MONITORED = "；监测 "
"""What stands in a finding's values between what was seen and the monitoring time."""
_HANDLE_LENGTH = 10
_LAST_UPDATE = re.compile(r"最后更新 (\d{4}-\d{2}-\d{2})")


def handle_of(key: FindingKey, values: str) -> str:
    """The short name (编号) of a finding with the values that were seen."""
    parts = (key.kind, key.target, key.indicator, key.subject, values)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_HANDLE_LENGTH]


@dataclass(frozen=True, slots=True)
class Finding:
    """The machine's outcome on one subject; ``values`` is the canonical text to which a decision binds.

    ``fault`` says what would be wrong, where points depend on it; ``lists`` are the addresses whose looks it rests on;
    ``visits`` are single looks that it rests on, such as those at sampled pages.
    """

    key: FindingKey
    name: str
    outcome: Outcome
    values: str
    reason: str = ""
    fault: Fault | None = None
    lists: tuple[str, ...] = ()
    visits: tuple[int, ...] = ()

    @property
    def handle(self) -> str:
        """A short name for command lines; it changes with the values, so that nobody confirms what they did not see."""
        return handle_of(self.key, self.values)

    @property
    def seen(self) -> str:
        """What was seen, without the monitoring time: 最后更新 2020-09-01."""
        return self.values.partition(MONITORED)[0]

    @property
    def last_update(self) -> date | None:
        """The day of the last update that was seen, None where none was."""
        day = _LAST_UPDATE.fullmatch(self.seen)
        return date.fromisoformat(day[1]) if day else None

    def as_outcome(self, outcome: Outcome, reason: str) -> Finding:
        """The same finding with another outcome, for the reason given."""
        return replace(self, outcome=outcome, reason=reason)


@dataclass(frozen=True, slots=True)
class Assessment:
    """The outcome of one measure."""

    outcome: Outcome
    values: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """The monitoring time of a target: its date and the span of looks that count."""

    on: date
    span: Span


_STATE_TEXT = {
    State.UNDATED: "条目无可读日期",
    State.UNREADABLE: "列表无法读取",
    State.EMPTY: "列表空白",
    State.UNSEEN: "没有成功的访问",
}

_NOT_DATED = {
    State.UNDATED: (Outcome.SUSPECT, "条目没有可读的发布日期"),
    State.UNREADABLE: (Outcome.SUSPECT, "页面已打开，列表无法读取"),
    State.EMPTY: (Outcome.SUSPECT, "列表没有条目"),
    State.UNSEEN: (Outcome.UNCHECKED, "监测时段内没有成功的访问"),
}


def values_of(view: ListView, moment: Moment) -> str:
    """The canonical text of what was seen, such as 最后更新 2020-09-01；监测 2020-11-17."""
    seen = f"最后更新 {view.newest}" if view.newest else _STATE_TEXT[view.state]
    return f"{seen}{MONITORED}{moment.on}"


def in_time(day: date | None, deadline: Deadline, moment: Moment) -> bool:
    """Whether an update on ``day`` is in time at the monitoring time."""
    return day is not None and day >= deadline.earliest(moment.on)


def because(reason: str, failure: str) -> str:
    """A reason with the failure behind it, where there is one."""
    return f"{reason}：{failure}" if failure else reason


def assess(view: ListView, deadline: Deadline, moment: Moment, doubts: tuple[str, ...] = ()) -> Assessment:
    """Whether a list was updated in time: late only where the list was read and was late on that very day."""
    values = values_of(view, moment)
    if view.state is not State.DATED:
        outcome, reason = _NOT_DATED[view.state]
        return Assessment(outcome, values, because(reason, view.failure if view.state is State.UNSEEN else ""))
    if in_time(view.newest, deadline, moment):
        return Assessment(Outcome.PASS, values)
    outcome, reason = _late(view, deadline, moment, doubts)
    return Assessment(outcome, values, reason)


def _late(view: ListView, deadline: Deadline, moment: Moment, doubts: tuple[str, ...]) -> tuple[Outcome, str]:
    if view.seen_on is None:
        return Outcome.UNCHECKED, "监测时段内没有读到列表，只有此前的日期"
    if moment.span.on is None and view.newest and view.newest >= deadline.earliest(view.seen_on):
        return Outcome.SUSPECT, f"最后一次读到列表是 {view.seen_on}，当日尚未超期"
    if view.gaps:
        return Outcome.SUSPECT, f"{view.gaps}篇正文没有读出日期"
    if doubts:
        return Outcome.SUSPECT, "；".join(doubts)
    return Outcome.FAIL, deadline.missed
