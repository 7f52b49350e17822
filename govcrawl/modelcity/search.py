"""The sites' searches (站内搜索): what the pages behind the search boxes answer."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

from markupsafe import Markup

from govcrawl.modelcity.answers import Answer
from govcrawl.modelcity.city import City
from govcrawl.modelcity.model import Entry, Site
from govcrawl.modelcity.refusals import refuse
from govcrawl.modelcity.render import render
from govcrawl.modelcity.searchbox import NOWHERE, ROWS, Manner, form, manner
from govcrawl.modelcity.writer import Writer

PER_PAGE = 10
ERROR = 500
NOT_ALLOWED = 405
GROUPS = {"动态要闻": "新闻动态", "通知公告": "通知公告", "办事服务": "办事服务", "互动交流": "互动交流"}
OTHERS = "政务公开"
Fields = Mapping[str, str]


def _group(entry: Entry) -> str:
    return GROUPS.get(entry.column.category.label, OTHERS)


def _fields(query: str, charset: str) -> dict[str, str]:
    """The fields of a form; a site of an old encoding takes them in that one, as browsers send them."""
    try:
        found = parse_qs(query, errors="strict")
    except UnicodeDecodeError:
        found = parse_qs(query, encoding=charset, errors="replace")
    return {name: values[0].strip() for name, values in found.items()}


@dataclass(frozen=True, slots=True)
class Engine:
    """The search of one site."""

    city: City
    site: Site
    how: Manner

    def answer(self, query: str, method: str) -> Answer | None:
        """The page of results for the fields ``query``."""
        if self.how.gives == "500":
            return Answer(ERROR, "<h1>服务器内部错误</h1>".encode(), "text/html; charset=utf-8")
        if self.how.gives == "404":
            return refuse("404")
        if method not in (self.how.method.upper(), "HEAD"):
            return Answer(NOT_ALLOWED)
        return self._page(_fields(query, self.site.family.charset))

    def rows(self, query: str, _method: str) -> Answer:
        """The results as the JSON that a script asks for."""
        found = self._found(_fields(query, self.site.family.charset))
        listed = [
            {"title": row.title, "url": row.path, "date": row.at.date().isoformat(), "type": _group(row)}
            for row in found[:PER_PAGE]
        ]
        body = {"total": len(found), "types": Counter(map(_group, found)), "list": listed}
        return Answer(200, json.dumps(body, ensure_ascii=False).encode(), "application/json; charset=utf-8")

    def _entries(self) -> list[Entry]:
        own = (column for column in self.site.columns if column.source == "own")
        return [entry for column in own for entry in self.city.rows(self.site, column)]

    def _found(self, fields: Fields) -> list[Entry]:
        word = fields.get(self.how.field, "")
        known = not self.how.hidden or fields.get("siteId") == self.site.row.code
        if self.how.gives == "nothing" or not word or not known:
            return []
        if self.how.gives == "buried":
            parts = {word[n : n + 2] for n in range(len(word) - 1)}
            near = [row for row in self._entries() if any(part in row.title for part in parts)]
            return sorted(near, key=lambda row: (row.title == word, row.at))
        near = [row for row in self._entries() if word in row.title]
        return sorted(near, key=lambda row: (row.title == word, row.at), reverse=True)

    def _page(self, fields: Fields) -> Answer:
        writer = Writer(self.city, self.site, self.site)
        return writer.plain(self.how.path, "站内搜索", self._lines(fields))

    def _lines(self, fields: Fields) -> Iterator[str]:
        if self.how.box == "link" or not fields.get(self.how.field):
            yield form(self.site, self.how)
        if self.how.gives == "rows":
            yield Markup(render("search_rows.jinja", rows=ROWS, field=self.how.field))  # noqa: S704 - a template's
            return
        if fields.get(self.how.field):
            found = self._chosen(fields)
            yield Markup(render("search.jinja", **self._results(fields, found)))  # noqa: S704 - a template's

    def _chosen(self, fields: Fields) -> list[Entry]:
        return [row for row in self._found(fields) if fields.get("type", "") in ("", _group(row))]

    def _results(self, fields: Fields, found: list[Entry]) -> dict[str, object]:
        page = max(int(fields.get("page", "1")), 1) if fields.get("page", "1").isdigit() else 1
        groups = Counter(map(_group, self._found(fields))) if self.how.sorted_by_category else Counter()
        kept = {name: value for name, value in fields.items() if name not in ("type", "page")}
        charset = self.site.family.charset
        return {
            "word": fields[self.how.field],
            "total": len(found),
            "groups": [
                (name, many, urlencode({**kept, "type": name}, encoding=charset)) for name, many in groups.items()
            ],
            "rows": [(row, _group(row)) for row in found[(page - 1) * PER_PAGE : page * PER_PAGE]],
            "grouped": self.how.sorted_by_category,
            "next": urlencode({**kept, "page": str(page + 1)}, encoding=charset)
            if len(found) > page * PER_PAGE
            else "",
            "base": f"http://{self.site.host}",
        }


class Searches:
    """All searches of a city by where they are asked; several sites may share one on their superior's host."""

    def __init__(self, city: City) -> None:
        self._engines: dict[tuple[str, str], dict[str, Engine]] = {}
        self._rows: dict[tuple[str, str], Engine] = {}
        for site in city.sites:
            how = manner(site)
            if how is not None and how.box and how.host != NOWHERE:
                engine = Engine(city, site, how)
                self._engines.setdefault((how.host or site.host, how.path), {})[site.row.code] = engine
                self._rows[site.host, ROWS] = engine

    def answer(self, url: str, method: str, body: str) -> Answer | None:
        """The answer of the search at ``url``; None if there is none."""
        parts = urlsplit(url)
        query = body if method == "POST" else parts.query
        rows = self._rows.get((parts.netloc, parts.path))
        if rows is not None and rows.how.gives == "rows":
            return rows.rows(query, method)
        engines = self._engines.get((parts.netloc, parts.path), {})
        asked = _fields(query, "utf-8").get("siteId", "")
        engine = engines.get(asked) or next(iter(engines.values()), None)
        return engine.answer(query, method) if engine else None
