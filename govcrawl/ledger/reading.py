"""Reading ledger files: the valid rows and every fault of each worksheet, none of them raised early."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import ValidationError

from govcrawl.errors import Problem
from govcrawl.ledger import fields
from govcrawl.ledger.cells import Raw, compact
from govcrawl.ledger.escaping import unescape
from govcrawl.ledger.faults import Fault
from govcrawl.ledger.grids import Grid, Line, read_grids
from govcrawl.ledger.headers import Layout, closed_words, find_layout, last_lines
from govcrawl.ledger.kinds import BY_MARK, Key, Kind
from govcrawl.ledger.rows import Row
from govcrawl.validation import reason_of

_NO_HEADER = "没有台账表头，请删去此工作表或补上表头"
_NO_ROWS = "表头下没有数据"
_MOST_LAST_LINES = 5
_FEW_CELLS = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet of one kind: its valid rows by line, its faults, and what was passed over and should be known."""

    grid: Grid
    layout: Layout
    rows: tuple[tuple[int, Row], ...]
    faults: tuple[Fault, ...]
    notices: tuple[str, ...]

    @property
    def kind(self) -> Kind:
        """The kind of ledger."""
        return self.layout.kind

    @property
    def is_blank(self) -> bool:
        """Whether it has a header and no rows, which says nothing of a kind that cannot be empty."""
        return not self.rows and not self.faults and not self.kind.may_be_empty

    def fault(self, line: int, name: str, reason: str) -> Fault:
        """A fault of one field of one line."""
        place = self.layout.places.get(name, 0)
        return Fault(self.grid.file, line, self.layout.written(name), reason, self.grid.worksheet, place)


@dataclass(slots=True)
class Readings:
    """What several files gave: sheets, the faults of files that are no ledgers, and the grids to mark faults in."""

    sheets: list[Sheet] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    blank: list[Sheet] = field(default_factory=list)

    @property
    def notices(self) -> list[str]:
        """What was passed over in the files."""
        blank = [f"{sheet.grid}：{_NO_ROWS}，未读，原有的{sheet.kind.table.label}不变" for sheet in self.blank]
        return [*blank, *(notice for sheet in self.sheets for notice in sheet.notices)]


def read_file(file: Path) -> Readings:
    """Every ledger in one file; raises :class:`Problem` where it cannot be read or holds none."""
    grids = read_grids(file)
    layouts = [(grid, find_layout(grid.lines)) for grid in grids]
    sheets = [read_sheet(grid, layout) for grid, layout in layouts if layout]
    if not sheets:
        marks = "、".join(f"{kind.label}应有“{kind.known[kind.mark].header}”" for kind in reversed(BY_MARK))
        raise Problem(f"{file}：看不出是哪种台账（表头中{marks}）")
    readings = Readings(sheets)
    readings.faults += [Fault(file, 0, "", _NO_HEADER, grid.worksheet) for grid, layout in layouts if not layout]
    return readings


def read_files(files: list[Path]) -> Readings:
    """Every ledger in all files; a file that cannot be read is one fault among the others.

    Sheets without rows are passed over, so that they empty no ledger; where there are no others they are faults.
    """
    readings = Readings()
    for file in files:
        try:
            one = read_file(file)
        except Problem as problem:
            readings.faults.append(Fault(file, 0, "", str(problem).removeprefix(f"{file}：")))
            continue
        readings.sheets += one.sheets
        readings.faults += one.faults
    blank = [sheet for sheet in readings.sheets if sheet.is_blank]
    if len(blank) == len(readings.sheets):
        readings.faults += [sheet.fault(sheet.layout.line, sheet.kind.mark, _NO_ROWS) for sheet in blank]
        return readings
    filled = [sheet for sheet in readings.sheets if not sheet.is_blank]
    return Readings(filled, readings.faults, blank)


def read_sheet(grid: Grid, layout: Layout) -> Sheet:
    """The rows and faults of one worksheet below its header."""
    empty = Sheet(grid, layout, (), (), ())
    faults = list(_header_faults(empty))
    if faults:
        return replace(empty, faults=tuple(faults))
    lines, passed_over = _data_lines(grid, layout)
    rows: list[tuple[int, Row]] = []
    for position, line in enumerate(lines, 1):
        row, wrong = _row(empty, position, line)
        faults += wrong
        if row is not None:
            rows.append((line[0], row))
    faults += _repeated(empty, rows)
    notices = (f"{grid}：{words}" for words in (*_notices(layout), *passed_over))
    return Sheet(grid, layout, tuple(rows), tuple(faults), tuple(notices))


