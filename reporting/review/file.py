"""A decisions file (复核记录表): CSV, one finding a line, taken whole or not at all."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from govcrawl.errors import Problem
from govcrawl.vocabulary import Indicator, Ruling
from reporting.judge.judging import Judgement
from reporting.judge.settle import Settled, Standing
from reporting.review.decide import Decided, all_findings, author_of, points_of

TARGET, INDICATOR, SUBJECT, RULING, PERSON, REASON = "对象", "指标", "栏目或地址", "处理", "复核人", "理由"
VALUES, POINTS = "看到的值", "分值"
OPTIONAL = (VALUES, POINTS)
HEADER = (TARGET, INDICATOR, SUBJECT, RULING, PERSON, REASON)
_WITHOUT_BLANKS = (TARGET, INDICATOR, RULING, PERSON, REASON)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    cells: Mapping[str, str]


class _Fault(Exception):  # noqa: N818 - one line's fault, gathered into the Problem that is told
    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"“{field}”{reason}")


def _lines(path: Path) -> Iterator[_Line]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"{path}：无法读取（{error}）。文件应是 UTF-8 编码的 CSV。") from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        _check_header(path, header)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _Line(reader.line_num, _cells(path, reader.line_num, header, cells))
    except csv.Error as error:
        raise Problem(f"{path} 第{reader.line_num}行：不是有效的 CSV（{error}）") from error


def _check_header(path: Path, header: Sequence[str]) -> None:
    missing = [name for name in HEADER if name not in header]
    unknown = [name for name in header if name not in (*HEADER, *OPTIONAL)]
    faults = [f"缺少“{name}”" for name in missing] + [f"不认识“{name}”" for name in unknown]
    if len(set(header)) < len(header):
        faults.append("有重复的列名")
    if faults:
        raise Problem(f"{path} 第1行：表头{'，'.join(faults)}。应为 {','.join(HEADER)}，另可加 {'、'.join(OPTIONAL)}。")


def _cells(path: Path, number: int, header: Sequence[str], cells: Sequence[str]) -> Mapping[str, str]:
    if len(cells) != len(header):
        raise Problem(f"{path} 第{number}行：有 {len(cells)} 栏，表头有 {len(header)} 栏")
    return dict(zip(header, (cell.strip() for cell in cells), strict=True))


def _indicator(text: str) -> Indicator:
    if text in set(Indicator):
        return Indicator(text)
    try:
        return Indicator.from_label(text)
    except ValueError as error:
        raise _Fault(INDICATOR, f"{error}（也可写编号，如 {Indicator.SITE_4A}）") from error


def _ruling(text: str) -> Ruling:
    try:
        return Ruling.from_label(text)
    except ValueError as error:
        raise _Fault(RULING, str(error)) from error


class _Index:
    """The findings of a round by what a line may call them."""

    def __init__(self, judgement: Judgement) -> None:
        self.targets: defaultdict[str, set[str]] = defaultdict(set)
        for judged in judgement.judged:
            for name in (judged.target.key, judged.target.name):
                self.targets[name].add(judged.target.key)
        self.rules = {(one.target.key, key): rule for one in judgement.judged for key, rule in one.rules.items()}
        self.findings: defaultdict[tuple[str, Indicator], list[Settled]] = defaultdict(list)
        for settled in all_findings(judgement):
            self.findings[settled.finding.key.target, settled.finding.key.indicator].append(settled)

    def target(self, text: str) -> str:
        found = self.targets.get(text, set())
        if len(found) != 1:
            raise _Fault(TARGET, f"“{text}”{'有多个，请写标识码或账号编号' if found else '不在本轮抽查对象中'}")
        return next(iter(found))

    def finding(self, target: str, indicator: Indicator, subject: str) -> Settled:
        own = self.findings.get((target, indicator), [])
        waiting = [one for one in own if one.standing is not Standing.CLEAR]
        found = [one for one in own if subject in (one.finding.key.subject, one.finding.name)] if subject else waiting
        if len(found) == 1:
            return found[0]
        reason = (
            f"“{subject}”有{len(found)}项，请写地址" if found else f"“{subject}”没有可复核的“{indicator.label}”事项"
        )
        raise _Fault(SUBJECT, reason)


def _decided(line: _Line, index: _Index) -> Decided:
    cells = line.cells
    for name in _WITHOUT_BLANKS:
        if not cells[name]:
            raise _Fault(name, "没有填写")
    settled = index.finding(index.target(cells[TARGET]), _indicator(cells[INDICATOR]), cells[SUBJECT])
    seen = cells.get(VALUES, "")
    if seen and seen != settled.finding.values:
        raise _Fault(VALUES, f"“{seen}”与现在的“{settled.finding.values}”不同，请重新核对")
    ruling = _ruling(cells[RULING])
    if ruling.confirms and settled.standing is Standing.CLEAR:
        finding = settled.finding
        raise _Fault(RULING, f"{ruling.label}，而现在的结果是{finding.outcome.label}（{finding.values}），请重新核对")
    return Decided(settled, ruling, cells[PERSON], cells[REASON], _points(cells.get(POINTS, ""), settled, index))


def _points(text: str, settled: Settled, index: _Index) -> Fraction | None:
    key = settled.finding.key
    try:
        return points_of(text, index.rules[key.target, key.indicator]) if text else None
    except ValueError as error:
        raise _Fault(POINTS, str(error)) from error


def read_decisions(path: Path, judgement: Judgement) -> list[Decided]:
    """The file's decisions; raises :class:`Problem` with every bad line: file, line, field and reason."""
    index, decisions, faults = _Index(judgement), [], []
    authors: dict[tuple[str, str], int] = {}
    for line in _lines(path):
        try:
            one = _decided(line, index)
            first = authors.setdefault(author_of(one), line.number)
            if first != line.number:
                raise _Fault(PERSON, f"“{one.person}”在第{first}行已对同一事项作出处理")
            decisions.append(one)
        except _Fault as fault:
            faults.append(f"{path} 第{line.number}行：{fault}")
    if faults:
        raise Problem("\n".join((*faults, "没有写入任何复核记录，请改正后再导入。")))
    return decisions
