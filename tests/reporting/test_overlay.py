"""Overlays: what they change, what they refuse, and the ones that are shipped."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from govcrawl.errors import Problem
from govcrawl.vocabulary import Category, Indicator, TargetKind
from reporting.standard.applying import apply, named, shipped, with_file
from reporting.standard.deadlines import Duty
from reporting.standard.overlay import from_table
from reporting.standard.period import Period
from reporting.standard.resolved import NATIONAL, Grade, Standard
from reporting.standard.rule import Effect, Scope, Trait
from tests.conftest import ROOT

NEWS_10 = Duty(Indicator.SITE_4A, Period(days=10))


def over(**table: Any) -> Standard:
    """The national standard with an overlay."""
    return apply(NATIONAL, from_table({"title": "试", **table}, "试.toml"))


@pytest.mark.parametrize(
    ("table", "told", "expected"),
    [
        ({"pass_line": 80}, lambda one: one.pass_line, 80),
        ({"bonus_above": 85}, lambda one: one.bonus_above, 85),
        ({"account_days": 10}, lambda one: one.rules[Indicator.ACCOUNT_2].window, Period(days=10)),
        ({"deadlines": {"动态要闻": "10d"}}, lambda one: one.duty_of(Category.NEWS, 1, None), NEWS_10),
        ({"deadlines": {"政策解读": "无"}}, lambda one: one.duty_of(Category.INTERPRETATION, 1, None).deadline, None),
        ({"deadlines": {"信息公开": "1y"}}, lambda one: one.duty_of(Category.DISCLOSURE, 1, None).indicator, "site-4b"),
        ({"scored": ["门户", "部门"]}, lambda one: Scope.DEPARTMENT in one.rules[Indicator.BONUS_DATA].scope, True),
        ({"scored": ["门户", "部门"]}, lambda one: Scope.ACCOUNT in one.rules[Indicator.SITE_3].scope, False),
        ({"off": ["site-4c", "应更新栏目长期未更新"]}, lambda one: len(one.rules), 58),
        ({"off": ["办事服务"]}, lambda one: sum(one_.group.label == "办事服务" for one_ in one.rules.values()), 0),
        ({"on": ["IPv6改造"]}, lambda one: [*one.rules_for((), Scope.PORTAL)], [Indicator.DESIGN_IPV6]),
        ({"told": ["site-4a"]}, lambda one: [key for key in one.rules if one.tells(key)], [Indicator.SITE_4A]),
        ({}, lambda one: all(map(one.tells, one.rules)), True),
        ({"without_service": ["1"]}, lambda one: one.traits_of("1"), {Trait.WITHOUT_SERVICE}),
        ({"indicators": {"site-4a": {"threshold": 3}}}, lambda one: one.rules[Indicator.SITE_4A].needed, 3),
        ({"indicators": {"site-3": {"window": "10d"}}}, lambda one: one.rules[Indicator.SITE_3].window.days, 10),
        ({"indicators": {"其他栏目": {"cap": 6}}}, lambda one: one.rules[Indicator.PUBLISH_COLUMNS].cap, 6),
        (
            {"indicators": {"其他栏目": {"points": [1, 1]}}},
            lambda one: {part.points for part in one.rules[Indicator.PUBLISH_COLUMNS].parts},
            {Fraction(1)},
        ),
        (
            {"indicators": {"account-3a": {"effect": "情形", "people": 1}}},
            lambda one: one.rules[Indicator.ACCOUNT_3A].effect,
            Effect.TOLD,
        ),
        (
            {"grades": [{"name": "突出问题", "of": "账号", "indicators": ["account-2"], "from": 2}]},
            lambda one: one.grades,
            (Grade("突出问题", TargetKind.ACCOUNT, frozenset({Indicator.ACCOUNT_2}), 2),),
        ),
    ],
)
def test_what_an_overlay_changes(table: dict[str, Any], told: Any, expected: object) -> None:
    assert told(over(**table)) == expected


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"passline": 80}, "passline：不认识此项"),
        ({"pass_line": "80"}, "pass_line：应为数字"),
        ({"pass_line": -1}, "pass_line：应不小于 0"),
        ({"account_days": 0}, "account_days：应不小于 1"),
        ({"account_days": 1.5}, "account_days：应为整数"),
        ({"off": ["site-9"]}, "off：不认识指标“site-9”"),
        ({"off": "site-3"}, "off：应为列表"),
        ({"scored": ["街道"]}, "scored.0：“街道”不在可用词中"),
        ({"deadlines": {"要闻": "3d"}}, "deadlines.要闻："),
        ({"deadlines": {"动态要闻": "两周"}}, "deadlines.动态要闻：更新期限“两周”"),
        ({"deadlines": 3}, "deadlines：应为一节"),
        ({"indicators": {"site-9": {}}}, "indicators.site-9：不认识指标"),
        ({"indicators": {"site-3": {"windows": "3d"}}}, "indicators.site-3.windows：不认识此项"),
        ({"indicators": {"site-3": {"effect": "否决"}}}, "indicators.site-3.effect：“否决”不在可用词中"),
        ({"indicators": {"其他栏目": {"points": [1]}}}, "indicators.publish-columns.points：应有 2 个分值"),
        ({"grades": [{"name": "a", "of": "账号", "indicators": ["x"]}]}, "grades.0.indicators：不认识指标"),
        ({"without_service": "1"}, "without_service：应为网站标识码的列表"),
    ],
)
def test_what_is_unknown_is_an_error_that_names_the_key(table: dict[str, Any], message: str) -> None:
    with pytest.raises(Problem) as problem:
        over(**table)
    assert message in str(problem.value)


def test_a_file_that_does_not_fit_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    for text in (
        "title = ",
        'title = "x"\nfoo = 1\n',
        'title = "x"\n[indicators.site-3]\npoints = [1]\n',
        "pass_line = 1\n",
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(Problem, match=r"x\.toml"):
            with_file(NATIONAL, path)


def test_every_shipped_overlay_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert {"2015", "account-days-10", "middle-grades", "pass-line-80"} <= shipped().keys()
    assert all(named(name) != NATIONAL for name in shipped())
    assert named("国办秘函〔2019〕19号") is named("2019") is NATIONAL


def test_the_census_of_2015(monkeypatch: pytest.MonkeyPatch) -> None:
    """STANDARD §4.1: the deadlines of 2015 are those of 2019 where both have one."""
    monkeypatch.chdir(ROOT)
    census = named("2015")
    same = (Category.NEWS, Category.NOTICE, Category.POLICY, Category.PERSONNEL, Category.PLAN)
    assert all(census.duties[category] == NATIONAL.duties[category] for category in same)
    assert census.duty_of(Category.INTERPRETATION, 1, None).deadline is None
    assert {scope for rule in census.rules.values() for scope in rule.scope} == {Scope.PORTAL, Scope.DEPARTMENT}
    assert {rule.effect for rule in census.rules.values()} == {Effect.VETO}


@pytest.mark.parametrize(
    ("code", "without", "traits"),
    [
        ("4205000004", (), set()),
        ("4205000004", ("4205000004",), {Trait.WITHOUT_SERVICE}),
        ("bm14000002", (), {Trait.STATE_COUNCIL}),
        ("bm14000002", ("bm14000002",), set(Trait)),
    ],
)
def test_what_spares_a_site(code: str, without: tuple[str, ...], traits: set[Trait]) -> None:
    assert Standard(without_service=frozenset(without)).traits_of(code) == traits
