"""Reading one page: decode, parse once, then ask each rule in turn (docs/reading.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from govcrawl.extract.addresses import Base, date_in
from govcrawl.extract.articles import Heading, find_published, find_title
from govcrawl.extract.breadcrumb import column_of, read_breadcrumb
from govcrawl.extract.cells import Cell, find_cells
from govcrawl.extract.charset import Decoded, decode
from govcrawl.extract.columns import read_columns
from govcrawl.extract.dates import full_dates
from govcrawl.extract.feeds import Record, feed_records, json_records, records_html, script_records
from govcrawl.extract.items import count_links, gather
from govcrawl.extract.kinds import Signs, kind_of
from govcrawl.extract.listing import Row, group, main_rows, rows_of
from govcrawl.extract.marks import read_marks
from govcrawl.extract.pagination import read_pagination
from govcrawl.extract.record import ListEntry, PageKind, PageRecord, Pagination, Stamp, Witness
from govcrawl.extract.resolve import EARLIEST, Reference, resolve_years, stamp_of
from govcrawl.extract.scripts import read_data_sources, read_redirect
from govcrawl.extract.tags import read_generated, read_tags
from govcrawl.extract.tree import Tree, grow


@dataclass(frozen=True, slots=True)
class Hints:
    """What the caller knows besides the bytes."""

    url: str = ""
    seen_on: date | None = None
    site_url: str | None = None
    is_home: bool | None = None


def read_page(
    body: bytes,
    *,
    url: str = "",
    charset: str | None = None,
    seen_on: date | None = None,
    site_url: str | None = None,
    is_home: bool | None = None,
) -> PageRecord:
    """All that one page says. Never raises on any bytes; reads no clock and no network.

    ``charset`` is what the HTTP header declared; ``seen_on`` the local date of the look, by which 今天 and missing years
    are told (unknown: they stay untold); ``site_url`` the site's address, by which external links are known.
    """
    decoded = decode(body, charset)
    hints = Hints(url, seen_on, site_url, is_home)
    return _data_answer(decoded, hints) or _page(decoded, hints)


def _data_answer(decoded: Decoded, hints: Hints) -> PageRecord | None:
    """The record of an answer that is data and no page; None where it is a page."""
    text = decoded.text.lstrip("\ufeff \t\r\n")
    jpage = records_html(text) if text.startswith("<") else None
    if jpage is not None:
        record = _page(Decoded(jpage[0], decoded.encoding, decoded.doubts), hints)
        pagination = Pagination(1, jpage[1]) if jpage[1] else None
        return PageRecord(
            kind=PageKind.LIST,
            encoding=record.encoding,
            entries=record.entries,
            pagination=pagination,
            doubts=record.doubts,
        )
    records = feed_records(text) if text.startswith("<") else json_records(text)
    if records is None:
        return None
    entries, doubts = _entries_of_records(records, Base(hints.url), hints)
    return PageRecord(
        kind=PageKind.LIST, encoding=decoded.encoding, entries=tuple(entries), doubts=(*decoded.doubts, *doubts)
    )


def _entries_of_records(records: list[Record], base: Base, hints: Hints) -> tuple[list[ListEntry], list[str]]:
    entries, doubts = [], []
    for record in records:
        stamp, doubt = stamp_of(record.found, "", hints.seen_on) if record.found else (None, None)
        doubts += [doubt] if doubt else []
        entries.append(ListEntry(record.title, base.resolve(record.url), stamp))
    entries, unresolved = resolve_years(entries, _by_look(hints))
    return entries, doubts + unresolved


def _by_look(hints: Hints) -> Reference | None:
    return Reference(hints.seen_on, "访问日") if hints.seen_on else None


def _page(decoded: Decoded, hints: Hints) -> PageRecord:
    tree = grow(decoded.text)
    base = Base(hints.url, tree.base_href)
    tags = read_tags(tree)
    generated = read_generated(decoded.text)
    cells = find_cells(tree)
    count_links(tree, cells)
    rows = main_rows(tree, group(tree, rows_of(tree, gather(tree, cells))))
    heading = find_title(tree, tags)
    redirect = read_redirect(tree, base)
    sources = read_data_sources(tree, base)
    breadcrumb = read_breadcrumb(tree)
    records = _script_list(tree)
    kind = kind_of(
        tree, Signs(hints.url, hints.is_home, tags, rows, cells, heading, redirect, sources, breadcrumb, bool(records))
    )
    reference = _by_look(hints) or (
        Reference(generated.value, "页面生成时间") if generated and isinstance(generated.value, date) else None
    )
    published, doubts = (None, [])
    if kind in {PageKind.ARTICLE, PageKind.GUIDE}:
        published, doubts = _published(tree, cells, heading, hints)
    entries, list_doubts = _entries(tree, rows, records, base, hints, reference)
    witnesses = _witnesses(tags, generated, hints.url)
    return PageRecord(
        kind=kind,
        encoding=decoded.encoding,
        title=heading.text if heading and kind is not PageKind.LIST else tree.title or None,
        column=column_of(breadcrumb, heading.text if heading else None) or tags.get("ColumnName") or None,
        breadcrumb=breadcrumb,
        tags=tags,
        published=published,
        witnesses=witnesses,
        entries=tuple(entries) if kind not in {PageKind.ARTICLE, PageKind.GUIDE} else (),
        columns=read_columns(tree, base, hints.site_url) if kind is PageKind.HOME else (),
        pagination=read_pagination(tree, base, decoded.text) if kind in {PageKind.LIST, PageKind.BOARD} else None,
        marks=read_marks(tree),
        data_sources=sources,
        redirect=redirect,
        doubts=(*decoded.doubts, *doubts, *(list_doubts if kind is not PageKind.ARTICLE else ())),
    )


def _script_list(tree: Tree) -> list[Record]:
    best: list[Record] = []
    for source, _ in tree.scripts:
        records = script_records(source)
        if len(records) > len(best):
            best = records
    return best


def _published(tree: Tree, cells: list[Cell], heading: Heading | None, hints: Hints) -> tuple[Stamp | None, list[str]]:
    found = find_published(tree, cells, heading)
    if found is None:
        return None, []
    stamp, doubt = stamp_of(found[0], found[1], hints.seen_on)
    return stamp, [doubt] if doubt else []


def _entries(
    tree: Tree, rows: list[Row], records: list[Record], base: Base, hints: Hints, reference: Reference | None
) -> tuple[list[ListEntry], list[str]]:
    if len(records) > len(rows):
        return _entries_of_records(records, base, hints)
    entries, doubts = [], []
    for row in rows:
        stamp, doubt = (None, "同一条目有两个互相矛盾的日期") if row.torn else (None, None)
        if row.cell is not None:
            stamp, doubt = stamp_of(row.cell.found, row.cell.label, hints.seen_on)
        doubts += [f"“{row.title[:30]}”：{doubt}"] if doubt else []
        href = row.item.link.get("href") if row.item.link else None
        entries.append(ListEntry(row.title, base.resolve(href), stamp, row.pinned))
    entries, unresolved = resolve_years(entries, reference)
    return entries, doubts + unresolved + _strange_days(entries, reference)


def _strange_days(entries: list[ListEntry], reference: Reference | None) -> list[str]:
    doubts = []
    for entry in entries:
        day = entry.stamp.date if entry.stamp else None
        if isinstance(day, date) and reference and day > reference.day:
            doubts.append(f"“{entry.title[:30]}”的日期 {day} 晚于{reference.name} {reference.day}")
        if isinstance(day, date) and day < EARLIEST:
            doubts.append(f"“{entry.title[:30]}”的日期 {day} 早于政府网站出现的年代")
    return doubts


def _witnesses(tags: dict[str, str], generated: object, url: str) -> tuple[Witness, ...]:
    witnesses = []
    if tags.get("PubDate"):
        found = next(full_dates(tags["PubDate"]), None)
        witnesses.append(
            Witness("PubDate", tags["PubDate"], found.value if found and isinstance(found.value, date) else None)
        )
    named = date_in(url)
    if named:
        witnesses.append(Witness("address", named[1], named[0]))
    raw, value = getattr(generated, "raw", None), getattr(generated, "value", None)
    if raw:
        witnesses.append(Witness("generated", raw, value if isinstance(value, date) else None))
    return tuple(witnesses)
