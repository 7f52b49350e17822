"""Markdown: the bulletin for reading and for the converters that follow."""

from __future__ import annotations

import re

from jinja2 import Environment, PackageLoader, StrictUndefined

from reporting.bulletin.model import Bulletin

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")


def escaped(text: str) -> str:
    """``text`` as plain words in Markdown, on one line."""
    flat = " ".join(text.split())
    return (
        _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", flat))
        if not flat[:1].isdigit()
        else _SPECIAL.sub(r"\\\1", flat)
    )


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


def render(bulletin: Bulletin) -> str:
    """The whole bulletin with its annex as a table."""
    return _environment().get_template("bulletin.md.jinja").render(bulletin=bulletin)
