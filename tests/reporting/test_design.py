"""功能设计: which pages lack which marks, tags and entrances, and what only a person can say."""

from __future__ import annotations

from typing import Any

import pytest

from govcrawl.vocabulary import Indicator, Outcome, PageRole, Reading, TargetKind
from reporting.judge import design
from reporting.judge.case import Case
from reporting.judge.facts import Page, RoundFacts, Target
from reporting.standard.resolved import NATIONAL
from reporting.standard.rule import Fault
from tests.reporting.cases import MOMENT, ago, look
from tests.reporting.test_standard_cases import declaration

CODE = "4205000004"
ALL_MARKS = dict.fromkeys(design.MARKS, "有")
SITE_TAGS = {"SiteName": "甲", "SiteDomain": "a", "SiteIDCode": CODE}
ARTICLE_TAGS = {**SITE_TAGS, "ArticleTitle": "题", "PubDate": "2020-11-01 10:00", "ContentSource": "甲"}
FRONT, INNER, COLUMN = PageRole.FRONT, PageRole.INNER_PAGE, PageRole.INNER_COLUMN


def page(role: PageRole, name: str, marks: dict[str, str], tags: dict[str, str] | None = None, **other: Any) -> Page:
    return Page(look(role=role, url=f"http://a/{name}", **other), "http://a/", marks, tags or {}, ())


def found(indicator: Indicator, *pages: Page) -> list[tuple[str, Outcome, Fault | None]]:
    """Subject, outcome and fault of what a measure finds on these pages."""
    target = Target(TargetKind.SITE, CODE, 1, "甲", "甲", "http://a/", "http://a/", True, "", True)
    facts = RoundFacts(declaration(indicator), (target,), {}, {}, {}, {}, {}, {CODE: pages})
    measure = {
        Indicator.DESIGN_MARKS: design.marks,
        Indicator.DESIGN_TAGS: design.tags,
        Indicator.DESIGN_REPORTING: design.reporting,
    }[indicator]
    findings = measure(NATIONAL.rules[indicator], Case(target, facts, {}, {}, MOMENT))
    return [(one.key.subject, one.outcome, one.fault) for one in findings]


def without(*names: str) -> dict[str, str]:
    return {name: value for name, value in ALL_MARKS.items() if name not in names}


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ((), [("http://a/", Outcome.UNCHECKED, None)]),
        ((page(FRONT, "", ALL_MARKS),), [("http://a/", Outcome.PASS, None)]),
        ((page(FRONT, "", without("icp")),), [("ICP备案编号", Outcome.FAIL, Fault.MARK)]),
        (
            (page(FRONT, "", ALL_MARKS), page(INNER, "1", without("police"))),
            [("公安机关备案标识", Outcome.FAIL, Fault.MARK)],
        ),
        ((page(FRONT, "", without("conac")),), [("党政机关网站标识", Outcome.SUSPECT, Fault.MARK)]),
        ((page(FRONT, "", {}),), [("页面底部", Outcome.SUSPECT, None)]),
        ((page(FRONT, "", {}, reading=Reading.UNREADABLE),), [("http://a/", Outcome.UNCHECKED, None)]),
    ],
)
def test_marks(pages: tuple[Page, ...], expected: list[tuple[str, Outcome, Fault | None]]) -> None:
    assert found(Indicator.DESIGN_MARKS, *pages) == expected


@pytest.mark.parametrize(
    ("marks", "outcome"),
    [
        ({**ALL_MARKS, "jiucuo": CODE}, Outcome.PASS),
        ({**ALL_MARKS, "jiucuo": "有"}, Outcome.PASS),
        (ALL_MARKS, Outcome.FAIL),
        ({}, Outcome.SUSPECT),
        ({**ALL_MARKS, "jiucuo": "4205000099"}, Outcome.SUSPECT),
    ],
)
@pytest.mark.parametrize(("role", "fault"), [(FRONT, Fault.HOME_ENTRANCE), (INNER, Fault.PAGE_ENTRANCE)])
def test_the_entrance_for_reports(marks: dict[str, str], outcome: Outcome, role: PageRole, fault: Fault) -> None:
    ((_, told, wrong),) = found(Indicator.DESIGN_REPORTING, page(role, "1", marks))
    assert (told, wrong) == (outcome, None if outcome is Outcome.PASS else fault)


@pytest.mark.parametrize(
    ("role", "tags", "outcome"),
    [
        (INNER, ARTICLE_TAGS, Outcome.PASS),
        (INNER, SITE_TAGS, Outcome.FAIL),
        (INNER, {**ARTICLE_TAGS, "ContentSource": ""}, Outcome.SUSPECT),
        (INNER, {}, Outcome.FAIL),
        (COLUMN, {**SITE_TAGS, "ColumnName": "栏"}, Outcome.SUSPECT),
        (COLUMN, {"ColumnName": "栏"}, Outcome.FAIL),
        (FRONT, {}, Outcome.UNCHECKED),
    ],
)
def test_tags(role: PageRole, tags: dict[str, str], outcome: Outcome) -> None:
    ((_, told, _),) = found(Indicator.DESIGN_TAGS, page(role, "1", ALL_MARKS, tags))
    assert told is outcome


def test_only_the_last_night_that_looked_counts() -> None:
    old = page(FRONT, "", without("icp"), day=ago(2))
    new = page(FRONT, "", ALL_MARKS, day=ago(1))
    assert found(Indicator.DESIGN_MARKS, old, new) == [("http://a/", Outcome.PASS, None)]
