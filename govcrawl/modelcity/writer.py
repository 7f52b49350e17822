"""Writes each kind of page: home, list, data behind a list, article."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time

from markupsafe import Markup

from govcrawl.modelcity import chance
from govcrawl.modelcity.answers import Answer
from govcrawl.modelcity.city import City
from govcrawl.modelcity.contents.sheets import Sheet
from govcrawl.modelcity.entries import WORDS
from govcrawl.modelcity.families import DATE_FORMS
from govcrawl.modelcity.model import Column, Entry, Site
from govcrawl.modelcity.pages import Frame
from govcrawl.modelcity.pieces import as_html
from govcrawl.modelcity.render import render

MORNING = time(6, 0)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the pages of one site."""

    city: City
    site: Site
    owner: Site

    def _frame(self, path: str) -> Frame:
        return Frame(self.city, self.site, self.owner, path)

    def _answer(self, text: str, content_type: str = "text/html") -> Answer:
        family = self.site.family
        declared = f"{content_type}; charset={family.charset}" if family.declares_charset else content_type
        modified = datetime.combine(self.city.scenario.served, MORNING)
        return Answer(200, text.encode(family.charset, "xmlcharrefreplace"), declared, modified)

    def _page(self, kind: str, context: dict[str, object]) -> Answer:
        return self._answer(render(f"{self.site.system}/{kind}.jinja", page=context))

    def home(self, path: str) -> Answer:
        """The home page; that of a channel is its first column's list."""
        if self.site.is_channel:
            return self.listing(path, self.site.columns[0], 1)
        frame = self._frame(path)
        context = frame.context("", {})
        return self._page("home", {**context, "nav": frame.navigation(None), "blocks": frame.blocks()})

    def listing(self, path: str, column: Column, number: int, inner: bool = False) -> Answer:
        """Page ``number`` of a column's list as HTML; ``inner`` is the list inside a frame."""
        frame = self._frame(path)
        elsewhere = column.source == "shell" or (column.source == "iframe" and not inner)
        pager = self._pager(frame, column, number)
        return self._page(
            "list",
            {
                **self._around(frame, column),
                **pager,
                "rows": () if elsewhere else pager["rows"],
                "inner": inner,
                "inner_href": f"{column.href}{'&' if '?' in column.href else '?'}frame=1",
            },
        )

    def _around(self, frame: Frame, column: Column) -> dict[str, object]:
        return {
            **frame.context(column.name, self._column_tags(column)),
            "column": column,
            "nav": frame.navigation(column),
            "crumbs": frame.crumbs(column),
            "menu": frame.menu(frame.siblings(column), column),
            "menu_title": column.name,
            "aside": frame.rows(self.city.aside(self.site), "iso"),
            "paragraphs": WORDS["paragraphs"][:1],
        }

    def content(self, column: Column, sheet: Sheet) -> Answer:
        """A page of a column with planned content."""
        frame = self._frame(sheet.path)
        return self._page("list", {**self._around(frame, column), "rows": (), "markup": self._markup(frame, sheet)})

    def sheet(self, column: Column, sheet: Sheet) -> Answer:
        """A page behind such a column."""
        frame = self._frame(sheet.path)
        at = sheet.at or datetime.combine(self.city.scenario.sites_seen, MORNING)
        entry = Entry(sheet.title, at, sheet.path, 0, column)
        tags = self._article_tags(entry)
        body = {"dated": sheet.at is not None, "paragraphs": (), "markup": self._markup(frame, sheet)}
        return self._page("article", {**self._behind(frame, entry, tags), **body})

    def _article_tags(self, entry: Entry) -> dict[str, str]:
        return {
            "ArticleTitle": entry.title,
            "PubDate": entry.at.strftime(DATE_FORMS["time"]),
            "ContentSource": self.site.row.unit,
            "ColumnName": entry.column.name,
        }

    def _markup(self, frame: Frame, sheet: Sheet) -> Markup:
        return Markup(render(f"contents/{sheet.template}.jinja", data=sheet.data, link=frame.link))  # noqa: S704

    def _behind(self, frame: Frame, entry: Entry, tags: dict[str, str]) -> dict[str, object]:
        column = entry.column
        return {
            **frame.context(entry.title, tags),
            "entry": entry,
            "column": column,
            "nav": frame.navigation(None),
            "crumbs": frame.crumbs(column),
        }

    def _column_tags(self, column: Column) -> dict[str, str]:
        return {
            "ColumnName": column.name,
            "ColumnDescription": f"{self.site.row.name}{column.name}栏目",
            "ColumnKeywords": column.name,
            "ColumnType": column.category.label,
        }

    def page_paths(self, column: Column) -> list[str]:
        """The addresses of a list's pages, in order; the first is the column's own."""
        family = self.site.family
        rest = range(2, self._pages(column) + 1)
        forms = (family.page.format(slug=column.slug, number=column.number, page=n, before=n - 1) for n in rest)
        return [column.href, *forms]

    def _pages(self, column: Column) -> int:
        return -(-len(self.city.rows(self.site, column)) // self.site.family.per_page) or 1

    def _rows_of(self, column: Column, number: int) -> tuple[Entry, ...]:
        size = self.site.family.per_page
        return self.city.rows(self.site, column)[(number - 1) * size : number * size]

    def _pager(self, frame: Frame, column: Column, number: int) -> dict[str, object]:
        paths = [frame.link(path) for path in self.page_paths(column)]
        return {
            "rows": frame.rows(self._rows_of(column, number), column.dates),
            "number": number,
            "pages": len(paths),
            "total": len(self.city.rows(self.site, column)),
            "links": list(enumerate(paths, 1)),
            "previous": paths[max(number - 2, 0)],
            "next": paths[min(number, len(paths) - 1)],
        }

    def datastore(self, path: str, column: Column, number: int) -> Answer:
        """Rows as the XML that a list's script asks for."""
        frame = self._frame(path)
        context = {**frame.context("", {}), **self._pager(frame, column, number), "column": column}
        return self._answer(render("hanweb/rows.jinja", page=context), "application/xml")

    def data(self, path: str, column: Column, number: int) -> Answer:
        """Rows as the JSON that a list's script asks for."""
        frame = self._frame(path)
        rows = frame.rows(self._rows_of(column, number), column.dates)
        listed = [{"id": n, "title": row.title, "url": row.href, "publishTime": row.date} for n, row in enumerate(rows)]
        total = len(self.city.rows(self.site, column))
        body = {"code": 200, "msg": "样例 · 模型城市", "data": {"total": total, "page": number, "list": listed}}
        return self._answer(json.dumps(body, ensure_ascii=False), "application/json")

    def article(self, path: str, entry: Entry) -> Answer:
        """The article behind a row."""
        frame = self._frame(path)
        entry = replace(entry, at=entry.published or entry.at)
        tags = self._article_tags(entry)
        dated = entry.column.has_dated_articles
        if not dated:
            del tags["PubDate"]
        return self._page(
            "article",
            {
                **self._behind(frame, entry, tags),
                "dated": dated,
                "markup": entry.markup,
                "paragraphs": self._paragraphs(entry),
            },
        )

    def plain(self, path: str, title: str, text: Iterable[str]) -> Answer:
        """A page that belongs to no column, with the site's header and footer around it."""
        frame = self._frame(path)
        context = {**frame.context(title, {}), "heading": title, "nav": frame.navigation(None)}
        return self._answer(render("plain.jinja", page={**context, "paragraphs": as_html(text)}))

    def _paragraphs(self, entry: Entry) -> list[str]:
        if entry.text:
            return as_html(entry.text)
        words = {kind: chance.pick(f"{entry.path}|{kind}", WORDS[f"{kind}s"]) for kind in ("topic", "place")}
        return [text.format(**words) for text in WORDS["paragraphs"]]

    def file(self, number: int) -> Answer:
        """A file that a row or a page links to."""
        body = f"%PDF-1.4\n% 样例 · 模型城市 {number}\n%%EOF\n".encode()
        return Answer(200, body, "application/pdf", datetime.combine(self.city.scenario.served, MORNING))
