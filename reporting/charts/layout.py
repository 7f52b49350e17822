"""A chart to boxes and words on a page, in points from the upper left corner; knows no drawing library."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal
from unicodedata import east_asian_width

from reporting.charts.model import Bars, Chart, Line, Row, Series, Strip, Strips, Tone

MARGIN = 6.0
WIDTH = 442.0 - 2 * MARGIN
"""Points: the 156 mm that GB/T 9704-2012 leaves for text, without a margin on each side."""
TITLE, TEXT, SMALL, TINY = 12.0, 9.0, 7.5, 6.5
"""Sizes of type, in points."""
_LINE = 1.45
_GAP = 8.0
_BAR, _STRIP, _LEAST = 15.0, 8.6, 1.5
_LABEL_MOST = 110.0
_STRIP_LABEL, _STRIP_TOLD = 118.0, 32.0
_NARROW = 0.62
_DOTS = "…"
_WIDE = frozenset("WFA")

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; without a tone it is the ground on which a strip stands."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone | None


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text, its middle at ``y``."""

    x: float
    y: float
    text: str
    size: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page with what stands on it, and in words what it shows."""

    name: str
    title: str
    description: str
    height: float
    boxes: tuple[Box, ...]
    words: tuple[Words, ...]


def width_of(text: str, size: float) -> float:
    """About how wide a line is set, rather too much than too little."""
    return size * sum(1.0 if east_asian_width(mark) in _WIDE else _NARROW for mark in text)


def fitted(text: str, room: float, size: float) -> str:
    """``text`` if there is room for it, else with its middle left out: names differ at both ends."""
    if width_of(text, size) <= room:
        return text
    most = min(len(text) - 1, int(room / (size * _NARROW)))
    for kept in range(most, 1, -1):
        head = (kept + 1) // 2
        short = text[:head] + _DOTS + text[len(text) - (kept - head) :]
        if width_of(short, size) <= room:
            return short
    return _DOTS


def lines_of(text: str, room: float, size: float) -> list[str]:
    """``text`` in lines for which there is room; a line does not begin with a closing mark."""
    lines = [""]
    for mark in text:
        if lines[-1] and width_of(lines[-1] + mark, size) > room and mark not in "，。；：、）」”":
            lines.append("")
        lines[-1] += mark
    return lines


def shares(counts: Sequence[int], room: float) -> list[float]:
    """How wide each count's part is; what is not nothing can be seen."""
    total = sum(counts) or 1
    thin = [0 < room * count / total < _LEAST for count in counts]
    rest = sum(count for count, is_thin in zip(counts, thin, strict=True) if not is_thin) or 1
    left = room - _LEAST * sum(thin)
    return [_LEAST if is_thin else left * count / rest for count, is_thin in zip(counts, thin, strict=True)]


@dataclass(slots=True)
class _Page:
    """A page being filled from above; ``y`` is where the next thing stands."""

    y: float = MARGIN
    boxes: list[Box] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    def write(self, text: str, size: float, x: float = 0.0, room: float = WIDTH, align: Align = "left") -> None:
        """A paragraph of its own."""
        place = {"left": x, "center": x + room / 2, "right": x + room}[align]
        for line in lines_of(text, room, size):
            self.words.append(Words(place, self.y + size * _LINE / 2, line, size, align))
            self.y += size * _LINE

    def legend(self, series: Sequence[Series]) -> None:
        """The series side by side, in as many lines as they need."""
        x, square, step = 0.0, SMALL, SMALL * 1.6
        for one in series:
            needed = square + 3 + width_of(one.name, SMALL) + 12
            if x and x + needed > WIDTH:
                x, self.y = 0.0, self.y + step
            self.boxes.append(Box(x, self.y + (step - square) / 2, square, square, one.tone))
            self.words.append(Words(x + square + 3, self.y + step / 2, one.name, SMALL))
            x += needed
        self.y += step + _GAP / 2


def _bar(page: _Page, row: Row, series: Sequence[Series], label: float) -> None:
    x, room = label + _GAP, WIDTH - label - _GAP
    page.words.append(Words(label, page.y + _BAR / 2, fitted(row.label, label, TEXT), TEXT, "right"))
    at = x
    for one, width in zip(series, shares(row.counts, room), strict=True):
        if width:
            page.boxes.append(Box(at, page.y, width, _BAR, one.tone))
        at += width
    page.y += _BAR + 1
    page.write(row.told, SMALL, x, room)
    page.y += _GAP / 2


def _bars(page: _Page, chart: Bars) -> None:
    label = min(_LABEL_MOST, max((width_of(row.label, TEXT) for row in chart.rows), default=0.0))
    for row in chart.rows:
        _bar(page, row, chart.series, label)


def _strip(page: _Page, row: Strip, slot: float, room: float) -> None:
    x, middle = _STRIP_LABEL + _GAP, page.y + _STRIP / 2
    page.words.append(Words(_STRIP_LABEL, middle, fitted(row.label, _STRIP_LABEL, TINY), TINY, "right"))
    page.boxes.append(Box(x, page.y + 1, room, _STRIP - 2, None))
    for one in row.stretches:
        page.boxes.append(Box(x + one.start * slot, page.y + 1, one.length * slot, _STRIP - 2, one.tone))
    page.words.append(Words(WIDTH, middle, fitted(row.told, _STRIP_TOLD, TINY), TINY, "right"))
    page.y += _STRIP


def _strips(page: _Page, chart: Strips) -> None:
    x = _STRIP_LABEL + _GAP
    room = WIDTH - x - _GAP - _STRIP_TOLD
    slot = room / chart.slots
    for at, name in chart.ticks:
        page.words.append(Words(x + at * slot, page.y + TINY * _LINE / 2, name, TINY))
    page.y += TINY * _LINE
    for row in chart.rows:
        _strip(page, row, slot, room)
    page.y += _GAP / 2


def _shown(chart: Chart[Any]) -> list[Series]:
    """The series for the legend: those that a bar has; of strips all, which tell what is not seen too."""
    rows: list[Line] = [*chart.rows]
    counts = [row.counts for row in rows if isinstance(row, Row)]
    return [one for place, one in enumerate(chart.series) if not counts or any(own[place] for own in counts)]


_BODIES: Mapping[type, Callable[[_Page, Any], None]] = MappingProxyType({Bars: _bars, Strips: _strips})


def lay_out(chart: Chart[Any], declaration: str = "") -> Drawing:
    """The chart on a page of its own; ``declaration`` names the readers, where no document around it does."""
    page = _Page()
    page.write(chart.title, TITLE, align="center")
    page.y += _GAP / 2
    page.legend(_shown(chart))
    _BODIES[type(chart)](page, chart)
    if chart.notes:
        page.write(f"注：{''.join(chart.notes)}", SMALL)
    if declaration:
        page.write(declaration, SMALL, align="right")
    return Drawing(chart.name, chart.title, chart.description, page.y + MARGIN, tuple(page.boxes), tuple(page.words))
