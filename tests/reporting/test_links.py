"""可用性: dead only where two days say so, each address once; what keeps a crawler out is told and never counted."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from govcrawl.transport import STATES
from govcrawl.vocabulary import Indicator, LinkKind, Outcome, PageRole, Reading, TargetKind
from reporting.judge.case import Case
from reporting.judge.facts import Link, LinkLook, Page, RoundFacts, Target
from reporting.judge.findings import Finding
from reporting.judge.links import links
from reporting.standard.resolved import NATIONAL
from reporting.standard.rule import Fault
from tests.reporting.cases import MOMENT, ago, look
from tests.reporting.office import at
from tests.reporting.test_standard_cases import declaration

CODE, HOME, URL = "4205000004", "http://a/", "http://b.cn/x.pdf"
RULE = NATIONAL.rules[Indicator.DESIGN_LINKS]
ONE, TWO, THREE = ago(3), ago(2), ago(1)
Seen = tuple[date, str]


def page(role: PageRole, *urls: str, name: str = "", reading: Reading = Reading.READ) -> Page:
    made = tuple(Link(url, "附件", LinkKind.FILE) for url in urls)
    return Page(look(role=role, url=f"{HOME}{name}", reading=reading, visit=50), HOME, {}, {}, made)


FRONT, INNER = page(PageRole.FRONT, URL), page(PageRole.INNER_PAGE, URL, name="1")


def looked(url: str, *seen: Seen, first: int = 1) -> list[LinkLook]:
    return [
        LinkLook(first + n, url, at(day), day, state, 404 if state == "not_found" else None)
        for n, (day, state) in enumerate(seen)
    ]


def found(
    pages: tuple[Page, ...], *looks: LinkLook, opened: tuple[str, ...] = (), doubts: tuple[int, ...] = ()
) -> dict[str, Finding]:
    """What is found by subject; the home page opened on each of the days."""
    target = Target(TargetKind.SITE, CODE, 1, "甲", "甲", HOME, HOME, True, "", True)
    homes = (
        [LinkLook(100 + n, HOME, at(day), day, "ok", 200) for n, day in enumerate((ONE, TWO, THREE))] if looks else []
    )
    facts = RoundFacts(
        declaration(Indicator.DESIGN_LINKS),
        (target,),
        {},
        {},
        dict.fromkeys(doubts, ("页面写着“不存在”",)),
        {},
        {},
        {CODE: pages},
        link_looks={CODE: (*homes, *looks)},
        opened={CODE: frozenset(opened)},
    )
    return {one.key.subject: one for one in links(RULE, Case(target, facts, {}, {}, MOMENT))}


GONE, NAMELESS, SOFT = "not_found", "no_name", "absent"


@pytest.mark.parametrize(
    ("seen", "outcome", "values"),
    [
        (((ONE, GONE), (TWO, GONE)), Outcome.FAIL, f"404，{ONE}、{TWO}；见于{HOME}"),
        (((ONE, NAMELESS), (THREE, NAMELESS)), Outcome.FAIL, f"域名无法解析，{ONE}、{THREE}；见于{HOME}"),
        (((ONE, SOFT), (TWO, SOFT)), Outcome.FAIL, f"页面称不存在，{ONE}、{TWO}；见于{HOME}"),
        (((ONE, GONE), (TWO, "blocked"), (THREE, GONE)), Outcome.FAIL, f"404，{ONE}、{THREE}；见于{HOME}"),
        (((ONE, GONE), (TWO, GONE), (THREE, GONE)), Outcome.FAIL, f"404，{ONE}、{TWO}；见于{HOME}"),
        (((ONE, GONE),), Outcome.SUSPECT, f"404，{ONE}；见于{HOME}"),
        (((ONE, SOFT),), Outcome.SUSPECT, f"页面称不存在，{ONE}；见于{HOME}"),
        (((ONE, GONE), (ONE, GONE)), Outcome.SUSPECT, f"404，{ONE}；见于{HOME}"),
        (((ONE, GONE), (TWO, "ok"), (THREE, GONE)), Outcome.SUSPECT, f"404，{THREE}；见于{HOME}"),
        (((ONE, GONE), (TWO, "timeout")), Outcome.SUSPECT, f"404，{ONE}；见于{HOME}"),
        (((ago(30), GONE), (ONE, GONE)), Outcome.SUSPECT, f"404，{ONE}；见于{HOME}"),
    ],
)
def test_an_address_that_is_absent(seen: tuple[Seen, ...], outcome: Outcome, values: str) -> None:
    one = found((FRONT,), *looked(URL, *seen))[URL]
    assert (one.outcome, one.values, one.fault) == (outcome, values, Fault.HOME_LINK)
    last = max(n for n, (_, state) in enumerate(seen, 1) if state in (GONE, NAMELESS, SOFT))
    assert {last, FRONT.look.visit} <= set(one.visits)


@pytest.mark.parametrize("state", sorted(set(STATES) - {GONE, NAMELESS, SOFT}))
def test_nothing_else_is_ever_counted(state: str) -> None:
    told = found((FRONT,), *looked(URL, (ONE, state), (TWO, state), (THREE, state)))
    assert set(told) == {HOME}
    assert told[HOME].outcome is (Outcome.PASS if state == "ok" else Outcome.UNCHECKED)


def test_an_address_that_was_absent_and_is_there_again_is_no_finding() -> None:
    assert set(found((FRONT,), *looked(URL, (ONE, GONE), (TWO, GONE), (THREE, "ok")))) == {HOME}


@pytest.mark.parametrize("host", ["oa", "oa.local", "portal.intranet"])
def test_a_name_of_an_inner_network_is_no_dead_link(host: str) -> None:
    url = f"http://{host}/"
    told = found((page(PageRole.FRONT, url),), *looked(url, (ONE, NAMELESS), (TWO, NAMELESS)))
    assert (set(told), "内网地址1个" in told[HOME].values) == ({HOME}, True)


def test_a_scheme_written_twice_is_no_name_of_an_inner_network() -> None:
    url = "http://http//www.b.cn/"
    assert (
        found((page(PageRole.FRONT, url),), *looked(url, (ONE, NAMELESS), (TWO, NAMELESS)))[url].outcome is Outcome.FAIL
    )


def test_what_browsers_may_send_otherwise_is_for_a_person() -> None:
    url = "http://b.cn/down?name=附件"
    told = found((page(PageRole.FRONT, url),), *looked(url, (ONE, GONE), (TWO, GONE)))[url]
    assert (told.outcome, "汉字" in told.reason) == (Outcome.SUSPECT, True)


def test_a_night_on_which_nothing_answered_tells_of_our_own_resolver() -> None:
    earlier = ago(5)
    assert found((FRONT,), *looked(URL, (earlier, NAMELESS), (ONE, NAMELESS)))[URL].outcome is Outcome.SUSPECT


def test_a_page_that_says_it_is_none_but_differs_from_a_made_up_one_is_for_a_person() -> None:
    one = found((FRONT,), *looked(URL, (ONE, "ok")), doubts=(1,))[URL]
    assert (one.outcome, "须由人点击" in one.reason) == (Outcome.SUSPECT, True)


def test_a_national_platform_is_not_the_sites_to_keep_alive() -> None:
    url = "https://bszs.conac.cn/sitename?method=show&id=1"
    told = found((page(PageRole.FRONT, url, URL),), *looked(url, (ONE, GONE), (TWO, GONE)), *looked(URL, (ONE, "ok")))
    assert (set(told), "链接1个" in told[HOME].values) == ({HOME}, True)


def test_each_address_counts_once_and_the_home_page_first() -> None:
    other = "http://b.cn/y.pdf"
    pages = (page(PageRole.INNER_PAGE, URL, other, name="1"), FRONT, page(PageRole.INNER_COLUMN, other, name="2"))
    dead = [*looked(URL, (ONE, GONE), (TWO, GONE)), *looked(other, (ONE, GONE), (TWO, GONE), first=5)]
    told = found(pages, *dead)
    faults = {url: told[url].fault for url in (URL, other)}
    assert faults == {URL: Fault.HOME_LINK, other: Fault.PAGE_LINK}
    points = [part.points for fault in faults.values() if fault and (part := RULE.part_of(fault))]
    assert (points, RULE.cap) == ([Fraction(1, 5), Fraction(1, 10)], 1)
    assert told[URL].values.endswith(f"见于{HOME}、{HOME}1")


@pytest.mark.parametrize(
    ("pages", "looks", "opened", "outcome", "part"),
    [
        ((), (), (), Outcome.UNCHECKED, "没有抽查页面"),
        ((page(PageRole.FRONT, URL, reading=Reading.UNREADABLE),), (), (), Outcome.UNCHECKED, "没有抽查页面"),
        ((page(PageRole.FRONT),), (), (), Outcome.UNCHECKED, "没有读到链接"),
        ((FRONT,), (), (), Outcome.UNCHECKED, "未核查1个"),
        ((FRONT,), (), (URL,), Outcome.PASS, "正常1个"),
        ((FRONT, INNER), ((ONE, "ok"),), (), Outcome.PASS, "抽查2页，链接1个：正常1个"),
        ((FRONT,), ((ONE, "blocked"),), (), Outcome.UNCHECKED, "被拦截1个"),
    ],
)
def test_what_is_told_of_all(
    pages: tuple[Page, ...], looks: tuple[Seen, ...], opened: tuple[str, ...], outcome: Outcome, part: str
) -> None:
    told = found(pages, *looked(URL, *looks), opened=opened)[HOME]
    assert (told.outcome, part in told.values) == (outcome, True), told
