"""Lists that only a browser can fill: a script computes the address of its rows."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from govcrawl.modelcity.answers import Answer
from govcrawl.modelcity.model import Column, Entry
from govcrawl.modelcity.render import render

BUNDLE = "/js/portal.bundle.js"
FACTOR = 7


def bundle() -> Answer:
    """The script that shells load."""
    return Answer(200, render("portal.js.jinja", factor=FACTOR).encode(), "application/javascript")


def rows_path(column: Column) -> str:
    """Where the rows of a shell's list are, as the script computes it."""
    return f"/portal/{column.number * FACTOR}"


def rows(entries: Iterable[Entry]) -> Answer:
    """The rows as a piece of HTML."""
    lines = (
        f'<li><a href="{escape(entry.path)}">{escape(entry.title)}</a><span>{entry.at:%Y-%m-%d}</span></li>'
        for entry in entries
    )
    return Answer(200, f"<ul>{''.join(lines)}</ul>".encode(), "text/html; charset=utf-8")
