"""Reading a ledger file: all of its rows, or all of its faults."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from govcrawl.errors import Problem
from govcrawl.ledger import fields
from govcrawl.ledger.rows import AccountRow, ColumnRow, Row, SiteRow
from govcrawl.validation import reason_of

_ENCODINGS = ("utf-8-sig", "gb18030")
_SHOWN_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of ledger file: known by a header that only it carries."""

    label: str
    mark: str
    fields: tuple[fields.Field, ...]
    row: type[Row]


SITES = Kind("网站台账", "网站名称", fields.SITES, SiteRow)
COLUMNS = Kind("栏目台账", "栏目名称", fields.COLUMNS, ColumnRow)
ACCOUNTS = Kind("账号台账", "账号名称", fields.ACCOUNTS, AccountRow)
KINDS = (SITES, COLUMNS, ACCOUNTS)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a file: line (1 is the header), header of the field, reason."""

    file: Path
    line: int
    header: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file} 第 {self.line} 行“{self.header}”：{self.reason}"


class LedgerProblem(Problem):
    """A ledger that cannot be taken, with every fault found."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        lines = [str(fault) for fault in faults[:_SHOWN_FAULTS]]
        if len(faults) > _SHOWN_FAULTS:
            lines.append(f"……另有 {len(faults) - _SHOWN_FAULTS} 处")
        super().__init__("\n".join([f"台账有 {len(faults)} 处错误，未导入任何内容：", *lines]))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One ledger file, read and valid: its rows with their line numbers."""

    file: Path
    kind: Kind
    rows: tuple[tuple[int, Row], ...]


def _decode(file: Path) -> str:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Problem(f"{file}：无法读取（{error.strerror}）") from error
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Problem(f"{file}：不是 UTF-8 或 GBK 编码的文本，请在表格软件中另存为 CSV UTF-8")


def _kind_of(file: Path, headers: list[str]) -> Kind:
    for kind in KINDS:
        if kind.mark in headers:
            missing = [field.header for field in kind.fields if field.required and field.header not in headers]
            if missing:
                raise Problem(f"{file}：{kind.label}缺少列“{'”“'.join(missing)}”，未导入任何内容")
            return kind
    marks = "、".join(f"{kind.label}应有“{kind.mark}”" for kind in KINDS)
    raise Problem(f"{file}：看不出是哪种台账（{marks}）")


def _faults(file: Path, line: int, kind: Kind, error: ValidationError) -> Iterator[Fault]:
    headers = {field.name: field.header for field in kind.fields}
    for fault in error.errors():
        name = str(fault["loc"][0]) if fault["loc"] else kind.fields[0].name
        if (name, fault["type"]) != ("crawl_url", "missing"):
            yield Fault(file, line, headers[name], reason_of(fault))


def _cells(kind: Kind, record: dict[str, Any]) -> dict[str, str]:
    cells = {field.name: (record.get(field.header) or "").strip() for field in kind.fields}
    return {name: text for name, text in cells.items() if text}


def read_sheet(file: Path) -> Sheet:
    """One ledger file as valid rows; raises :class:`Problem` or :class:`LedgerProblem` with every fault."""
    reader = csv.DictReader(_decode(file).splitlines())
    kind = _kind_of(file, [header.strip() for header in reader.fieldnames or ()])
    rows: list[tuple[int, Row]] = []
    faults: list[Fault] = []
    for record in reader:
        cells = _cells(kind, record)
        if not cells:
            continue
        try:
            rows.append((reader.line_num, kind.row.model_validate(cells)))
        except ValidationError as error:
            faults += _faults(file, reader.line_num, kind, error)
    faults += _repeated(file, kind, rows)
    if faults:
        raise LedgerProblem(sorted(faults, key=lambda fault: fault.line))
    return Sheet(file, kind, tuple(rows))


def _repeated(file: Path, kind: Kind, rows: list[tuple[int, Row]]) -> Iterator[Fault]:
    first: dict[tuple[str, ...], int] = {}
    names = {field.name: field.header for field in kind.fields}
    header = {SITES: "code", COLUMNS: "url", ACCOUNTS: "key"}[kind]
    for line, row in rows:
        if row.identity in first:
            yield Fault(file, line, names[header], f"“{row.identity[-1]}”与第 {first[row.identity]} 行重复")
        first.setdefault(row.identity, line)
