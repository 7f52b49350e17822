"""发布解读, 域名名称 and 站内搜索: what is wrong on sampled pages, what people must say, what was not looked at."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

import pytest

from govcrawl.vocabulary import Category, Indicator, LinkKind, Outcome, PageRole, Reading, Ruling, TargetKind
from reporting.bulletin.figures import figures_of
from reporting.judge import domain, profiles, publication, searching
from reporting.judge.case import Case
from reporting.judge.columns import SiteColumns
from reporting.judge.facts import Decision, Link, Page, RoundFacts, SearchForm, Target
from reporting.judge.findings import Finding
from reporting.judge.judging import conclude, spans_of
from reporting.judge.settle import Standing
from reporting.judge.targets import drafts
from reporting.judge.views import ListView
from reporting.standard.resolved import NATIONAL
from reporting.standard.rule import Fault
from tests.reporting.cases import MOMENT, ago, column, dated, look
from tests.reporting.test_standard_cases import declaration, judge

CODE = "4205000004"
DOCUMENT, MATTER = "甲县人民政府关于印发甲县粮食补贴办法的通知", "《甲县粮食补贴办法》政策解读"
AT, BY = "http://a/content/post_1.html", "http://a/content/post_2.html"
MEASURES = {
    Indicator.PUBLISH_RATIO: publication.interpreted,
    Indicator.PUBLISH_LINKS: publication.linked,
    Indicator.PUBLISH_LEADERS: profiles.presence,
    Indicator.PUBLISH_OVERVIEW: profiles.presence,
    Indicator.BONUS_DATA: publication.data_release,
    Indicator.DESIGN_DOMAIN: domain.domain,
    Indicator.DESIGN_SEARCH: searching.search,
}
SITE = Target(TargetKind.SITE, CODE, 1, "甲县人民政府", "甲县人民政府", "http://www.a.gov.cn/", "", True, "", True)


def page(role: PageRole, url: str, title: str, *leads: tuple[str, str], list_url: str = "", **other: object) -> Page:
    links = tuple(Link(to, text, LinkKind.PAGE) for to, text in leads)
    reading = Reading.READ if other.get("read", True) else Reading.UNREADABLE
    form = other.get("form")
    assert form is None or isinstance(form, SearchForm)
    return Page(look(role=role, url=url, title=title, reading=reading), list_url, {}, {}, links, form)


def gone(one: Page) -> Page:
    return replace(one, look=replace(one.look, reading=Reading.FAILED, gone=True))


def findings(
    indicator: Indicator,
    *pages: Page,
    names: tuple[tuple[str, ListView], ...] = (),
    target: Target = SITE,
    others: tuple[Target, ...] = (),
) -> list[Finding]:
    columns = tuple(
        replace(column(f"http://a/{n}/", Category.KEY_FIELD), name=name) for n, (name, _) in enumerate(names)
    )
    views = {f"http://a/{n}/": view for n, (_, view) in enumerate(names)}
    facts = RoundFacts(declaration(indicator), (target, *others), {}, {}, {}, {}, {}, {target.key: pages})
    case = Case(target, facts, {}, views, MOMENT, SiteColumns(columns, views, MOMENT, {}))
    return list(MEASURES[indicator](NATIONAL.rules[indicator], case))


def told(found: list[Finding]) -> list[tuple[Outcome, Fault | None]]:
    return [(one.outcome, one.fault) for one in found]


DOC = page(PageRole.DOCUMENT, AT, DOCUMENT)
UNREAD = page(PageRole.DOCUMENT, AT, DOCUMENT, read=False)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ((), [(Outcome.UNCHECKED, None)]),
        ((UNREAD,), [(Outcome.UNCHECKED, None)]),
        ((DOC,), [(Outcome.SUSPECT, Fault.UNINTERPRETED)]),
        ((page(PageRole.DOCUMENT, AT, DOCUMENT, (BY, MATTER)),), [(Outcome.PASS, None)]),
        ((DOC, page(PageRole.COUNTERPART, BY, MATTER, list_url=AT)), [(Outcome.PASS, None)]),
        ((DOC, page(PageRole.COUNTERPART, BY, MATTER, list_url=BY)), [(Outcome.SUSPECT, Fault.UNINTERPRETED)]),
    ],
)
def test_documents_are_interpreted(pages: tuple[Page, ...], expected: list[tuple[Outcome, Fault | None]]) -> None:
    assert told(findings(Indicator.PUBLISH_RATIO, *pages)) == expected


LEADING = page(PageRole.COMMENTARY, BY, MATTER, (AT, DOCUMENT))


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ((), [(Outcome.UNCHECKED, None)]),
        ((page(PageRole.COMMENTARY, BY, MATTER),), [(Outcome.SUSPECT, Fault.COMMENTARY_UNLINKED)]),
        ((LEADING,), [(Outcome.PASS, None)]),
        (
            (LEADING, page(PageRole.COUNTERPART, AT, DOCUMENT, list_url=BY)),
            [(Outcome.SUSPECT, Fault.DOCUMENT_UNLINKED)],
        ),
        ((LEADING, page(PageRole.COUNTERPART, AT, DOCUMENT, (BY, "看这里"), list_url=BY)), [(Outcome.PASS, None)]),
        ((LEADING, page(PageRole.COUNTERPART, AT, DOCUMENT, list_url=BY, read=False)), [(Outcome.PASS, None)]),
        (
            (LEADING, page(PageRole.COUNTERPART, AT, "甲县城市管理办法", list_url=BY)),
            [(Outcome.SUSPECT, Fault.COMMENTARY_UNLINKED)],
        ),
        (
            (LEADING, gone(page(PageRole.COUNTERPART, AT, DOCUMENT, list_url=BY))),
            [(Outcome.SUSPECT, Fault.COMMENTARY_UNLINKED)],
        ),
    ],
)
def test_both_lead_to_each_other(pages: tuple[Page, ...], expected: list[tuple[Outcome, Fault | None]]) -> None:
    assert told(findings(Indicator.PUBLISH_LINKS, *pages)) == expected


@pytest.mark.parametrize(
    ("indicator", "name", "outcome"),
    [
        (Indicator.PUBLISH_LEADERS, "领导之窗", Outcome.UNCHECKED),
        (Indicator.PUBLISH_LEADERS, "通知公告", Outcome.SUSPECT),
        (Indicator.PUBLISH_OVERVIEW, "甲县概况", Outcome.UNCHECKED),
        (Indicator.PUBLISH_OVERVIEW, "机构简介", Outcome.SUSPECT),
        (Indicator.PUBLISH_OVERVIEW, "领导简介", Outcome.SUSPECT),
    ],
)
def test_a_column_of_that_kind(indicator: Indicator, name: str, outcome: Outcome) -> None:
    ((was, fault),) = told(findings(indicator, names=((name, dated(3)),)))
    assert (was, fault) == (outcome, Fault.MISSING if outcome is Outcome.SUSPECT else None)


LEADERS = page(PageRole.PROFILE, "http://a/0/", "领导之窗", list_url="http://a/0/")


@pytest.mark.parametrize(
    ("seen", "outcome"),
    [
        (replace(LEADERS, marks={"biography": "yes"}), Outcome.UNCHECKED),
        (LEADERS, Outcome.SUSPECT),
        (replace(LEADERS, links=(Link("http://a/0/li.html", "李某", LinkKind.PAGE),)), Outcome.UNCHECKED),
        (gone(LEADERS), Outcome.SUSPECT),
        (replace(LEADERS, look=replace(LEADERS.look, reading=Reading.EMPTY)), Outcome.SUSPECT),
        (replace(LEADERS, look=replace(LEADERS.look, reading=Reading.FAILED)), Outcome.UNCHECKED),
    ],
)
def test_a_column_that_holds_nothing(seen: Page, outcome: Outcome) -> None:
    ((was, _),) = told(findings(Indicator.PUBLISH_LEADERS, seen, names=(("领导之窗", dated(3)),)))
    assert was is outcome


def test_without_any_known_column_the_question_is_asked_elsewhere() -> None:
    assert findings(Indicator.PUBLISH_LEADERS) == []


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((("数据发布", dated(80)),), (Outcome.SUSPECT, Fault.DATA_FRESH)),
        ((("统计信息", dated(120)), ("数据发布", dated(400))), (Outcome.SUSPECT, Fault.DATA_RECENT)),
        ((("数据发布", dated(400)),), (Outcome.UNCHECKED, None)),
        ((("政府采购", dated(3)),), (Outcome.UNCHECKED, None)),
        ((), (Outcome.UNCHECKED, None)),
    ],
)
def test_fresh_data(names: tuple[tuple[str, ListView], ...], expected: tuple[Outcome, Fault | None]) -> None:
    assert told(findings(Indicator.BONUS_DATA, names=names)) == [expected]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([10, 20, 30, 200, 300, 364], (Outcome.SUSPECT, Fault.SURVEYED)),
        ([10, 20, 30, 200, 300, 400], (Outcome.UNCHECKED, None)),
        ([-5, 20, 30, 200, 300, 364], (Outcome.UNCHECKED, None)),
        ([], (Outcome.UNCHECKED, None)),
    ],
)
def test_surveys_of_a_year(days: list[int], expected: tuple[Outcome, Fault | None]) -> None:
    facts = RoundFacts(declaration(Indicator.BONUS_SURVEYS), (SITE,), {}, {}, {}, {}, {})
    case = Case(SITE, replace(facts, surveys={CODE: tuple(map(ago, days))}), {}, {}, MOMENT)
    assert told(list(publication.surveys(NATIONAL.rules[Indicator.BONUS_SURVEYS], case))) == [expected]


def site(address: str, *, portal: bool = True) -> Target:
    return replace(SITE, url=address, printed_url=address, is_portal=portal)


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        (site("http://www.a.gov.cn"), None),
        (site("http://www.甲县.政务/"), None),
        (site("http://www.a.com"), Outcome.FAIL),
        (site("http://a.gov.cn/"), Outcome.FAIL),
        (site("http://10.1.2.3/"), Outcome.FAIL),
        (site("http://www.a.gov.cn/list-2812-1.html"), Outcome.SUSPECT),
        (site("http://jyj.a.gov.cn", portal=False), None),
        (site("http://jyj.b.gov.cn", portal=False), Outcome.SUSPECT),
    ],
)
def test_addresses(target: Target, outcome: Outcome | None) -> None:
    portal = replace(SITE, key="4205000001")
    found = list(domain.address(NATIONAL.rules[Indicator.DESIGN_DOMAIN], target, (target, portal)))
    assert told(found) == ([(outcome, Fault.DOMAIN)] if outcome else [])


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ((), (Outcome.UNCHECKED, None)),
        ((page(PageRole.FRONT, "http://a/", "首页"),), (Outcome.SUSPECT, Fault.SITE_NAME)),
        ((page(PageRole.FRONT, "http://a/", ""),), (Outcome.SUSPECT, Fault.SITE_NAME)),
        ((page(PageRole.FRONT, "http://a/", "魅力之城欢迎您"),), (Outcome.SUSPECT, Fault.SITE_NAME)),
        ((page(PageRole.FRONT, "http://a/", "首页 - 甲县政府门户网站"),), (Outcome.UNCHECKED, None)),
    ],
)
def test_names(pages: tuple[Page, ...], expected: tuple[Outcome, Fault | None]) -> None:
    headed = tuple(replace(one, marks={"header": "欢迎访问甲县人民政府网站"}) for one in pages)
    found = told(findings(Indicator.DESIGN_DOMAIN, *headed, target=site("http://www.a.gov.cn")))
    header = [(Outcome.UNCHECKED, None)] if pages else []
    assert found == ([expected] if expected[1] or not pages else []) + header


def test_a_home_page_that_nowhere_says_its_name_is_a_problem() -> None:
    (name, head) = findings(Indicator.DESIGN_DOMAIN, page(PageRole.FRONT, "http://a/", "首页"))
    assert told([name, head]) == [(Outcome.FAIL, Fault.SITE_NAME), (Outcome.SUSPECT, Fault.HEADER)]
    tagged = replace(page(PageRole.FRONT, "http://a/", "首页"), tags={"SiteName": "甲县人民政府"})
    assert told(findings(Indicator.DESIGN_DOMAIN, tagged))[0] == (Outcome.SUSPECT, Fault.SITE_NAME)


def test_a_head_without_the_name_is_a_question() -> None:
    home = page(PageRole.FRONT, "http://a/", "甲县人民政府")
    inner = replace(page(PageRole.INNER_PAGE, AT, "某某"), marks={"header": "网上政务平台"})
    found = findings(Indicator.DESIGN_DOMAIN, replace(home, marks={"header": "甲县人民政府"}), inner)
    assert told(found) == [(Outcome.SUSPECT, Fault.HEADER)]
    assert AT in found[0].values


FORM = SearchForm("http://a/s", "q", "get")
WITH_SEARCH = page(PageRole.FRONT, "http://a/", "甲县", form=FORM)
SORTS = (("http://a/s?c=1", "全部"), ("http://a/s?c=2", "政策文件"))


def result(*leads: tuple[str, str], read: bool = True) -> Page:
    return page(PageRole.SEARCH, f"http://a/s?q={DOCUMENT}", "搜索", *leads, list_url=AT, read=read)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ((), [(Outcome.UNCHECKED, None)]),
        ((page(PageRole.FRONT, "http://a/", "甲县"),), [(Outcome.SUSPECT, Fault.NO_SEARCH)]),
        (
            (page(PageRole.FRONT, "http://a/", "甲县", form=SearchForm("", "", "script")),),
            [(Outcome.UNCHECKED, None)],
        ),
        ((WITH_SEARCH,), [(Outcome.UNCHECKED, None)]),
        ((WITH_SEARCH, result((AT, "某某"), *SORTS)), [(Outcome.PASS, None)]),
        ((WITH_SEARCH, result(("http://a/jump?id=7", f"{DOCUMENT} 2020-11-01"), *SORTS)), [(Outcome.PASS, None)]),
        ((WITH_SEARCH, result(*SORTS)), [(Outcome.SUSPECT, Fault.NOT_FOUND)]),
        ((WITH_SEARCH, result((AT, "某某"))), [(Outcome.SUSPECT, Fault.UNSORTED)]),
        (
            (
                replace(WITH_SEARCH, links=tuple(Link(*one, LinkKind.PAGE) for one in SORTS)),
                result((AT, "某某"), *SORTS),
            ),
            [(Outcome.SUSPECT, Fault.UNSORTED)],
        ),
        ((page(PageRole.FRONT, "http://a/", "甲县", ("http://a/so/", "站内搜索")),), [(Outcome.UNCHECKED, None)]),
        ((WITH_SEARCH, result(read=False)), [(Outcome.UNCHECKED, None)]),
    ],
)
def test_the_search_of_a_site(pages: tuple[Page, ...], expected: list[tuple[Outcome, Fault | None]]) -> None:
    assert told(findings(Indicator.DESIGN_SEARCH, *pages)) == expected


def test_an_address_that_is_none_and_another_encoding_trouble_nothing() -> None:
    query = urlencode({"token": "a" * 40, "q": DOCUMENT}, encoding="gb18030")
    links = (Link("http://[!--news.url--]/", "图片", LinkKind.PAGE), Link("http://a/jump", DOCUMENT, LinkKind.PAGE))
    seen = look(role=PageRole.SEARCH, url=f"http://a/s?{query}")
    found = findings(Indicator.DESIGN_SEARCH, WITH_SEARCH, Page(seen, AT, {}, {}, links))
    assert told(found) == [(Outcome.SUSPECT, Fault.UNSORTED)]


def test_a_search_that_does_not_open_cannot_be_used() -> None:
    failed = replace(result(), look=replace(result().look, reading=Reading.FAILED, failure="服务器错误"))
    (found,) = findings(Indicator.DESIGN_SEARCH, WITH_SEARCH, failed)
    assert (found.outcome, found.fault, found.reason) == (Outcome.SUSPECT, Fault.NO_SEARCH, "服务器错误")
    assert found.visits


def test_what_earns_a_bonus_is_no_problem_to_tell() -> None:
    day = look(ago(3), role=PageRole.COLUMN, url="http://a/0/")
    data = replace(column("http://a/0/", Category.KEY_FIELD), name="数据发布")
    looks = {(TargetKind.SITE, CODE): {"http://a/": (look(ago(1), role=PageRole.HOME, url="http://a/"),)}}
    looks[TargetKind.SITE, CODE]["http://a/0/"] = (day,)
    facts = RoundFacts(declaration(Indicator.BONUS_DATA), (SITE,), {CODE: (data,)}, looks, {}, {}, {})
    (open_,) = judge(facts)[CODE].findings
    yes = Decision(Ruling.CONFIRMED, "甲", "看过", open_.finding.values)
    settled = replace(facts, decisions={open_.finding.key: (yes,)})
    judgement = conclude(settled, drafts(settled, spans_of(settled.declaration, None, NATIONAL)), {}, None)
    (told_of,) = figures_of(judgement, draft=False).told
    assert judgement.judged[0].findings[0].standing is Standing.CONFIRMED
    assert told_of.findings == ()
