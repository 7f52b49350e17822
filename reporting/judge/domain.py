"""域名名称 (STANDARD §1.4, §2.1): the site's address and the name that its home page gives itself."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterator
from urllib.parse import SplitResult, urlsplit

from govcrawl.extract.tree import bare
from govcrawl.vocabulary import Outcome, PageRole, TargetKind
from reporting.judge.case import Case
from reporting.judge.design import about
from reporting.judge.facts import Target
from reporting.judge.findings import Assessment, Finding
from reporting.judge.subjects import on_target
from reporting.standard.rule import Fault, Rule

SUFFIXES = (".gov.cn", ".政务", ".xn--zfr164b")
"""English and Chinese domains of governments; no other suffix is allowed (国办函〔2018〕55号)."""

_NAMELESS = re.compile(
    r"^(?:网站)?首页$|^主页$|^index$|^home$|^无标题.*|^untitled.*|^welcome.*|^欢迎.{0,6}$|^门户网站$|^官方网站$", re.I
)
_PLAIN = re.compile(r"(?:门户|官方)?(?:网站|网)$|人民政府$|政府$")
_HEADER = Assessment(Outcome.UNCHECKED, "页面头部", "名称是否在全部页面头部显著展示须由人查看")

Check = Callable[[SplitResult, Target, Case], tuple[Outcome, str] | None]


def domain(rule: Rule, case: Case) -> Iterator[Finding]:
    """What is wrong with the address in the ledger and with the name; the look of the header is a person's to see."""
    parts = urlsplit(case.target.printed_url or case.target.url)
    wrong = next(filter(None, (check(parts, case.target, case) for check in _CHECKS)), None)
    if wrong:
        outcome, reason = wrong
        found = Assessment(outcome, f"地址 {case.target.printed_url}", reason)
        yield on_target(case.target, rule.id, found, "域名", fault=Fault.DOMAIN)
    yield from _name(rule, case)


def _suffix(parts: SplitResult, _target: Target, _case: Case) -> tuple[Outcome, str] | None:
    host = parts.hostname or ""
    if _is_address(host):
        return Outcome.FAIL, "以IP地址代替域名"
    return None if host.endswith(SUFFIXES) else (Outcome.FAIL, "域名应以“.gov.cn”或“.政务”结尾")


def _portal(parts: SplitResult, target: Target, _case: Case) -> tuple[Outcome, str] | None:
    host = parts.hostname or ""
    lacks = target.is_portal and host.endswith(".gov.cn") and not host.startswith("www.")
    return (Outcome.FAIL, "门户网站的域名应为“www.□□□.gov.cn”") if lacks else None


def _path(parts: SplitResult, _target: Target, _case: Case) -> tuple[Outcome, str] | None:
    inner = parts.path not in {"", "/"} and not re.fullmatch(r"/(?:index|default)\.\w+", parts.path)
    return (Outcome.SUSPECT, "登记的地址是网站下的一个路径，须由人核对是否为独立网站") if inner else None


def _below_portal(parts: SplitResult, target: Target, case: Case) -> tuple[Outcome, str] | None:
    """Vertical bodies may stand below their ministry's domain, so that a person looks."""
    host = parts.hostname or ""
    portals = [
        (urlsplit(one.url).hostname or "").removeprefix("www.")
        for one in case.facts.targets
        if one.kind is TargetKind.SITE and one.is_portal
    ]
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


def _name(rule: Rule, case: Case) -> Iterator[Finding]:
    homes = [page for page in case.pages(PageRole.FRONT) if page.is_read]
    if not homes:
        found = Assessment(Outcome.UNCHECKED, "没有看到首页名称", "监测时段内没有读到首页（scrapy crawl pages）")
        yield on_target(case.target, rule.id, found, "网站名称")
        return
    title = bare(homes[0].look.title)
    if not _is_named(title, case.target):
        outcome = Outcome.FAIL if not title or _NAMELESS.match(title) else Outcome.SUSPECT
        found = Assessment(outcome, f"首页名称“{title}”", f"首页名称中没有地区、部门名称（{case.target.name}）")
        yield about(case, rule, homes[0].look.url, found, Fault.SITE_NAME, homes[:1])
        return
    yield on_target(case.target, rule.id, _HEADER, "页面头部", visits=(homes[0].look.visit,))


def _is_named(title: str, target: Target) -> bool:
    """Whether the title holds the name of the site or of its unit, without what all sites are called."""
    names = (_PLAIN.sub("", _PLAIN.sub("", bare(name))) for name in (target.name, target.unit))
    return any(len(name) >= 2 and name in title for name in names)
