"""What DOCX and PDF have in common of the layout of GB/T 9704-2012: lines of a title, indents of the 附件说明."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reporting.bulletin.model import Paragraph, Part
from reporting.formats.html import pieces

TITLE_CHARACTERS = 20
ANNEX_TITLE_CHARACTERS = 30
_INDENT = 2
_HEAD = re.compile(r"([^：:\d]*[：:])?(\d+[.．])?")
_NUMBER_WIDTH = 0.75
"""A digit and a point of half width, in characters."""


@dataclass(frozen=True, slots=True)
class Indent:
    """Where the first line of a paragraph and where the others begin, in characters from the left."""

    first: float
    others: float


def title_lines(title: str, most: int = TITLE_CHARACTERS) -> list[str]:
    """A title in lines of nearly one length, broken between words."""
    parts = pieces(title)
    lines = max(1, -(-len(title) // most))
    goal = len(title) / lines
    found = [""]
    for part in parts:
        if found[-1] and len(found[-1]) + len(part) / 2 > goal and len(found) < lines:
            found.append("")
        found[-1] += part
    return found


def attachment_indents(paragraphs: Iterable[Paragraph]) -> list[Indent]:
    """The indents of the 附件说明: numbers stand under numbers, wrapped lines under the name's beginning."""
    found: list[Indent] = []
    for paragraph in paragraphs:
        if paragraph.part is not Part.ATTACHMENT:
            continue
        mark, number = _head(paragraph.text)
        start = found[0].others - _NUMBER_WIDTH if found else _INDENT
        name = start + len(mark) + (_NUMBER_WIDTH if number else 0)
        found.append(Indent(start, name))
    return found


def _head(text: str) -> tuple[str, str]:
    """附件： and the number before an annex's name, each empty without one."""
    found = _HEAD.match(text)
    mark, number = found.groups() if found else (None, None)
    return mark or "", number or ""
