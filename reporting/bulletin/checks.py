"""Checks before publication: what refuses an issue, with the targets named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from govcrawl.errors import Problem
from govcrawl.vocabulary import TargetKind
from reporting.bulletin.context import Context
from reporting.bulletin.figures import Tally
from reporting.bulletin.model import Bulletin
from reporting.bulletin.naming import untold
from reporting.bulletin.values import counted
from reporting.judge.fold import Judged
from reporting.judge.judging import Judgement

_SHOWN = 20
_MENTIONED = re.compile(r"附件\d+")


def _line(judged: Judged) -> str:
    first, target = judged.waiting[0], judged.target
    more = f"等{len(judged.waiting)}项" if len(judged.waiting) > 1 else ""
    found = first.finding
    return f"  {target.kind.label} {target.key} {target.name}：{found.key.indicator.label}，{found.values}{more}"


def _waiting(judgement: Judgement) -> Iterator[str]:
    waiting = judgement.waiting
    if waiting:
        name = judgement.declaration.name
        yield f"{len(waiting)}个对象有待复核的事项（report review list --round {name} 可逐项查看）："
        yield from map(_line, waiting[:_SHOWN])
    if len(waiting) > _SHOWN:
        yield f"  ……另有{len(waiting) - _SHOWN}个对象"


def _running(judgement: Judgement, today: date) -> Iterator[str]:
    declaration = judgement.declaration
    for kind, part in ((TargetKind.SITE, declaration.sites), (TargetKind.ACCOUNT, declaration.accounts)):
        if part and today <= part.window.end:
            yield f"{kind.label}的监测时段到 {part.window.end} 才结束（含当日，今天是 {today}），请在此后印发"


def _unsampled(judgement: Judgement) -> Iterator[str]:
    declaration = judgement.declaration
    for kind, part in ((TargetKind.SITE, declaration.sites), (TargetKind.ACCOUNT, declaration.accounts)):
        if part and not judgement.of(kind):
            yield f"检查范围内没有抽中任何{kind.label}，请核对轮次的抽查名单和指标"


def _tally_faults(name: str, tally: Tally) -> Iterator[str]:
    if tally.qualified + tally.unqualified + tally.open != tally.sampled:
        yield f"{name}：合格与不合格之和不等于抽查数 {tally.sampled}"
    if tally.sampled > tally.population:
        yield f"{name}：抽查数 {tally.sampled} 大于总数 {tally.population}"


def _sums(context: Context, bulletin: Bulletin) -> Iterator[str]:
    figures, composition = context.figures, context.figures.composition
    yield from _tally_faults("网站", figures.sites)
    yield from _tally_faults("账号", figures.accounts)
    if len(composition.own_portals) + composition.lower_portals + composition.others != figures.sites.population:
        yield "门户网站与部门网站之和不等于网站总数"
    if sum(tally.population for _, tally in figures.platforms) != figures.accounts.population:
        yield "各平台账号之和不等于账号总数"
    if sum(tally.sampled for _, tally in figures.platforms) != figures.accounts.sampled:
        yield "各平台抽查账号之和不等于抽查账号数"
    bands = counted(figures.scores, context.wording)
    if bands and sum(number for _, number in bands) != len(figures.scores):
        yield "各分数段网站之和不等于计分网站数，请补上最低的分数段"
    yield from _row_faults(context, bulletin)


def _row_faults(context: Context, bulletin: Bulletin) -> Iterator[str]:
    """Annexes of all targets, or of those that failed, have as many rows as the text says."""
    numbers = {annex.title: len(annex.rows) for annex in bulletin.annexes}
    for spec in context.wording.annexes:
        tally = context.figures.of(spec.of)
        due = {"全部": tally.sampled, "不合格": tally.unqualified, "合格": tally.qualified}.get(spec.rows)
        title = context.say(spec.title)
        if due is not None and title in numbers and numbers[title] != due:
            yield f"附件“{title}”应有 {due} 行，实有 {numbers[title]} 行"


def _silence(context: Context) -> Iterator[str]:
    for told in untold(context):
        yield f"{told.judged.target.key} {told.judged.target.name} 的问题在正文中没有相应的表述（statements）"
    worded = {indicator for one in context.wording.problems for indicator in one.indicators}
    found = {one.finding.key.indicator: told for told in context.figures.told for one in told.findings}
    for indicator, told in found.items():
        if indicator not in worded and _shows_problems(context, told.judged.target.kind):
            yield f"“{indicator.label}”的问题在附件中没有相应的说法（problems）"


def _shows_problems(context: Context, kind: TargetKind) -> bool:
    return any(spec.of is kind and "主要问题" in spec.columns for spec in context.wording.annexes)


def _dangling(bulletin: Bulletin) -> Iterator[str]:
    """Mentions of an annex that there is not."""
    known = [annex.label for annex in bulletin.annexes]
    for paragraph in bulletin.paragraphs:
        for label in _MENTIONED.findall(paragraph.text):
            if label not in known:
                yield f"正文提到“{label}”，而通报的附件是：{'、'.join(known) or '没有附件'}"


def refuse_unready(judgement: Judgement, context: Context, bulletin: Bulletin, today: date) -> None:
    """Raise :class:`Problem` with every reason why this bulletin may not be issued on ``today``."""
    reasons = [
        *_running(judgement, today),
        *_waiting(judgement),
        *_unsampled(judgement),
        *_sums(context, bulletin),
        *_silence(context),
        *_dangling(bulletin),
    ]
    if reasons:
        head = f"轮次 {judgement.declaration.name} 的通报还不能印发（可用 --draft 查看草稿）："
        raise Problem("\n".join((head, *reasons)))
