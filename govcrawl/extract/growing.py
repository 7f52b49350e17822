"""From a page's text to its flattened tree: one parse, one walk over what the parser found."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from govcrawl.extract.codewords import words_of
from govcrawl.extract.tree import BLOCK_END, JOIN, LINE_END, Node, Tree, flat, half_width

UNSEEN_TAGS = "script style noscript template option textarea title head iframe object svg xmp noframes"
UNSEEN = frozenset(UNSEEN_TAGS.split())
IDLE = frozenset({"option", "link", "input", "hr", "wbr", "param", "source", "col"})
NOTED = frozenset({"img", "meta", "iframe", "frame", "br", "script", "base"})
MOST_TAGS, MOST_OPEN = 200_000, 10_000
"""So many tags are read in about two seconds; the parser's time grows with the square of the elements open at once."""
EMPTY_ELEMENTS = re.compile(rb"<(?:br|img|input|meta|link|hr|col|source|param|wbr|!)", re.I)
STRETCH = 65_536
TEXT_ID, KNOWN_IDS = 2, 256
TAG_NAMES: dict[int, str] = {}


def grow(html: str, source: bytes | None = None) -> Tree:
    """Parse ``html`` once, from its UTF-8 ``source`` where that is at hand.

    At most ``MOST_TAGS`` tags are read, and none where more than ``MOST_OPEN`` stand in each other: ``cut`` tells.
    """
    if "\u200b" in html or "\ufeff" in html:
        html, source = html.replace("\u200b", "").replace("\ufeff", ""), None
    if source is None:
        source = html.encode("utf-8", "replace")
    tree = Tree(html, source)
    if _deepest(source) > MOST_OPEN and _deepest(source, EMPTY_ELEMENTS) > MOST_OPEN:
        tree.cut = f"网页元素嵌套超过 {MOST_OPEN} 层，没有读取"
        return tree
    if source.count(b"<") > MOST_TAGS:
        source = _beginning(source)
        tree.cut = f"网页标签超过 {MOST_TAGS} 个，只读了前面的"
    root = LexborHTMLParser(source).root
    if root is not None:
        grower = _Grower(tree)
        grower.walk(root)
        grower.close()
    tree.link_orders = [link.order for link in tree.links]
    tree.code = "\n".join(source for source, _ in tree.scripts if source)
    tree.code_words = frozenset().union(*(words_of(source) for source, _ in tree.scripts if source))
    return tree


def _deepest(source: bytes, empty: re.Pattern[bytes] | None = None) -> int:
    """About how many elements are open at once, counted from stretch to stretch; ``empty`` ones never are."""
    deepest = depth = 0
    for start in range(0, len(source), STRETCH):
        part = source[start : start + STRETCH]
        depth += part.count(b"<") - 2 * part.count(b"</") - (len(empty.findall(part)) if empty else 0)
        deepest = max(deepest, depth)
    return deepest


def _beginning(source: bytes) -> bytes:
    """As many stretches of a page as hold no more tags than are read."""
    tags = 0
    for start in range(0, len(source), STRETCH):
        tags += source.count(b"<", start, start + STRETCH)
        if tags > MOST_TAGS:
            return source[:start]
    return source


class _Grower:
    """Fills a tree from the parser's nodes in document order. Written for speed: this is a third of all reading."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.shelves = {"img": tree.images, "meta": tree.metas, "iframe": tree.frames, "frame": tree.frames}
        self.broken = False

    def walk(self, root: LexborNode) -> None:
        """Make a node of each element and take up each run of text, known by the parser's own numbers."""
        tree, nodes, links = self.tree, self.tree.nodes, self.tree.links
        owners, starts, texts = tree.owners, tree.starts, tree.texts
        known: dict[int, Node] = {}
        parts: list[str] = []
        length = order = place = 0
        for raw in root.traverse(include_text=True, skip_empty=True):
            above = raw.parent
            parent = known.get(above.mem_id) if above is not None else None
            identity = raw.tag_id
            if identity == TEXT_ID:
                text = raw.text_content or ""
                if parent is None or parent.tag in UNSEEN:
                    self.keep_unseen(text, parent)
                    continue
                if parent.place != place:
                    gap, place, self.broken = (BLOCK_END if place else ""), parent.place, False
                else:
                    gap = self.gap(text, parent)
                parts += (gap, text)
                length += len(gap)
                starts.append(length)
                texts.append(text)
                owners.append(parent)
                parent.end = length = length + len(text)
                continue
            tag = TAG_NAMES.get(identity)
            if not tag and (tag is not None or not (tag := _tag_name(raw, identity))):
                continue
            order += 1
            known[raw.mem_id] = node = Node(raw, tag, parent, order, length)
            nodes.append(node)
            if tag == "a":
                links.append(node)
            elif tag in NOTED:
                self.note(node, tag)
        tree.text = "".join(parts)
        tree.plain = half_width(tree.text)

    def gap(self, text: str, parent: Node) -> str:
        """The sign that keeps a run of text apart from the one before it in the same block."""
        if self.broken:
            self.broken = False
            return LINE_END
        tree = self.tree
        return "" if len(text) == 1 and tree.owners[-1] is not parent and len(tree.texts[-1]) == 1 else JOIN

    def note(self, node: Node, tag: str) -> None:
        """Put an element on the shelf of its kind."""
        if tag == "br":
            self.broken = True
        elif tag == "script":
            self.tree.scripts.append(("", node))
        elif tag in self.shelves:
            self.shelves[tag].append(node)
        elif self.tree.base_href is None:
            self.tree.base_href = node.get("href") or None

    def keep_unseen(self, text: str, parent: Node | None) -> None:
        """Keep what scripts and the window's title say; nothing else of what is not shown."""
        tag = parent.tag if parent is not None else ""
        if parent is not None and tag == "script" and self.tree.scripts:
            self.tree.scripts[-1] = (text, parent)
        elif tag == "title" and not self.tree.title:
            self.tree.title = flat(text)

    def close(self) -> None:
        """Tell each element what lies inside it: how far its text and its elements reach."""
        for node in reversed(self.tree.nodes):
            parent = node.parent
            if parent is not None:
                if node.end > parent.end:
                    parent.end = node.end
                if node.last > parent.last:
                    parent.last = node.last


def _tag_name(raw: LexborNode, identity: int) -> str:
    """The name of an element's tag, "" for what is no element or says nothing of where text stands.

    The parser's number of a tag that it does not know holds for one page only and is not remembered.
    """
    tag = raw.tag or "-"
    tag = "" if tag[0] in "-!" or tag in IDLE else tag
    if identity < KNOWN_IDS:
        TAG_NAMES[identity] = tag
    return tag
