"""A table file as lines of raw cells: CSV in UTF-8, GBK or UTF-16, and XLSX with all its worksheets."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from govcrawl.errors import Problem
from govcrawl.ledger.cells import Raw

_ENCODINGS = ("utf-8-sig", "gb18030")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MOST_BYTES = 200_000_000
_MOST_LINES = 200_000
_BROKEN = (
    zipfile.BadZipFile,
    InvalidFileException,
    zlib.error,
    SyntaxError,  # what XML parsers raise
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, OSError, RuntimeError),
)

Line = tuple[int, tuple[Raw, ...]]


@dataclass(frozen=True, slots=True)
class Grid:
    """One worksheet, or one CSV file: its lines that hold anything, by their number (from 1)."""

    file: Path
    worksheet: str
    lines: tuple[Line, ...]

    def __str__(self) -> str:
        return f"{self.file}〔{self.worksheet}〕" if self.worksheet else str(self.file)


def read_grids(file: Path) -> list[Grid]:
    """Every worksheet of ``file`` that holds anything; raises :class:`Problem` for what is no table file."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Problem(f"{file}：无法读取（{error.strerror}）") from error
    if content.startswith(_OLE):
        raise Problem(f"{file}：是旧式 XLS 或加密的文件，请在表格软件中另存为不加密的 XLSX")
    if content.startswith(_ZIP):
        return _xlsx(file, content)
    return [Grid(file, "", _filled(file, _csv_lines(file, _decode(file, content))))]


def _decode(file: Path, content: bytes) -> str:
    encodings = ("utf-16", *_ENCODINGS) if content.startswith(_UTF16_MARKS) else _ENCODINGS
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Problem(f"{file}：不是 UTF-8 或 GBK 编码的文本，请在表格软件中另存为 CSV UTF-8")


def _csv_lines(file: Path, text: str) -> Iterator[Line]:
    first = text.partition("\n")[0]
    delimiter = max(",", "\t", ";", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for row in reader:
            yield line, tuple(row)
            line = reader.line_num + 1
    except csv.Error as error:
        raise Problem(f"{file} 第 {line} 行：不是完整的 CSV（{error}），请在表格软件中重新另存") from error


def _filled(file: Path, lines: Iterable[Line]) -> tuple[Line, ...]:
    kept: list[Line] = []
    for line, row in lines:
        if any(cell is not None and str(cell).strip() for cell in row):
            kept.append((line, row))
        if len(kept) > _MOST_LINES:
            raise Problem(f"{file}：超过 {_MOST_LINES} 行，不像台账，请检查文件")
    return tuple(kept)


def _xlsx(file: Path, content: bytes) -> list[Grid]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(part.file_size for part in archive.infolist())
        if size > _MOST_BYTES:
            raise Problem(f"{file}：展开后超过 {_MOST_BYTES // 1_000_000} MB，不像台账，请检查文件")
        return [grid for grid in _worksheets(file, content) if grid.lines]
    except _BROKEN as error:
        raise Problem(f"{file}：不是完好的 XLSX，请在表格软件中打开并重新另存（{type(error).__name__}）") from error


def _worksheets(file: Path, content: bytes) -> Iterator[Grid]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions, which no cell depends on
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for worksheet in workbook.worksheets:
            if worksheet.sheet_state != "visible":
                continue
            worksheet.reset_dimensions()
            rows = enumerate(worksheet.iter_rows(values_only=True), 1)
            yield Grid(file, worksheet.title, _filled(file, rows))
        workbook.close()
