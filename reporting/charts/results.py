"""Results (抽查结果) by level of the sites and by platform of the accounts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govcrawl.rounds.declaration import OTHER_PLATFORMS
from govcrawl.vocabulary import TargetKind, Verdict
from reporting.charts.model import Bars, Kind, Row, Series, Tone, parts_of
from reporting.judge.facts import Target
from reporting.judge.fold import Judged
from reporting.judge.judging import Judgement

SERIES = (
    Series(Verdict.QUALIFIED.label, Tone.GOOD),
    Series(Verdict.UNQUALIFIED.label, Tone.BAD),
    Series(Verdict.OPEN.label, Tone.NONE),
)
_VERDICTS = (Verdict.QUALIFIED, Verdict.UNQUALIFIED, Verdict.OPEN)
_SHARES = "条的各段为占抽查数的比例。"
_MINISTRY = "bm"
_LEVELS = (("0000", "省级"), ("00", "市级"), ("", "县级"))
"""The end of a division code (GB/T 2260) and the level that it tells, STANDARD §3.1."""

_ORDER = [f"{level}{kind}" for kind in ("门户", "部门") for level in ("国务院", "省级", "市级", "县级")]


def level_of(site: Target) -> str:
    """A site's level by its code, and whether it is a portal or a department's: 市级门户, 县级部门."""
    kind = "门户" if site.is_portal else "部门"
    if site.key.casefold().startswith(_MINISTRY):
        return f"国务院{kind}"
    return next(level for end, level in _LEVELS if site.key[:6].endswith(end)) + kind


def verdict_row(label: str, verdicts: Sequence[Verdict]) -> Row:
    """A bar of verdicts, with their numbers in words."""
    counts = tuple(verdicts.count(verdict) for verdict in _VERDICTS)
    return Row(label, f"抽查{len(verdicts)}个：{parts_of(counts, SERIES)}", counts)


def _bars(name: str, title: str, groups: Iterable[tuple[str, Sequence[Judged]]], public: bool) -> Bars:
    shown = Verdict.OPEN if public else None
    verdicts = ((label, [one.verdict for one in own if one.verdict is not shown]) for label, own in groups)
    rows = tuple(verdict_row(label, own) for label, own in verdicts if own)
    return Bars(name, title, SERIES, rows, (_SHARES,))


def by_level(judgement: Judgement, public: bool) -> Bars:
    """The sites' results by level; a public chart leaves out what is undecided."""
    sites = judgement.of(TargetKind.SITE)
    groups = ((level, [one for one in sites if level_of(one.target) == level]) for level in _ORDER)
    return _bars(Kind.RESULTS_SITES, "政府网站抽查结果（按层级）", groups, public)


def by_platform(judgement: Judgement, public: bool) -> Bars:
    """The accounts' results by platform: the declared groups in their order, the others last."""
    accounts = judgement.of(TargetKind.ACCOUNT)
    declared = judgement.declaration.accounts.groups if judgement.declaration.accounts else ()
    found = sorted({one.target.group for one in accounts} - {*declared, OTHER_PLATFORMS})
    order = (*declared, *found, OTHER_PLATFORMS)
    groups = ((group, [one for one in accounts if one.target.group == group]) for group in order)
    return _bars(Kind.RESULTS_ACCOUNTS, "政务新媒体抽查结果（按平台）", groups, public)
