"""A judgement as the note: its figures, and a few short paragraphs that keep to one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl.storage.models import Statement
from govcrawl.vocabulary import StatementKind, TargetKind, Verdict
from reporting.bulletin.figures import Tally, figures_of
from reporting.bulletin.numbers import percentage
from reporting.bulletin.tables import Rounding
from reporting.formats.plain import plain
from reporting.judge.fold import Judged
from reporting.judge.judging import Judgement
from reporting.judge.score import told
from reporting.judge.settle import Settled, Standing
from reporting.lists.draw import load_roster
from reporting.submission.changes import Changes, since_last

MOST = 150
"""Characters of a paragraph: six of them, the table and the title fill a page of A4."""
_MOST_NAME = 30
_RATE = Rounding(decimals=2, keep_zeros=False)
HEADER = ("", "总数", "抽查", "抽查比例", "合格", "不合格", "未定", "合格率")


@dataclass(frozen=True, slots=True)
class Note:
    """The note as every format receives it: a table of figures and named paragraphs."""

    title: str
    basis: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    paragraphs: tuple[tuple[str, str], ...]


def _short(text: str, most: int) -> str:
    text = plain(text)
    return text if len(text) <= most else f"{text[: most - 1]}…"


def listed(names: Sequence[str], room: int, unit: str = "个") -> str:
    """As many names as fit, each shortened, with the number of all where some are left out."""
    shown: list[str] = []
    rest = f"等{len(names)}{unit}"
    for name in names:
        longer = "、".join((*shown, _short(name, _MOST_NAME)))
        if len(longer) + len(rest) > room:
            break
        shown.append(_short(name, _MOST_NAME))
    return "、".join(shown) + (rest if len(shown) < len(names) else "")


def _row(kind: TargetKind, tally: Tally) -> tuple[str, ...]:
    numbers = tally.population, tally.sampled
    ratio = percentage(tally.sampled, tally.population, _RATE) or "—"
    rate = "未定" if tally.open else percentage(tally.qualified, tally.sampled, _RATE) or "—"
    return kind.label, *map(str, numbers), ratio, *map(str, (tally.qualified, tally.unqualified, tally.open)), rate


def _why(judged: Judged) -> str:
    """Why a target fails: its vetoes, else its score."""
    vetoes = [result.indicator.label for result in judged.results if result.vetoes]
    if vetoes or judged.score is None or judged.score.value is None:
        return "、".join(vetoes)
    return f"得分{told(judged.score.value)}"


def _fails(judgement: Judgement) -> str:
    failed = [one for one in judgement.judged if one.verdict is Verdict.UNQUALIFIED]
    if not failed:
        return "没有不合格的网站和账号。"
    counts = "，".join(f"{kind.label}{number}个" for kind, number in _by_kind(failed))
    head = f"{counts}："
    return head + listed([f"{one.target.name}（{_why(one)}）" for one in failed], MOST - len(head) - 1) + "。"


def _by_kind(judged: Iterable[Judged]) -> Iterator[tuple[TargetKind, int]]:
    counts = Counter(one.target.kind for one in judged)
    yield from ((kind, counts[kind]) for kind in TargetKind if counts[kind])


def _counted(settled: Iterable[Settled], room: int) -> str:
    counts = Counter(one.finding.key.indicator.label for one in settled)
    return listed([f"{label}{number}项" for label, number in counts.most_common()], room, "类")


def _confirmed(judgement: Judgement) -> str:
    found = [one for judged in judgement.judged for one in judged.findings if one.standing is Standing.CONFIRMED]
    if not found:
        return "没有经复核属实的问题。"
    targets = sum(any(one.standing is Standing.CONFIRMED for one in judged.findings) for judged in judgement.judged)
    head = f"{targets}个对象，共{len(found)}项："
    return head + _counted(found, MOST - len(head) - 1) + "。"


def _undecided(judgement: Judgement) -> str:
    waiting = judgement.waiting
    if not waiting:
        return "没有：全部事项已由具名人员复核。"
    found = [one for judged in waiting for one in judged.waiting]
    kinds = "，".join(f"{kind.label}{number}个" for kind, number in _by_kind(waiting))
    head = f"{kinds}，共{len(found)}项待复核，复核完毕前不能印发。其中："
    return head + _counted(found, MOST - len(head) - 1) + "。"


def _disputes(session: Session, judgement: Judgement) -> str:
    name = judgement.declaration.name
    query = select(Statement).where(Statement.round == name, Statement.kind == StatementKind.OBJECTION)
    rows = session.scalars(query.order_by(Statement.id)).all()
    disputed = {(row.target_kind, row.target, row.indicator, row.subject) for row in rows}
    if not disputed:
        return "主办单位没有提出异议。"
    about = [
        f"{judged.target.name}（{one.finding.key.indicator.label}，{_standing(one.standing)}）"
        for judged in judgement.judged
        for one in judged.findings
        if (one.finding.key.kind, one.finding.key.target, one.finding.key.indicator, one.finding.key.subject)
        in disputed
    ]
    head = f"主办单位对{len(disputed)}项提出异议："
    return head + listed(about, MOST - len(head) - 1) + "。"


def _standing(standing: Standing) -> str:
    return "经复核属实" if standing is Standing.CONFIRMED else standing.value


def _change(one: Changes) -> str:
    groups = (("新增不合格", one.failed_anew), ("连续不合格", one.failed_again), ("转为合格", one.recovered))
    told = [f"{what}{len(names)}个" for what, names in groups]
    return f"{one.kind.label}两轮都抽查的{one.both}个，{'，'.join(told)}"


def _since(session: Session, judgement: Judgement) -> str:
    found = since_last(session, judgement)
    if found is None:
        return "没有同类的上一轮可比。"
    last, changed = found
    head = f"与 {last} 相比：" + "；".join(map(_change, changed)) + "。" if changed else f"与 {last} 没有可比的对象。"
    again = [name for one in changed for name in one.failed_again]
    if not again:
        return head
    return f"{head}连续不合格的：{listed(again, max(MOST - len(head) - 8, 0))}。"


def _windows(judgement: Judgement) -> str:
    declaration = judgement.declaration
    parts = ((TargetKind.SITE, declaration.sites), (TargetKind.ACCOUNT, declaration.accounts))
    windows = (f"{kind.label}{part.window.start} 至 {part.window.end}" for kind, part in parts if part)
    return f"检查指标：{_short(judgement.standard.label, 60)}。监测时段：{'，'.join(windows)}。"


def _draw(session: Session, judgement: Judgement) -> str:
    declaration = judgement.declaration
    parts = ((TargetKind.SITE, declaration.sites), (TargetKind.ACCOUNT, declaration.accounts))
    ratios = "，".join(f"{kind.label}{(part.ratio * 100).normalize():f}%" for kind, part in parts if part)
    odd = sum(group.unexplained for group in load_roster(session, declaration.name).groups)
    agrees = f"其中{odd}个与按种子重抽的结果不符，请核对抽查名单" if odd else "按种子重抽，结果一致"
    return f"规定比例：{ratios}，实际比例见上表；种子{declaration.seed}，{agrees}。"


def note_of(session: Session, judgement: Judgement) -> Note:
    """The note of a judged round."""
    figures = figures_of(judgement, draft=True)
    tallies = {TargetKind.SITE: figures.sites, TargetKind.ACCOUNT: figures.accounts}
    paragraphs = (
        ("不合格", _fails(judgement)),
        ("属实的问题", _confirmed(judgement)),
        ("未定", _undecided(judgement)),
        ("异议", _disputes(session, judgement)),
        ("与上一轮相比", _since(session, judgement)),
        ("抽样", _draw(session, judgement)),
    )
    return Note(
        title=f"{judgement.declaration.name} 抽查结果呈批说明",
        basis=_windows(judgement),
        header=HEADER,
        rows=tuple(_row(kind, tallies[kind]) for kind in TargetKind if judgement.of(kind)),
        paragraphs=tuple((name, _short(text, MOST)) for name, text in paragraphs),
    )
