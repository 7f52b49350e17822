"""站内搜索 (STANDARD §1.4): four titles that the crawl has seen, looked for by the form of the home page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

from govcrawl.extract import normalise_url
from govcrawl.extract.addresses import split
from govcrawl.extract.tree import bare
from govcrawl.vocabulary import Outcome, PageRole, Reading
from reporting.judge.case import Case
from reporting.judge.facts import Page
from reporting.judge.findings import Assessment, Finding
from reporting.judge.sampled import about
from reporting.judge.subjects import on_target
from reporting.standard.rule import Fault, Rule

_NOT_LOOKED = Assessment(Outcome.UNCHECKED, "没有抽查首页", "监测时段内没有读到首页（scrapy crawl pages）")
_NO_FORM = Assessment(Outcome.SUSPECT, "首页没有看到站内搜索", "搜索可能由脚本显示，须由人核对")
_ELSEWHERE = Assessment(Outcome.UNCHECKED, "首页只有通往站内搜索的链接", "搜索框在另一页，须由人试用")
_TO_SEARCH = re.compile(r"^(?:站内|全站|高级|智能)?(?:搜索|检索)$")
_ELSEWHERE = Assessment(Outcome.UNCHECKED, "首页只有通往站内搜索的链接", "搜索框在另一页，须由人试用")
_TO_SEARCH = re.compile(r"^(?:站内|全站|高级|智能)?(?:搜索|检索)$")
_SORTS = re.compile(
    r"^(?:全部|全站|综合|要闻|新闻|动态|公告|通知|文件|政策|法规|解读|服务|办事|互动|问答|公开|图片|视频|专题|其他)"
    r".{0,4}(?:[（(]\d+[)）])?$"
)
_SORTS_SHOWN = 2
_LEAST = 8


def search(rule: Rule, case: Case) -> Iterator[Finding]:
    """Whether the home page offers a search that works, finds known titles and sorts what it finds: 疑似 at most."""
    homes = [page for page in case.pages(PageRole.FRONT) if page.is_read]
    form = homes[0].search if homes else None
    results = case.pages(PageRole.SEARCH)
    if not homes:
        yield on_target(case.target, rule.id, _NOT_LOOKED, case.target.name)
    elif form is None and any(_TO_SEARCH.match(bare(link.text)) for link in homes[0].links):
        yield about(case, rule, "站内搜索", _ELSEWHERE, None, homes)
    elif form is None:
        yield about(case, rule, "站内搜索", _NO_FORM, Fault.NO_SEARCH, homes)
    elif form.method != "get":
        found = Assessment(
            Outcome.UNCHECKED, f"站内搜索由脚本或表单提交（{form.method}）", "系统不代为提交，须由人试用"
        )
        yield about(case, rule, "站内搜索", found, None, homes)
    elif not results:
        found = Assessment(Outcome.UNCHECKED, "没有可搜索的标题", "抓取没有看到足够的标题，须由人试用")
        yield about(case, rule, "站内搜索", found, None, homes)
    else:
        yield from _tried(rule, case, results, form.field, frozenset(link.url for link in homes[0].links))


def _tried(rule: Rule, case: Case, results: tuple[Page, ...], field: str, framed: frozenset[str]) -> Iterator[Finding]:
    """What the answers say; ``field`` takes the words, ``framed`` are the addresses of the site's frame."""
    answered = [page for page in results if page.look.reading is not Reading.FAILED]
    if not answered:
        found = Assessment(Outcome.SUSPECT, "站内搜索无法使用", results[0].look.failure or "搜索没有打开，须由人核对")
        yield about(case, rule, "站内搜索", found, Fault.NO_SEARCH, results)
        return
    told = [page for page in answered if page.is_read]
    if not told:
        found = Assessment(Outcome.UNCHECKED, "搜索结果由脚本显示", "系统读不到搜索结果，须由人试用")
        yield about(case, rule, "站内搜索", found, None, answered)
        return
    wrong = [*_missed(rule, case, told, field), *_unsorted(rule, case, told, framed)]
    visits = tuple(page.look.visit for page in told)
    passed = Assessment(Outcome.PASS, f"{len(told)}个已知标题都在结果第一页")
    yield from wrong or [on_target(case.target, rule.id, passed, case.target.name, visits=visits)]


def _missed(rule: Rule, case: Case, results: list[Page], field: str) -> Iterator[Finding]:
    for page in results:
        if not _finds(page, field):
            found = Assessment(
                Outcome.SUSPECT, f"搜索“{_asked(page, field)}”，结果第一页没有该标题", "须由人再搜一次核对"
            )
            yield about(case, rule, page.list_url, found, Fault.NOT_FOUND, [page])


def _unsorted(rule: Rule, case: Case, results: list[Page], framed: frozenset[str]) -> Iterator[Finding]:
    own = [(page, link) for page in results for link in page.links if link.url not in framed]
    sorts = [(page, link) for page, link in own if _SORTS.match(bare(link.text))]
    narrowing = any(_path(link.url) == _path(page.look.url) for page, link in sorts)
    if not narrowing and len({link.text for _, link in sorts}) < _SORTS_SHOWN:
        found = Assessment(Outcome.SUSPECT, "搜索结果没有看到分类", "分类可能由脚本显示，须由人核对")
        yield about(case, rule, "搜索结果分类", found, Fault.UNSORTED, results)


def _path(url: str) -> tuple[str, str]:
    parts = split(url)
    return parts.netloc, parts.path


def _asked(page: Page, field: str) -> str:
    """The title that was asked for, in the encoding of the site."""
    query = split(page.look.url).query
    for encoding in ("utf-8", "gb18030"):
        told = dict(parse_qsl(query, encoding=encoding)).get(field, "")
        if "\ufffd" not in told:
            return told
    return ""


def _finds(page: Page, field: str) -> bool:
    """Whether a result leads to the page that was looked for, or bears its title."""
    title = bare(_asked(page, field))
    return any(
        normalise_url(link.url) == page.list_url or (len(title) >= _LEAST and title in bare(link.text))
        for link in page.links
    )
