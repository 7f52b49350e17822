"""Columns as the deductions see them: how each stands after settlement, and what a category's columns say together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from govcrawl.vocabulary import Category, Outcome, Relation
from reporting.judge.columns import SCORED_CATEGORIES, SiteColumns
from reporting.judge.facts import Column, Target
from reporting.judge.findings import Assessment, Finding
from reporting.judge.settle import Settled, Standing
from reporting.judge.subjects import on_target
from reporting.standard.rule import Fault, Rule

_CATEGORY_OF = {indicator: category for category, indicator in SCORED_CATEGORIES.items()}
_ANY_LEVEL = frozenset({Category.NEWS})
"""Of these categories columns of every level count; of the others the first-level ones (STANDARD §1.4)."""


class State(Enum):
    """How a column stands for the deductions."""

    FAULTY = "有问题"
    OPEN = "待复核"
    FINE = "正常"
    SET_ASIDE = "不计"


@dataclass(frozen=True, slots=True)
class ColumnStanding:
    """A column with what its settled findings come to; ``fault`` is what is, or may be, wrong."""

    column: Column
    state: State
    fault: Fault
    settled: Settled


def _counts(column: Column, category: Category) -> bool:
    return column.category is category and (category in _ANY_LEVEL or column.level <= 1)


def missing_column(target: Target, rule: Rule, site: SiteColumns) -> Iterator[Finding]:
    """A question where a category seems to have no column: 疑似 at most, names and levels are our mapping."""
    category = _CATEGORY_OF[rule.id]
    own = [column for column in site.columns if column.category is category]
    if any(_counts(column, category) for column in own):
        return
    below = "、".join(column.name for column in own)
    values = f"没有一级{category.label}栏目，下级有{below}" if below else f"没有{category.label}类栏目"
    found = Assessment(Outcome.SUSPECT, values, "台账和首页导航中没有看到，栏目名称可能不同，须由人核对")
    yield on_target(target, rule.id, found, category.label, fault=Fault.MISSING)


_BY_STANDING = {
    Standing.OPEN: State.OPEN,
    Standing.CONFIRMED: State.FAULTY,
    Standing.DISMISSED: State.FINE,
}
_ORDER = (State.OPEN, State.FAULTY, State.FINE, State.SET_ASIDE)


def _state(settled: Settled) -> State:
    passed = State.FINE if settled.finding.outcome is Outcome.PASS else State.SET_ASIDE
    return _BY_STANDING.get(settled.standing, passed)


def standing_of(column: Column, settled: Iterable[Settled]) -> ColumnStanding | None:
    """The column's standing by its gravest finding; None without any. A superior's column satisfies a duty."""
    own = sorted(settled, key=lambda one: (_ORDER.index(_state(one)), one.finding.key.indicator))
    if not own:
        return None
    state = State.FINE if column.relation is Relation.SUPERIOR else _state(own[0])
    return ColumnStanding(column, state, own[0].finding.fault or Fault.LATE, own[0])


def members(rule: Rule, columns: Iterable[ColumnStanding]) -> tuple[ColumnStanding, ...]:
    """The columns that stand for a category's deduction; what is set aside (报备, the same list) does not."""
    category = _CATEGORY_OF[rule.id]
    return tuple(one for one in columns if _counts(one.column, category) and one.state is not State.SET_ASIDE)


def together(columns: Iterable[ColumnStanding]) -> State:
    """A category is in time if one of its columns is; it fails only when all of them do."""
    states = {one.state for one in columns}
    if State.FINE in states or not states:
        return State.FINE
    return State.OPEN if State.OPEN in states else State.FAULTY
