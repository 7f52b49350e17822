"""The bulletin as every format receives it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from reporting.charts.model import Chart


class Part(Enum):
    """What a paragraph is, for formats that set it apart."""

    HEADING = "heading"
    BODY = "body"
    ATTACHMENT = "attachment"
    ISSUER = "issuer"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One non-empty line of the bulletin's text."""

    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """The annex: its title, seven headings and a row of seven cells per inspected site."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A whole bulletin (通报) in one script; ``note`` is what a draft says of itself, empty in an issued one."""

    draft: bool
    note: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    annex: AnnexTable
    charts: tuple[Chart[Any], ...] = ()

    @property
    def charts_at(self) -> int:
        """The place of the paragraph before which the charts stand: what follows the first heading's text."""
        parts = [one.part for one in self.paragraphs]
        first = parts.index(Part.HEADING) if Part.HEADING in parts else 0
        return next((place for place in range(first + 1, len(parts)) if parts[place] is not Part.BODY), len(parts) - 1)

    def converted(self, convert: Callable[[str], str]) -> Bulletin:
        """The same bulletin with every text converted."""
        return replace(
            self,
            note=convert(self.note),
            title=convert(self.title),
            paragraphs=tuple(replace(one, text=convert(one.text)) for one in self.paragraphs),
            annex=AnnexTable(
                title=convert(self.annex.title),
                header=tuple(map(convert, self.annex.header)),
                rows=tuple(tuple(map(convert, row)) for row in self.annex.rows),
            ),
            charts=tuple(chart.converted(convert) for chart in self.charts),
        )
