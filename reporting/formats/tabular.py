"""The annexes' pages in the PDF: landscape tables of any length, drawn line by line (STANDARD §6).

A browser's layout takes a millisecond for each cell, half a minute for a province; here a cell is its lines of text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from reporting.bulletin.model import AnnexTable
from reporting.formats.breaking import lines_of
from reporting.formats.embedding import Font
from reporting.formats.layout import ANNEX_TITLE_CHARACTERS, title_lines

MILLIMETRE = 72 / 25.4
WIDTH, HEIGHT = 297 * MILLIMETRE, 210 * MILLIMETRE
TOP, RIGHT, BOTTOM, LEFT = (side * MILLIMETRE for side in (28, 37, 26, 35))
"""Points: a landscape A4 page, and its margins as those of the upright page turned."""
ROOM, FOOT = WIDTH - LEFT - RIGHT, HEIGHT - BOTTOM
LABEL, LABEL_LINE, TITLE, TITLE_LINE, AFTER_TITLE = 16.0, 28.95, 18.0, 27.0, 10.0
CELL, CELL_LINE, PADDING, SIDE, RULE = 10.5, 14.0, 2.25, 3.25, 0.5
NUMBER, BELOW = 14.0, 7 * MILLIMETRE

Fonts = Mapping[str, Font]
"""The fonts of ``title``, ``head`` and ``body``."""
Row = tuple[tuple[str, ...], ...]
"""A row of a table: the lines of each of its cells."""


class Paper:
    """Landscape pages as the operators that draw them; what is set goes to the last one, from the top down."""

    def __init__(self, first: int, fonts: Fonts) -> None:
        self.pages: list[list[str]] = []
        self.y = TOP
        self._first, self._fonts = first, fonts
        self.turn()

    def turn(self) -> None:
        """Begin a page with its number, odd ones right and even ones left."""
        self.pages.append([f"{RULE} w"])
        self.y = TOP
        number = self._first + len(self.pages) - 1
        text = f"— {number} —"
        size = self._fonts["body"].width(text) * NUMBER
        x = WIDTH - RIGHT - NUMBER - size if number % 2 else LEFT + NUMBER
        self.text("body", NUMBER, x, FOOT + BELOW, NUMBER, text)

    def line(self, part: str, size: float, leading: float, text: str, middle: bool = False) -> None:
        """A line of text as wide as the page at most, on the next page where this one is full."""
        if self.y + leading > FOOT:
            self.turn()
        indent = (ROOM - self._fonts[part].width(text) * size) / 2 if middle else 0
        self.text(part, size, LEFT + indent, self.y, leading, text)
        self.y += leading

    def text(self, part: str, size: float, x: float, y: float, leading: float, text: str) -> None:
        """A text from ``x``, ``y`` below the top of the page, in the middle of a line's height."""
        font = self._fonts[part]
        base = y + (leading + (font.ascent + font.descent) * size) / 2
        self.pages[-1].append(f"BT /{part} {size:g} Tf {x:.2f} {HEIGHT - base:.2f} Td {font.encoded(text)} Tj ET")

    def box(self, edges: list[float], height: float) -> None:
        """The frame of a row of cells with these left and right edges."""
        top, bottom = HEIGHT - self.y, HEIGHT - self.y - height
        self.pages[-1].append(f"{edges[0]:.2f} {bottom:.2f} {edges[-1] - edges[0]:.2f} {height:.2f} re S")
        self.pages[-1] += [f"{x:.2f} {top:.2f} m {x:.2f} {bottom:.2f} l S" for x in edges[1:-1]]


class _Table:
    """A table on paper: how wide its columns are and which of them are set in the middle."""

    def __init__(self, annex: AnnexTable, paper: Paper, fonts: Fonts) -> None:
        self._paper, self._fonts = paper, fonts
        self._middle = [form.middle for form in annex.columns]
        self._edges = [LEFT + ROOM * sum(annex.shares[:place]) / 100 for place in range(len(annex.shares) + 1)]
        self._rooms = [right - left - 2 * SIDE for left, right in zip(self._edges, self._edges[1:], strict=False)]
        self._lines = cache(self._broken)
        self._header = self._row("head", annex.header)
        self._repeats = _height(self._header) < (FOOT - TOP) / 2

    def _broken(self, part: str, text: str, room: float) -> tuple[str, ...]:
        return tuple(lines_of(text, room / CELL, self._fonts[part].width))

    def _row(self, part: str, cells: tuple[str, ...]) -> Row:
        return tuple(self._lines(part, text, room) for text, room in zip(cells, self._rooms, strict=True))

    def draw(self, rows: tuple[tuple[str, ...], ...]) -> None:
        """The header, on every page unless it fills half of one, and the rows, whole where a page has room."""
        self._set("head", self._header)
        for cells in rows:
            self._set("body", self._row("body", cells))

    def _set(self, part: str, row: Row) -> None:
        for piece in self._pieces(row):
            if self._paper.y + _height(piece) > FOOT:
                self._paper.turn()
                if self._repeats:
                    self._draw("head", self._header)
            self._draw(part, piece)

    def _pieces(self, row: Row) -> Iterator[Row]:
        """The row, or pieces of it that fit a page."""
        room = FOOT - TOP - _height(self._header) * self._repeats - 2 * PADDING
        most, longest = int(room / CELL_LINE), max(map(len, row))
        for at in range(0, max(longest, 1), most):
            yield tuple(lines[at : at + most] for lines in row)

    def _draw(self, part: str, row: Row) -> None:
        paper, font, height = self._paper, self._fonts[part], _height(row)
        paper.box(self._edges, height)
        for place, lines in enumerate(row):
            y = paper.y + (height - CELL_LINE * len(lines)) / 2
            for line in lines:
                spare = self._rooms[place] - font.width(line) * CELL
                indent = SIDE + (spare / 2 if part == "head" or self._middle[place] else 0)
                paper.text(part, CELL, self._edges[place] + indent, y, CELL_LINE, line)
                y += CELL_LINE
        paper.y += height


def _height(row: Row) -> float:
    return max(map(len, row), default=1) * CELL_LINE + 2 * PADDING


def pages_of(annex: AnnexTable, first: int, fonts: Fonts) -> list[str]:
    """What draws each page of an annex, the first of which has that number."""
    paper = Paper(first, fonts)
    for line in lines_of(annex.label, ROOM / LABEL, fonts["head"].width):
        paper.line("head", LABEL, LABEL_LINE, line)
    for title in title_lines(annex.title, ANNEX_TITLE_CHARACTERS):
        for line in lines_of(title, ROOM / TITLE, fonts["title"].width):
            paper.line("title", TITLE, TITLE_LINE, line, middle=True)
    paper.y += AFTER_TITLE
    _Table(annex, paper, fonts).draw(annex.rows)
    return ["\n".join(page) for page in paper.pages]
