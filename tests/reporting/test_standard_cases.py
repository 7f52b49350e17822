"""Each indicator that has a measure passes, fails and stays undecided; what has none is 未检 until a person says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from govcrawl.extract.tags import NAMES
from govcrawl.rounds.declaration import Declaration
from govcrawl.vocabulary import Category, Indicator, LinkKind, Outcome, PageRole, Reading, Ruling, TargetKind, Verdict
from reporting.judge import design
from reporting.judge.facts import (
    Column,
    Decision,
    FindingKey,
    Link,
    LinkLook,
    Look,
    Page,
    RoundFacts,
    SearchForm,
    SixProbe,
    Target,
)
from reporting.judge.fold import IndicatorResult, Judged
from reporting.judge.judging import conclude, spans_of
from reporting.judge.targets import drafts
from reporting.standard.resolved import NATIONAL, Standard
from reporting.standard.rule import Effect
from tests.reporting.cases import ON, ago, column, look
from tests.reporting.office import at
from tests.reporting.sampled_cases import questions, sampled_pages
from tests.reporting.test_availability import probes

SITE, MINISTRY, ACCOUNT = "4205000004", "bm14000002", "WX1"
DOCUMENT = "甲县粮食生产补贴办法"
HOME, LINKED = "http://www.a.gov.cn/", "http://b.cn/x.pdf"
WINDOW = {"from": "2020-11-11", "to": "2020-11-17"}
FRESH, STALE = ago(3), date(2019, 1, 1)
MEASURED = [rule for rule in NATIONAL.rules.values() if rule.measure and rule.effect is not Effect.BONUS]
NEVER_PASSES = {Indicator.SITE_5B}
"""Public lists show answered messages: they can show a fault, never that there is none (STANDARD §9)."""
UNMEASURED = [rule for rule in NATIONAL.rules.values() if rule.measure is None]

CATEGORIES = {
    Indicator.SITE_4A: (Category.NEWS,) * 5,
    Indicator.SITE_4B: (Category.PLAN,) * 10,
    Indicator.SITE_4C: (Category.PROFILE,) * 5,
    Indicator.PUBLISH_NEWS: (Category.NEWS,),
    Indicator.PUBLISH_POLICY: (Category.POLICY,),
    Indicator.PUBLISH_INTERPRETATION: (Category.INTERPRETATION,),
    Indicator.PUBLISH_COLUMNS: (Category.NOTICE,),
    Indicator.PUBLISH_OVERVIEW: (Category.NOTICE,),
    Indicator.PUBLISH_FUNCTIONS: (Category.NOTICE,),
    Indicator.PUBLISH_LEADERS: (Category.NOTICE,),
}
"""As many columns as it takes for the effect."""

LOST = {
    Indicator.PUBLISH_OVERVIEW: Fraction(2),
    Indicator.PUBLISH_FUNCTIONS: Fraction(2),
    Indicator.PUBLISH_LEADERS: Fraction(2),
    Indicator.PUBLISH_RATIO: Fraction(1),
    Indicator.PUBLISH_LINKS: Fraction(1),
    Indicator.DESIGN_DOMAIN: Fraction(2),
    Indicator.DESIGN_SEARCH: Fraction(4),
    Indicator.PUBLISH_COLUMNS: Fraction(1),
    Indicator.DESIGN_MARKS: Fraction(5, 2),
    Indicator.DESIGN_REPORTING: Fraction(1),
    Indicator.DESIGN_TAGS: Fraction(1, 5),
    Indicator.DESIGN_LINKS: Fraction(1, 5),
    Indicator.INTERACT_MESSAGES: Fraction(6),
    Indicator.INTERACT_REPLIES: Fraction(7),
    Indicator.SERVICE_CATALOGUE: Fraction(3),
    Indicator.SERVICE_STATISTICS: Fraction(2),
    Indicator.SERVICE_GUIDES: Fraction(8),
    Indicator.SERVICE_FORMS: Fraction(2),
    Indicator.DESIGN_IPV6: Fraction(1),
}
"""The points of what :func:`facts` shows as wrong, where they are not 5."""

WITH_PEOPLE = {
    Indicator.PUBLISH_OVERVIEW,
    Indicator.PUBLISH_FUNCTIONS,
    Indicator.PUBLISH_LEADERS,
    Indicator.DESIGN_DOMAIN,
}
"""Where nothing is wrong that a machine sees, a person still has to look."""

Seen = tuple[date | None, Reading]
SEEN: dict[str, Seen] = {
    "pass": (FRESH, Reading.READ),
    "fail": (STALE, Reading.READ),
    "undecided": (None, Reading.UNREADABLE),
    "blank": (None, Reading.EMPTY),
}


OVER_IPV6 = {
    "pass": (SixProbe(at(ON), "ok", "2001:db8::1"),),
    "fail": tuple(SixProbe(at(ago(days)), "no_name") for days in (1, 0)),
}


def declaration(*scope: Indicator) -> Declaration:
    """A round with these indicators in scope."""
    part = {"window": WINDOW, "ratio": 1}
    table = {
        "name": "R",
        "kind": "季度",
        "standard": "2019",
        "scope": scope,
        "seed": 1,
        "sites": part,
        "accounts": part,
    }
    return Declaration.model_validate(table)


def target(kind: TargetKind, key: str, is_portal: bool = True) -> Target:
    """A sampled target."""
    return Target(kind, key, 1, key, "单位", HOME, HOME, is_portal, "", True)


def columns_of(indicator: Indicator, key: str) -> tuple[Column, ...]:
    made = (column(f"http://a/{n}/", category) for n, category in enumerate(CATEGORIES.get(indicator, ())))
    return tuple(Column(key, *(getattr(one, name) for name in Column.__slots__ if name != "site")) for one in made)


def sights(url: str, role: PageRole, how: str) -> tuple[Look, ...]:
    """A list as two nights saw it."""
    newest, reading = SEEN[how]
    return tuple(look(newest, day=ago(n), reading=reading, role=role, url=url, visit=n + 1) for n in (1, 0))


def sampled(how: str) -> tuple[Page, ...]:
    """A site's sampled pages: with every mark and tag, without any inner one, or unreadable."""
    reading = Reading.UNREADABLE if how == "undecided" else Reading.READ
    marks = dict.fromkeys((*design.MARKS, "jiucuo"), "有") if how == "pass" else {"icp": "有"}
    tags = dict.fromkeys(NAMES, "有") if how == "pass" else {"SiteName": "有"}
    roles = (PageRole.FRONT, PageRole.INNER_PAGE, PageRole.INNER_COLUMN)
    form = SearchForm("http://a/s", "q", "get") if how == "pass" else None
    title = SITE if how == "pass" else "首页"
    links = (Link(LINKED, "附件", LinkKind.FILE),)
    shown = (
        Page(
            look(reading=reading, role=role, url=f"http://a/{role}", title=title), "http://a/", marks, tags, links, form
        )
        for role in roles
    )
    return (*shown, *paired(how, reading))


