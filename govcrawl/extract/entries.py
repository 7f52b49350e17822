"""List entries from shown rows and from data records: title, address, day, and doubts about days that cannot stand."""

from __future__ import annotations

from datetime import date

from govcrawl.extract.addresses import Base
from govcrawl.extract.feeds import Record
from govcrawl.extract.listing import Row
from govcrawl.extract.record import ListEntry, Stamp
from govcrawl.extract.resolve import EARLIEST, Reference, by_headings, is_year_less, resolve_years, stamp_of
from govcrawl.extract.tree import Tree
from govcrawl.extract.years import governed, year_headings

Entries = tuple[list[ListEntry], list[str]]


def entries_of_records(records: list[Record], base: Base, reference: Reference | None) -> Entries:
    """Entries of a data list in its order."""
    entries: list[ListEntry] = []
    doubts: list[str] = []
    for record in records:
        stamp, doubt = stamp_of(record.found, "", _look(reference)) if record.found else (None, None)
        doubts += [f"“{record.title[:30]}”：{doubt}"] if doubt else []
        entries.append(ListEntry(record.title, base.resolve(record.url), stamp))
    entries, unresolved = resolve_years(entries, reference)
    return entries, doubts + unresolved + strange_days(entries, reference)


def entries_of_rows(tree: Tree, rows: list[Row], base: Base, reference: Reference | None) -> Entries:
    """Entries of a shown list in page order."""
    entries: list[ListEntry] = []
    doubts: list[str] = []
    for row in rows:
        stamp, doubt = _stamp(row, reference)
        doubts += [f"“{row.title[:30]}”：{doubt}"] if doubt else []
        href = row.item.link.get("href") if row.item.link else None
        entries.append(ListEntry(row.title, base.resolve(href), stamp, row.pinned))
    if not any(map(is_year_less, entries)):
        return entries, doubts + strange_days(entries, reference)
    headings = year_headings(tree, rows)
    if headings:
        entries = by_headings(entries, governed(headings, rows), reference)
    entries, unresolved = resolve_years(entries, None if headings else reference)
    return entries, doubts + unresolved + strange_days(entries, reference)


def _stamp(row: Row, reference: Reference | None) -> tuple[Stamp | None, str | None]:
    if row.torn:
        return None, "同一条目有两个互相矛盾的日期"
    return stamp_of(row.cell.found, row.cell.label, _look(reference)) if row.cell else (None, None)


def _look(reference: Reference | None) -> date | None:
    """The day of the look: relative words (今天) are told by it alone, never by the page's generation."""
    return reference.day if reference and reference.name == "访问日" else None


def strange_days(entries: list[ListEntry], reference: Reference | None) -> list[str]:
    """Doubts about days after the look (or the page's generation) and before there were such sites."""
    doubts = []
    for entry in entries:
        day = entry.stamp.date if entry.stamp else None
        if not isinstance(day, date):
            continue
        if reference and day > reference.day:
            doubts.append(f"“{entry.title[:30]}”的日期 {day} 晚于{reference.name} {reference.day}")
        if day < EARLIEST:
            doubts.append(f"“{entry.title[:30]}”的日期 {day} 早于政府网站出现的年代")
    return doubts
