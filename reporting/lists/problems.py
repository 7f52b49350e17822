"""The problem list (问题清单) as a workbook: what units get, and the inspectors' own with everything open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reporting.formats.readers import LABELS, Readers
from reporting.formats.sheets import Book, Column, Sheet, Value, numbered, workbook_of
from reporting.lists.items import Item, Problems
from reporting.lists.mending import mending_time


@dataclass(frozen=True, slots=True)
class _Field:
    """A column of the list and what stands in it; ``internal`` ones never leave the office."""

    title: str
    width: float
    value: Callable[[Item], Value]
    middle: bool = False
    internal: bool = False

    @property
    def column(self) -> Column:
        return Column(self.title, self.width, self.middle)


def _evidence(item: Item) -> Value:
    return item.archived.lines if item.archived else "没有归档的网页"


def _time(item: Item) -> Value:
    return mending_time(item.indicator, item.judged.verdict)


_FIELDS = (
    _Field("编号", 11.5, lambda item: item.settled.finding.handle, middle=True),
    _Field("网站/账号", 13, lambda item: item.judged.target.name),
    _Field("标识码/账号编号", 11.5, lambda item: item.judged.target.key, middle=True),
    _Field("主办单位", 13, lambda item: item.judged.target.unit),
    _Field("栏目", 9, lambda item: item.column),
    _Field("问题类型", 9, lambda item: item.indicator.label, middle=True),
    _Field("描述", 13, lambda item: item.description),
    _Field("结果", 6, lambda item: item.settled.finding.outcome.label, middle=True, internal=True),
    _Field("看到的值", 18, lambda item: item.settled.finding.values, internal=True),
    _Field("说明", 18, lambda item: item.settled.finding.reason, internal=True),
    _Field("地址", 18, lambda item: item.settled.finding.key.subject),
    _Field("最后更新", 11, lambda item: item.last_update, middle=True),
    _Field("监测时间", 11, lambda item: item.judged.monitored or "未能打开", middle=True),
    _Field("佐证", 21, _evidence),
    _Field("依据", 11, lambda item: f"{item.standard} {item.rule.clause}"),
    _Field("时限", 9, _time, middle=True),
    _Field("复核", 10, lambda item: item.standing),
    _Field("复核理由", 14, lambda item: item.settled.reason, internal=True),
    _Field("单位说明", 14, lambda item: None),
)
_NUMBER = Column("序号", 5, middle=True)
_ARCHIVE = (
    ("编号", 12),
    ("取回的地址", 50),
    ("取回时间", 19),
    ("WARC文件", 40),
    ("位置（字节）", 13),
    ("记录编号", 50),
    ("内容摘要", 42),
)

_MENDING = (
    "时限按通行做法，不是检查指标的规定：自收到清单之日起，以工作日计；印发单位另有要求的，从其要求。"
    "请在“单位说明”栏填写整改情况或异议，并附材料。"
)
_ARCHIVE_NOTE = "佐证是抓取时归档的网页原文（WARC），按文件、位置和记录编号可以查到，由检查单位保管。"
_WARNING = "内部底稿，未经印发：含有未经复核的事项，不得作为认定依据，不得外传。"
_NONE = "没有列入清单的问题。"


def readers_of(problems: Problems) -> Readers:
    """Units, or the office alone."""
    return Readers.INTERNAL if problems.internal else Readers.UNITS


def _list(problems: Problems, title: str, declaration: str) -> Sheet:
    fields = [field for field in _FIELDS if problems.internal or not field.internal]
    rows = numbered(tuple(field.value(item) for field in fields) for item in problems.items)
    notes = (declaration, _MENDING) if rows else (declaration, _NONE)
    warning = _WARNING if problems.internal else ""
    return Sheet("问题清单", title, (_NUMBER, *(field.column for field in fields)), rows, notes, warning)


def _archived(item: Item) -> Iterator[tuple[Value, ...]]:
    one = item.archived
    if one:
        place = one.warc_file, one.offset, one.record_id, one.payload_digest
        yield item.settled.finding.handle, one.url, one.fetched_at, *place


def _archive(problems: Problems, declaration: str) -> Sheet:
    rows = numbered(row for item in problems.items for row in _archived(item))
    columns = tuple(Column(name, width) for name, width in _ARCHIVE)
    return Sheet("佐证材料", "佐证材料", (_NUMBER, *columns), rows, (declaration, _ARCHIVE_NOTE))


def render(problems: Problems) -> bytes:
    """The list and the addresses of its evidence; the same facts and decisions give the same bytes."""
    declaration = LABELS["hans"].declare(readers_of(problems))
    title = f"{problems.round} 政府网站和政务新媒体检查问题清单"
    return workbook_of(Book(title, declaration, (_list(problems, title, declaration), _archive(problems, declaration))))
