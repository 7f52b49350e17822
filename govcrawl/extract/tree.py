"""One parse of a page, flattened: elements in document order, all visible text as one string that they are spans of.

Everything later reads this and never the parser again: the text of an element is a slice, "is A inside B" a comparison.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import sub

from selectolax.lexbor import LexborNode

from govcrawl.extract.places import places

BLOCK_TAGS = (
    "html body address article aside blockquote center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody td tfoot th thead tr ul"
)
BLOCK = frozenset(BLOCK_TAGS.split())
FULL_WIDTH = re.compile("[０-９：／－．]")
HALF_WIDTH = tuple(zip("０１２３４５６７８９：／－．", "0123456789:/-.", strict=True))
UNTOLD = ""
SHELVES = frozenset({"a", "img", "meta", "script", "base", "br", "frame", "iframe"})
JOIN, LINE_END, BLOCK_END = "\x1f", "\v", "\n"


class Node:
    """One element, as the rules see it: ``start`` and ``end`` are its span in the page's text, ``order`` its place.

    ``last`` is the order of the last element inside it.
    """

    __slots__ = (
        "_attributes",
        "_link",
        "_names",
        "end",
        "last",
        "order",
        "parent",
        "raw",
        "region",
        "start",
        "tag",
        "text",
    )

    def __init__(self, tree: Tree, order: int, parent: Node | None) -> None:
        self.raw = tree.raws[order]
        self.tag = tree.tags[order]
        self.parent = parent
        self.order = order
        self.last = tree.lasts[order]
        self.start = tree.begins[order]
        self.end = tree.ends[order]
        self.region: str | None = UNTOLD
        self.text: str | None = None
        self._attributes: dict[str, str | None] | None = None
        self._names: str | None = None
        self._link: Node | None = parent and (parent if parent.tag == "a" else parent._link)

    @property
    def link(self) -> Node | None:
        """The link that this element is or stands in."""
        return self if self.tag == "a" else self._link

    @property
    def block(self) -> Node:
        """The nearest element that stands on lines of its own, itself included."""
        node = self
        while node.tag not in BLOCK and node.parent is not None:
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
        if self._names is None:
            if self._attributes is None:
                self._attributes = self.raw.attributes
            self._names = _names(self._attributes)
        return self._names

    def holds(self, other: Node) -> bool:
        """Whether ``other`` is this element or stands inside it."""
        return self.order <= other.order <= self.last


def _names(attributes: dict[str, str | None]) -> str:
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower() if attributes else " "


@dataclass(slots=True)
class Piece:
    """One run of text between two tags, with its span in the page's text and its element."""

    text: str
    start: int
    end: int
    node: Node


def _shelves() -> dict[str, list[int]]:
    shelves: dict[str, list[int]] = {tag: [] for tag in SHELVES}
    shelves["iframe"] = shelves["frame"]
    return shelves


