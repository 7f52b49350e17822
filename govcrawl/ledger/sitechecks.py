"""The checks of sites and columns that need the ledger alone: codes, domains, divisions, exemptions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from govcrawl.extract.addresses import normalise_url
from govcrawl.ledger.checks import (
    Book,
    Check,
    ColumnView,
    Hit,
    Severity,
    SiteView,
    customs,
    divisions,
    hit,
    host_of,
)

_DOMAINS, _GUIDE = "国办函〔2018〕55号", "国办发〔2017〕47号"
_CODES, _SAFETY = "网站标识码前六位（GB/T 2260）", "网站安全惯例"
_LEDGER = "台账完整性"
_HOME_PATHS = ("", "/", "/index.html", "/index.htm", "/index.shtml", "/index.jsp", "/index.php")


def _each(test: Callable[[SiteView], bool]) -> Callable[[Book], Iterator[Hit]]:
    return lambda book: (hit(site) for site in book.sites if test(site))


def _is_foreign(site: SiteView) -> bool:
    return not site.is_government and not site.is_number


def _lacks_www(site: SiteView) -> bool:
    return site.is_portal and site.host.endswith(".gov.cn") and not site.host.startswith("www.")


def _is_plain_http(site: SiteView) -> bool:
    return site.printed_url.lower().startswith("http:")


def _is_not_administrative(site: SiteView) -> bool:
    words = customs()["not_administrative"]
    named = site.unit.startswith(tuple(words["beginnings"])) or site.unit.endswith(tuple(words["endings"]))
    return named and site.is_government


def _shared_hosts(book: Book) -> Iterator[Hit]:
    hosts: dict[str, list[SiteView]] = {}
    for site in book.sites:
        hosts.setdefault(site.host, []).append(site)
    return (hit(site) for sites in hosts.values() if len(sites) > 1 for site in sites)


def _columns_as_sites(book: Book) -> Iterator[Hit]:
    columns = {column.url for column in book.columns if urlsplit(column.url).path not in _HOME_PATHS}
    for site in book.sites:
        parts = urlsplit(site.printed_url)
        if parts.path.lower() not in _HOME_PATHS or parts.query or normalise_url(site.printed_url) in columns:
            yield hit(site)


def _two_portals(book: Book) -> Iterator[Hit]:
    return (hit(site) for sites in book.portals.values() if len(sites) > 1 for site in sites)


def _without_portal(book: Book) -> Iterator[Hit]:
    cities = {division[:4] for division in book.portals}
    for code, (name, _) in divisions().items():
        if code[:4] in cities and code not in book.portals:
            yield Hit(None, code, name, "没有门户网站")


def _unknown_prefix(book: Book) -> Iterator[Hit]:
    for site in book.sites:
        if site.division and site.division not in divisions():
            yield hit(site, f"前六位 {site.division}")


def _named_division(unit: str) -> str | None:
    """The division whose name, long or short, the unit's name begins with."""
    plain = unit.removeprefix("中共")
    names = [(name, code) for code, both in divisions().items() for name in both if plain.startswith(name)]
    return max(names, key=lambda pair: len(pair[0]))[1] if names else None


def _other_division(book: Book) -> Iterator[Hit]:
    for site in book.sites:
        named = _named_division(site.unit)
        if named and site.division in divisions() and named != site.division:
            expected, own = divisions()[named][0], divisions()[site.division][0]
            yield hit(site, f"单位名称属{expected}（{named}），标识码属{own}（{site.division}）")


def _outside_portal(book: Book) -> Iterator[Hit]:
    vertical = tuple(f".{domain}" for domain in customs()["vertical_domains"])
    for site in book.sites:
        portals = book.portals.get(site.division or "", [])
        domains = [host_of(portal.crawl_url).removeprefix("www.") for portal in portals]
        inside = f".{site.host}".endswith((*(f".{domain}" for domain in domains), *vertical))
        if not site.is_portal and site.host.endswith(".gov.cn") and domains and not inside:
            yield hit(site, f"{site.printed_url}，门户域名 {domains[0]}")


def _other_unit(book: Book) -> Iterator[Hit]:
    for site in book.sites:
        known = customs()["labels"].get(site.host.partition(".")[0])
        if known and not site.is_portal and not any(word in site.unit for word in known["words"]):
            yield hit(site, f"{site.host}（惯例为{known['of']}）")


def _columns(test: Callable[[ColumnView, Book], str]) -> Callable[[Book], Iterator[Hit]]:
    def find(book: Book) -> Iterator[Hit]:
        for column in book.columns:
            text = test(column, book)
            if text:
                yield Hit(None, column.site_code, column.name, text)

    return find


def _ownerless(book: Book) -> Iterator[Hit]:
    codes = {site.code for site in book.sites}
    return (Hit(None, one.site_code, one.name, one.url) for one in book.columns if one.site_code not in codes)


def _fatherless(book: Book) -> Iterator[Hit]:
    known = {(column.site_code, column.url) for column in book.columns}
    for column in book.columns:
        if column.parent and (column.site_code, column.parent) not in known:
            yield Hit(None, column.site_code, column.name, f"上级 {column.parent}")


def _expired(column: ColumnView, book: Book) -> str:
    if not column.exempt_reason:
        return ""
    if column.exempt_until is None:
        return f"{column.exempt_reason}（没有截止日）"
    return f"{column.exempt_until} 已到期" if column.exempt_until < book.today else ""


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

SITE_CHECKS = (
    Check("suffix", _E, "域名不是 .gov.cn 或 .政务", _DOMAINS, "核对地址；确为此域名的，督促更换", _each(_is_foreign)),
    Check("number", _E, "以 IP 地址代替域名", _DOMAINS, "改用域名", _each(lambda site: site.is_number)),
    Check("two_portals", _E, "一个行政区有两个以上门户", _GUIDE, "核对“是否门户”", _two_portals),
    Check("no_www", _W, "门户域名不以 www. 开头", _DOMAINS, "核对地址，可能已变更", _each(_lacks_www)),
    Check("shared_host", _W, "两个以上网站在同一主机", _GUIDE, "核对是否为两个网站", _shared_hosts),
    Check("column", _W, "地址是栏目，不是网站", _GUIDE, "核对是否应列入网站台账", _columns_as_sites),
    Check("prefix", _W, "标识码前六位不在行政区划表中", _CODES, "核对标识码；功能区可不在表中", _unknown_prefix),
    Check("division", _W, "标识码与单位所在行政区不符", _CODES, "核对标识码和单位名称", _other_division),
    Check("outside", _W, "部门域名不在本级门户域名之下", _DOMAINS, "核对地址；垂直管理单位除外", _outside_portal),
    Check("no_portal", _N, "行政区没有门户网站", _GUIDE, "核对台账是否漏列", _without_portal),
    Check("label", _N, "主机名与单位不符", _DOMAINS, "可能沿用原机构域名，核对即可", _other_unit),
    Check("body", _N, "非行政机关使用政府域名", _DOMAINS, "原则上不用，核对即可", _each(_is_not_administrative)),
    Check("http", _N, "地址未加密（http）", _SAFETY, "网站已启用 https 的，更新台账", _each(_is_plain_http)),
)

COLUMN_CHECKS = (
    Check("ownerless", _W, "栏目所属网站不在网站台账中", _LEDGER, "取消这些栏目，或补列网站", _ownerless),
    Check("parent", _W, "上级栏目不在栏目台账中", _LEDGER, "补列上级栏目，或改正地址", _fatherless),
    Check("exemption", _N, "豁免已到期或没有截止日", _LEDGER, "请责任单位重新报告", _columns(_expired)),
)
