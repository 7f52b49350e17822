"""Ledger tables as files: CSV that no spreadsheet runs, XLSX typed as text, with drop-downs and ready to print."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from govcrawl.errors import Problem
from govcrawl.ledger.escaping import escape, escape_apostrophe
from govcrawl.ledger.fields import Field

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_SPARE_LINES = 200
_LONGEST_CELL = 32767
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_HEAD = {"bold": True, "bg_color": "#DDE6F0", "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
_CELL = {"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"}
_TITLE = {"bold": True, "font_size": 14, "align": "center", "valign": "vcenter", "text_wrap": True}


@dataclass(frozen=True, slots=True)
class Page:
    """One table to be written: its fields as headers, rows of shown text, and for people a title above them."""

    name: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""


def worksheet_name(name: str, number: int) -> str:
    """A name that XLSX allows; the number speaks for a nameless one."""
    return _NOT_IN_NAMES.sub(" ", name)[:31].strip() or f"表{number}"


def as_csv(page: Page) -> bytes:
    """UTF-8 with a byte order mark, which spreadsheets need; dangerous cells carry an apostrophe."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(field.header for field in page.fields)
    writer.writerows([escape(cell) for cell in row] for row in page.rows)
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def as_xlsx(pages: Sequence[Page]) -> bytes:
    """One worksheet a page; every cell is text, so that codes stay whole and nothing is a formula."""
    stream = io.BytesIO()
    with Workbook(stream, OPTIONS) as workbook:
        head, cell, title = (workbook.add_format(style) for style in (_HEAD, _CELL, _TITLE))
        for number, page in enumerate(pages, 1):
            _write(workbook.add_worksheet(worksheet_name(page.name, number)), page, head, cell, title)
    return stream.getvalue()


def _write(worksheet: Worksheet, page: Page, head: Any, cell: Any, title: Any) -> None:
    top = 0
    if page.title:
        worksheet.merge_range(0, 0, 0, len(page.fields) - 1, page.title, title)
        worksheet.set_row(0, 40)
        top = 1
    for place, field in enumerate(page.fields):
        worksheet.write_string(top, place, field.header, head)
        worksheet.set_column(place, place, field.width)
        for line, row in enumerate(page.rows, top + 1):
            worksheet.write_string(line, place, _short_enough(escape_apostrophe(row[place])), cell)
    _ready(worksheet, page, top)


def _short_enough(text: str) -> str:
    if len(text) > _LONGEST_CELL:
        raise Problem(f"“{text[:20]}……”超过 XLSX 单元格的上限（{_LONGEST_CELL} 字），请导出 CSV。")
    return text


def _ready(worksheet: Worksheet, page: Page, top: int) -> None:
    last, wide = top + len(page.rows), len(page.fields) - 1
    for place, field in enumerate(page.fields):
        if field.labels:
            rule = {"validate": "list", "source": list(field.labels), "error_message": "请从列表中选择"}
            worksheet.data_validation(top + 1, place, last + _SPARE_LINES, place, rule)
    worksheet.ignore_errors({"number_stored_as_text": f"A1:{_letters(wide)}{last + 1}"})
    worksheet.autofilter(top, 0, last, wide)
    worksheet.freeze_panes(top + 1, 0)
    worksheet.repeat_rows(top)
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_footer("&C第 &P 页，共 &N 页")


def _letters(place: int) -> str:
    return chr(ord("A") + place)


def render(path: Path, pages: Sequence[Page]) -> bytes:
    """The file's content in the format of its suffix; raises :class:`Problem` where that cannot be."""
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        return as_xlsx(pages)
    if suffix != ".csv":
        raise Problem(f"{path}：文件名应以 .csv 或 .xlsx 结尾。")
    if len(pages) != 1:
        raise Problem(f"{path}：CSV 只能放一类台账，请加 --kind，或导出 XLSX。")
    return as_csv(pages[0])