def paired(how: str, reading: Reading) -> tuple[Page, ...]:
    """A document, an interpretation with its document, and a result of the site's own search."""
    document, commentary, result = "http://a/document", "http://a/commentary", f"http://a/s?q={DOCUMENT}"
    leading = {
        PageRole.DOCUMENT: (document, "http://a/", Link(commentary, f"《{DOCUMENT}》解读", LinkKind.PAGE)),
        PageRole.COMMENTARY: (commentary, "http://a/", Link(document, DOCUMENT, LinkKind.PAGE)),
        PageRole.COUNTERPART: (document, commentary, Link(commentary, "政策解读", LinkKind.PAGE)),
        PageRole.SEARCH: (result, document, Link(document, DOCUMENT, LinkKind.PAGE)),
    }
    sorts = tuple(Link(f"http://a/{word}", word, LinkKind.PAGE) for word in ("全部", "政策文件"))
    return tuple(
        Page(
            look(reading=reading, role=role, url=url, title=DOCUMENT),
            list_url,
            {},
            {},
            (link, *sorts) if how == "pass" else (),
        )
        for role, (url, list_url, link) in leading.items()
    )


def linked(how: str) -> tuple[LinkLook, ...]:
    """What two nights saw of the address that the pages lead to."""
    state = "ok" if how == "pass" else "not_found"
    return tuple(LinkLook(n + 1, LINKED, at(ago(n)), ago(n), state, 200 if state == "ok" else 404) for n in (1, 0))


