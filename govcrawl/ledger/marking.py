"""A faulty file written back as XLSX: every cell as it was, the bad ones red with the reason as a comment."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from govcrawl.errors import Problem
from govcrawl.extract.telling import clean
from govcrawl.ledger.cells import Raw, as_written
from govcrawl.ledger.faults import Fault
from govcrawl.ledger.files import write_file
from govcrawl.ledger.reading import Sheet
from govcrawl.ledger.workbooks import OPTIONS, worksheet_name

MARK = ".错误"
_NUMBERED = re.compile(r"\.错误(?:\.\d+)?$")
_LONGEST_CELL = 32767
_RED = {"bg_color": "#FF9999", "border": 1, "border_color": "#CC0000", "num_format": "@"}


def write_marked(sheets: Sequence[Sheet], faults: Sequence[Fault]) -> Iterator[str]:
    """One ``….错误.xlsx`` beside each file that has faults in its lines; gives a line about each one."""
    for file in dict.fromkeys(sheet.grid.file for sheet in sheets):
        own = [fault for fault in faults if fault.file == file and fault.line]
        if own:
            path = _free(file)
            try:
                write_file(path, _marked([sheet for sheet in sheets if sheet.grid.file == file], own))
            except Problem as problem:
                yield f"未能写出标出错误的文件：{problem}"
            else:
                yield f"已标出错误的文件：{path}（红色单元格，批注为原因）"


def _free(file: Path) -> Path:
    stem = _NUMBERED.sub("", file.stem)
    first = file.with_name(f"{stem}{MARK}.xlsx")
    number = 2
    while first.exists():
        first = file.with_name(f"{stem}{MARK}.{number}.xlsx")
        number += 1
    return first


def _marked(sheets: Sequence[Sheet], faults: Sequence[Fault]) -> bytes:
    stream = io.BytesIO()
    with Workbook(stream, OPTIONS) as workbook:
        red = workbook.add_format(_RED)
        plain = workbook.add_format({"num_format": "@"})
        for number, sheet in enumerate(sheets, 1):
            worksheet = workbook.add_worksheet(worksheet_name(sheet.grid.worksheet, number))
            worksheet.set_column(0, 40, 18)
            worksheet.freeze_panes(sheet.layout.line, 0)
            _copy(worksheet, sheet, _by_cell(sheet, faults), plain, red)
    return stream.getvalue()


def _by_cell(sheet: Sheet, faults: Sequence[Fault]) -> dict[tuple[int, int], list[Fault]]:
    found: dict[tuple[int, int], list[Fault]] = {}
    for fault in faults:
        if fault.worksheet == sheet.grid.worksheet:
            found.setdefault((fault.line, fault.place), []).append(fault)
    return found


def _copy(worksheet: Worksheet, sheet: Sheet, bad: dict[tuple[int, int], list[Fault]], plain: Any, red: Any) -> None:
    for line, row in sheet.grid.lines:
        for place, raw in enumerate(row):
            if raw is not None and (line, place) not in bad:
                worksheet.write_string(line - 1, place, _cell(raw), plain)
    rows = dict(sheet.grid.lines)
    for (line, place), own in bad.items():
        row = rows.get(line, ())
        worksheet.write_string(line - 1, place, _cell(row[place]) if place < len(row) else "", red)
        text = "\n".join(clean(f"{fault.header}：{fault.reason}" if fault.header else fault.reason) for fault in own)
        worksheet.write_comment(line - 1, place, text, {"x_scale": 2})


def _cell(raw: Raw) -> str:
    return as_written(raw)[:_LONGEST_CELL]
