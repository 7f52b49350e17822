"""Taking ledger files into the database: versioned rows, all or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.ledger.reading import ACCOUNTS, COLUMNS, SITES, Fault, Kind, LedgerProblem, Sheet, read_sheet
from govcrawl.ledger.rows import Row
from govcrawl.storage.models import LedgerAccount, LedgerColumn, LedgerSite

Version = LedgerSite | LedgerColumn | LedgerAccount
V = TypeVar("V", LedgerSite, LedgerColumn, LedgerAccount)
_MODELS: dict[Kind, Any] = {SITES: LedgerSite, COLUMNS: LedgerColumn, ACCOUNTS: LedgerAccount}
_IDENTITIES: dict[Kind, tuple[str, ...]] = {SITES: ("code",), COLUMNS: ("site_code", "url"), ACCOUNTS: ("key",)}


@dataclass(frozen=True, slots=True)
class Change:
    """What one import did to one kind of ledger, in rows."""

    label: str
    rows: int
    new: int
    changed: int
    cancelled: int


def ledger_files(places: Iterable[Path]) -> Iterator[Path]:
    """The CSV files that ``places`` (files or folders) name; raises :class:`Problem` where there are none."""
    for place in places:
        found = sorted(place.glob("*.csv")) if place.is_dir() else [place]
        if not found:
            raise Problem(f"{place}：目录中没有 CSV 台账文件")
        yield from found


def import_ledger(session: Session, places: Iterable[Path], today: date) -> list[Change]:
    """Make the files' rows the ledger as of ``today``: each file is the whole ledger of its kind.

    Rows that changed or are gone are closed, never deleted. Raises :class:`Problem` before anything is written.
    """
    sheets = sorted(
        (read_sheet(file) for file in ledger_files(places)), key=lambda sheet: list(_MODELS).index(sheet.kind)
    )
    _check_once_per_kind(sheets)
    changes = [_apply(session, sheet, today) for sheet in sheets]
    _check_owners(session, sheets)
    return changes


def _check_once_per_kind(sheets: list[Sheet]) -> None:
    seen: dict[Kind, Path] = {}
    for sheet in sheets:
        if sheet.kind in seen:
            raise Problem(f"{sheet.file} 与 {seen[sheet.kind]} 都是{sheet.kind.label}，一次只能导入一份")
        seen[sheet.kind] = sheet.file


def _check_owners(session: Session, sheets: list[Sheet]) -> None:
    codes = {site.code for site in current(session, LedgerSite)}
    faults = [
        Fault(sheet.file, line, "网站标识码", f"网站台账中没有 {row.identity[0]}")
        for sheet in sheets
        if sheet.kind is COLUMNS
        for line, row in sheet.rows
        if row.identity[0] not in codes
    ]
    if faults:
        raise LedgerProblem(faults)


def current(session: Session, model: type[V]) -> list[V]:
    """The rows of one ledger that are in force, in the order of their import."""
    return list(session.scalars(select(model).where(model.valid_to.is_(None)).order_by(model.id)))


def _values(version: Version, row: Row) -> bool:
    return all(getattr(version, name) == value for name, value in row.model_dump().items())


def _apply(session: Session, sheet: Sheet, today: date) -> Change:
    model = _MODELS[sheet.kind]
    names = _IDENTITIES[sheet.kind]
    in_force: Sequence[Any] = current(session, model)
    old = {tuple(getattr(version, name) for name in names): version for version in in_force}
    wanted = {row.identity: row for _, row in sheet.rows}
    gone = [version for identity, version in old.items() if identity not in wanted]
    changed = {identity for identity, row in wanted.items() if identity in old and not _values(old[identity], row)}
    new = wanted.keys() - old.keys()
    for version in [*gone, *(old[identity] for identity in changed)]:
        _close(session, version, today)
    session.flush()
    session.add_all(
        model(valid_from=today, valid_to=None, **row.model_dump())
        for identity, row in wanted.items()
        if identity in changed or identity in new
    )
    session.flush()
    return Change(sheet.kind.label, len(wanted), len(new), len(changed), len(gone))


def _close(session: Session, version: Version, today: date) -> None:
    if version.valid_from == today:
        session.delete(version)
    else:
        version.valid_to = today
