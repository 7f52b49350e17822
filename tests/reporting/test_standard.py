"""The standard's tables and the deadlines at their boundaries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.vocabulary import Category, Indicator, TargetKind
from reporting.standard.deadlines import Duty, duty_of
from reporting.standard.period import ONE_YEAR, SIX_MONTHS, TWO_WEEKS, Period
from reporting.standard.rules import RULES, Effect

THRESHOLDS = {
    Indicator.SITE_3: 1,
    Indicator.SITE_4A: 5,
    Indicator.SITE_4B: 10,
    Indicator.SITE_4C: 5,
    Indicator.ACCOUNT_2: 1,
}


def test_every_indicator_has_one_rule() -> None:
    assert list(RULES) == list(Indicator)
    assert {key: rule.threshold for key, rule in RULES.items()} == THRESHOLDS
    assert all(rule.effect is Effect.VETO and rule.people == 2 and rule.advice for rule in RULES.values())
    assert [rule.scope for rule in RULES.values()].count(TargetKind.ACCOUNT) == 1


@pytest.mark.parametrize(
    ("deadline", "on", "earliest"),
    [
        (TWO_WEEKS, date(2020, 11, 17), date(2020, 11, 3)),
        (TWO_WEEKS, date(2021, 1, 5), date(2020, 12, 22)),
        (TWO_WEEKS, date(2020, 3, 7), date(2020, 2, 22)),
        (SIX_MONTHS, date(2020, 11, 17), date(2020, 5, 17)),
        (SIX_MONTHS, date(2020, 8, 31), date(2020, 2, 29)),
        (SIX_MONTHS, date(2021, 8, 31), date(2021, 2, 28)),
        (SIX_MONTHS, date(2021, 3, 12), date(2020, 9, 12)),
        (SIX_MONTHS, date(2020, 12, 31), date(2020, 6, 30)),
        (ONE_YEAR, date(2020, 2, 29), date(2019, 2, 28)),
        (ONE_YEAR, date(2021, 2, 28), date(2020, 2, 28)),
        (Period(months=3), date(2021, 5, 31), date(2021, 2, 28)),
        (Period(months=12 * 9999), date(2021, 5, 31), date.min),
    ],
)
def test_deadlines_are_inclusive(deadline: Period, on: date, earliest: date) -> None:
    assert deadline.earliest(on) == earliest


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_a_later_day_never_brings_an_earlier_deadline(on: date, months: int) -> None:
    period = Period(months=months)
    assert period.earliest(on) <= period.earliest(on + timedelta(1))


@pytest.mark.parametrize(
    ("text", "period", "label"),
    [
        ("14d", Period(days=14), "14天"),
        ("6m", Period(months=6), "6个月"),
        ("12m", Period(months=12), "12个月"),
        ("1y", Period(months=12), "12个月"),
    ],
)
def test_ledger_deadlines(text: str, period: Period, label: str) -> None:
    assert Period.parse(text) == period
    assert period.label == label


@pytest.mark.parametrize("text", ["", "14", "d", "0d", "-3m", "2w", "14 天", "99999d"])
def test_other_deadlines_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="更新期限"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("category", "level", "own", "duty"),
    [
        (Category.NEWS, 1, None, Duty(Indicator.SITE_4A, TWO_WEEKS)),
        (Category.NEWS, 2, None, Duty(Indicator.SITE_4A, TWO_WEEKS)),
        (Category.NOTICE, 1, None, Duty(Indicator.SITE_4A, SIX_MONTHS)),
        (Category.NOTICE, 2, None, Duty(Indicator.SITE_4B, SIX_MONTHS)),
        (Category.POLICY, 1, None, Duty(Indicator.SITE_4A, SIX_MONTHS)),
        (Category.POLICY, 3, None, Duty(Indicator.SITE_4B, SIX_MONTHS)),
        (Category.PERSONNEL, 1, None, Duty(Indicator.SITE_4B, ONE_YEAR)),
        (Category.KEY_FIELD, 2, Period(months=3), Duty(Indicator.SITE_4B, Period(months=3))),
        (Category.PROFILE, 1, None, Duty(Indicator.SITE_4B, None)),
        (Category.UNKNOWN, 1, Period(days=30), Duty(Indicator.SITE_4B, Period(days=30))),
    ],
)
def test_duty_by_category_and_level(category: Category, level: int, own: Period | None, duty: Duty) -> None:
    assert duty_of(category, level, own) == duty
