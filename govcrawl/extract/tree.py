"""One parse of a page, flattened: elements in document order, all visible text as one string that they are spans of.

Everything later reads this and never the parser again: the text of an element is a slice, "is A inside B" a comparison.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

BLOCK_TAGS = (
    "html body address article aside blockquote center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody td tfoot th thead tr ul"
)
UNSEEN_TAGS = "script style noscript template option textarea title head iframe object svg xmp noframes"
BLOCK = frozenset(BLOCK_TAGS.split())
UNSEEN = frozenset(UNSEEN_TAGS.split())
FULL_WIDTH = re.compile("[０-９：／－．]")
HALF_WIDTH = tuple(zip("０１２３４５６７８９：／－．", "0123456789:/-.", strict=True))
JOIN, LINE_END, BLOCK_END = "\x1f", "\v", "\n"
MOST_NODES = 400_000


class Node:
    """One element: ``start`` and ``end`` are its span in the page's text, ``order`` its place in the document."""

    __slots__ = (
        "_attributes",
        "block",
        "dates",
        "depth",
        "end",
        "link",
        "links",
        "order",
        "parent",
        "raw",
        "start",
        "tag",
    )

    def __init__(self, raw: LexborNode, tag: str, parent: Node | None, order: int, start: int) -> None:
        self.raw = raw
        self.tag = tag
        self.parent = parent
        self.order = order
        self.start = self.end = start
        self.depth: int
        self.block: Node
        self.link: Node | None
        if parent is None:
            self.depth, self.block, self.link = 0, self, None
        else:
            self.depth = parent.depth + 1
            self.block = self if tag in BLOCK else parent.block
            self.link = self if tag == "a" else parent.link
        self.links = self.dates = 0
        self._attributes: dict[str, str | None] | None = None

    def get(self, name: str) -> str:
        """An attribute's text, empty where there is none."""
        if self._attributes is None:
            self._attributes = self.raw.attributes
        return self._attributes.get(name) or ""

    @property
    def names(self) -> str:
        """Class and id in lower case, the words by which page makers call the parts of a page."""
        return f"{self.get('class')} {self.get('id')}".lower()

    def holds(self, other: Node) -> bool:
        """Whether ``other`` is this element or stands inside it."""
        node: Node | None = other
        while node is not None and node.depth > self.depth:
            node = node.parent
        return node is self


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
    full-width digits and signs made half-width, for reading days and codes.
    """

    html: str = ""
    text: str = ""
    plain: str = ""
    nodes: list[Node] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    links: list[Node] = field(default_factory=list)
    images: list[Node] = field(default_factory=list)
    metas: list[Node] = field(default_factory=list)
    frames: list[Node] = field(default_factory=list)
    scripts: list[tuple[str, Node]] = field(default_factory=list)
    title: str = ""
    base_href: str | None = None
    truncated: bool = False
    link_starts: list[int] = field(default_factory=list)
    link_orders: list[int] = field(default_factory=list)
    piece_starts: list[int] = field(default_factory=list)

    def release(self) -> None:
        """Cut the elements' references to themselves, so that the tree goes away at once and not by the collector."""
        for node in self.nodes:
            del node.block, node.link

    def text_of(self, node: Node) -> str:
        """The visible text of an element on one line."""
        return flat(self.text[node.start : node.end])

    def links_in(self, node: Node) -> list[Node]:
        """The links inside an element (or itself), in order."""
        first = bisect_left(self.link_orders, node.order)
        found = []
        for link in self.links[first:]:
            if not node.holds(link):
                break
            found.append(link)
        return found

    def pieces_in(self, node: Node) -> list[Piece]:
        """The runs of text inside an element."""
        first = bisect_left(self.piece_starts, node.start)
        last = bisect_left(self.piece_starts, node.end)
        return self.pieces[first:last]

    def piece_at(self, position: int) -> int:
        """Index of the run of text that holds a position of the page's text."""
        return max(0, bisect_right(self.piece_starts, position) - 1)


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


def grow(html: str) -> Tree:
    """Parse ``html`` once. At most ``MOST_NODES`` elements are read; ``truncated`` says when there were more."""
    tree = Tree()
    html = html.replace("\u200b", "").replace("\ufeff", "")
    tree.html = html
    root = LexborHTMLParser(html).root
    if root is not None:
        _Grower(tree).walk(root)
    tree.link_orders = [link.order for link in tree.links]
    tree.piece_starts = [piece.start for piece in tree.pieces]
    return tree


class _Grower:
    """Fills a tree from the parser's nodes in document order."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.parts: list[str] = []
        self.length = 0
        self.last: Piece | None = None
        self.broken = False

    def walk(self, root: LexborNode) -> None:
        known: dict[int, Node] = {}
        nodes = self.tree.nodes
        order = 0
        for raw in root.traverse(include_text=True, skip_empty=True):
            above = raw.parent
            parent = known.get(above.mem_id) if above is not None else None
            tag = raw.tag or ""
            if tag == "-text":
                if parent is not None:
                    self.add_text(raw.text_content or "", parent)
            elif tag[:1] not in {"-", "!"}:
                order += 1
                if order > MOST_NODES:
                    self.tree.truncated = True
                    break
                known[raw.mem_id] = node = Node(raw, tag, parent, order, self.length)
                nodes.append(node)
                if tag in NOTED:
                    self.note(node, tag)
        self._close()

    def _close(self) -> None:
        tree = self.tree
        tree.text = "".join(self.parts)
        tree.plain = half_width(tree.text)
        for node in reversed(tree.nodes):
            parent = node.parent
            if parent is not None and node.end > parent.end:
                parent.end = node.end

    def note(self, node: Node, tag: str) -> None:
        """Put an element on the shelf of its kind."""
        shelf = SHELVES.get(tag)
        if shelf:
            getattr(self.tree, shelf).append(node)
        elif tag == "br":
            self.broken = True
        elif tag == "script":
            self.tree.scripts.append(("", node))
        elif self.tree.base_href is None:
            self.tree.base_href = node.get("href") or None

    def add_text(self, text: str, parent: Node) -> None:
        if parent.tag in UNSEEN:
            self._keep_unseen(text, parent)
            return
        gap = self._gap(text, parent)
        self.parts += (gap, text)
        start = self.length + len(gap)
        self.length = parent.end = start + len(text)
        self.last = Piece(text, start, self.length, parent)
        self.tree.pieces.append(self.last)

    def _gap(self, text: str, parent: Node) -> str:
        last = self.last
        broken, self.broken = self.broken, False
        if last is None:
            return ""
        if last.node.block is not parent.block:
            return BLOCK_END
        if broken:
            return LINE_END
        single = len(text) == 1 and len(last.text) == 1 and last.node is not parent
        return "" if single else JOIN

    def _keep_unseen(self, text: str, parent: Node) -> None:
        if parent.tag == "script" and self.tree.scripts:
            self.tree.scripts[-1] = (text, parent)
        elif parent.tag == "title" and not self.tree.title:
            self.tree.title = flat(text)


SHELVES = {"a": "links", "img": "images", "meta": "metas", "iframe": "frames", "frame": "frames"}
NOTED = frozenset({*SHELVES, "br", "script", "base"})
