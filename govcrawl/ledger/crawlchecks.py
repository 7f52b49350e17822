"""The checks that need a crawl: where a home page really answers, what it calls itself, who shares a platform."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from govcrawl.ledger.checks import Book, Check, Hit, HomeView, Severity, SiteView, hit, host_of

_MANY = 10
_LEAST_NAME = 3
_BLANKS = re.compile(r"[\s\u3000·・—\-_|]+")
_BRACKETS = re.compile(r"[()（）\[\]【】]")
_DECORATION = re.compile(r"门户网站|政府网站|官方网站|网站首页|首页|网站|欢迎您?访问|官网")
_DOMAINS, _LEDGER, _COURTESY = "国办函〔2018〕55号", "台账与网站一致", "一个平台的故障是一件事"


def _seen(book: Book) -> Iterator[tuple[SiteView, HomeView]]:
    homes = {home.code: home for home in book.homes}
    return ((site, homes[site.code]) for site in book.sites if site.code in homes)


def _elsewhere(book: Book) -> Iterator[Hit]:
    for site, home in _seen(book):
        if host_of(home.final_url) != host_of(site.crawl_url):
            yield hit(site, f"{site.crawl_url} → {home.final_url}")


def _encrypted(book: Book) -> Iterator[Hit]:
    for site, home in _seen(book):
        same = host_of(home.final_url) == host_of(site.crawl_url)
        if same and site.crawl_url.lower().startswith("http:") and home.final_url.startswith("https:"):
            yield hit(site, f"{site.crawl_url} → {home.final_url}")


def _core(text: str) -> str:
    return _DECORATION.sub("", _BLANKS.sub("", text))


def _is_called(title: str, site: SiteView) -> bool:
    """Whether a title holds a name of the site, or is a part of one; a bracket holds a second name."""
    shown = _BRACKETS.sub("", _core(title))
    names = [_core(part) for name in (site.name, site.unit) for part in (name, *_BRACKETS.split(name))]
    return any(
        len(name) >= _LEAST_NAME and (_BRACKETS.sub("", name) in shown or (len(shown) >= _LEAST_NAME and shown in name))
        for name in names
    )


def _other_title(book: Book) -> Iterator[Hit]:
    for site, home in _seen(book):
        if home.title and home.title.strip() and not _is_called(home.title, site):
            yield hit(site, f"页面标题“{home.title.strip()[:60]}”")


def _other_code(book: Book) -> Iterator[Hit]:
    for site, home in _seen(book):
        if home.shown_code and home.shown_code.lower() != site.code:
            yield hit(site, f"页面标识码 {home.shown_code}")


def _platforms(book: Book) -> Iterator[Hit]:
    names = Counter(site.platform for site, _ in _seen(book) if site.platform)
    for name, number in names.items():
        if number >= _MANY:
            yield Hit(None, "", name, f"{number} 个网站")


def _one_answer(book: Book) -> Iterator[Hit]:
    hosts: dict[str, list[SiteView]] = {}
    for site, home in _seen(book):
        hosts.setdefault(host_of(home.final_url), []).append(site)
    for host, sites in hosts.items():
        if len({host_of(site.crawl_url) for site in sites}) > 1:
            yield from (hit(site, f"{site.crawl_url} → {host}") for site in sites)


def _other_address(book: Book) -> Iterator[Hit]:
    sites = {site.code: site for site in book.sites}
    for probe in book.probes:
        if probe.code in sites:
            yield hit(sites[probe.code], f"{sites[probe.code].crawl_url} 打不开，{probe.url} 可以打开")


_W, _N = Severity.WARNING, Severity.NOTE

CRAWL_CHECKS = (
    Check("redirect", _W, "首页跳转到另一主机", _DOMAINS, "核对地址是否变更，更新台账", _elsewhere),
    Check("other_address", _W, "换协议或加减 www 才能打开", _LEDGER, "用浏览器核对，更新台账中的地址", _other_address),
    Check("one_answer", _W, "几个网站的首页由同一主机应答", _LEDGER, "核对是否合并或关停", _one_answer),
    Check("code", _W, "页面标识码与台账不同", _LEDGER, "核对页面底部的网站标识码", _other_code),
    Check("title", _N, "页面标题与台账名称不同", _LEDGER, "核对网站名称", _other_title),
    Check("https", _N, "已跳转到 https，台账仍为 http", _LEDGER, "更新台账", _encrypted),
    Check("platform", _N, "多个网站共用一个平台", _COURTESY, "停机时按一件事处理，抓取共用一个间隔", _platforms),
)
