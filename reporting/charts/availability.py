"""Whether home pages opened (首页连通性), hour by hour over the window: a strip for each site."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import groupby

from sqlalchemy.orm import Session

from govcrawl import clock
from govcrawl.rounds.declaration import Window
from govcrawl.vocabulary import TargetKind
from reporting.charts.model import Kind, Series, Stretch, Strip, Strips, Tone
from reporting.judge.availability import FAILING, OPENED, PROBES_A_DAY, counted_of
from reporting.judge.facts import Probe, Target
from reporting.judge.judging import Judgement
from reporting.judge.source_crawls import crawls_of
from reporting.judge.source_ledger import load_downtimes
from reporting.judge.source_probes import load_probes

MOST_ROWS = 60
"""Strips on one page; of more sites those that failed most often are shown."""
_MOST_SLOTS, _MOST_TICKS = 168, 8
_HOURS = (1, 2, 3, 4, 6, 8, 12, 24)
_SERIES = (Series("打开", Tone.GOOD), Series("打不开", Tone.BAD), Series("被拦截或无法判定", Tone.MIDDLE))
_GRAVEST = (Tone.BAD, Tone.GOOD, Tone.MIDDLE)
_BLANK = "一格内有一次打不开即标为打不开，空白为没有监测；报备停机和本机线路中断的时段不计。"
_COUNTING = f"右列为打不开次数/计入次数（一天满{PROBES_A_DAY}次的日子才计入），均未经复核。"

Probes = Mapping[str, tuple[Probe, ...]]


def _tone(probe: Probe) -> Tone:
    return Tone.BAD if probe.state in FAILING else Tone.GOOD if probe.state in OPENED else Tone.MIDDLE


def _days(window: Window) -> int:
    return (window.end - window.start).days + 1


def hours_of(window: Window) -> int:
    """How many hours a slot has, so that the window has slots that can still be told apart."""
    return next((hours for hours in _HOURS if _days(window) * 24 / hours <= _MOST_SLOTS), _HOURS[-1])


def _slot(probe: Probe, window: Window, hours: int) -> int:
    local = probe.at.astimezone(clock.ZONE)
    return ((local.date() - window.start).days * 24 + local.hour) // hours


def stretches_of(probes: Iterable[Probe], window: Window, hours: int) -> tuple[Stretch, ...]:
    """The slots with probes, each by the gravest that was seen in it; neighbours that show the same are one."""
    seen: dict[int, set[Tone]] = {}
    for probe in probes:
        seen.setdefault(_slot(probe, window, hours), set()).add(_tone(probe))
    tones = {slot: min(found, key=_GRAVEST.index) for slot, found in seen.items()}
    runs = groupby(enumerate(sorted(tones)), key=lambda pair: (pair[1] - pair[0], tones[pair[1]]))
    slots = ((tone, [slot for _, slot in run]) for (_, tone), run in runs)
    return tuple(Stretch(tone, own[0], len(own)) for tone, own in slots)


def _strip(site: Target, probes: Sequence[Probe], window: Window, hours: int) -> Strip:
    counted = counted_of(probes)
    told = f"{len(counted.failed)}/{len(counted.probes)}" if counted.probes else "次数不足" if probes else "未监测"
    return Strip(site.name, told, stretches_of(probes, window, hours))


def _failing(probes: Sequence[Probe]) -> float:
    return sum(probe.state in FAILING for probe in probes) / len(probes) if probes else 0.0


def _worst(sites: Sequence[Target], probes: Probes) -> tuple[Sequence[Target], tuple[str, ...]]:
    """The sites that there is room for, and what is said of the others."""
    if len(sites) <= MOST_ROWS:
        return sites, ()
    ranked = sorted(sites, key=lambda site: -_failing(probes.get(site.key, ())))
    others = ranked[MOST_ROWS:]
    failing = sum(_failing(probes.get(site.key, ())) > 0 for site in others)
    note = f"共{len(sites)}个网站，按打不开的比例列出前{MOST_ROWS}个；"
    return ranked[:MOST_ROWS], (f"{note}其余{len(others)}个中，{failing}个有过打不开的记录。",)


def _ticks(window: Window, hours: int) -> tuple[tuple[int, str], ...]:
    every = math.ceil(_days(window) / _MOST_TICKS)
    days = range(0, _days(window), every)
    return tuple((day * 24 // hours, f"{window.start + timedelta(day):%m-%d}") for day in days)


def strips_of(sites: Sequence[Target], probes: Probes, window: Window) -> Strips:
    """A strip for each site, in the roster's order; of too many sites the worst ones. No row where nothing was seen."""
    hours = hours_of(window)
    inside = {
        key: tuple(one for one in own if window.start <= clock.local_date(one.at) <= window.end)
        for key, own in probes.items()
    }
    shown, notes = _worst(sites, inside)
    rows = (_strip(site, inside.get(site.key, ()), window, hours) for site in shown)
    return Strips(
        name=Kind.AVAILABILITY,
        title=f"首页连通性监测（{window.start} 至 {window.end}，每格{hours}小时）",
        series=_SERIES,
        rows=tuple(rows) if any(inside.values()) else (),
        notes=(*notes, _BLANK, _COUNTING),
        slots=_days(window) * 24 // hours,
        ticks=_ticks(window, hours),
    )


def load(session: Session, judgement: Judgement) -> Strips | None:
    """The chart of a judged round, None where it inspects no sites."""
    name, part = judgement.declaration.name, judgement.declaration.sites
    if part is None:
        return None
    sites = [one.target for one in judgement.of(TargetKind.SITE)]
    probes = load_probes(session, name, crawls_of(session, name, judgement.replayed), load_downtimes(session, name))
    return strips_of(sites, probes, part.window)
