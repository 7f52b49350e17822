"""A book of tables as HTML: one file that asks nothing of the network."""

from __future__ import annotations

from datetime import datetime

from reporting.formats.html import page
from reporting.formats.plain import plain, shortened
from reporting.formats.sheets import MOST_CHARACTERS, Book, Sheet, Value


def _shown(value: Value) -> tuple[str, ...]:
    """A cell's lines of plain text."""
    if value is None:
        return ()
    if isinstance(value, tuple):
        return tuple(line for one in value for line in _shown(one))
    text = f"{value:%Y-%m-%d %H:%M:%S}" if isinstance(value, datetime) else str(value)
    return (shortened(plain(text), MOST_CHARACTERS),)


def _section(sheet: Sheet, declaration: str) -> dict[str, object]:
    return {
        "name": sheet.name,
        "notes": [plain(note) for note in sheet.notes if note != declaration],
        "header": [plain(column.title) for column in sheet.columns],
        "middle": [column.middle for column in sheet.columns],
        "rows": [[_shown(value) for value in row] for row in sheet.rows],
    }


def render(book: Book) -> bytes:
    """The book: a section for each of its tables, its warning once above them."""
    sections = [_section(sheet, book.declaration) for sheet in book.sheets]
    warning = next((sheet.warning for sheet in book.sheets if sheet.warning), "")
    title = shortened(plain(book.title), MOST_CHARACTERS)
    values = {"title": title, "warning": warning, "declaration": book.declaration, "sections": sections}
    return page("book.html.jinja", **values).encode("utf-8", "replace")
