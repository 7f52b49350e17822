"""Reading one page: decode, parse once, then ask each rule in turn (docs/reading.md)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from govcrawl.extract.addresses import Base
from govcrawl.extract.articles import Heading, find_published, find_title
from govcrawl.extract.breadcrumb import column_in_window, column_of, only_heading, read_breadcrumb
from govcrawl.extract.catalogues import SITE_MAP, is_catalogue, read_tree, site_map_of
from govcrawl.extract.cells import Cell, find_cells
from govcrawl.extract.charset import Decoded, decode
from govcrawl.extract.codewords import RECORDS, TITLES
from govcrawl.extract.columns import read_columns
from govcrawl.extract.dates import Found
from govcrawl.extract.entries import entries_of_records, entries_of_rows
from govcrawl.extract.feeds import (
    Record,
    embedded_records_html,
    feed_records,
    fragment_in_json,
    json_records,
    records_html,
    script_records,
)
from govcrawl.extract.growing import grow
from govcrawl.extract.items import count_links, gather
from govcrawl.extract.kinds import FEW_ROWS, Signs, kind_of
from govcrawl.extract.listing import (
    Group,
    Row,
    all_rows,
    group,
    main_rows,
    rows_of,
    undated_list,
    with_undated,
)
from govcrawl.extract.marks import code_doubts, read_marks
from govcrawl.extract.pagination import read_pagination
from govcrawl.extract.record import ColumnLink, ListEntry, PageKind, PageRecord, Pagination, Stamp
from govcrawl.extract.resolve import Reference, stamp_of
from govcrawl.extract.sample import read_sample
from govcrawl.extract.scripts import read_data_sources, read_redirect
from govcrawl.extract.tables import weigh_by_header
from govcrawl.extract.tags import read_base, read_generated, read_tags
from govcrawl.extract.tree import Tree, bare, flat
from govcrawl.extract.witnesses import contradictions, read_header, read_witnesses

SINGLE_PAGES = frozenset({PageKind.ARTICLE, PageKind.GUIDE})
PAGED = frozenset({PageKind.LIST, PageKind.BOARD})
EMPTY_LIST = re.compile(r"\[\s*\]|<(?:rss|feed)\b", re.I)
IS_PAGE = re.compile("<(?:html|head|body|!doctype html)", re.I)


@dataclass(frozen=True, slots=True)
class Hints:
    """What the caller knows besides the bytes."""

    url: str = ""
    seen_on: date | None = None
    site_url: str | None = None
    is_home: bool | None = None
    last_modified: str | None = None
    thorough: bool = False


def read_page(
    body: bytes,
    *,
    url: str = "",
    charset: str | None = None,
    seen_on: date | None = None,
    site_url: str | None = None,
    is_home: bool | None = None,
    last_modified: str | None = None,
    thorough: bool = False,
) -> PageRecord:
    """All that one page says. Never raises on any bytes; reads no clock and no network.

    ``charset`` is what the HTTP header declared; ``seen_on`` the local date of the look, by which 今天 and missing
    years are told (unknown: they stay untold); ``site_url`` the site's address, by which external links are known;
    ``last_modified`` the HTTP header as sent, one more witness. ``thorough``: what only sampled pages are asked for is
    read too.
    """
    decoded = decode(body, charset)
    hints = Hints(url, seen_on, site_url, is_home, last_modified, thorough)
    answer = _data_answer(decoded, hints)
    if answer is not None:
        return answer
    return _Reading(decoded, hints).record()


def _data_answer(decoded: Decoded, hints: Hints) -> PageRecord | None:
    """The record of an answer that is data and no page; None where it is a page."""
    text = decoded.text.lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        jpage = None if IS_PAGE.search(text, 0, 3000) else records_html(text)
        if jpage is not None:
            return _jpage(jpage, decoded, hints)
        records = feed_records(text)
    else:
        records = json_records(text)
        html = fragment_in_json(text) if records == [] else None
        if html is not None:
            return _jpage((html, None), decoded, hints)
    if records is None:
        return None
    entries, doubts = entries_of_records(records, Base(hints.url), _by_look(hints))
    kind = PageKind.LIST if records or EMPTY_LIST.search(text) else PageKind.SHELL
    return PageRecord(
        kind,
        decoded.encoding,
        entries=tuple(entries),
        witnesses=read_header(hints.last_modified),
        doubts=(*decoded.doubts, *doubts),
    )


def _jpage(answer: tuple[str, int | None], decoded: Decoded, hints: Hints) -> PageRecord:
    html, pages = answer
    inner = _Reading(Decoded(html, decoded.encoding, decoded.doubts), hints)
    entries, doubts = inner.entries()
    return PageRecord(
        PageKind.LIST,
        decoded.encoding,
        entries=tuple(entries),
        pagination=Pagination(1, pages) if pages else None,
        witnesses=read_header(hints.last_modified),
        doubts=(*decoded.doubts, *doubts),
    )


def _by_look(hints: Hints) -> Reference | None:
    return Reference(hints.seen_on, "访问日") if hints.seen_on else None


class _Reading:
    """One page under reading: the flattened tree and what the rules find in it."""

    def __init__(self, decoded: Decoded, hints: Hints) -> None:
        self.decoded = decoded
        self.hints = hints
        self.tree: Tree = grow(decoded.text, decoded.source)
        self.base = Base(hints.url, read_base(self.tree))
        self.tags = read_tags(self.tree)
        self.generated: Found | None = read_generated(self.tree)
        self.cells: list[Cell] = find_cells(self.tree)
        count_links(self.tree, self.cells)
        items = gather(self.tree, self.cells)
        weigh_by_header(self.tree, items)
        self.groups: list[Group] = group(self.tree, rows_of(self.tree, items))
        self.breadcrumb = read_breadcrumb(self.tree)
        column = column_of(self.breadcrumb) or _tagged_column(self.tags) or ""
        self.rows: list[Row] = main_rows(self.tree, self.groups, column)
        self.records: list[Record] = _script_list(self.tree)
        self.embedded: str | None = _embedded(self.tree)
        listed = self.rows or self.records or self.embedded
        self.undated: list[Row] = [] if listed else undated_list(self.tree, self.groups)

    def record(self) -> PageRecord:
        """Ask every rule; what a kind of page does not have is left empty."""
        redirect, sources = read_redirect(self.tree, self.base), read_data_sources(self.tree, self.base)
        kind = kind_of(self.tree, self._signs(redirect, sources))
        single = kind in SINGLE_PAGES
        heading = find_title(self.tree, self.tags, self.cells) if single else None
        published, doubts = self._published(heading) if single else (None, [])
        entries, list_doubts = ([], []) if single or kind is PageKind.NOTICE else self.entries(kind is PageKind.HOME)
        if self.tree.cut and kind is PageKind.LIST and not entries:
            kind = PageKind.SHELL
        column = self._column(kind, self.breadcrumb, heading)
        own, others = self._columns(kind, self.breadcrumb, column)
        marks = read_marks(self.tree)
        witnesses = read_witnesses(self.tags, self.generated, self.base.url, self.hints.last_modified)
        record = PageRecord(
            kind=kind,
            encoding=self.decoded.encoding,
            title=heading.text if heading else self.tree.title or None,
            column=column,
            breadcrumb=self.breadcrumb,
            tags=self.tags,
            published=published,
            witnesses=witnesses,
            entries=tuple(entries),
            columns=own,
            other_columns=others,
            pagination=read_pagination(self.tree, self.base) if kind in PAGED else None,
            marks=marks,
            data_sources=sources,
            redirect=redirect,
            site_map=site_map_of(self.tree, self.base) if kind is PageKind.HOME else None,
            doubts=(
                *self._cut(),
                *doubts,
                *list_doubts,
                *contradictions(published, witnesses),
                *code_doubts(marks, self.tags),
            ),
        )
        return read_sample(self.tree, self.base, self.rows, record) if self.hints.thorough else record

    def _cut(self) -> tuple[str, ...]:
        """Doubts about the reading itself: damaged letters, parts that were not read."""
        return (*self.decoded.doubts, *filter(None, [self.tree.cut]))

    def _signs(self, redirect: str | None, sources: tuple[str, ...]) -> Signs:
        return Signs(
            url=self.hints.url,
            site_url=self.hints.site_url,
            is_home=self.hints.is_home,
            tags=self.tags,
            rows=self.rows,
            blocks=sum(len(each.rows) >= FEW_ROWS for each in self.groups),
            cells=self.cells,
            redirect=redirect,
            sources=sources,
            breadcrumb=self.breadcrumb,
            has_records=bool(self.records) or self.embedded is not None,
            has_undated=bool(self.undated),
        )

    def _reference(self) -> Reference | None:
        look = _by_look(self.hints)
        if look is None and self.generated is not None and isinstance(self.generated.value, date):
            return Reference(self.generated.value, "页面生成时间")
        return look

    def entries(self, every_block: bool = False) -> tuple[list[ListEntry], list[str]]:
        """The list's entries and the doubts about them; a list held by a script as data beats a shorter shown one."""
        if len(self.records) > len(self.rows):
            return entries_of_records(self.records, self.base, self._reference())
        if self.embedded is not None and not self.rows:
            inner = _Reading(Decoded(self.embedded, self.decoded.encoding), self.hints)
            return entries_of_rows(inner.tree, with_undated(inner.tree, inner.rows), self.base, self._reference())
        rows = all_rows(self.groups) if every_block else with_undated(self.tree, self.rows) or self.undated
        return entries_of_rows(self.tree, rows, self.base, self._reference())

    def _published(self, heading: Heading | None) -> tuple[Stamp | None, list[str]]:
        found = find_published(self.tree, self.cells, heading)
        if found is None:
            return None, []
        stamp, doubt = stamp_of(found[0], found[1], self.hints.seen_on)
        if stamp and isinstance(stamp.date, date) and self.hints.seen_on and stamp.date > self.hints.seen_on:
            return None, [f"发布日期 {stamp.date} 晚于访问日 {self.hints.seen_on}"]
        return stamp, [doubt] if doubt else []

    def _column(self, kind: PageKind, breadcrumb: tuple[str, ...], heading: Heading | None) -> str | None:
        if kind is PageKind.HOME:
            return None
        title = heading.text if heading else None
        return (
            column_of(breadcrumb, title)
            or _tagged_column(self.tags)
            or column_in_window(self.tree.title, title, self.tags.get("SiteName", ""))
            or (only_heading(self.tree) if kind not in SINGLE_PAGES else None)
        )

    def _columns(
        self, kind: PageKind, breadcrumb: tuple[str, ...], column: str | None
    ) -> tuple[tuple[ColumnLink, ...], tuple[ColumnLink, ...]]:
        if kind not in SINGLE_PAGES and is_catalogue(column):
            return read_tree(self.tree, self.base, self.hints.site_url), ()
        if kind is not PageKind.HOME and not _is_site_map(self.tree, breadcrumb):
            return (), ()
        listed = {row.item.link for each in self.groups for row in each.rows if row.item.link is not None}
        return read_columns(self.tree, self.base, self.hints.site_url, listed)


def _tagged_column(tags: dict[str, str]) -> str | None:
    """The ColumnName tag, without the site's name that some systems glue before it."""
    name, site = tags.get("ColumnName", ""), tags.get("SiteName", "")
    if site and bare(name) != bare(site):
        name = name.removeprefix(site)
    return flat(name) or None


def _is_site_map(tree: Tree, breadcrumb: tuple[str, ...]) -> bool:
    return any(word in name for word in SITE_MAP for name in (tree.title, *breadcrumb[-1:]))


def _embedded(tree: Tree) -> str | None:
    if tree.code_words.isdisjoint(RECORDS):
        return None
    answers = (embedded_records_html(source) for source, _ in tree.scripts if source)
    return next((answer for answer in answers if answer), None)


def _script_list(tree: Tree) -> list[Record]:
    best: list[Record] = []
    if tree.code_words.isdisjoint(TITLES):
        return best
    for source, _ in tree.scripts:
        records = script_records(source)
        if len(records) > len(best):
            best = records
    return best
