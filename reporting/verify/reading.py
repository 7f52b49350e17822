"""A bulletin taken back out of a file: number, title, paragraphs and annexes as the JSON format has them."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from openpyxl import load_workbook
from selectolax.lexbor import LexborHTMLParser, LexborNode

from govcrawl.errors import Problem
from reporting.formats.extras import need

Data = dict[str, Any]
_LABEL = re.compile(r"附件\d*")
_NUMBER = re.compile(r"\S+〔\d{4}〕\d+[号號]")
_BEFORE = ":is(main, article) > p"
_PARAGRAPHS = ":is(main, article) > h1 ~ :is(h2, p)"


def _json(content: bytes) -> Data:
    data = json.loads(content)
    return {name: data[name] for name in ("number", "title", "paragraphs", "annexes")}


def _html(content: bytes) -> Data:
    tree = LexborHTMLParser(content)
    texts = [node.text() for node in tree.css(_BEFORE)[:2]]
    return {
        "number": next(filter(_NUMBER.fullmatch, texts), ""),
        "title": tree.css("h1")[0].text(),
        "paragraphs": [node.text() for node in tree.css(_PARAGRAPHS)],
        "annexes": [_section(node) for node in tree.css("section:has(table)")],
    }


def _section(node: LexborNode) -> Data:
    def texts(css: str) -> list[str]:
        return [one.text() for one in node.css(css)]

    rows = [[cell.text() for cell in row.css("td")] for row in node.css("tbody tr")]
    return {"label": texts("p")[0], "title": texts("caption")[0], "header": texts("th"), "rows": rows}


def _xlsx(content: bytes) -> Data:
    """Of a workbook the annexes are all there is."""
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    annexes = [_sheet(sheet) for sheet in book.worksheets]
    book.close()
    return {"annexes": annexes}


def _sheet(sheet: Any) -> Data:
    """What stands above the header is one cell wide."""
    table = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    head = next(number for number, row in enumerate(table) if all(row[:2]))
    return {"label": sheet.title, "title": table[0][0], "header": table[head], "rows": table[head + 1 :]}


def _docx(content: bytes) -> Data:
    document = need("docx").Document(io.BytesIO(content))
    texts = [text for one in document.paragraphs if (text := one.text.replace("\n", "").strip())]
    at = [number for number, text in enumerate(texts) if _LABEL.fullmatch(text)]
    body = texts[: at[0]] if at else texts
    number = body.pop(0) if _NUMBER.fullmatch(body[0]) else ""
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    annexes = [
        {"label": texts[place], "title": texts[place + 1], "header": header, "rows": rows}
        for place, (header, *rows) in zip(at, tables, strict=True)
    ]
    return {"number": number, "title": body[0], "paragraphs": body[1:], "annexes": annexes}


def _pdf(content: bytes) -> Data:
    """Of a PDF the text, without spaces and page numbers, and the tables of the annexes."""
    with need("pdfplumber").open(io.BytesIO(content)) as file:
        upright = [page for page in file.pages if page.height > page.width]
        lines = [line["text"] for page in upright for line in page.extract_text_lines()]
        annexes = _annexes(file.pages[len(upright) :])
    text = "".join("".join(line.split()) for line in lines if not line.strip().startswith("— "))
    return {"text": text, "annexes": annexes}


def _annexes(pages: Iterable[Any]) -> list[Data]:
    """Each page belongs to the annex whose label was met last; headers repeated on later pages are left out."""
    found: list[Data] = []
    for page in pages:
        label = _first_line(page)
        cells = [["".join((cell or "").split()) for cell in row] for row in page.extract_table() or ()]
        if _LABEL.fullmatch(label) or not found:
            found.append({"label": label, "header": cells[0], "rows": []})
        _go_on(found[-1]["rows"], [row for row in cells if row != found[-1]["header"]])
    return found


def _go_on(rows: list[list[str]], more: list[list[str]]) -> None:
    """Add a page's rows; a first one without a number is the rest of a row that no page could hold."""
    if rows and more and not more[0][0]:
        rest = more.pop(0)
        rows[-1] = ["".join(pair) for pair in zip(rows[-1], rest, strict=True)]
    rows += more


def _first_line(page: Any) -> str:
    lines = page.extract_text_lines()
    return "".join(lines[0]["text"].split()) if lines else ""


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
