"""From read files to what the ledger shall hold: a whole file replaces its kind, a unit's sheet touches its columns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from govcrawl.ledger.confirming import Confirmation
from govcrawl.ledger.faults import Fault
from govcrawl.ledger.kinds import (
    COLUMN_TABLE,
    CONFIRMATIONS,
    EXEMPTIONS,
    IN_ORDER,
    NO_COLUMN_TABLE,
    SITE_TABLE,
    TABLES,
    Key,
    Kind,
    Values,
)
from govcrawl.ledger.reading import Sheet
from govcrawl.ledger.versions import Plan, in_force

_EXEMPTION = ("exempt_reason", "exempt_until")
_NO_SITE = "网站台账中没有 {}"
_NO_COLUMN = "栏目台账中没有此栏目"


class Planner:
    """What the ledger holds, what it shall hold after some sheets, and the faults that only the ledger can show."""

    def __init__(self, session: Session, confirmed_by: str = "") -> None:
        self._before = {table.label: in_force(session, table) for table in TABLES}
        self._after = {label: dict(rows) for label, rows in self._before.items()}
        self._confirmed_by = confirmed_by
        self._touched: set[str] = set()
        self._unsure: set[str] = set()
        self.faults: list[Fault] = []

    def take(self, sheets: list[Sheet]) -> list[Plan]:
        """The plan of every table that the sheets touch; :attr:`faults` tells what stands against it."""
        self.faults += _twice(sheets)
        self._unsure = {sheet.kind.table.label for sheet in sheets if sheet.faults}
        for sheet in sorted(sheets, key=lambda sheet: IN_ORDER.index(sheet.kind)):
            self._take(sheet)
        for sheet in sheets:
            self.faults += self._owners(sheet)
        return [
            Plan(table, self._before[table.label], self._after[table.label])
            for table in TABLES
            if table.label in self._touched
        ]

    def _take(self, sheet: Sheet) -> None:
        label = sheet.kind.table.label
        self._touched.add(label)
        if sheet.kind is EXEMPTIONS:
            self.faults += self._exempt(sheet)
        elif sheet.kind is CONFIRMATIONS:
            self._touched.add(NO_COLUMN_TABLE.label)
            refused = self._after[NO_COLUMN_TABLE.label]
            self.faults += Confirmation(sheet, self._after[label], refused, self._confirmed_by).apply()
        else:
            self._after[label] = {sheet.kind.table.key_of(row): row.model_dump() for _, row in sheet.rows}

    def _exempt(self, sheet: Sheet) -> Iterator[Fault]:
        """The sheet is the whole list of exemptions that end: a column that it does not name loses its own."""
        columns = self._after[COLUMN_TABLE.label]
        wanted = {sheet.kind.key_of(row): row.model_dump() for _, row in sheet.rows}
        for key, column in columns.items():
            if key in wanted or column["exempt_until"]:
                columns[key] = column | {name: wanted.get(key, {}).get(name) for name in _EXEMPTION}
        for line, row in sheet.rows:
            if COLUMN_TABLE.label not in self._unsure and sheet.kind.key_of(row) not in columns:
                yield sheet.fault(line, "url", _NO_COLUMN)

    def _owners(self, sheet: Sheet) -> Iterator[Fault]:
        sites: dict[Key, Values] = self._after[SITE_TABLE.label]
        for line, row in sheet.rows:
            code = getattr(row, "site_code", None)
            if code is not None and SITE_TABLE.label not in self._unsure and (code,) not in sites:
                yield sheet.fault(line, "site_code", _NO_SITE.format(code))


def _twice(sheets: list[Sheet]) -> Iterator[Fault]:
    seen: dict[Kind, Path] = {}
    for sheet in sheets:
        kind, file = sheet.kind, sheet.grid.file
        if kind in seen and kind is not CONFIRMATIONS:
            reason = f"与 {seen[kind]} 都是{kind.label}，一次只能导入一份"
            yield Fault(file, 0, "", reason, sheet.grid.worksheet)
        seen.setdefault(kind, file)
