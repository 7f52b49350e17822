"""How long ago columns (栏目) were last updated, by category."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from govcrawl.vocabulary import Category, Outcome, TargetKind
from reporting.charts.model import Bars, Kind, Row, Series, Tone, parts_of
from reporting.judge.facts import Column
from reporting.judge.fold import Judged
from reporting.judge.judging import Judgement
from reporting.judge.settle import Settled, Standing
from reporting.judge.source_columns import load_columns
from reporting.judge.source_crawls import crawls_of
from reporting.standard.period import ONE_YEAR, SIX_MONTHS, TWO_WEEKS, Period
from reporting.standard.rule import Fault

_AGES = (TWO_WEEKS, Period(months=3), SIX_MONTHS, ONE_YEAR)
_SERIES = (
    Series("14天以内", Tone.GOOD),
    Series("15天至3个月", Tone.FAIR),
    Series("3至6个月", Tone.MIDDLE),
    Series("6个月至1年", Tone.POOR),
    Series("1年以上", Tone.BAD),
    Series("空白或没有日期", Tone.NONE),
)
_ON_COLUMNS = frozenset({Fault.LATE, Fault.BLANK})
_TITLE = "有更新时限的栏目距最后更新的时间（按类别）"

Columns = Mapping[str, tuple[Column, ...]]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A column with what was seen of it."""

    column: Column
    on: date
    newest: date | None
    settled: tuple[Settled, ...]

    @property
    def age(self) -> int:
        """Which of the ages it has, the last one without a date."""
        if self.newest is None:
            return len(_AGES) + 1
        return sum(self.newest < age.earliest(self.on) for age in _AGES)

    @property
    def days(self) -> int | None:
        """Days since the last update."""
        return (self.on - self.newest).days if self.newest else None

    @property
    def is_told(self) -> bool:
        """Whether a public document may tell it: of a registered column, and nothing waits or was dismissed."""
        standings = {one.standing for one in self.settled}
        return self.column.confirmed and standings <= {Standing.CLEAR, Standing.CONFIRMED}


def _of(judged: Judged, columns: Iterable[Column], judgement: Judgement) -> Iterator[_Seen]:
    """The target's columns that have a deadline and were judged by it."""
    findings: defaultdict[str, list[Settled]] = defaultdict(list)
    for one in judged.findings:
        if one.finding.fault in _ON_COLUMNS and one.finding.outcome is not Outcome.NOT_APPLICABLE:
            findings[one.finding.key.subject].append(one)
    for column in columns:
        own, duty = findings[column.url], judgement.standard.duty_of(column.category, column.level, column.deadline)
        if own and duty.deadline and judged.monitored:
            newest = next((one.finding.last_update for one in own if one.finding.last_update), None)
            yield _Seen(column, judged.monitored, newest, tuple(own))


def _label(category: Category, judgement: Judgement) -> str:
    row = judgement.standard.duties.get(category)
    return f"{category.label}（{row.deadline.label}）" if row and row.deadline else category.label


def _row(label: str, own: Sequence[_Seen]) -> Row:
    counts = tuple(sum(one.age == age for one in own) for age in range(len(_SERIES)))
    days = [one.days for one in own if one.days is not None]
    oldest = f"；最久{max(days)}天" if days else ""
    return Row(label, f"{len(own)}个：{parts_of(counts, _SERIES)}{oldest}", counts)


def by_category(judgement: Judgement, columns: Columns, public: bool) -> Bars:
    """The columns with a deadline by category; what people have dismissed is left out, as the date seen is in doubt.

    A public chart has only columns of the ledger of which nothing waits for a person.
    """
    every = [
        one
        for judged in judgement.of(TargetKind.SITE)
        for one in _of(judged, columns.get(judged.target.key, ()), judgement)
    ]
    dismissed = [one for one in every if any(each.standing is Standing.DISMISSED for each in one.settled)]
    shown = [one for one in every if (one.is_told if public else one not in dismissed)]
    groups = ((category, [one for one in shown if one.column.category is category]) for category in Category)
    rows = tuple(_row(_label(category, judgement), own) for category, own in groups if own)
    notes = ["以各网站的监测时间点计；括号内为该类栏目的更新时限，台账另有规定的从台账。"]
    if dismissed and not public:
        notes.append(f"另有{len(dismissed)}个栏目经复核排除，未列。")
    return Bars(Kind.UPDATES, _TITLE, _SERIES, rows, tuple(notes))


def load(session: Session, judgement: Judgement, public: bool) -> Bars:
    """The chart of a judged round."""
    name = judgement.declaration.name
    columns = load_columns(session, name, crawls_of(session, name, judgement.replayed))
    return by_category(judgement, columns, public)
