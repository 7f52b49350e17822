"""Veto 2: the home page does not open (站点无法访问), by the probes of a week, STANDARD §1.2 #2."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from govcrawl import clock
from govcrawl.vocabulary import Outcome
from reporting.judge.facts import Probe, RoundFacts, Span, Target
from reporting.judge.findings import Assessment, Finding
from reporting.judge.subjects import on_target
from reporting.standard.rule import Automation, Rule

FAILING = frozenset(
    {"not_found", "server_error", "gateway", "redirect_loop", "no_name", "refused", "timeout", "broken", "tls"}
    | {"incomplete", "garbled"}
)
"""Transport states in which a visitor would see no page. What a firewall refuses tells nothing (STANDARD §4.3)."""

OPENED = frozenset({"ok", "too_large"})
DAYS, PROBES_A_DAY = 7, 20
MOST_FAILED = Fraction(5, 100)
SPACING = timedelta(minutes=20)
"""Probes nearer to each other than this are one visit: the standard asks for spaced ones and gives no number."""

_INCIDENT = 3


@dataclass(frozen=True, slots=True)
class Counted:
    """The probes of a site that count: spaced, and of days that have enough of them."""

    by_day: Mapping[date, int]
    full: frozenset[date]
    probes: tuple[Probe, ...]

    @property
    def failed(self) -> list[Probe]:
        """Those in which the home page did not open."""
        return [probe for probe in self.probes if probe.state in FAILING]


def availability(rule: Rule, target: Target, facts: RoundFacts, span: Span) -> Finding:
    """Whether a site's home page opened, over the days of the window with enough spaced probes."""
    inside = [probe for probe in facts.probes.get(target.key, ()) if span.start <= _day(probe.at) <= span.end]
    found = assess_probes(inside)
    if found.outcome is Outcome.FAIL and rule.automation is not Automation.MACHINE:
        found = Assessment(Outcome.SUSPECT, found.values, f"{found.reason}；须由人用浏览器、换一条线路核实")
    return on_target(target, rule.id, found, target.name)


def assess_probes(probes: Sequence[Probe]) -> Assessment:
    """Seven days with at least twenty spaced probes each decide; with fewer the site is 未检, whatever was seen."""
    if not probes:
        return Assessment(Outcome.UNCHECKED, "没有连通性监测", "监测时段内没有运行 scrapy crawl availability")
    seen = counted_of(probes)
    blocked = len(probes) - sum(probe.state in OPENED | FAILING for probe in probes)
    failed, full = seen.failed, seen.full
    values = f"够{PROBES_A_DAY}次的有{len(full)}天，访问{len(seen.probes)}次，打不开{len(failed)}次{_rate(seen)}"
    if len(full) < DAYS:
        return Assessment(Outcome.UNCHECKED, values, _too_few(seen, blocked))
    if Fraction(len(failed), len(seen.probes)) >= MOST_FAILED:
        return Assessment(Outcome.FAIL, values, f"打不开的次数达到访问次数的5%{_incident(failed)}")
    return Assessment(Outcome.PASS, values)


def counted_of(probes: Sequence[Probe]) -> Counted:
    """The probes that count, of those that tell whether the home page opened."""
    told = spaced([probe for probe in probes if probe.state in OPENED | FAILING])
    by_day = Counter(_day(probe.at) for probe in told)
    full = frozenset(day for day, number in by_day.items() if number >= PROBES_A_DAY)
    return Counted(by_day, full, tuple(probe for probe in told if _day(probe.at) in full))


def spaced(probes: Sequence[Probe]) -> list[Probe]:
    """The probes that stand at least :data:`SPACING` after the last one taken, in the order of time."""
    taken: list[Probe] = []
    for probe in sorted(probes, key=lambda one: one.at):
        if not taken or probe.at - taken[-1].at >= SPACING:
            taken.append(probe)
    return taken


def _day(moment: datetime) -> date:
    return clock.local_date(moment)


def _rate(seen: Counted) -> str:
    return f"（{len(seen.failed) / len(seen.probes):.1%}）" if seen.probes else ""


def _too_few(seen: Counted, blocked: int) -> str:
    days = sorted(seen.by_day.items())
    short = "、".join(f"{day:%m-%d}（{number}次）" for day, number in days if day not in seen.full)
    parts = [f"不足{DAYS}天，可在窗口内补测"]
    parts += [f"次数不够的日子：{short}"] if short else []
    parts += [f"另有{blocked}次被拦截或无法判定，请用浏览器核实"] if blocked else []
    return "；".join(parts)


def _incident(failed: Sequence[Probe]) -> str:
    shared = sum(probe.together >= _INCIDENT for probe in failed)
    return f"；其中{shared}次与同平台多个网站同时发生，按一次平台故障核实" if shared else ""
