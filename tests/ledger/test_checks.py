"""The checks of the ledger: on the shipped one exactly what STANDARD §3.3 lists, else by table."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from govcrawl.ledger.checks import Book, ColumnView, HomeView, ProbeView, SiteView
from govcrawl.ledger.importing import import_ledger
from govcrawl.ledger.linting import CHECKS, open_book, run
from govcrawl.vocabulary import Variant
from tests.conftest import SEEDS
from tests.ledger.conftest import MONDAY, TUESDAY
from tests.ledger.facts import add_crawl, look, open_seed_round, probe

SHIPPED = {
    "suffix": [1],
    "no_www": [8, 10],
    "shared_host": [43, 54],
    "column": [54],
    "label": [24, 33, 43, 54],
    "body": list(range(43, 56)),
    "http": list(range(1, 56)),
}


def site(**changed: Any) -> SiteView:
    """A site without fault, as its portal is."""
    values = {
        "order": 2,
        "code": "4205000033",
        "name": "宜昌市教育局",
        "unit": "宜昌市教育局",
        "printed_url": "https://jyj.yichang.gov.cn",
        "is_portal": False,
        "platform": None,
    } | changed
    return SiteView(**({"crawl_url": values["printed_url"]} | values))


PORTAL = site(
    order=1, code="4205000004", name="宜昌市人民政府", unit="宜昌市人民政府", is_portal=True,
    printed_url="https://www.yichang.gov.cn",
)  # fmt: skip


def applying(*sites: SiteView, **parts: Any) -> dict[str, list[int | None]]:
    """Which checks apply, and on which numbers; the districts without a portal of their own are left out."""
    results = run(Book((PORTAL, *sites), **parts))
    return {one.check.id: [hit.order for hit in one.hits] for one in results if one.check.id != "no_portal"}


def test_the_shipped_ledger_is_told_as_the_standard_lists_it(session: Session) -> None:
    import_ledger(session, [SEEDS], MONDAY)
    results = run(open_book(session, None, MONDAY))
    assert {one.check.id: [hit.order for hit in one.hits] for one in results} == SHIPPED
    severities = {one.check.id: one.check.severity.label for one in results}
    assert severities == dict.fromkeys(("label", "body", "http"), "提示") | {"suffix": "错误"} | dict.fromkeys(
        ("no_www", "shared_host", "column"), "警告"
    )


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, set()),
        ({"printed_url": "https://jyj.yichang.com"}, {"suffix"}),
        ({"printed_url": "https://宜昌教育.政务"}, set()),
        ({"printed_url": "https://202.103.1.1"}, {"number"}),
        ({"printed_url": "https://[2001:db8::1]/"}, {"number"}),
        ({"printed_url": "https://jyj.hubei.gov.cn"}, {"outside"}),
        ({"printed_url": "https://yc.chinatax.gov.cn", "unit": "宜昌市税务局"}, set()),
        ({"printed_url": "https://www.yichang.gov.cn/jyj/"}, {"shared_host", "column"}),
        ({"printed_url": "https://jyj.yichang.gov.cn/index.html"}, set()),
        ({"printed_url": "https://jyj.yichang.gov.cn/?id=3"}, {"column"}),
        ({"code": "4205070033"}, {"prefix"}),
        ({"code": "bm14000002"}, set()),
        ({"code": "4205060033"}, {"division"}),
        ({"unit": "夷陵区教育局"}, {"division"}),
        ({"unit": "夷陵教育局", "code": "4205060033"}, set()),
        ({"unit": "共青团宜昌市委员会"}, {"label"}),
        ({"unit": "宜昌市教育考试中心"}, {"body"}),
        ({"unit": "中共宜昌市委教育工作委员会"}, {"body"}),
        ({"is_portal": True, "printed_url": "https://www.jyj.gov.cn"}, {"two_portals"}),
        ({"printed_url": "http://jyj.yichang.gov.cn"}, {"http"}),
    ],
)
def test_sites(changed: dict[str, Any], expected: set[str]) -> None:
    assert set(applying(site(**changed))) == expected


def test_divisions_without_portal_are_noted_where_their_city_is_kept() -> None:
    (result,) = run(Book((PORTAL,)))
    assert (result.check.id, len(result.hits)) == ("no_portal", 13)
    assert run(Book((site(),))) == []


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ({}, {}),
        ({"site_code": "4205000099"}, {"ownerless": [None]}),
        ({"parent": "https://www.yichang.gov.cn/none/"}, {"parent": [None]}),
        ({"exempt_reason": "撤并", "exempt_until": date(2020, 11, 8)}, {"exemption": [None]}),
        ({"exempt_reason": "撤并", "exempt_until": MONDAY}, {}),
        ({"exempt_reason": "撤并"}, {"exemption": [None]}),
        ({"url": "https://jyj.yichang.gov.cn/"}, {}),
    ],
)
def test_columns(column: dict[str, Any], expected: dict[str, Any]) -> None:
    values = {"site_code": PORTAL.code, "url": "https://www.yichang.gov.cn/yw/", "name": "要闻", "parent": None}
    view = ColumnView(**(values | {"exempt_reason": None, "exempt_until": None} | column))
    assert applying(site(), columns=(view,), today=MONDAY) == expected


@pytest.mark.parametrize(
    ("final", "title", "expected"),
    [
        ("https://jyj.yichang.gov.cn/", "宜昌市教育局 网站首页", set()),
        ("https://jyj.yichang.gov.cn/", None, set()),
        ("https://jyj.yichang.gov.cn/", "市教育局", set()),
        ("https://jyj.yichang.gov.cn/", "首页", {"title"}),
        ("https://jyj.yichang.gov.cn/", "某某娱乐", {"title"}),
        ("https://jyj.example.com/", "宜昌市教育局", {"redirect"}),
    ],
)
def test_what_a_crawl_shows(final: str, title: str | None, expected: set[str]) -> None:
    home = HomeView("4205000033", final, title)
    assert set(applying(site(), homes=(home,))) == expected


@pytest.mark.parametrize(("shown", "expected"), [(None, set()), ("4205000033", set()), ("4205000001", {"code"})])
def test_the_code_that_a_page_shows(shown: str | None, expected: set[str]) -> None:
    home = HomeView("4205000033", "https://jyj.yichang.gov.cn/", "宜昌市教育局", shown)
    assert set(applying(site(), homes=(home,))) == expected


def test_a_bracket_holds_a_second_name() -> None:
    one = site(name="中共宜昌市委教育工委(宜昌市教育局)")
    assert applying(one, homes=(HomeView(one.code, one.crawl_url, "宜昌市教育局"),)) == {}


def test_https_that_the_ledger_does_not_know() -> None:
    one = site(printed_url="http://jyj.yichang.gov.cn")
    home = HomeView(one.code, "https://jyj.yichang.gov.cn/", "宜昌市教育局")
    assert set(applying(one, homes=(home,))) == {"http", "https"}


def test_sites_that_one_host_answers() -> None:
    homes = (HomeView("4205000033", "https://www.yichang.gov.cn/", None),
             HomeView(PORTAL.code, "https://www.yichang.gov.cn/", None))  # fmt: skip
    assert applying(site(), homes=homes) == {"redirect": [2], "one_answer": [1, 2]}


def test_a_platform_that_many_share() -> None:
    many = [site(order=n, code=f"42050001{n:02}", printed_url=f"https://a{n}.yichang.gov.cn", platform="平台")
            for n in range(10, 20)]  # fmt: skip
    homes = tuple(HomeView(one.code, one.crawl_url, None) for one in many)
    assert set(applying(*many, homes=homes)) == {"platform"}
    assert applying(*many) == {}


def test_facts_come_from_the_rounds_last_successful_look(session: Session) -> None:
    import_ledger(session, [SEEDS / "sites.csv"], MONDAY)
    name = open_seed_round(session)
    first, second, replay = add_crawl(session), add_crawl(session, TUESDAY), add_crawl(session, TUESDAY, 1)
    code, url = "4205810011", "http://www.yidu.gov.cn"
    look(session, first, code, [url], title="旧")
    look(session, second, code, [url, "https://www.yidu.gov.cn/"], title="宜都市人民政府")
    look(session, replay, code, [url], title="重放")
    for round_name in (None, name):
        assert open_book(session, round_name, MONDAY).homes == (
            HomeView(code, "https://www.yidu.gov.cn/", "宜都市人民政府"),
        )


def test_a_site_that_opens_by_another_address() -> None:
    one = ProbeView("4205000033", "http://jyj.yichang.gov.cn/")
    assert applying(site(), probes=(one,)) == {"other_address": [2]}
    assert applying(site(), probes=(ProbeView("4205999999", one.url),)) == {}


def test_the_last_day_of_probes_says_by_which_address_a_site_opens(session: Session) -> None:
    import_ledger(session, [SEEDS / "sites.csv"], MONDAY)
    name = open_seed_round(session)
    first, last = add_crawl(session, spider="availability"), add_crawl(session, TUESDAY, spider="availability")
    http, https = "http://www.yidu.gov.cn", "https://www.yidu.gov.cn"
    for site_code, crawl, state, other in (
        ("4205810011", first, "ok", "refused"),
        ("4205810011", last, "refused", "ok"),
        ("4205000033", last, "refused", "refused"),
    ):
        probe(session, crawl, site_code, http, Variant.LEDGER, state)
        probe(session, crawl, site_code, https, Variant.SCHEME, other)
        probe(session, crawl, site_code, https, Variant.IPV6, "ok")
    for round_name in (None, name):
        assert open_book(session, round_name, MONDAY).probes == (ProbeView("4205810011", https),)
    probe(session, last, "4205810011", http, Variant.LEDGER, "ok", hours=1)
    assert open_book(session, name, MONDAY).probes == ()


def test_every_check_has_its_clause_and_advice() -> None:
    assert len({check.id for check in CHECKS}) == len(CHECKS)
    assert all(check.clause and check.advice and check.title for check in CHECKS)
