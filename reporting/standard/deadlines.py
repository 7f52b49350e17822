"""Which indicator and deadline a column has by its category (栏目类别), STANDARD §4.1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from govcrawl.vocabulary import Category, Indicator
from reporting.standard.period import ONE_YEAR, SIX_MONTHS, TWO_WEEKS, Deadline, Period
from reporting.standard.rule import Evidence


@dataclass(frozen=True, slots=True)
class Duty:
    """A column's duty to update: the indicator it counts in and its deadline (None: no duty)."""

    indicator: Indicator
    deadline: Deadline | None


@dataclass(frozen=True, slots=True)
class CategoryDuty:
    """A category's duty; columns below the first level count in ``deeper``."""

    category: Category
    first_level: Indicator
    deeper: Indicator
    deadline: Period | None
    evidence: Evidence


_4A, _4B = Indicator.SITE_4A, Indicator.SITE_4B

_TABLE = (
    CategoryDuty(Category.NEWS, _4A, _4A, TWO_WEEKS, Evidence.SEVERAL_SOURCES),
    CategoryDuty(Category.NOTICE, _4A, _4B, SIX_MONTHS, Evidence.SEVERAL_SOURCES),
    CategoryDuty(Category.POLICY, _4A, _4B, SIX_MONTHS, Evidence.SEVERAL_SOURCES),
    CategoryDuty(Category.INTERPRETATION, _4B, _4B, SIX_MONTHS, Evidence.INFERRED),
    CategoryDuty(Category.PERSONNEL, _4B, _4B, ONE_YEAR, Evidence.NOT_FOUND),
    CategoryDuty(Category.PLAN, _4B, _4B, ONE_YEAR, Evidence.NOT_FOUND),
    CategoryDuty(Category.KEY_FIELD, _4B, _4B, ONE_YEAR, Evidence.NOT_FOUND),
)

ASK_AFTER: Mapping[Category, Period] = MappingProxyType(
    dict.fromkeys((Category.DISCLOSURE, Category.INTERACTION, Category.SERVICE), ONE_YEAR)
)
"""Categories of which the standard does not say whether their columns should be updated (STANDARD §4.1, NF): a
registered column that is silent for longer is asked about, 疑似 at most."""

CATEGORY_DUTIES: Mapping[Category, CategoryDuty] = MappingProxyType({row.category: row for row in _TABLE})


def duty_of(
    category: Category,
    level: int,
    ledger_deadline: Deadline | None,
    duties: Mapping[Category, CategoryDuty] = CATEGORY_DUTIES,
) -> Duty:
    """The duty of a column; the ledger's own deadline overrides its category's.

    政策解读 has its six months from the deductions (STANDARD §1.4); in the vetoes it can only count as a column that
    should be updated. Categories that are not in the table have no time limit unless the ledger gives them one.
    """
    row = duties.get(category)
    if row is None:
        return Duty(_4B, ledger_deadline)
    return Duty(row.first_level if level <= 1 else row.deeper, ledger_deadline or row.deadline)


def with_deadline(category: Category, deadline: Period | None) -> CategoryDuty:
    """The category's row with another deadline; a category without a row counts among 应更新栏目."""
    row = CATEGORY_DUTIES.get(category) or CategoryDuty(category, _4B, _4B, deadline, Evidence.NOT_FOUND)
    return replace(row, deadline=deadline)
