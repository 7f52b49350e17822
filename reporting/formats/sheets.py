"""Workbooks (XLSX): typed cells without formulas and links, ready to filter and to print; always the same bytes."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from reporting.formats.plain import plain, shortened

Value = str | int | date | datetime | tuple[str, ...] | None
"""A cell: text, a number, a day, a local time without zone, lines of text, or nothing."""

MOST_CHARACTERS = 2000
_A4, _A3 = 9, 8
_WIDEST_ON_A4 = 200
_BORN = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's times have no zone; fixed, so that bytes repeat
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FONT = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True}
_BOX = {**_FONT, "border": 1, "border_color": "#808080"}
_FORMATS: Mapping[str, Mapping[str, Any]] = {
    "title": {**_FONT, "font_name": "黑体", "font_size": 16, "align": "center"},
    "note": {**_FONT, "align": "left"},
    "warning": {**_FONT, "align": "left", "bold": True, "font_color": "#B00020"},
    "head": {**_BOX, "font_name": "黑体", "align": "center", "bg_color": "#E8EDF2"},
    "text": {**_BOX, "align": "left", "quote_prefix": True},
    "middle": {**_BOX, "align": "center", "quote_prefix": True},
    "number": {**_BOX, "align": "center", "num_format": "0"},
    "day": {**_BOX, "align": "center", "num_format": "yyyy-mm-dd"},
    "time": {**_BOX, "align": "center", "num_format": "yyyy-mm-dd hh:mm:ss"},
}
_LINE, _PADDING, _HIGHEST = 13.5, 4.5, 400.0
"""Row heights in points: programs other than Excel do not find the height of wrapped text by themselves."""
_NARROW = frozenset({"H", "Na", "N"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and its width in characters of half width; short texts stand in the ``middle``.

    ``choices`` are what a drop-down in its cells offers.
    """

    title: str
    width: float
    middle: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table with a title and ``notes`` above it; ``warning`` stands out."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()
    warning: str = ""

    @property
    def width(self) -> float:
        """All columns together."""
        return sum(column.width for column in self.columns)

    @property
    def lines_above(self) -> list[tuple[str, str]]:
        """What stands above the header, with the name of its format."""
        warning = [(self.warning, "warning")] if self.warning else []
        return [(self.title, "title"), *warning, *((note, "note") for note in self.notes)]


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook; ``declaration`` names its readers and stands at the foot of every printed page."""

    title: str
    declaration: str
    sheets: tuple[Sheet, ...]


def _shown(text: str) -> str:
    return shortened(plain(text), MOST_CHARACTERS)


def _lines(value: Value, width: float) -> int:
    """How many lines a cell of that width needs; a character of full width takes two places."""
    texts = value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
    return sum(_lines_of(text, width - 1.5) for text in texts) or 1


def _lines_of(text: str, room: float) -> int:
    if 2 * len(text) <= room:
        return 1
    shown = _shown(text)
    size = len(shown) if shown.isascii() else sum(1 if east_asian_width(one) in _NARROW else 2 for one in shown)
    return max(1, math.ceil(size / room))


def _height(lines: int) -> float:
    return min(lines * _LINE + _PADDING, _HIGHEST)


def _write_above(worksheet: Worksheet, sheet: Sheet, formats: Mapping[str, Any]) -> int:
    last = len(sheet.columns) - 1
    for row, (text, style) in enumerate(sheet.lines_above):
        lines = _lines(text, sheet.width) * (2 if style == "title" else 1)
        worksheet.merge_range(row, 0, row, last, "", formats[style])
        worksheet.write_string(row, 0, _shown(text), formats[style])
        worksheet.set_row(row, _height(lines))
    return len(sheet.lines_above)


def _write_cell(worksheet: Worksheet, at: tuple[int, int], value: Value, formats: Mapping[str, Any], text: str) -> None:
    match value:
        case None:
            worksheet.write_blank(*at, None, formats[text])
        case datetime():
            worksheet.write_datetime(*at, value, formats["time"])
        case date():
            worksheet.write_datetime(*at, value, formats["day"])
        case int():
            worksheet.write_number(*at, value, formats["number"])
        case str():
            worksheet.write_string(*at, _shown(value), formats[text])
        case tuple():
            worksheet.write_string(*at, "\n".join(map(_shown, value)), formats[text])


def _write_table(worksheet: Worksheet, sheet: Sheet, head: int, formats: Mapping[str, Any]) -> None:
    for place, column in enumerate(sheet.columns):
        worksheet.write_string(head, place, _shown(column.title), formats["head"])
        worksheet.set_column(place, place, column.width)
        if column.choices and sheet.rows:
            offered = {"validate": "list", "source": list(column.choices)}
            worksheet.data_validation(head + 1, place, head + len(sheet.rows), place, offered)
    worksheet.set_row(head, _height(max(_lines(column.title, column.width) for column in sheet.columns)))
    for row, values in enumerate(sheet.rows, head + 1):
        pairs = zip(sheet.columns, values, strict=True)
        worksheet.set_row(row, _height(max(_lines(value, column.width) for column, value in pairs)))
        for place, (column, value) in enumerate(zip(sheet.columns, values, strict=True)):
            _write_cell(worksheet, (row, place), value, formats, "middle" if column.middle else "text")


def _make_ready(worksheet: Worksheet, sheet: Sheet, head: int, declaration: str) -> None:
    last = len(sheet.columns) - 1
    worksheet.freeze_panes(head + 1, 0)
    worksheet.autofilter(head, 0, head + len(sheet.rows), last)
    worksheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    worksheet.set_landscape()
    worksheet.set_paper(_A3 if sheet.width > _WIDEST_ON_A4 else _A4)
    worksheet.set_margins(left=0.3, right=0.3, top=0.6, bottom=0.7)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(head)
    worksheet.set_footer(f"&L{declaration}&C&P / &N")


def _write_sheet(workbook: Workbook, sheet: Sheet, declaration: str, formats: Mapping[str, Any]) -> None:
    worksheet = workbook.add_worksheet(sheet.name)
    head = _write_above(worksheet, sheet, formats)
    _write_table(worksheet, sheet, head, formats)
    _make_ready(worksheet, sheet, head, declaration)


def workbook_of(book: Book) -> bytes:
    """The workbook as a file; ``declaration`` and the names of sheets are our own words, the rest may be anybody's."""
    stream = io.BytesIO()
    with Workbook(stream, _OPTIONS) as workbook:
        workbook.set_properties({"title": _shown(book.title), "comments": book.declaration, "created": _BORN})
        formats = {name: workbook.add_format(dict(style)) for name, style in _FORMATS.items()}
        for sheet in book.sheets:
            _write_sheet(workbook, sheet, book.declaration, formats)
    return stream.getvalue()


def numbered(rows: Iterable[tuple[Value, ...]]) -> tuple[tuple[Value, ...], ...]:
    """Rows with their number before them, from 1."""
    return tuple((number, *row) for number, row in enumerate(rows, 1))
