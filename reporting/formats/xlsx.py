"""XLSX: the annexes as tables to filter and to print."""

from __future__ import annotations

from govcrawl.errors import Problem
from reporting.bulletin.model import AnnexTable, Bulletin
from reporting.bulletin.wording import Script
from reporting.formats.readers import LABELS, readers_of
from reporting.formats.sheets import Book, Column, Sheet, Value, workbook_of

_CHARACTERS = 1.4
"""Characters of half width to a unit of a column's width."""


def _row(row: tuple[str, ...]) -> tuple[Value, ...]:
    number, *texts = row
    return (int(number) if number.isdecimal() else number, *texts)


def _sheet(annex: AnnexTable, warning: str, declaration: str) -> Sheet:
    columns = tuple(
        Column(name, round(form.width * _CHARACTERS, 1), form.middle)
        for name, form in zip(annex.header, annex.columns, strict=True)
    )
    return Sheet(annex.label, annex.title, columns, tuple(map(_row, annex.rows)), (declaration,), warning)


def render(bulletin: Bulletin, script: Script) -> bytes:
    """A workbook with a sheet for each annex: title, the draft's note, readers, header, rows.

    Raises :class:`Problem` for a bulletin without any annex.
    """
    if not bulletin.annexes:
        raise Problem("本轮通报没有附件，不能写出 xlsx：请换用别的格式，或在轮次文件中写明 annexes。")
    declaration = LABELS[script].declare(readers_of(bulletin))
    sheets = tuple(_sheet(annex, bulletin.note, declaration) for annex in bulletin.annexes)
    return workbook_of(Book(bulletin.title, declaration, sheets))
