"""Rounds side by side as charts, internal papers as the tables are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govcrawl.vocabulary import TargetKind
from reporting.charts.model import Bars, Row, Series, Tone, parts_of
from reporting.charts.results import SERIES
from reporting.comparing.movements import Change, Movement
from reporting.comparing.yearly import RoundFigures, Tally

_CHANGES = (
    (Change.FAILED_ANEW, Tone.BAD),
    (Change.FAILED_AGAIN, Tone.POOR),
    (Change.RECOVERED, Tone.FAIR),
    (Change.UNCHANGED, Tone.GOOD),
    (Change.OPEN, Tone.NONE),
)
_SERIES = tuple(Series(change.label, tone) for change, tone in _CHANGES)
_ALONE = (Change.FIRST, Change.LEFT)


def _movement(kind: TargetKind, own: Sequence[Movement]) -> Row:
    changes = [one.change for one in own]
    counts = tuple(changes.count(change) for change, _ in _CHANGES)
    repeated = sum(bool(one.repeated) for one in own)
    back = f"；问题反复{repeated}个" if repeated else ""
    return Row(kind.label, f"{sum(counts)}个：{parts_of(counts, _SERIES)}{back}", counts)


def movements_chart(before: str, after: str, found: Sequence[Movement]) -> Bars:
    """What became of the targets that both rounds inspected."""
    both = [one for one in found if one.change not in _ALONE]
    groups = ((kind, [one for one in both if one.target.kind is kind]) for kind in TargetKind)
    rows = tuple(_movement(kind, own) for kind, own in groups if own)
    alone = [(change.label, sum(one.change is change for one in found)) for change in _ALONE]
    told = "、".join(f"{label}{number}个" for label, number in alone if number)
    notes = ("条的各段为占两轮都抽查的对象的比例。", *([f"另有{told}，未列。"] if told else []))
    return Bars("compare", f"{after} 与 {before} 抽查结果的变化", _SERIES, rows, notes)


def _result(label: str, tally: Tally) -> Row:
    counts = (tally.qualified, tally.unqualified, tally.open)
    return Row(label, f"抽查{tally.sampled}个：{parts_of(counts, SERIES)}", counts)


def year_chart(year: int, found: Iterable[RoundFigures]) -> Bars:
    """The results of a year round by round, sites before accounts."""
    rounds = list(found)
    sites = [_result(f"网站 {one.name}", one.sites) for one in rounds if one.sites.sampled]
    accounts = [_result(f"账号 {one.name}", one.accounts) for one in rounds if one.accounts.sampled]
    return Bars("year", f"{year}年各轮抽查结果", SERIES, (*sites, *accounts), ("条的各段为占抽查数的比例。",))