def _header_faults(sheet: Sheet) -> Iterator[Fault]:
    layout = sheet.layout
    if layout.missing:
        reason = f"{layout.kind.label}缺少列“{'”“'.join(layout.missing)}”"
        yield Fault(sheet.grid.file, layout.line, "", reason, sheet.grid.worksheet)
    for name, place in layout.doubled:
        reason = f"与“{layout.written(name)}”都像是{layout.kind.known[name].header}，请留下一列"
        yield Fault(sheet.grid.file, layout.line, layout.headers[place], reason, sheet.grid.worksheet, place)


def _data_lines(grid: Grid, layout: Layout) -> tuple[list[Line], list[str]]:
    """The lines that hold rows, without totals, signatures and closed sites; and words about those."""
    lines = [line for line in grid.lines if line[0] > layout.line]
    last: list[str] = []
    while lines and len(last) < _MOST_LAST_LINES and _is_last(lines[-1]):
        last.append(f"第 {lines.pop()[0]} 行是合计或说明，未读")
    living = [line for line in lines if not _is_closed(line[1], layout)]
    closed = len(lines) - len(living)
    return living, [*last[::-1], *([f"{closed} 行已注明关停或注销，不列入台账"] if closed else [])]


def _is_last(line: Line) -> bool:
    filled = [text for text in map(_compact, line[1]) if text]
    return 0 < len(filled) <= _FEW_CELLS and bool(last_lines().match(filled[0]))


def _compact(raw: Raw) -> str:
    try:
        return compact(raw)
    except ValueError:
        return ""


def _is_closed(row: tuple[Raw, ...], layout: Layout) -> bool:
    place = layout.closed_place
    return place is not None and place < len(row) and _compact(row[place]) in closed_words()


def _row(sheet: Sheet, position: int, line: Line) -> tuple[Row | None, list[Fault]]:
    values: dict[str, str] = {}
    faults: list[Fault] = []
    for one in sheet.kind.fields:
        if one.shown:
            continue
        try:
            text = _text(sheet.layout, one, position, line)
        except ValueError as error:
            faults.append(sheet.fault(line[0], one.name, str(error)))
            continue
        if text:
            values[one.name] = text
    bad = {fault.header for fault in faults}
    try:
        row = sheet.kind.row.model_validate(values)
    except ValidationError as error:
        return None, faults + [fault for fault in _refused(sheet, line[0], values, error) if fault.header not in bad]
    return (None if faults else row), faults


def _text(layout: Layout, one: fields.Field, position: int, line: Line) -> str:
    if one.absent and one.name not in layout.places:
        if one.absent == fields.POSITION:
            return str(position)
        one = layout.kind.known[one.absent]
    place = layout.places.get(one.name)
    if place is None or place >= len(line[1]):
        return ""
    raw = line[1][place]
    return one.read(unescape(raw) if isinstance(raw, str) else raw)


def _refused(sheet: Sheet, line: int, values: dict[str, str], error: ValidationError) -> Iterator[Fault]:
    """The faults that validation found, without those of an address to crawl that only repeats the printed one."""
    for fault in error.errors():
        name = str(fault["loc"][0]) if fault["loc"] else sheet.kind.mark
        if name != "crawl_url" or name in values:
            yield sheet.fault(line, name, reason_of(fault))


def _repeated(sheet: Sheet, rows: list[tuple[int, Row]]) -> Iterator[Fault]:
    first: dict[Key, int] = {}
    for line, row in rows:
        key = sheet.kind.key_of(row)
        if key in first:
            yield sheet.fault(line, sheet.kind.key[-1], f"“{key[-1]}”与第 {first[key]} 行重复")
        first.setdefault(key, line)


def _notices(layout: Layout) -> Iterator[str]:
    shown = {one.header for one in layout.kind.fields if one.shown}
    unknown = [header for header in layout.unknown if header not in shown]
    if unknown:
        yield f"这些列不属于{layout.kind.label}，未读：{'、'.join(unknown)}"
    for one in layout.kind.fields:
        if one.absent and one.name not in layout.places:
            other = "行的次序" if one.absent == fields.POSITION else f"“{layout.kind.known[one.absent].header}”"
            yield f"没有“{one.header}”列，按{other}记"
