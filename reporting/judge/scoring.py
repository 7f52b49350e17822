"""Settled findings to the lines of a score: each case once, within the indicator's points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from govcrawl.vocabulary import Indicator
from reporting.judge.categories import ColumnStanding, State, members, standing_of, together
from reporting.judge.facts import Column
from reporting.judge.score import FULL, NOTHING, Item, Line, Range, Score
from reporting.judge.settle import Settled, Standing
from reporting.judge.subjects import Rules
from reporting.standard.resolved import Standard
from reporting.standard.rule import Effect, Fault, Measure, Rule, Trait

_OF_COLUMNS = frozenset({Fault.LATE, Fault.BLANK})
_STATES = {Standing.OPEN: "待复核", Standing.DISMISSED: "已排除", Standing.CLEAR: "不扣分"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a score is made of: the rules in scope, the settled findings, and the columns' standings."""

    rules: Rules
    settled: tuple[Settled, ...]
    columns: tuple[ColumnStanding, ...]

    @classmethod
    def of(cls, rules: Rules, settled: Sequence[Settled], columns: Iterable[Column]) -> Sheet:
        """The sheet of one target."""
        by_subject: dict[str, list[Settled]] = {}
        for one in settled:
            if one.finding.fault in _OF_COLUMNS:
                by_subject.setdefault(one.finding.key.subject, []).append(one)
        standings = (standing_of(column, by_subject.get(column.url, ())) for column in columns)
        return cls(rules, tuple(settled), tuple(one for one in standings if one))

    def own(self, indicator: Indicator) -> Iterator[Settled]:
        """The findings that are about the indicator itself and not about one column."""
        for one in self.settled:
            if one.finding.key.indicator is indicator and one.finding.fault not in _OF_COLUMNS:
                yield one


def _measured(rule: Rule, one: Settled) -> Fraction | None:
    part = rule.part_of(one.finding.fault) if one.finding.fault else None
    return part.points if part else None


def _amount(rule: Rule, one: Settled) -> Fraction | None:
    """The points of a confirmed case: those of the measured fault, those stated, or the only ones there are."""
    measured = _measured(rule, one)
    if measured is not None:
        return measured
    return one.points if one.points is not None and one.points <= rule.cap else rule.fixed


def needs_points(rule: Rule, one: Settled) -> bool:
    """Whether a confirmation lacks the points that its reason must state."""
    return bool(rule.parts) and one.standing is Standing.CONFIRMED and _amount(rule, one) is None


def _item(rule: Rule, one: Settled) -> Item:
    finding = one.finding
    subject = f"{finding.name}：{finding.values}"
    if one.standing is Standing.OPEN:
        most = _measured(rule, one) or rule.cap
        return Item(subject, Range(Fraction(0), most), finding.handle, f"{finding.outcome.label}待复核")
    if one.standing is not Standing.CONFIRMED:
        return Item(f"{subject}（{_STATES[one.standing]}）", NOTHING, finding.handle)
    amount = _amount(rule, one)
    if amount is None:
        return Item(subject, Range(rule.least, rule.cap), finding.handle, "属实，没有写明分值（--points，或“分值”栏）")
    return Item(subject, Range.exactly(amount), finding.handle)


def _own_line(rule: Rule, sheet: Sheet) -> Line:
    return Line(rule, tuple(_item(rule, one) for one in sheet.own(rule.id)))


def _points(rule: Rule, one: ColumnStanding) -> Fraction:
    part = rule.part_of(one.fault) or rule.part_of(Fault.LATE)
    return part.points if part else Fraction(0)


def _told(one: ColumnStanding) -> str:
    return f"“{one.column.name}”{one.fault.value}（{one.settled.finding.values}）"


def _category_item(rule: Rule, columns: Sequence[ColumnStanding]) -> Iterator[Item]:
    state = together(columns)
    late = rule.part_of(Fault.LATE)
    if state is State.FINE or late is None:
        return
    text = "全部未更新：" + "、".join(_told(one) for one in columns)
    if state is State.FAULTY:
        yield Item(text, Range.exactly(late.points))
    else:
        yield Item(text, Range(Fraction(0), late.points), missing="栏目待复核")


