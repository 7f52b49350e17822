"""Cells that a spreadsheet would take for formulas get an apostrophe on the way out; it goes again on the way in."""

from __future__ import annotations

import re

_DANGEROUS = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")


def escape(text: str) -> str:
    """A CSV cell that no spreadsheet takes for a formula; :func:`unescape` gives the text back."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def escape_apostrophe(text: str) -> str:
    """The same for a cell that is typed as text (XLSX): only what :func:`unescape` would shorten is changed."""
    return f"'{text}" if _ESCAPED.match(text) else text


def unescape(text: str) -> str:
    """What was written, without the apostrophe of :func:`escape`."""
    return text[1:] if _ESCAPED.match(text) else text