@dataclass(slots=True)
class Tree:
    """A page, flattened into rows of numbers and words; the object of an element is made when a rule asks for it.

    Elements have their order in the document for a name, from 1 on (0 is what stands above all): ``tags``, ``parents``,
    ``lasts`` (the last element inside), ``begins`` and ``ends`` (the span in the page's text) and ``raws`` are by it,
    ``shelves`` hold the orders of those elements that rules ask for by their tag.

    ``text`` keeps blocks, lines and inline elements apart by three kinds of white space; ``plain`` is the same with
    full-width digits and signs made half-width, for days and codes. ``texts``, ``starts`` and ``owners`` are the
    runs of text between two tags, where each begins and the order of the element it stands in. ``scripts`` are what
    script elements say, ``code_words`` those words of them that rules ask for. ``cut`` says what of the page was not
    read, as a doubt. ``leading`` and ``dated`` are the orders of links that lead somewhere and of elements that say a
    day, once for each; ``clocks`` are the places of words that a clock stands with. ``titled`` and ``in_menu`` remember
    which links can be titles and what stands in navigation, ``made`` and ``shown`` the objects of elements and shelves.
    """

    html: str = ""
    source: bytes = b""
    text: str = ""
    plain: str = ""
    tags: list[str] = field(default_factory=lambda: [""])
    parents: list[int] = field(default_factory=lambda: [0])
    lasts: list[int] = field(default_factory=lambda: [0])
    begins: list[int] = field(default_factory=lambda: [0])
    ends: list[int] = field(default_factory=lambda: [0])
    raws: list[LexborNode] = field(default_factory=list)
    shelves: dict[str, list[int]] = field(default_factory=_shelves)
    texts: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    scripts: list[tuple[str, Node]] = field(default_factory=list)
    code_words: frozenset[str] = frozenset()
    clocks: list[int] = field(default_factory=list)
    title: str = ""
    cut: str = ""
    leading: list[int] = field(default_factory=list)
    dated: list[int] = field(default_factory=list)
    titled: dict[Node, bool] = field(default_factory=dict)
    in_menu: dict[Node, bool] = field(default_factory=dict)
    made: list[Node | None] = field(default_factory=list)
    shown: dict[str, list[Node]] = field(default_factory=dict)

    def node(self, order: int) -> Node:
        """The element of an order; it and those above it are made once."""
        node = self.made[order]
        if node is None:
            above = self.parents[order]
            parent = self.made[above]
            if parent is None and above:
                parent = self._make_down_to(above)
            node = self.made[order] = Node(self, order, parent)
        return node

    def _make_down_to(self, order: int) -> Node:
        """An element and all that are missing above it, from the top: nesting may be deeper than calls may go."""
        missing = [order]
        while (above := self.parents[missing[-1]]) and self.made[above] is None:
            missing.append(above)
        while len(missing) > 1:
            self.node(missing.pop())
        return self.node(order)

    def nodes(self, tags: frozenset[str] | None = None) -> Iterator[Node]:
        """All elements in order, or those with one of some tags."""
        return (self.node(order) for order, tag in enumerate(self.tags) if order and (tags is None or tag in tags))

    def names_in(self, node: Node, most: int) -> list[str]:
        """The names of an element and of so many inside it."""
        rows = [raw.attributes for raw in self.raws[node.order : min(node.last, node.order + most) + 1]]
        return [_names(row) for row in rows]

    def has(self, selector: str) -> bool:
        """Whether any element matches a CSS selector: the parser looks, and no object is made of an element."""
        return bool(self.raws) and self.raws[0].css_first(selector) is not None

    def of_size(self, least: int, most: int) -> list[int]:
        """The orders of the elements with so many letters of text."""
        sizes = map(sub, self.ends, self.begins)
        return [order for order, size in enumerate(sizes) if least <= size <= most and order]

    def shelf(self, tag: str) -> list[Node]:
        """The elements with a shelved tag, in order."""
        if tag not in self.shown:
            self.shown[tag] = list(map(self.node, self.shelves[tag]))
        return self.shown[tag]

    @property
    def links(self) -> list[Node]:
        """All links in order."""
        return self.shelf("a")

    def children(self, node: Node) -> Iterator[Node]:
        """The elements right below one, in order."""
        order = node.order + 1
        while order <= node.last:
            if self.parents[order] == node.order:
                yield self.node(order)
            order = self.lasts[order] + 1

    def short_links(self, most: int) -> list[tuple[str, int]]:
        """The text and order of each link with at most so many letters."""
        begins, ends, text = self.begins, self.ends, self.text
        spans = ((begins[order], ends[order], order) for order in self.shelves["a"])
        return [(text[begin:end], order) for begin, end, order in spans if end - begin <= most]

    def text_of(self, node: Node) -> str:
        """The visible text of an element on one line."""
        if node.text is None:
            node.text = flat(self.text[node.start : node.end])
        return node.text

    def links_in(self, node: Node) -> list[Node]:
        """The links inside an element (or itself), in order."""
        return list(map(self.node, _within(self.shelves["a"], node)))

    def in_link(self, order: int) -> bool:
        """Whether an element is or stands in the last link that begins before it: what most of a link's inside do."""
        at = bisect_right(self.shelves["a"], order) - 1
        return at >= 0 and order <= self.lasts[self.shelves["a"][at]]

    def leads(self, order: int) -> bool:
        """Whether the element of an order holds (or is) a link that leads somewhere."""
        at = bisect_left(self.leading, order)
        return at < len(self.leading) and self.leading[at] <= self.lasts[order]

    def count_leading(self, node: Node) -> int:
        """How many links that lead somewhere an element holds (or is)."""
        return bisect_right(self.leading, node.last) - bisect_left(self.leading, node.order)

    def leading_in(self, node: Node) -> list[Node]:
        """The links that lead somewhere inside an element (or itself), in order."""
        return list(map(self.node, _within(self.leading, node)))

    def count_days(self, node: Node) -> int:
        """How many days stand inside an element."""
        return bisect_right(self.dated, node.last) - bisect_left(self.dated, node.order)

    def piece(self, index: int) -> Piece:
        """The run of text of an index."""
        text, start = self.texts[index], self.starts[index]
        return Piece(text, start, start + len(text), self.node(self.owners[index]))

    def pieces_in(self, node: Node) -> list[Piece]:
        """The runs of text inside an element."""
        first = bisect_left(self.starts, node.start)
        return [self.piece(index) for index in range(first, bisect_left(self.starts, node.end))]

    def count_pieces(self, node: Node) -> int:
        """How many runs of text an element holds."""
        return bisect_left(self.starts, node.end) - bisect_left(self.starts, node.start)

    def piece_at(self, position: int) -> int:
        """Index of the run of text that holds a position of the page's text."""
        return max(0, bisect_right(self.starts, position) - 1)

    def pieces_with(self, *words: str) -> Iterator[Piece]:
        """The runs of text that hold one of some words, each once, in order."""
        found = {self.piece_at(at) for word in words for at in places(self.text, word)}
        return map(self.piece, sorted(found))


def _within(orders: list[int], node: Node) -> list[int]:
    return orders[bisect_left(orders, node.order) : bisect_right(orders, node.last)]


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
