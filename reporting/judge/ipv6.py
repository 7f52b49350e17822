"""IPv6改造 (STANDARD §1.4): whether the home page opens over IPv6 alone, and is the one that IPv4 shows."""

from __future__ import annotations

from collections.abc import Sequence

from govcrawl import clock
from govcrawl.transport import STATES
from govcrawl.vocabulary import Outcome
from reporting.judge.facts import RoundFacts, SixProbe, Span, Target
from reporting.judge.findings import Assessment, Finding
from reporting.judge.subjects import on_target
from reporting.standard.rule import Fault, Rule

_DAYS = 2
"""Days without an AAAA from which it is no matter of a resolver that stumbled."""

_BY_HAND = "须由人在IPv6网络下打开首页核实"
_NOT_PROBED = Assessment(
    Outcome.UNCHECKED,
    "没有经IPv6访问",
    "监测时段内没有经IPv6访问首页（scrapy crawl availability，每天第一轮；经代理时看不出IPv6，请用直连的线路）",
)
_LINE_DOWN = Assessment(
    Outcome.UNCHECKED,
    "本机没有IPv6线路",
    "没有一个页面能经IPv6打开，可能是本机线路没有IPv6；可用 GOVCRAWL_CONTROL 指定有IPv6的对照页面后补测",
)
_NAMELESS = Assessment(Outcome.UNCHECKED, "域名无法解析", "域名在两种地址下都无法解析，不能判断IPv6")


def ipv6(rule: Rule, target: Target, facts: RoundFacts, span: Span) -> Finding:
    """Whether a site is reached over IPv6, by the probes over IPv6 alone inside the window."""
    probes = facts.over_ipv6.get(target.key, ())
    found = assess_ipv6([probe for probe in probes if span.start <= clock.local_date(probe.at) <= span.end])
    fault = Fault.NO_IPV6 if found.outcome in (Outcome.FAIL, Outcome.SUSPECT) else None
    return on_target(target, rule.id, found, target.name, fault=fault)


def assess_ipv6(probes: Sequence[SixProbe]) -> Assessment:
    """One page that opens over IPv6 proves it; without an AAAA on two days it is not done; the rest is 疑似.

    Sweeps in which nothing at all opened over IPv6 tell of our own line.
    """
    live = [probe for probe in probes if probe.is_live]
    told = [probe for probe in live if probe.is_named]
    if not told:
        return _NAMELESS if live else _LINE_DOWN if probes else _NOT_PROBED
    if opened := next((probe for probe in told if probe.has_opened and not probe.is_another_page), None):
        return Assessment(Outcome.PASS, f"经IPv6打开：{opened.address}")
    if all(probe.has_no_address for probe in told):
        return _without_address(told)
    return _not_opened(max(told, key=lambda probe: probe.at))


def _without_address(probes: Sequence[SixProbe]) -> Assessment:
    days = {clock.local_date(probe.at) for probe in probes}
    shown = "、".join(f"{day:%m-%d}" for day in sorted(days))
    values = "域名没有AAAA记录"
    if len(days) < _DAYS:
        return Assessment(Outcome.SUSPECT, values, f"只在{shown}查过，须改日再查或由人核实")
    return Assessment(Outcome.FAIL, values, f"{shown}都没有查到AAAA记录，同时其他页面能经IPv6打开")


def _not_opened(probe: SixProbe) -> Assessment:
    """The last probe of a site that has an AAAA, or had one once."""
    if probe.has_opened:
        titles = f"IPv6打开的页面标题为“{probe.title or ''}”，IPv4的为“{probe.other_title or ''}”"
        return Assessment(Outcome.SUSPECT, titles, "两个页面不同，须由人在IPv6网络下核对")
    if probe.has_no_address:
        return Assessment(Outcome.SUSPECT, "域名没有AAAA记录", "此前有过AAAA记录，须改日再查或由人核实")
    if probe.state == "no_name":
        return Assessment(Outcome.SUSPECT, f"跳转到{probe.moved_to}，该域名没有AAAA记录", _BY_HAND)
    failed = STATES[probe.state]
    return Assessment(Outcome.SUSPECT, f"有AAAA记录，经IPv6打不开：{failed.label}", f"{_BY_HAND}；{failed.advice}")
