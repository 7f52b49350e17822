"""The standard's tables and the deadlines at their boundaries."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.vocabulary import Category, Indicator
from reporting.standard.deadlines import Duty, duty_of
from reporting.standard.document import printed
from reporting.standard.period import ONE_YEAR, SIX_MONTHS, TWO_WEEKS, Period
from reporting.standard.rule import Effect, Evidence, Group, Measure, Rule, Scope
from reporting.standard.rules import INDICATORS, RULES
from reporting.standard.telling import rule_lines
from tests.conftest import ROOT, SEEDS
from tests.reporting.conftest import check, report

THRESHOLDS = {
    Indicator.SITE_4A: 5,
    Indicator.SITE_4B: 10,
    Indicator.SITE_4C: 5,
    Indicator.SITE_6B: 5,
}
SUMS = {
    Group.PUBLISHING: (9, 31),
    Group.SERVICE: (6, 25),
    Group.INTERACTION: (4, 23),
    Group.DESIGN: (10, 21),
    Group.BONUS_PUBLISHING: (2, 7),
    Group.BONUS_SERVICE: (3, 6),
    Group.BONUS_INTERACTION: (2, 8),
    Group.BONUS_DESIGN: (2, 6),
    Group.BONUS_INNOVATION: (1, 3),
}
"""How many indicators a group has and how many points, STANDARD §1.4 and §1.5."""

MEASURED = {
    Indicator.SITE_2: Measure.AVAILABILITY,
    Indicator.SITE_3: Measure.HOME_UPDATE,
    Indicator.SITE_4A: Measure.COLUMN_UPDATE,
    Indicator.SITE_4B: Measure.COLUMN_UPDATE,
    Indicator.SITE_4C: Measure.COLUMN_CONTENT,
    Indicator.SITE_5A: Measure.CHANNEL,
    Indicator.SITE_5B: Measure.UNANSWERED,
    Indicator.SITE_6A: Measure.SERVICE,
    Indicator.SITE_6B: Measure.LACKING_GUIDES,
    Indicator.SITE_6C: Measure.ALL_GUIDES,
    Indicator.ACCOUNT_2: Measure.ACCOUNT_UPDATE,
    Indicator.PUBLISH_NEWS: Measure.CATEGORY_UPDATE,
    Indicator.PUBLISH_POLICY: Measure.CATEGORY_UPDATE,
    Indicator.PUBLISH_INTERPRETATION: Measure.CATEGORY_UPDATE,
    Indicator.PUBLISH_COLUMNS: Measure.OTHER_COLUMNS,
    Indicator.SERVICE_CATALOGUE: Measure.CATALOGUE,
    Indicator.SERVICE_STATISTICS: Measure.STATISTICS,
    Indicator.SERVICE_GUIDES: Measure.GUIDES,
    Indicator.SERVICE_FORMS: Measure.FORMS,
    Indicator.INTERACT_MESSAGES: Measure.MESSAGES,
    Indicator.INTERACT_REPLIES: Measure.QUESTIONS,
    Indicator.DESIGN_MARKS: Measure.MARKS,
    Indicator.DESIGN_LINKS: Measure.LINKS,
    Indicator.DESIGN_REPORTING: Measure.REPORTING,
    Indicator.DESIGN_TAGS: Measure.TAGS,
    Indicator.PUBLISH_OVERVIEW: Measure.COLUMN_PRESENCE,
    Indicator.PUBLISH_FUNCTIONS: Measure.COLUMN_PRESENCE,
    Indicator.PUBLISH_LEADERS: Measure.COLUMN_PRESENCE,
    Indicator.PUBLISH_RATIO: Measure.INTERPRETED,
    Indicator.PUBLISH_LINKS: Measure.INTERPRETATION_LINKS,
    Indicator.DESIGN_DOMAIN: Measure.DOMAIN,
    Indicator.DESIGN_SEARCH: Measure.SEARCH,
    Indicator.DESIGN_IPV6: Measure.IPV6,
    Indicator.BONUS_DATA: Measure.DATA_RELEASE,
    Indicator.BONUS_SURVEYS: Measure.SURVEYS,
}
CLAUSE = re.compile(r"单项否决[1-6](（[一二三四五六]|（移动客户端）)?|第[二三]部分“.+·.+”")


def of(*effects: Effect) -> list[Rule]:
    return [rule for rule in INDICATORS.values() if rule.effect in effects]


def test_every_indicator_has_one_rule_in_the_standards_order() -> None:
    assert list(INDICATORS) == list(Indicator)
    assert len({indicator.label for indicator in Indicator}) == len(Indicator), "a name must find one indicator"
    assert {rule.id: rule.measure for rule in INDICATORS.values() if rule.measure} == MEASURED


@pytest.mark.parametrize("rule", INDICATORS.values(), ids=lambda rule: rule.id)
def test_every_row_cites_a_clause_and_an_evidence_mark(rule: Rule) -> None:
    assert CLAUSE.match(rule.clause)
    assert isinstance(rule.evidence, Evidence)
    assert all((rule.title, rule.sample, rule.advice, rule.scope))


@pytest.mark.parametrize("group", SUMS)
def test_the_sums_of_the_groups_close(group: Group) -> None:
    rules = [rule for rule in INDICATORS.values() if rule.group is group]
    assert (len(rules), sum(rule.cap for rule in rules)) == SUMS[group]


def test_the_sums_close() -> None:
    assert (len(of(Effect.DEDUCTION)), sum(rule.cap for rule in of(Effect.DEDUCTION))) == (29, 100)
    assert sum(rule.cap for rule in of(Effect.BONUS)) == 30
    assert all(0 < part.points <= rule.cap for rule in of(Effect.DEDUCTION, Effect.BONUS) for part in rule.parts)
    assert all(rule.scope == {Scope.PORTAL} for rule in of(Effect.DEDUCTION, Effect.BONUS))


def test_the_vetoes() -> None:
    assert list(RULES.values()) == of(Effect.VETO)
    assert {rule.id: rule.threshold for rule in of(Effect.VETO) if rule.threshold > 1} == THRESHOLDS
    assert all(rule.people == 2 and not rule.parts for rule in of(Effect.VETO))
    numbers = {scope: {rule.id.split("-")[1][0] for rule in of(Effect.VETO) if scope in rule.scope} for scope in Scope}
    assert numbers == {Scope.PORTAL: set("123456"), Scope.DEPARTMENT: set("123456"), Scope.ACCOUNT: set("123")}


def test_what_has_no_measure_says_so() -> None:
    for rule in INDICATORS.values():
        assert ("未检" in "\n".join(rule_lines(rule))) is (rule.measure is None)


def test_the_document_prints_the_table() -> None:
    text = (ROOT / "docs" / "standard.md").read_text(encoding="utf-8")
    assert printed(text) == text, "run make docs"


def test_the_command_lists_and_explains() -> None:
    listed = check("standard")
    assert all(str(indicator) in listed for indicator in Indicator)
    assert "扣分：29项，共100分" in listed
    assert "加分：10项，共30分" in listed
    assert "发布解读（9项，共31分）" in listed
    for name in ("publish-columns", "其他栏目"):
        assert "2分（A）空白栏目，每个" in check("standard", name)
    assert "10天" in check("standard", "account-2", "--overlay", str(SEEDS / "overlays" / "account-days-10.toml"))
    unknown = report("standard", "site-9")
    assert (unknown.exit_code, "不认识指标" in unknown.stderr) == (2, True)
    assert "没有指标" in report("standard", "account-2", "--standard", "2015").stderr


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
