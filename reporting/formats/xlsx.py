"""XLSX: the annex as a table to filter and to print."""

from __future__ import annotations

from reporting.bulletin.model import AnnexTable, Bulletin
from reporting.bulletin.wording import Script
from reporting.formats.readers import LABELS, readers_of
from reporting.formats.sheets import Book, Column, Sheet, Value, workbook_of

_WIDTHS = (6, 14, 38, 34, 9, 9, 26)
_MIDDLE = (True, True, False, False, True, True, False)


def _row(row: tuple[str, ...]) -> tuple[Value, ...]:
    number, *texts = row
    return (int(number) if number.isdecimal() else number, *texts)


def _sheet(annex: AnnexTable, warning: str, declaration: str) -> Sheet:
    columns = tuple(map(Column, annex.header, _WIDTHS, _MIDDLE))
    return Sheet("附件", annex.title, columns, tuple(map(_row, annex.rows)), (declaration,), warning)


def render(bulletin: Bulletin, script: Script) -> bytes:
    """A workbook of one sheet: title, the draft's note, readers, header, one row for each site."""
    declaration = LABELS[script].declare(readers_of(bulletin))
    return workbook_of(Book(bulletin.title, declaration, (_sheet(bulletin.annex, bulletin.note, declaration),)))