def confirmed(name: str, values: str) -> Decision:
    return Decision(Ruling.CONFIRMED, name, "看过", values, points=Fraction(1))


def facts(
    indicator: Indicator,
    how: str,
    people: tuple[str, ...] = (),
    *,
    key: str = SITE,
    is_portal: bool = True,
    scope: tuple[Indicator, ...] = (),
) -> RoundFacts:
    """One target of which everything is as ``how`` says, with those people's confirmations."""
    kind = TargetKind.ACCOUNT if indicator.startswith("account") else TargetKind.SITE
    own = columns_of(indicator, key)
    role = PageRole.ACCOUNT if kind is TargetKind.ACCOUNT else PageRole.HOME
    lists = {HOME: sights(HOME, role, how)} | {one.url: sights(one.url, PageRole.COLUMN, how) for one in own}
    empty = RoundFacts(
        declaration(*(scope or (indicator,))),
        (target(kind, key, is_portal),),
        {key: own},
        {(kind, key): lists},
        {},
        {},
        {},
        {key: sampled(how) + sampled_pages(indicator, how)},
        {key: tuple(probes(7 if how != "undecided" else 6, 20, failing=0 if how == "pass" else 30))},
        link_looks={key: linked(how)},
        opened={key: frozenset(link.url for page in sampled(how) for link in page.links if link.url != LINKED)},
        questions={key: questions(how)},
        over_ipv6={key: OVER_IPV6[how]} if how in OVER_IPV6 else {},
    )
    if not people:
        return empty
    (judged,) = judge(empty).values()
    decisions: dict[FindingKey, tuple[Decision, ...]] = {
        one.finding.key: tuple(
            Decision(Ruling.CONFIRMED, name, "看过", one.finding.values, points=Fraction(1)) for name in people
        )
        for one in judged.findings
    }
    return replace(empty, decisions=decisions)


def judge(given_facts: RoundFacts, standard: Standard = NATIONAL) -> dict[str, Judged]:
    """Judged without a database."""
    spans = spans_of(given_facts.declaration, None, standard)
    judgement = conclude(given_facts, drafts(given_facts, spans, standard), {}, None, standard)
    return {one.target.key: one for one in judgement.judged}


def only(given_facts: RoundFacts, standard: Standard = NATIONAL) -> tuple[Judged, IndicatorResult]:
    (judged,) = judge(given_facts, standard).values()
    return judged, judged.results[0]


def failing(indicator: Indicator) -> str:
    return "blank" if indicator is Indicator.SITE_4C else "fail"


@pytest.mark.parametrize("indicator", [rule.id for rule in MEASURED if rule.id not in WITH_PEOPLE | NEVER_PASSES])
def test_a_measured_indicator_passes(indicator: Indicator) -> None:
    judged, result = only(facts(indicator, "pass"))
    assert (judged.verdict, result.outcome, result.waiting) == (Verdict.QUALIFIED, Outcome.PASS, ())
    if NATIONAL.rules[indicator].parts:
        assert judged.score is not None
        assert judged.score.value == 100


@pytest.mark.parametrize("indicator", [rule.id for rule in MEASURED])
def test_a_measured_indicator_fails_with_the_names_it_needs(indicator: Indicator) -> None:
    rule = NATIONAL.rules[indicator]
    names = ("甲", "乙")[: rule.people]
    judged, result = only(facts(indicator, failing(indicator), names))
    assert (result.outcome, result.waiting) == (Outcome.FAIL, ())
    if rule.parts:
        assert judged.score is not None
        assert (judged.verdict, judged.score.value) == (Verdict.QUALIFIED, 100 - LOST.get(indicator, Fraction(5)))
    else:
        assert (judged.verdict, result.vetoes) == (Verdict.UNQUALIFIED, True)


