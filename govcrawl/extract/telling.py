"""A page record told to inspectors, in Simplified Chinese; what comes from the page is made harmless for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from govcrawl.extract.account import valid_days
from govcrawl.extract.record import ColumnLink, ListEntry, Marks, PageKind, PageRecord, Stamp

KIND_LABELS = {
    PageKind.HOME: "首页",
    PageKind.LIST: "列表页",
    PageKind.ARTICLE: "正文页",
    PageKind.GUIDE: "办事指南",
    PageKind.BOARD: "互动列表",
    PageKind.NOTICE: "公告性首页",
    PageKind.REDIRECT: "跳转页",
    PageKind.SHELL: "由脚本填充的空壳页（内容须另取，不等于空白）",
}
MARK_LABELS = (
    ("site_code", "网站标识码"),
    ("icp", "ICP备案编号"),
    ("police", "公安机关备案标识"),
    ("organiser", "主办单位"),
    ("contact", "联系方式"),
    ("jiucuo", "找错入口"),
)
MOST_SHOWN = 60


def tell(record: PageRecord, seen_on: date | None = None) -> str:
    """The readable account of a page, line by line."""
    parts = (_head, _published, _entries, _columns, _ways, _marks, _doubts)
    return "\n".join(clean(line) for part in parts for line in part(record, seen_on))


def clean(text: str) -> str:
    """Text without control characters, which a page could use to rewrite a terminal."""
    return "".join(letter if letter.isprintable() or letter == "\u3000" else " " for letter in text)


def _head(record: PageRecord, seen_on: date | None) -> Iterator[str]:
    yield f"类型　　{KIND_LABELS[record.kind]}"
    yield f"编码　　{record.encoding}"
    for label, value in (("标题", record.title), ("栏目", record.column), ("位置", " > ".join(record.breadcrumb))):
        if value:
            yield f"{label}　　{value}"


def _published(record: PageRecord, seen_on: date | None) -> Iterator[str]:
    if record.kind in {PageKind.ARTICLE, PageKind.GUIDE}:
        yield f"发布日期　{_day(record.published)}"
    for witness in record.witnesses:
        yield f"旁证　　{witness.name}：{witness.raw}"


def _day(stamp: Stamp | None) -> str:
    if stamp is None:
        return "无法确定"
    clock = f" {stamp.time:%H:%M}" if stamp.time else ""
    return f"{stamp.date}{clock}（原文“{stamp.raw}”，规则 {stamp.rule}）"


def _entries(record: PageRecord, seen_on: date | None) -> Iterator[str]:
    if not record.entries:
        return
    days = valid_days(record, seen_on)
    undated = sum(entry.stamp is None for entry in record.entries)
    span = f"，最新 {max(days)}，最早 {min(days)}" if days else ""
    yield f"条目　　{len(record.entries)} 条{span}{f'，无日期 {undated} 条' if undated else ''}"
    yield from map(_entry, record.entries[:MOST_SHOWN])
    if len(record.entries) > MOST_SHOWN:
        yield f"  …… 另有 {len(record.entries) - MOST_SHOWN} 条"


def _entry(entry: ListEntry) -> str:
    day = str(entry.stamp.date) if entry.stamp else "无日期"
    return f"  {day:<10}　{'［置顶］' if entry.pinned else ''}{entry.title}　{entry.url or '（无地址）'}"


def _columns(record: PageRecord, seen_on: date | None) -> Iterator[str]:
    for label, columns in (("栏目", record.columns), ("其他导航项", record.other_columns)):
        if columns:
            yield f"{label}　　{len(columns)} 个"
            yield from map(_column, columns)


def _column(column: ColumnLink) -> str:
    indent = "    " if column.level == 2 else "  "
    return f"{indent}{column.name}　{column.category.label}（{column.by.label}）　{column.url or '（无地址）'}"


def _ways(record: PageRecord, seen_on: date | None) -> Iterator[str]:
    if record.pagination:
        pages = f"/{record.pagination.pages}" if record.pagination.pages else ""
        yield f"翻页　　第 {record.pagination.page}{pages} 页，下一页 {record.pagination.next_url or '无'}"
    if record.redirect:
        yield f"跳转　　{record.redirect}"
    for source in record.data_sources:
        yield f"数据来源　{source}"


def _marks(record: PageRecord, seen_on: date | None) -> Iterator[str]:
    if record.marks == Marks():
        return
    yield f"党政机关网站标识　{'有' if record.marks.conac else '未见'}"
    for name, label in MARK_LABELS:
        yield f"{label}　{getattr(record.marks, name) or '未见'}"


def _doubts(record: PageRecord, seen_on: date | None) -> Iterator[str]:
    for doubt in record.doubts:
        yield f"存疑　　{doubt}"
