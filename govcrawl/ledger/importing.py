"""Taking ledger files into the database: all of them or, where anything is wrong, nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.ledger.faults import Fault, LedgerProblem
from govcrawl.ledger.marking import MARK, write_marked
from govcrawl.ledger.planning import Planner
from govcrawl.ledger.reading import Readings, read_files
from govcrawl.ledger.versions import Change, Plan, apply, current

__all__ = ["Imported", "current", "import_ledger", "ledger_files", "plan_import"]

_SUFFIXES = (".csv", ".xlsx")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, and what it passed over in the files."""

    changes: tuple[Change, ...]
    notices: tuple[str, ...]


def ledger_files(places: Iterable[Path]) -> Iterator[Path]:
    """The CSV and XLSX files that ``places`` (files or folders) name; raises :class:`Problem` where there are none."""
    for place in places:
        found = sorted(filter(_is_ledger_file, place.iterdir())) if place.is_dir() else [place]
        if not found:
            raise Problem(f"{place}：目录中没有 CSV 或 XLSX 台账文件")
        yield from found


def _is_ledger_file(file: Path) -> bool:
    return file.suffix.lower() in _SUFFIXES and not file.name.startswith(("~$", ".")) and MARK not in file.name


def import_ledger(session: Session, places: Iterable[Path], today: date, confirmed_by: str = "") -> list[Change]:
    """Make the files' rows the ledger as of ``today``; raises :class:`Problem` before anything is written."""
    return list(import_files(session, places, today, confirmed_by).changes)


def import_files(session: Session, places: Iterable[Path], today: date, confirmed_by: str = "") -> Imported:
    """As :func:`import_ledger`, with what was passed over; faulty files are written back with the faults marked."""
    readings, plans = plan_import(session, places, confirmed_by)
    changes = tuple(apply(session, plan, today) for plan in plans)
    return Imported(changes, tuple(readings.notices))


def plan_import(session: Session, places: Iterable[Path], confirmed_by: str = "") -> tuple[Readings, list[Plan]]:
    """What the files would make of the ledger; raises :class:`LedgerProblem` with the faults of all files."""
    readings = read_files(list(ledger_files(places)))
    planner = Planner(session, confirmed_by)
    plans = planner.take(readings.sheets)
    faults = [*readings.faults, *(fault for sheet in readings.sheets for fault in sheet.faults), *planner.faults]
    if faults:
        raise LedgerProblem(_in_order(faults, readings), tuple(write_marked(readings.sheets, faults)))
    return readings, plans


def _in_order(faults: list[Fault], readings: Readings) -> list[Fault]:
    files = list(dict.fromkeys([*(sheet.grid.file for sheet in readings.sheets), *(fault.file for fault in faults)]))
    return sorted(faults, key=lambda fault: (files.index(fault.file), fault.worksheet, fault.line, fault.place))
