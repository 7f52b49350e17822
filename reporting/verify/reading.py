"""A bulletin taken back out of a file: title, paragraphs and annex as the JSON format has them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from openpyxl import load_workbook
from selectolax.lexbor import LexborHTMLParser

from govcrawl.errors import Problem
from reporting.formats.extras import need

Data = dict[str, Any]
_ANNEX = "附件"
_PARAGRAPHS = ":is(main, article) > :is(h2, p:not(.note))"
_COLUMNS = 7


def _json(content: bytes) -> Data:
    data = json.loads(content)
    return {name: data[name] for name in ("title", "paragraphs", "annex")}


def _html(content: bytes) -> Data:
    tree = LexborHTMLParser(content)

    def texts(css: str) -> list[str]:
        return [node.text() for node in tree.css(css)]

    rows = [[cell.text() for cell in row.css("td")] for row in tree.css("tbody tr")]
    annex = {"title": texts("caption")[0], "header": texts("th"), "rows": rows}
    return {"title": texts("h1")[0], "paragraphs": texts(_PARAGRAPHS), "annex": annex}


def _xlsx(content: bytes) -> Data:
    """Of a workbook the annex is all there is."""
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    cells = book.worksheets[0].iter_rows(values_only=True)
    table = [["" if cell is None else str(cell) for cell in row] for row in cells]
    book.close()
    head = next(number for number, row in enumerate(table) if all(row[:_COLUMNS]) and len(set(row)) == _COLUMNS)
    return {"annex": {"title": table[0][0], "header": table[head], "rows": table[head + 1 :]}}


def _docx(content: bytes) -> Data:
    document = need("docx").Document(io.BytesIO(content))
    texts = [text for one in document.paragraphs if (text := one.text.replace("\n", "").strip())]
    at = texts.index(_ANNEX)
    header, *rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    annex = {"title": texts[at + 1], "header": header, "rows": rows}
    return {"title": texts[0], "paragraphs": texts[1:at], "annex": annex}


def _pdf(content: bytes) -> Data:
    """Of a PDF the text, without spaces and page numbers, and the tables of the annex."""
    with need("pdfplumber").open(io.BytesIO(content)) as file:
        upright = [page for page in file.pages if page.height > page.width]
        lines = [line["text"] for page in upright for line in page.extract_text_lines()]
        tables = [row for page in file.pages[len(upright) :] for row in page.extract_table() or ()]
    cells = [["".join((cell or "").split()) for cell in row] for row in tables]
    text = "".join("".join(line.split()) for line in lines if not line.strip().startswith("— "))
    return {"text": text, "annex": {"header": cells[0], "rows": [row for row in cells if row != cells[0]]}}


READERS: Mapping[str, Callable[[bytes], Data]] = MappingProxyType(
    {".json": _json, ".html": _html, ".xlsx": _xlsx, ".docx": _docx, ".pdf": _pdf}
)


def read_file(path: Path) -> Data:
    """The bulletin in a file; raises :class:`Problem` for what cannot be read, or is no bulletin."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise Problem(f"{path}：不认识这种文件，可以核验的有 {'、'.join(READERS)}。")
    try:
        return reader(path.read_bytes())
    except Problem:
        raise
    except Exception as error:  # each library raises its own kinds for a broken file
        raise Problem(f"{path}：无法读出通报（{type(error).__name__}: {error}）。") from error
