"""Texts that a page or a ledger may hold to harm who reads them elsewhere, and reading workbooks back."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "handler": '"><img src=x onerror=alert(1)>',
    "quote": "' onmouseover='alert(1)",
    "end of comment": "--></style></title><b>",
    "entity": "&lt;b&gt; &#60;b&#62; &amp;",
    "formula": '=HYPERLINK("http://evil.example","x")',
    "plus": "+1+1",
    "minus": "-1+cmd|' /C calc'!A0",
    "at": "@SUM(A1:A9)",
    "tab": "\t=1+1",
    "return": "\r\n=1+1",
    "link": "javascript:alert(1)",
    "address": "http://evil.example/",
    "markdown": "[x](javascript:alert(1)) ![](http://evil.example/x.png) | `a` **b**",
    "template": "{{ 7 * 7 }}{% raw %}",
    "escape of XLSX": "_x0041_ &P &N",
    "control": "甲\x00\x07\x1b[31m乙\x7f\x9b",
    "right to left": "甲\u202e乙\u2066丙\u200f",
    "half a character": "甲\ud800乙",
    "not XML": "甲\ufffe乙\uffff",
    "line separators": "甲\u2028乙\u2029丙\x85丁",
    "long": "长" * 10_000,
}


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    """The cells of a workbook by sheet."""
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in workbook}


def table(content: bytes, name: str, first: str) -> list[list[Any]]:
    """The rows of a sheet from its header, whose first cell is ``first``."""
    rows = sheets(content)[name]
    return rows[next(number for number, row in enumerate(rows) if row[0] == first) :]


def harm_in(content: bytes) -> set[str]:
    """What a workbook must not hold: formulas, links, anything from outside, or the time at which it was made."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {info.filename: archive.read(info).decode() for info in archive.infolist()}
        late = {info.filename for info in archive.infolist() if info.date_time[0] != 1980}
    marks = ("<f>", "<f ", "<hyperlink", "externalLink", 'TargetMode="External"', "<ddeLink")
    return late | {f"{name}: {mark}" for name, text in parts.items() for mark in marks if mark in text}


def hidden_in(text: str) -> list[str]:
    """Characters that steer: controls but line ends, and marks of direction."""
    return [one for one in text if (ord(one) < 32 and one != "\n") or one in "\u202e\u2066\u200f\x7f\x9b\ufeff"]
