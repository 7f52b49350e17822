"""One parse of a page, flattened: elements in document order, all visible text as one string that they are spans of.

Everything later reads this and never the parser again: the text of an element is a slice, "is A inside B" a comparison.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

BLOCK_TAGS = (
    "html body address article aside blockquote center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody td tfoot th thead tr ul"
)
BLOCK = frozenset(BLOCK_TAGS.split())
FULL_WIDTH = re.compile("[０-９：／－．]")
HALF_WIDTH = tuple(zip("０１２３４５６７８９：／－．", "0123456789:/-.", strict=True))
UNTOLD = ""
JOIN, LINE_END, BLOCK_END = "\x1f", "\v", "\n"


class Node:
    """One element: ``start`` and ``end`` are its span in the page's text, ``order`` its place in the document.

    ``last`` is the order of the last element inside it, ``place`` that of the block that it is or stands in.
    """

    __slots__ = (
        "_attributes",
        "_link",
        "dates",
        "end",
        "last",
        "links",
        "order",
        "parent",
        "place",
        "raw",
        "region",
        "start",
        "tag",
    )

    def __init__(self, raw: LexborNode, tag: str, parent: Node | None, order: int, start: int) -> None:
        self.raw = raw
        self.tag = tag
        self.parent = parent
        self.order = self.last = order
        self.start = self.end = start
        self.links = self.dates = 0
        self.region: str | None = UNTOLD
        self._attributes: dict[str, str | None] | None = None
        self._link: Node | None
        if parent is None:
            self._link, self.place = None, order
        else:
            self._link = parent if parent.tag == "a" else parent._link
            self.place = order if tag in BLOCK else parent.place

    @property
    def link(self) -> Node | None:
        """The link that this element is or stands in."""
        return self if self.tag == "a" else self._link

    @property
    def block(self) -> Node:
        """The nearest element that stands on lines of its own, itself included."""
        node = self
        while node.order != node.place and node.parent is not None:
            node = node.parent
        return node

    def get(self, name: str) -> str:
        """An attribute's text, empty where there is none."""
        if self._attributes is None:
            self._attributes = self.raw.attributes
        return self._attributes.get(name) or ""

    @property
    def names(self) -> str:
        """Class and id in lower case, the words by which page makers call the parts of a page."""
        if self._attributes is None:
            self._attributes = self.raw.attributes
        if not self._attributes:
            return " "
        return f"{self._attributes.get('class') or ''} {self._attributes.get('id') or ''}".lower()

    def holds(self, other: Node) -> bool:
        """Whether ``other`` is this element or stands inside it."""
        return self.order <= other.order <= self.last


@dataclass(slots=True)
class Piece:
    """One run of text between two tags, with its span in the page's text and its element."""

    text: str
    start: int
    end: int
    node: Node


@dataclass(slots=True)
class Tree:
    """A page, flattened.

    ``text`` keeps blocks, lines and inline elements apart by three kinds of white space; ``plain`` is the same with
    full-width digits and signs made half-width, for days and codes. ``texts``, ``starts`` and ``owners`` are the
    runs of text between two tags, where each begins and the element it stands in; ``code`` is all that scripts hold,
    ``code_words`` those words of it that rules ask for. ``cut`` says what of the page was not read, as a doubt;
    ``titled`` remembers which links can be titles.
    """

    html: str = ""
    source: bytes = b""
    text: str = ""
    plain: str = ""
    nodes: list[Node] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    owners: list[Node] = field(default_factory=list)
    links: list[Node] = field(default_factory=list)
    images: list[Node] = field(default_factory=list)
    metas: list[Node] = field(default_factory=list)
    frames: list[Node] = field(default_factory=list)
    scripts: list[tuple[str, Node]] = field(default_factory=list)
    code: str = ""
    code_words: frozenset[str] = frozenset()
    title: str = ""
    base_href: str | None = None
    cut: str = ""
    titled: dict[Node, bool] = field(default_factory=dict)
    link_orders: list[int] = field(default_factory=list)

    def text_of(self, node: Node) -> str:
        """The visible text of an element on one line."""
        return flat(self.text[node.start : node.end])

    def links_in(self, node: Node) -> list[Node]:
        """The links inside an element (or itself), in order."""
        orders = self.link_orders
        return self.links[bisect_left(orders, node.order) : bisect_right(orders, node.last)]

    def piece(self, index: int) -> Piece:
        """The run of text of an index."""
        text, start = self.texts[index], self.starts[index]
        return Piece(text, start, start + len(text), self.owners[index])

    def pieces_in(self, node: Node) -> list[Piece]:
        """The runs of text inside an element."""
        first = bisect_left(self.starts, node.start)
        return [self.piece(index) for index in range(first, bisect_left(self.starts, node.end))]

    def piece_at(self, position: int) -> int:
        """Index of the run of text that holds a position of the page's text."""
        return max(0, bisect_right(self.starts, position) - 1)

    def pieces_with(self, *words: str) -> Iterator[Piece]:
        """The runs of text that hold one of some words, each once, in order."""
        found = {self.piece_at(at) for word in words for at in places(self.text, word)}
        return map(self.piece, sorted(found))


def places(text: str, word: str) -> Iterator[int]:
    """Where a word stands in a text."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def matches_at(text: str, pattern: re.Pattern[str], words: tuple[str, ...], before: int = 0) -> Iterator[re.Match[str]]:
    """Matches that begin at one of some words or at most ``before`` letters earlier, in order.

    To look for plain words first and match there costs a tenth of searching a pattern that begins with a choice.
    """
    end = 0
    for at in sorted({at for word in words for at in places(text, word)}):
        for start in range(max(end, at - before), at + 1):
            match = pattern.match(text, start)
            if match:
                end = match.end()
                yield match
                break


def half_width(text: str) -> str:
    """Text with full-width digits and signs made half-width; the same object where it holds none. Spans stay valid."""
    if FULL_WIDTH.search(text):
        for wide, half in HALF_WIDTH:
            text = text.replace(wide, half)
    return text


def flat(text: str) -> str:
    """Text on one line: inline elements joined, white space made single and stripped."""
    return " ".join(text.replace(JOIN, "").split())


def bare(text: str) -> str:
    """Text without any white space, for comparing."""
    return "".join(text.split())