def _category_line(rule: Rule, sheet: Sheet) -> Line:
    own = _own_line(rule, sheet).items
    return Line(rule, (*own, *_category_item(rule, members(rule, sheet.columns))))


def _column_item(rule: Rule, one: ColumnStanding) -> Item:
    points, handle = _points(rule, one), one.settled.finding.handle
    if one.state is State.FAULTY:
        return Item(_told(one), Range.exactly(points), handle)
    return Item(_told(one), Range(Fraction(0), points), handle, "栏目待复核")


def _doubtful_item(rule: Rule, columns: Sequence[ColumnStanding], by: Rule) -> Item:
    """Columns of a category that is itself open: all of them deducted there, or all but one of them here."""
    points = [_points(rule, one) for one in columns]
    text = f"“{by.id.label}”待复核：" + "、".join(_told(one) for one in columns)
    return Item(text, Range(Fraction(0), sum(points, Fraction(0)) - min(points)), missing="栏目待复核")


def _elsewhere(rule: Rule, sheet: Sheet) -> Iterator[tuple[Rule, tuple[ColumnStanding, ...]]]:
    """The categories in scope that are, or may be, deducted on their own, with their columns."""
    for other in sheet.rules.values():
        if other.measure is Measure.CATEGORY_UPDATE and other is not rule:
            columns = members(other, sheet.columns)
            if together(columns) is not State.FINE:
                yield other, columns


def _others_line(rule: Rule, sheet: Sheet) -> Line:
    """其他栏目: no column is deducted twice."""
    items = list(_own_line(rule, sheet).items)
    taken: set[str] = set()
    for other, columns in _elsewhere(rule, sheet):
        taken |= {one.column.url for one in columns}
        if together(columns) is State.OPEN:
            items.append(_doubtful_item(rule, columns, other))
        else:
            text = "、".join(_told(one) for one in columns)
            items.append(Item(f"已在“{other.id.label}”扣分，不重复扣分：{text}", NOTHING))
    wrong = (one for one in sheet.columns if one.state in (State.FAULTY, State.OPEN) and one.column.url not in taken)
    return Line(rule, (*items, *(_column_item(rule, one) for one in wrong)))


_LINES = {Measure.CATEGORY_UPDATE: _category_line, Measure.OTHER_COLUMNS: _others_line}


def line_of(rule: Rule, sheet: Sheet) -> Line:
    """One scored indicator of one target."""
    make = _LINES.get(rule.measure, _own_line) if rule.measure else _own_line
    return make(rule, sheet)


def lines_of(sheet: Sheet, traits: frozenset[Trait]) -> dict[Indicator, Line]:
    """The lines of every scored indicator that is checked on the target."""
    scored = (rule for rule in sheet.rules.values() if rule.parts and not rule.spares & traits)
    return {rule.id: line_of(rule, sheet) for rule in scored}


def score_of(
    lines: Mapping[Indicator, Line], rules: Rules, standard: Standard, traits: frozenset[Trait]
) -> Score | None:
    """The score of a target that has deductions in scope; None for all others.

    Where 办事服务 spares it the base is 100 less its points, scaled back to 100: 75 × 4/3.
    """
    made = {effect: tuple(line for line in lines.values() if line.rule.effect is effect) for effect in Effect}
    if not made[Effect.DEDUCTION]:
        return None
    spared = [rule for rule in standard.rules.values() if Trait.STATE_COUNCIL_WITHOUT_SERVICE in rule.spares & traits]
    due = [rule for rule in standard.rules.values() if rule.effect is Effect.DEDUCTION and not rule.spares & traits]
    return Score(
        deductions=made[Effect.DEDUCTION],
        bonus=made[Effect.BONUS],
        base=FULL - sum((rule.cap for rule in spared), Fraction(0)),
        pass_line=standard.pass_line,
        bonus_above=standard.bonus_above,
        outside=sum((rule.cap for rule in due if rule.id not in rules), Fraction(0)),
    )
