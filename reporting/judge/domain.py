"""域名名称 (STANDARD §1.4, §2.1): the site's address and the name that its home page gives itself."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import SplitResult, urlsplit

from govcrawl.extract.tree import bare
from govcrawl.vocabulary import Outcome, PageRole, TargetKind
from reporting.judge.case import Case
from reporting.judge.facts import Page, Target
from reporting.judge.findings import Assessment, Finding
from reporting.judge.sampled import about
from reporting.judge.subjects import on_target
from reporting.standard.rule import Fault, Rule

SUFFIXES = (".gov.cn", ".政务", ".xn--zfr164b")
"""English and Chinese domains of governments; no other suffix is allowed (国办函〔2018〕55号)."""

_NAMELESS = re.compile(
    r"^(?:网站)?首页$|^主页$|^index$|^home$|^无标题.*|^untitled.*|^welcome.*|^欢迎.{0,6}$|^门户网站$|^官方网站$", re.I
)
_PLAIN = re.compile(r"(?:门户|官方)?(?:网站|网)$|人民政府$|政府$")
_NO_HOME = Assessment(Outcome.UNCHECKED, "没有看到首页名称", "监测时段内没有读到首页（scrapy crawl pages）")
_HEADED = (PageRole.FRONT, PageRole.INNER_COLUMN, PageRole.INNER_PAGE)

Check = Callable[[SplitResult, Target, Sequence[str]], tuple[Outcome, str] | None]


def domain(rule: Rule, case: Case) -> Iterator[Finding]:
    """What is wrong with the name that the home page gives itself, and with the head of the sampled pages."""
    homes = [page for page in case.pages(PageRole.FRONT) if page.is_read]
    if not homes:
        yield on_target(case.target, rule.id, _NO_HOME, "网站名称")
        return
    title = bare(homes[0].look.title)
    if not _is_named(title, case.target):
        named = any(_is_named(bare(text), case.target) for text in _other_names(homes[0]))
        outcome = Outcome.FAIL if _NAMELESS.match(title) and not named else Outcome.SUSPECT
        found = Assessment(outcome, f"首页名称“{title}”", f"首页名称中没有地区、部门名称（{case.target.name}）")
        yield about(case, rule, homes[0].look.url, found, Fault.SITE_NAME, homes[:1])
    yield from _header(rule, case)


def address(rule: Rule, target: Target, targets: Iterable[Target]) -> Iterator[Finding]:
    """What is wrong with the address in the ledger, whether or not the site was opened."""
    parts = urlsplit(target.printed_url or target.url)
    portals = [(urlsplit(one.url).hostname or "").removeprefix("www.") for one in targets if _is_portal(one)]
    wrong = next(filter(None, (check(parts, target, portals) for check in _CHECKS)), None)
    if wrong:
        outcome, reason = wrong
        found = Assessment(outcome, f"地址 {target.printed_url}", reason)
        yield on_target(target, rule.id, found, "域名", fault=Fault.DOMAIN)


def _is_portal(target: Target) -> bool:
    return target.kind is TargetKind.SITE and target.is_portal


def _suffix(parts: SplitResult, _target: Target, _portals: Sequence[str]) -> tuple[Outcome, str] | None:
    host = parts.hostname or ""
    if _is_address(host):
        return Outcome.FAIL, "以IP地址代替域名"
    return None if host.endswith(SUFFIXES) else (Outcome.FAIL, "域名应以“.gov.cn”或“.政务”结尾")


def _portal(parts: SplitResult, target: Target, _portals: Sequence[str]) -> tuple[Outcome, str] | None:
    host = parts.hostname or ""
    lacks = target.is_portal and host.endswith(".gov.cn") and not host.startswith("www.")
    return (Outcome.FAIL, "门户网站的域名应为“www.□□□.gov.cn”") if lacks else None


def _path(parts: SplitResult, _target: Target, _portals: Sequence[str]) -> tuple[Outcome, str] | None:
    inner = parts.path not in {"", "/"} and not re.fullmatch(r"/(?:index|default)\.\w+", parts.path)
    return (Outcome.SUSPECT, "登记的地址是网站下的一个路径，须由人核对是否为独立网站") if inner else None


def _below_portal(parts: SplitResult, target: Target, portals: Sequence[str]) -> tuple[Outcome, str] | None:
    """Vertical bodies may stand below their ministry's domain, so that a person looks."""
    host = parts.hostname or ""
    if target.is_portal or not portals or any(host.endswith(f".{one}") for one in portals if one):
        return None
    return Outcome.SUSPECT, "部门网站的域名不在本级门户网站的域名之下，实行垂直管理的除外，须由人核对"


_CHECKS: tuple[Check, ...] = (_suffix, _portal, _path, _below_portal)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _header(rule: Rule, case: Case) -> Iterator[Finding]:
    """Whether the sampled pages bear the name at their head; whether it is prominent is a person's to see."""
    pages = [page for page in case.pages(*_HEADED) if page.is_read]
    bare_ones = [page for page in pages if not _is_named(page.marks.get("header", ""), case.target)]
    fault = Fault.HEADER if bare_ones else None
    if bare_ones:
        values = f"{len(bare_ones)}个页面的头部没有看到网站名称，如 {bare_ones[0].look.url}"
        found = Assessment(Outcome.SUSPECT, values, "名称可能在图片中，须由人查看")
    else:
        found = Assessment(Outcome.UNCHECKED, f"抽查{len(pages)}页，头部都有网站名称", "是否显著展示须由人查看")
    yield about(case, rule, "页面头部", found, fault, bare_ones or pages)


def _other_names(home: Page) -> tuple[str, str]:
    """What else a home page calls itself: its tag SiteName, the words at its head."""
    return home.tags.get("SiteName", ""), home.marks.get("header", "")


def _is_named(title: str, target: Target) -> bool:
    """Whether the title holds the name of the site or of its unit, without what all sites are called."""
    names = (_PLAIN.sub("", _PLAIN.sub("", bare(name))) for name in (target.name, target.unit))
    return any(len(name) >= 2 and name in title for name in names)
