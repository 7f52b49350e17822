"""Notices to mend (整改通知书): what each unit is given, by when, and the rows that remember it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.storage.models import Notice as NoticeRow
from govcrawl.storage.models import NoticeItem
from govcrawl.vocabulary import Indicator, TargetKind
from reporting.formats.readers import LABELS, Readers
from reporting.formats.sheets import Book, Column, Sheet, numbered
from reporting.judge.facts import FindingKey
from reporting.lists.items import Item, problems_of
from reporting.lists.mending import COLUMNS, time_of
from reporting.loop.workdays import Due, due_after

UNSAID_DAYS = COLUMNS.most
"""Working days for a problem of which practice names no time (STANDARD §9)."""

_COLUMNS = (
    Column("序号", 5, middle=True),
    Column("编号", 11.5, middle=True),
    Column("网站/账号", 14),
    Column("标识码/账号编号", 12, middle=True),
    Column("栏目", 10),
    Column("问题", 10, middle=True),
    Column("描述", 16),
    Column("地址", 20),
    Column("最后更新", 11, middle=True),
    Column("监测时间", 11, middle=True),
    Column("依据", 14),
    Column("整改建议", 22),
    Column("整改时限", 11, middle=True),
    Column("整改情况或异议", 18),
)
_ASKED = "请在整改时限（含当日）前整改，在“整改情况或异议”栏填写后连同材料报送；有异议的，请在时限前提出并附材料。"
_COUNTED = "时限自{day}起以中国工作日历计算。"
_UNKNOWN = "工作日历尚未公布{years}年的安排，其中按周一至周五为工作日计算，以公布的安排为准。"


@dataclass(frozen=True, slots=True)
class Given:
    """One problem as a notice gives it."""

    item: Item
    due: Due


@dataclass(frozen=True, slots=True)
class Notice:
    """What one unit is given: its ``number``-th notice of the round."""

    round: str
    unit: str
    number: int
    day: date
    items: tuple[Given, ...]

    @property
    def title(self) -> str:
        """The notice's heading."""
        return f"{self.round} 整改通知书（{self.unit}，第{self.number}份）"


def given_before(session: Session, round_name: str) -> dict[tuple[FindingKey, str], date]:
    """What units have been given in a round, with the values seen, and until when it must be mended."""
    query = select(NoticeItem).where(NoticeItem.round == round_name).order_by(NoticeItem.id)
    return {(key_of(row), row.values_seen): row.due for row in session.scalars(query)}


def key_of(row: NoticeItem) -> FindingKey:
    """The finding that a row is about."""
    return FindingKey(TargetKind(row.target_kind), row.target, Indicator(row.indicator), row.subject)


def new_notices(session: Session, round_name: str, unit: str | None, day: date) -> list[Notice]:
    """A notice for each unit (or one) with confirmed problems that it has not been given yet.

    Raises :class:`Problem` for a unit without any confirmed problem in the round.
    """
    items = problems_of(session, round_name, internal=False).items
    units = _by_unit(items)
    if unit and unit not in units:
        known = "、".join(units) or "无"
        raise Problem(f"轮次 {round_name} 中“{unit}”没有经复核属实的问题。有问题的单位：{known}。")
    before, numbers = given_before(session, round_name), _numbers(session, round_name)
    notices = []
    for name, own in units.items():
        new = tuple(Given(one, _due(one, day)) for one in own if _identity(one) not in before)
        if new and unit in (None, name):
            notices.append(Notice(round_name, name, numbers.get(name, 0) + 1, day, new))
    return notices


def _by_unit(items: Iterable[Item]) -> Mapping[str, list[Item]]:
    units: defaultdict[str, list[Item]] = defaultdict(list)
    for one in items:
        units[one.judged.target.unit].append(one)
    return units


def _identity(item: Item) -> tuple[FindingKey, str]:
    return item.settled.finding.key, item.settled.finding.values


def _numbers(session: Session, round_name: str) -> dict[str, int]:
    query = select(NoticeRow.unit, func.max(NoticeRow.number)).where(NoticeRow.round == round_name)
    return {row[0]: row[1] for row in session.execute(query.group_by(NoticeRow.unit))}


def _due(item: Item, day: date) -> Due:
    time = time_of(item.indicator, item.judged.verdict)
    return due_after(day, time.most if time else UNSAID_DAYS)


def _row(given: Given) -> tuple[str | date | None, ...]:
    item, target = given.item, given.item.judged.target
    return (
        item.settled.finding.handle,
        target.name,
        target.key,
        item.column,
        item.indicator.label,
        item.description,
        item.settled.finding.key.subject,
        item.last_update,
        item.judged.monitored or "未能打开",
        f"{item.standard} {item.rule.clause}",
        item.rule.advice,
        given.due.day,
        None,
    )


def _notes(notice: Notice) -> Iterator[str]:
    yield LABELS["hans"].declare(Readers.UNITS)
    yield _ASKED
    yield _COUNTED.format(day=notice.day)
    unknown = {given.due.day.year for given in notice.items if not given.due.certain}
    if unknown:
        yield _UNKNOWN.format(years="、".join(map(str, sorted(unknown))))


def book_of(notice: Notice) -> Book:
    """The notice as a book of one table."""
    rows = numbered(tuple(map(_row, notice.items)))
    sheet = Sheet("整改通知书", notice.title, _COLUMNS, rows, tuple(_notes(notice)))
    return Book(notice.title, LABELS["hans"].declare(Readers.UNITS), (sheet,))


def remember(session: Session, notice: Notice, path: Path, content: bytes, at: datetime) -> None:
    """Record a notice as it was given."""
    row = NoticeRow(
        round=notice.round,
        unit=notice.unit,
        number=notice.number,
        path=str(path),
        sha256=hashlib.sha256(content).hexdigest(),
        issued_at=at,
    )
    session.add(row)
    session.flush()
    for given in notice.items:
        finding = given.item.settled.finding
        session.add(
            NoticeItem(
                notice_id=row.id,
                round=notice.round,
                target_kind=finding.key.kind,
                target=finding.key.target,
                indicator=finding.key.indicator,
                subject=finding.key.subject,
                values_seen=finding.values,
                due=given.due.day,
            )
        )
