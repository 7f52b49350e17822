"""A column that is one text: a document, a notice that there is nothing to publish, a page of links."""

from __future__ import annotations

from datetime import date, datetime, time

from govcrawl.modelcity.contents.sheets import Content, Sheet, filled
from govcrawl.modelcity.model import Column, Site

DEFAULTS = {"text": "", "on": None, "links": (), "files": ()}
NINE = time(9, 0)


def note(_site: Site, column: Column, _seen: date) -> Content:
    """A text with links; with a date ``on`` it is an article page."""
    plan = filled(DEFAULTS, column)
    at = datetime.combine(plan["on"], NINE) if plan["on"] else None
    sheet = Sheet(column.href, column.name, "note", plan, at)
    return Content((), (sheet,), tuple(plan["files"])) if at else Content((sheet,), (), tuple(plan["files"]))