@pytest.mark.parametrize("how", ["undecided", "fail"])
@pytest.mark.parametrize("indicator", [rule.id for rule in MEASURED])
def test_a_measured_indicator_stays_undecided(indicator: Indicator, how: str) -> None:
    shown = failing(indicator) if how == "fail" else how
    judged, result = only(facts(indicator, shown))
    assert judged.verdict is Verdict.OPEN
    assert result.waiting
    assert judged.score is None or judged.score.value is None


@pytest.mark.parametrize("indicator", [rule.id for rule in UNMEASURED])
@pytest.mark.parametrize("how", ["pass", "fail"])
def test_an_unmeasured_indicator_is_unchecked_whatever_the_crawl_saw(indicator: Indicator, how: str) -> None:
    judged, result = only(facts(indicator, how))
    assert (judged.verdict, len(judged.findings), len(result.waiting)) == (Verdict.OPEN, 1, 1)
    assert judged.findings[0].finding.outcome is Outcome.UNCHECKED
    assert judged.findings[0].finding.values == "尚无自动检查"


@pytest.mark.parametrize("indicator", [rule.id for rule in UNMEASURED if not rule.parts])
def test_people_settle_an_unmeasured_veto(indicator: Indicator) -> None:
    assert only(facts(indicator, "pass", ("甲",)))[0].verdict is Verdict.OPEN
    assert only(facts(indicator, "pass", ("甲", "乙")))[0].verdict is Verdict.UNQUALIFIED


def test_a_veto_ends_the_scoring() -> None:
    scope = (Indicator.SITE_3, Indicator.PUBLISH_OVERVIEW)
    judged, _ = only(facts(Indicator.SITE_3, "fail", ("甲", "乙"), scope=scope))
    assert (judged.verdict, judged.score) == (Verdict.UNQUALIFIED, None)


@pytest.mark.parametrize(
    ("indicator", "key", "without", "outcome"),
    [
        (Indicator.SITE_6A, SITE, (), Outcome.PASS),
        (Indicator.SITE_6A, SITE, (SITE,), Outcome.NOT_APPLICABLE),
        (Indicator.SERVICE_GUIDES, SITE, (SITE,), Outcome.PASS),
        (Indicator.SERVICE_GUIDES, MINISTRY, (MINISTRY,), Outcome.NOT_APPLICABLE),
        (Indicator.PUBLISH_OVERVIEW, MINISTRY, (), Outcome.NOT_APPLICABLE),
        (Indicator.PUBLISH_FUNCTIONS, MINISTRY, (), Outcome.SUSPECT),
    ],
)
def test_who_is_spared(indicator: Indicator, key: str, without: tuple[str, ...], outcome: Outcome) -> None:
    standard = Standard(without_service=frozenset(without))
    judged, result = only(facts(indicator, "pass", key=key), standard)
    assert (judged.findings[0].finding.outcome, result.outcome) == (outcome, outcome)


def test_departments_are_not_scored_unless_an_overlay_says_so() -> None:
    scope = (Indicator.SITE_3, Indicator.PUBLISH_OVERVIEW)
    judged, _ = only(facts(Indicator.SITE_3, "pass", is_portal=False, scope=scope))
    assert ([one.indicator for one in judged.results], judged.score) == ([Indicator.SITE_3], None)


def test_a_category_without_columns_is_asked_about_once() -> None:
    scope = (Indicator.SITE_4A, Indicator.PUBLISH_NEWS, Indicator.PUBLISH_POLICY, Indicator.PUBLISH_COLUMNS)
    judged, _ = only(facts(Indicator.PUBLISH_NEWS, "pass", scope=scope))
    assert [(one.finding.key.indicator, one.finding.values) for one in judged.waiting] == [
        (Indicator.PUBLISH_POLICY, "没有政策文件类栏目")
    ]
    nothing, _ = only(facts(Indicator.SITE_3, "pass", scope=scope))
    assert [one.finding.key.indicator for one in nothing.waiting] == list(scope)
    assert {one.finding.outcome for one in nothing.waiting} == {Outcome.UNCHECKED}


def test_the_day_of_these_cases_is_the_windows_last() -> None:
    assert only(facts(Indicator.SITE_3, "pass"))[0].monitored == ON
