"""The clues of a round as a workbook that does not leave the office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from govcrawl import clock
from reporting.clues.backdated import GRACE, Clue
from reporting.formats.readers import LABELS, Readers
from reporting.formats.sheets import Book, Column, Sheet, Value, numbered
from reporting.judge.facts import Target

DECLARATION = LABELS["hans"].declare(Readers.INTERNAL)
WARNING = "内部线索：条目可能因迁移、审批、恢复等正当原因补入，不得据此认定弄虚作假，不得外传；须调取后台发布记录核实。"
NOTE = (
    f"线索指：某夜首次看到的条目，标注日期比上一次读到同一列表的日子早{GRACE.days}天以上，而那次列表已读到更早的日期，"
    "其中没有这一条；前一夜空白的列表一次填入多个日期的条目，或同一条目的日期被改晚，也是线索。换了地址或从本站其他栏目移来的条目、整体更换的列表不算。"
)
_COLUMNS = (
    Column("序号", 6, middle=True),
    Column("网站", 22),
    Column("栏目", 16),
    Column("栏目地址", 34),
    Column("条目", 40),
    Column("条目地址", 34),
    Column("标注日期", 11, middle=True),
    Column("首次看到", 19, middle=True),
    Column("此前最后一次未见", 19, middle=True),
    Column("相差天数", 9, middle=True),
    Column("同次补入", 9, middle=True),
    Column("首次看到的佐证", 44),
    Column("未见的佐证", 44),
)


@dataclass(frozen=True, slots=True)
class Told:
    """A clue with what names its site and column, and the places of both looks in the archive."""

    target: Target
    column: str
    clue: Clue
    first_place: str
    without_place: str


def _local(moment: datetime) -> datetime:
    return moment.astimezone(clock.ZONE).replace(tzinfo=None, microsecond=0)


def together_of(clue: Clue) -> str:
    """How many entries came at once, and whether as a batch; or the date that an entry bore before."""
    if clue.was:
        return f"原标注 {clue.was}"
    return f"{clue.together}条{'（成批）' if clue.batch else ''}"


def _rows(told: Sequence[Told]) -> Iterator[tuple[Value, ...]]:
    for one in told:
        clue = one.clue
        site = f"{one.target.key} {one.target.name}", one.column, clue.first.list_url
        times = _local(clue.first.observed_at), _local(clue.without.observed_at), clue.days
        entry = clue.item.title, clue.item.url or "", clue.item.date
        yield *site, *entry, *times, together_of(clue), one.first_place, one.without_place


def book_of(round_name: str, told: Sequence[Told]) -> Book:
    """The workbook."""
    title = f"{round_name} 补录线索"
    sheet = Sheet("补录线索", title, _COLUMNS, numbered(_rows(told)), (DECLARATION, NOTE), WARNING)
    return Book(title, DECLARATION, (sheet,))
