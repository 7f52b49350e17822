"""What inspectors read on the terminal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from govcrawl.vocabulary import Ruling, TargetKind, Verdict
from reporting.judge.fold import Judged
from reporting.judge.judging import Judgement
from reporting.judge.settle import Settled, Standing
from reporting.standard.rules import RULES

_PLAIN_WIDTH = 160
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def _cell(text: str) -> Text:
    """Text that may come from a page: no markup, no control characters."""
    return Text(_CONTROL.sub("�", text), overflow="fold")


def _console() -> Console:
    console = Console(highlight=False, markup=False, emoji=False)
    return console if console.is_terminal else Console(highlight=False, markup=False, emoji=False, width=_PLAIN_WIDTH)


def print_table(title: str, header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """A table; its texts may come from anywhere."""
    table = Table(title=Text(title), title_justify="left", show_lines=False)
    for name in header:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*map(_cell, row))
    _console().print(table)


def _standing(settled: Settled) -> str:
    if settled.standing in (Standing.OPEN, Standing.CLEAR):
        return str(settled.standing.value)
    label = (settled.ruling or Ruling.CONFIRMED).label
    return f"{label}（{'、'.join(settled.people)}）"


def _finding_row(settled: Settled, names: dict[str, str]) -> tuple[str, ...]:
    finding = settled.finding
    subject = finding.name if finding.name == finding.key.subject else f"{finding.name} {finding.key.subject}"
    target = f"{finding.key.target} {names[finding.key.target]}"
    told = (finding.outcome.label, finding.values, finding.reason, _standing(settled))
    return finding.handle, target, finding.key.indicator.label, subject, *told


_FINDING_HEADER = ("编号", "对象", "指标", "栏目或地址", "结果", "看到的值", "说明", "复核")


def print_findings(title: str, findings: Iterable[Settled], judgement: Judgement) -> None:
    """A table of findings with the handles that confirm and dismiss take."""
    names = {judged.target.key: judged.target.name for judged in judgement.judged}
    print_table(title, _FINDING_HEADER, (_finding_row(one, names) for one in findings))


def print_advice(findings: Iterable[Settled]) -> None:
    """How each indicator among the findings is checked by a person."""
    console, present = _console(), {one.finding.key.indicator for one in findings}
    for rule in RULES.values():
        if rule.id in present:
            console.print(f"{rule.id.label}：{rule.advice}")


def _tally(judged: Iterable[Judged]) -> str:
    counts = Counter(one.verdict for one in judged)
    return "，".join(f"{verdict.label} {counts[verdict]}" for verdict in Verdict)


def print_judgement(judgement: Judgement) -> None:
    """The findings that are not passes, then the tally of each kind of target."""
    console = _console()
    found = [one for judged in judgement.judged for one in judged.findings if one.standing is not Standing.CLEAR]
    if found:
        print_findings(f"{judgement.declaration.name} 检查发现", found, judgement)
    for kind in TargetKind:
        of_kind = judgement.of(kind)
        if of_kind:
            console.print(f"{kind.label}：抽查 {len(of_kind)}，{_tally(of_kind)}")
    waiting = sum(len(judged.waiting) for judged in judgement.waiting)
    console.print(f"待复核 {waiting} 项" if waiting else "没有待复核的事项")
