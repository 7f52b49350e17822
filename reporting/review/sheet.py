"""The filled-in sheet (复核表, XLSX) taken back, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from govcrawl.errors import Problem
from govcrawl.vocabulary import Ruling
from reporting.judge.judging import Judgement
from reporting.judge.settle import Settled
from reporting.review.decide import Decided, author_of, needs_another, open_findings, points_of, reviewable
from reporting.review.export import HANDLE, INDICATOR, PERSON, POINTS, REASON, RULING, SUBJECT, TARGET
from reporting.standard.rule import Rule

_NEEDED = (HANDLE, TARGET, INDICATOR, SUBJECT, RULING, PERSON, REASON, POINTS)
_FIRST_LINES = 20
Line = tuple[int, Mapping[str, str]]


class _Refused(Exception):  # noqa: N818 - one line's fault, gathered and told
    pass


def read_sheet(path: Path, judgement: Judgement) -> tuple[list[Decided], list[str]]:
    """The decisions of the lines that fit, and of each other line what is wrong with it.

    Lines without a ruling are passed over. Raises :class:`Problem` where the file is no such sheet.
    """
    findings = {one.finding.handle: one for one in reviewable(judgement)}
    waiting = {one.finding.handle for one in open_findings(judgement)}
    rules = {(one.target.key, key): rule for one in judgement.judged for key, rule in one.rules.items()}
    decided: list[Decided] = []
    refused: list[str] = []
    authors: dict[tuple[str, str], int] = {}
    for number, cells in _lines(path):
        if not cells[RULING]:
            continue
        try:
            settled = _finding(cells, findings)
            key = settled.finding.key
            one = _decided(cells, settled, rules[key.target, key.indicator])
            if settled.finding.handle in waiting and needs_another(one):
                raise _Refused(f"已由 {one.person} 确认，触及单项否决的须由另一人确认")
            first = authors.setdefault(author_of(one), number)
            if first != number:
                raise _Refused(f"{one.person} 在第{first}行已对同一事项作出处理")
            decided.append(one)
        except _Refused as fault:
            refused.append(f"{path} 第{number}行（{cells[HANDLE] or '没有编号'}）：{fault}")
    return decided, refused


def _finding(cells: Mapping[str, str], findings: Mapping[str, Settled]) -> Settled:
    settled = findings.get(cells[HANDLE])
    if settled is None:
        raise _Refused("没有这个编号的复核事项；看到的值变了，编号也会变，请重新导出核对")
    key = settled.finding.key
    for name, own in ((TARGET, key.target), (INDICATOR, key.indicator.label), (SUBJECT, key.subject)):
        if cells[name] != own:
            raise _Refused(f"“{name}”是“{cells[name]}”，编号所指的是“{own}”，请勿改动")
    return settled


def _decided(cells: Mapping[str, str], settled: Settled, rule: Rule) -> Decided:
    for name in (PERSON, REASON):
        if not cells[name]:
            raise _Refused(f"“{name}”没有填写")
    try:
        points = points_of(cells[POINTS], rule) if cells[POINTS] else None
        return Decided(settled, Ruling.from_label(cells[RULING]), cells[PERSON], cells[REASON], points)
    except ValueError as error:
        raise _Refused(str(error)) from error


def _lines(path: Path) -> Iterator[Line]:
    rows = _rows(path)
    place, header = _header(path, rows)
    for number, row in enumerate(rows[place:], place + 1):
        cells = dict(zip(header, row, strict=False))
        if any(cells.values()):
            yield number, {name: cells.get(name, "") for name in _NEEDED}


def _rows(path: Path) -> list[list[str]]:
    try:
        workbook = load_workbook(path, read_only=True, data_only=True)
        rows = [[_text(cell) for cell in row] for row in workbook.worksheets[0].iter_rows(values_only=True)]
        workbook.close()
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError, IndexError) as error:
        raise Problem(f"{path}：无法读取（{error}）。应是 report review export 写出的 XLSX 表。") from error
    return rows


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _header(path: Path, rows: Sequence[Sequence[str]]) -> tuple[int, Sequence[str]]:
    """The number of the header's line, and the header."""
    for number, row in enumerate(rows[:_FIRST_LINES], 1):
        if HANDLE in row and RULING in row:
            missing = "、".join(f"“{name}”" for name in _NEEDED if name not in row)
            if missing:
                raise Problem(f"{path} 第{number}行：表头缺少{missing}。请用导出的表填写。")
            return number, row
    raise Problem(f"{path}：没有找到表头（{HANDLE}、{RULING}）。应是 report review export 写出的表。")
