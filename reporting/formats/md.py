"""Markdown: the bulletin for reading and for the converters that follow."""

from __future__ import annotations

import re

from jinja2 import Environment, PackageLoader, StrictUndefined

from reporting.bulletin.model import Bulletin
from reporting.bulletin.wording import Script
from reporting.formats.plain import plain
from reporting.formats.readers import LABELS, readers_of

_ESCAPES = {ord(mark): f"\\{mark}" for mark in "\\`*_{}[]#"} | {
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord("|"): "&#124;",
}
_LINE_START = re.compile(r"^(?:(=)|([-+])|(\d+)([.)]))")


def _guarded(start: re.Match[str]) -> str:
    equals, dash, number, end = start.groups()
    if equals:
        return "&#61;"
    return f"\\{dash}" if dash else f"{number}\\{end}"


def escaped(text: str) -> str:
    """``text`` as plain words in Markdown, on one line: nothing in it can be markup, HTML or a table's edge."""
    return _LINE_START.sub(_guarded, " ".join(plain(text).split()).translate(_ESCAPES))


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reporting", "templates"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - Markdown, not HTML: the filter below escapes every value
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["escaped"] = escaped
    return environment


def page(template: str, **values: object) -> str:
    """A template with its values; its ``escaped`` filter makes plain words of a text."""
    return _environment().get_template(template).render(values)


def render(bulletin: Bulletin, script: Script = "hans") -> str:
    """The whole bulletin with its annex as a table; an issued one names its readers at the end."""
    declaration = LABELS[script].declare(readers_of(bulletin))
    return page("bulletin.md.jinja", bulletin=bulletin, declaration=declaration)
