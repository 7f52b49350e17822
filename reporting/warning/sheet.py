"""The warnings as a workbook: every item with its dates, and the texts of the units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from reporting.formats.readers import LABELS, Readers
from reporting.formats.sheets import Book, Column, Sheet, Value, numbered, workbook_of
from reporting.warning.forecast import Upcoming
from reporting.warning.text import by_unit, length, text_of

_ITEMS = (
    Column("序号", 6, middle=True),
    Column("单位", 24),
    Column("网站/账号", 24),
    Column("标识码/账号编号", 15, middle=True),
    Column("栏目", 18),
    Column("地址", 34),
    Column("指标", 14, middle=True),
    Column("所见", 22, middle=True),
    Column("最后期限（含当日）", 13, middle=True),
    Column("剩余天数", 9, middle=True),
    Column("把握", 8, middle=True),
    Column("说明", 30),
)
_TEXTS = (Column("序号", 6, middle=True), Column("单位", 30), Column("文字", 90), Column("字数", 8, middle=True))
_NOTE = "按最近一次抓取所见推算：到最后期限仍没有新内容的，次日即超期。预警不是检查结果；“疑似”的请先核对。"


def _item(one: Upcoming, today: date) -> tuple[Value, ...]:
    finding, sure = one.finding, "疑似" if one.doubt else "确定"
    column = "" if finding.name == one.target.name else finding.name
    place = one.unit, one.target.name, one.target.key, column, finding.key.subject
    return *place, finding.key.indicator.label, finding.seen, one.due, one.left(today), sure, one.doubt


def _texts(items: Sequence[Upcoming]) -> Iterator[tuple[Value, ...]]:
    for unit, own in by_unit(items).items():
        text = text_of(own)
        yield unit, text, length(text)


def render(items: Sequence[Upcoming], round_name: str, today: date) -> bytes:
    """The workbook; internal, since it names every unit."""
    declaration = LABELS["hans"].declare(Readers.INTERNAL)
    title = f"{round_name} 更新预警（{today}）"
    rows = numbered(_item(one, today) for own in by_unit(items).values() for one in own)
    notes = (declaration, _NOTE if rows else "没有即将超期的栏目和账号。")
    sheets = (
        Sheet("预警清单", title, _ITEMS, rows, notes),
        Sheet("预警文字", title, _TEXTS, numbered(_texts(items)), (declaration,)),
    )
    return workbook_of(Book(title, declaration, sheets))
