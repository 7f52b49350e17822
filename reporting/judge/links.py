"""可用性 (STANDARD §1.4): the addresses that the home page and sampled pages lead to and that no visitor can open.

A crawler sees a dead link where there is none more often than the other way round (STANDARD §9). So only what was not
there on two days, with no answer in between, is 问题; what a firewall, a login or a private network keeps from us is
told and never counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from types import MappingProxyType
from urllib.parse import urlsplit

from govcrawl.extract.links import is_prescribed
from govcrawl.vocabulary import LEADING_PAGES, Outcome, PageRole
from reporting.judge.case import Case
from reporting.judge.facts import FindingKey, LinkLook, Page
from reporting.judge.findings import Assessment, Finding
from reporting.judge.subjects import on_target
from reporting.standard.rule import Fault, Rule

DAYS = 2
"""On so many local days an address must have been absent."""


class Class(Enum):
    """What the looks at an address say of it, as it is told."""

    LIVE = "正常"
    ABSENT = "打不开"
    DOUBTED = "存疑"
    BLOCKED = "被拦截"
    INTRANET = "内网地址"
    LOGIN = "需要登录"
    TOO_LARGE = "文件过大未取"
    UNCLEAR = "无法判定"
    UNSEEN = "未核查"


_CLASSES: Mapping[str, Class] = MappingProxyType(
    {
        "ok": Class.LIVE,
        **dict.fromkeys(("not_found", "no_name", "absent"), Class.ABSENT),
        **dict.fromkeys(("blocked", "throttled"), Class.BLOCKED),
        "private": Class.INTRANET,
        "login": Class.LOGIN,
        "too_large": Class.TOO_LARGE,
    }
)
_DECIDED = (Class.LIVE, Class.ABSENT, Class.DOUBTED)
_INNER_NAME = re.compile(
    r"(?!https?$)[^.]+|.*\.(?:local|lan|intra|intranet|internal|corp|home|localdomain)", re.IGNORECASE
)
_ABSENT = {"no_name": "域名无法解析", "absent": "页面称不存在"}
_AGAIN = "只有一天打不开，须隔日再查（scrapy crawl links）"
_NO_PAGES = Assessment(Outcome.UNCHECKED, "没有抽查页面", "监测时段内没有抽查到页面（scrapy crawl pages）")
_NO_LINKS = Assessment(Outcome.UNCHECKED, "没有读到链接", "抽查的页面上没有读到任何链接")
_NOT_ASKED = "链接大半没有核查（scrapy crawl links，在不同的两天各运行一次）"
_UNDECIDED = "没有一个链接能够判定，须由人点击"
_ENCODED = "地址的参数里有汉字，浏览器按网页编码发送，须由人点击核对"
_SHOWN = 3
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Standing:
    """An address as the looks of the window leave it: ``days`` on which it was absent since it was last live.

    ``visits`` are the looks that say so.
    """

    kind: Class
    days: tuple[date, ...] = ()
    code: str = ""
    doubt: str = ""
    visits: tuple[int, ...] = ()


def links(rule: Rule, case: Case) -> Iterator[Finding]:
    """One finding for each address that is, or may be, dead; and one that tells what became of all the others."""
    pages = [page for page in case.pages(*LEADING_PAGES) if page.is_read]
    parents = _parents(pages)
    if not pages or not parents:
        yield on_target(case.target, rule.id, _NO_LINKS if pages else _NO_PAGES, case.target.name)
        return
    standings = _standings(case, parents)
    for url, standing in standings.items():
        if standing.kind in (Class.ABSENT, Class.DOUBTED):
            yield _dead(rule, case, url, standing, parents[url])
    yield on_target(case.target, rule.id, _told(pages, standings), case.target.name)


def _parents(pages: Sequence[Page]) -> dict[str, list[Page]]:
    """Each address once, with the pages that lead to it, the home page first."""
    parents: dict[str, list[Page]] = {}
    for page in sorted(pages, key=lambda page: page.look.role is not PageRole.FRONT):
        for link in page.links:
            if not is_prescribed(link.url):
                parents.setdefault(link.url, []).append(page)
    return parents


def _standings(case: Case, parents: Mapping[str, Sequence[Page]]) -> dict[str, Standing]:
    inside = _inside(case)
    answered = {look.night for look in inside if _CLASSES.get(look.state) is Class.LIVE}
    opened = case.facts.opened.get(case.target.key, frozenset())
    by_url: dict[str, list[LinkLook]] = {}
    for look in inside:
        by_url.setdefault(look.url, []).append(look)
    return {url: _standing(case, by_url.get(url, ()), answered, url in opened) for url in parents}


def _inside(case: Case) -> list[LinkLook]:
    span = case.moment.span
    looks = case.facts.link_looks.get(case.target.key, ())
    return [look for look in looks if span.start <= span.day_of(look) <= span.end]


def _standing(case: Case, looks: Sequence[LinkLook], answered: set[date], opened: bool) -> Standing:
    if not looks:
        return Standing(Class.LIVE if opened else Class.UNSEEN)
    told = [(class_of(look, answered), look) for look in looks]
    lived = max((place for place, (kind, _) in enumerate(told) if kind is Class.LIVE), default=-1)
    gone = [look for kind, look in told[lived + 1 :] if kind is Class.ABSENT]
    if gone:
        days = sorted({case.moment.span.day_of(look) for look in gone})
        codes = dict.fromkeys(_ABSENT.get(look.state) or str(look.status) for look in gone)
        return Standing(Class.ABSENT, tuple(days[:DAYS]), "、".join(codes), visits=tuple(look.visit for look in gone))
    kind, last = told[-1]
    doubts = case.facts.doubts.get(last.visit, ()) if kind is Class.LIVE else ()
    return Standing(Class.DOUBTED, doubt="；".join(doubts), visits=(last.visit,)) if doubts else Standing(kind)


def class_of(look: LinkLook, answered: set[date]) -> Class:
    """What one look says; ``answered`` are the nights on which something did, so that our own resolver worked."""
    if look.state == "no_name":
        host = urlsplit(look.url).hostname or ""
        if _INNER_NAME.fullmatch(host):
            return Class.INTRANET
        return Class.ABSENT if look.night in answered else Class.UNCLEAR
    return _CLASSES.get(look.state, Class.UNCLEAR)


def _dead(rule: Rule, case: Case, url: str, standing: Standing, pages: Sequence[Page]) -> Finding:
    key = FindingKey(case.target.kind, case.target.key, rule.id, url)
    on_home = any(page.look.role is PageRole.FRONT for page in pages)
    found = _assessed(standing, _places(pages))
    if found.outcome is Outcome.FAIL and not urlsplit(url).query.isascii():
        found = replace(found, outcome=Outcome.SUSPECT, reason=_ENCODED)
    visits = (*standing.visits, *(page.look.visit for page in pages[:_SHOWN]))
    fault = Fault.HOME_LINK if on_home else Fault.PAGE_LINK
    return Finding(key, _name(url, pages), found.outcome, found.values, found.reason, fault, (url,), visits)


def _assessed(standing: Standing, places: str) -> Assessment:
    if standing.kind is Class.DOUBTED:
        return Assessment(Outcome.SUSPECT, f"能打开，存疑；见于{places}", f"{standing.doubt}，须由人点击核对")
    values = f"{standing.code}，{'、'.join(map(str, standing.days))}；见于{places}"
    if len(standing.days) < DAYS:
        return Assessment(Outcome.SUSPECT, values, _AGAIN)
    return Assessment(Outcome.FAIL, values, "在不同的两天都打不开，须由人再点击一次")


def _places(pages: Sequence[Page]) -> str:
    shown = "、".join(page.look.url for page in pages[:_SHOWN])
    return f"{shown}等{len(pages)}页" if len(pages) > _SHOWN else shown


def _name(url: str, pages: Sequence[Page]) -> str:
    texts = (link.text for page in pages for link in page.links if link.url == url and link.text)
    return next(texts, url)[:_LONGEST_NAME]


def _told(pages: Sequence[Page], standings: Mapping[str, Standing]) -> Assessment:
    """What became of all addresses; nothing is passed where few were asked for or none told anything."""
    counts = Counter(standing.kind for standing in standings.values())
    told = "，".join(f"{kind.value}{counts[kind]}个" for kind in Class if counts[kind])
    values = f"抽查{len(pages)}页，链接{len(standings)}个：{told}"
    if 2 * counts[Class.UNSEEN] > len(standings):
        return Assessment(Outcome.UNCHECKED, values, _NOT_ASKED)
    if not any(counts[kind] for kind in _DECIDED):
        return Assessment(Outcome.UNCHECKED, values, _UNDECIDED)
    return Assessment(Outcome.PASS, values)
