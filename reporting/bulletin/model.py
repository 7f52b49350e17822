"""The bulletin as every format receives it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from reporting.charts.model import Chart

ANNEX = "附件"


class Part(Enum):
    """What a paragraph is, for formats that set it apart."""

    ADDRESSEES = "addressees"
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
class Form:
    """How a column of an annex is set: its share of the width; short texts stand in the ``middle``."""

    width: int = 16
    middle: bool = False


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """An annex: its title, its headings, its rows and how its columns are set.

    ``label`` is 附件, with a number where there are several; ``keys`` are the columns that tell one row from another,
    ``name`` is the one with what a row is called.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    label: str = ANNEX
    forms: tuple[Form, ...] = ()
    keys: tuple[int, ...] = (1,)
    name: int = 1

    @property
    def columns(self) -> tuple[Form, ...]:
        """The form of each column."""
        return self.forms or (Form(),) * len(self.header)

    @property
    def shares(self) -> tuple[float, ...]:
        """Each column's part of the width, in per cent."""
        total = sum(form.width for form in self.columns)
        return tuple(round(100 * form.width / total, 2) for form in self.columns)

    def converted(self, convert: Callable[[str], str]) -> AnnexTable:
        """The same annex with every text converted."""
        return replace(
            self,
            label=convert(self.label),
            title=convert(self.title),
            header=tuple(map(convert, self.header)),
            rows=tuple(tuple(map(convert, row)) for row in self.rows),
        )


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A whole bulletin (通报) in one script.

    ``note`` is what a draft says of itself, empty in an issued one; ``number`` is the 发文字号, empty without one;
    ``for_units`` says that an issued one is for the units (印发) and not for the public.
    """

    draft: bool
    note: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    annexes: tuple[AnnexTable, ...]
    number: str = ""
    for_units: bool = False
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
            number=convert(self.number),
            paragraphs=tuple(replace(one, text=convert(one.text)) for one in self.paragraphs),
            annexes=tuple(annex.converted(convert) for annex in self.annexes),
            charts=tuple(chart.converted(convert) for chart in self.charts),
        )
