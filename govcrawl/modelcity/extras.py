"""Addresses that a scenario adds beside the planned pages: on the city's hosts or on neighbours' (``[[page]]``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from urllib.parse import urlsplit

from govcrawl.modelcity.answers import Answer
from govcrawl.modelcity.city import City
from govcrawl.modelcity.links import route_key
from govcrawl.modelcity.model import Site
from govcrawl.modelcity.pieces import as_html
from govcrawl.modelcity.refusals import refuse
from govcrawl.modelcity.render import render
from govcrawl.modelcity.routes import Page
from govcrawl.modelcity.scenario import Table
from govcrawl.modelcity.writer import Writer

HEADER = b"%PDF-1.4\n% \xe6\xa0\xb7\xe4\xbe\x8b\n"
FOUND = 302


def _file(table: Table) -> Answer:
    return Answer(200, HEADER.ljust(table.get("size", 0), b"0"), table["type"])


def _bare(table: Table) -> Answer:
    text = as_html(table.get("text", ()))
    body = render("neighbour.jinja", title=table.get("title", "样例页面"), paragraphs=text)
    return Answer(200, body.encode(), "text/html; charset=utf-8")


def _base(table: Table, writer: Writer | None) -> Answer | None:
    if "refusal" in table:
        return refuse(table["refusal"])
    if "location" in table:
        return Answer(FOUND, headers=(("Location", table["location"]),))
    if "type" in table:
        return _file(table)
    if writer is None:
        return _bare(table)
    return writer.plain(urlsplit(table["at"]).path, table.get("title", "样例页面"), table.get("text", ()))


def _answer(table: Table, writer: Writer | None) -> Answer | None:
    base = _base(table, writer)
    if base is None:
        return None
    status = table.get("status", base.status)
    return replace(base, status=status, head=table.get("head", 0), delay=table.get("delay", 0.0))


def routes(city: City, owners: dict[str, Site]) -> Iterator[tuple[str, str, Page]]:
    """Host, route key and page of each added address that is there on the night."""
    night = city.scenario.served
    for table in city.scenario.pages:
        host = urlsplit(table["at"]).netloc
        owner = owners.get(host)
        if night in table.get("nights", (night,)):
            yield host, route_key(table["at"]), partial(_answer, table, Writer(city, owner, owner) if owner else None)
