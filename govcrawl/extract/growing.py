"""From a page's text to its flattened tree: one parse, one walk over what the parser found."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from govcrawl.extract.codewords import words_of
from govcrawl.extract.tree import BLOCK, BLOCK_END, JOIN, LINE_END, Tree, flat, half_width

UNSEEN_TAGS = "script style noscript template option textarea title head iframe object svg xmp noframes"
UNSEEN = frozenset(["", *UNSEEN_TAGS.split()])
IDLE = frozenset({"option", "link", "input", "hr", "wbr", "param", "source", "col"})
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
    tags = source.count(b"<")
    if tags > MOST_OPEN and _deepest(source) > MOST_OPEN and _deepest(source, EMPTY_ELEMENTS) > MOST_OPEN:
        tree.cut = f"网页元素嵌套超过 {MOST_OPEN} 层，没有读取"
        return tree
    if tags > MOST_TAGS:
        source = _beginning(source)
        tree.cut = f"网页标签超过 {MOST_TAGS} 个，只读了前面的"
    root = LexborHTMLParser(source).root
    if root is not None:
        said = _walk(tree, root)
        _close(tree)
        tree.scripts = [(said.get(node.order, ""), node) for node in tree.shelf("script")]
        tree.code_words = frozenset().union(*map(words_of, said.values()))
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


def _walk(tree: Tree, root: LexborNode) -> dict[int, str]:
    """Note each element and each run of text, known by the parser's own numbers; the scripts' texts are given back.

    Written for speed: this is a quarter of all reading.
    """
    tags, parents, begins, ends, raws = tree.tags, tree.parents, tree.begins, tree.ends, tree.raws
    texts, starts, owners, shelves = tree.texts, tree.starts, tree.owners, tree.shelves
    known: dict[int, int] = {}
    blocks = [0]
    parts: list[str] = []
    said: dict[int, str] = {}
    raws.append(root)
    order = length = block = spoken = 0
    for raw in root.traverse(include_text=True, skip_empty=True):
        above = raw.parent
        parent = known.get(above.mem_id, 0) if above is not None else 0
        identity = raw.tag_id
        if identity == TEXT_ID:
            text = raw.text_content or ""
            if tags[parent] in UNSEEN:
                if tags[parent] == "script":
                    said[parent] = text
                elif tags[parent] == "title" and not tree.title:
                    tree.title = flat(text)
                continue
            if blocks[parent] != block:
                gap, block = (BLOCK_END if block else ""), blocks[parent]
            elif shelves["br"] and shelves["br"][-1] > spoken:
                gap = LINE_END
            else:
                alone = len(text) == 1 and owners[-1] != parent and len(texts[-1]) == 1
                gap = "" if alone else JOIN
            spoken = order
            parts += (gap, text)
            length += len(gap)
            starts.append(length)
            texts.append(text)
            owners.append(parent)
            ends[parent] = length = length + len(text)
            continue
        tag = TAG_NAMES.get(identity)
        if not tag and (tag is not None or not (tag := _tag_name(raw, identity))):
            continue
        order += 1
        known[raw.mem_id] = order
        raws.append(raw)
        tags.append(tag)
        parents.append(parent)
        begins.append(length)
        ends.append(length)
        blocks.append(order if tag in BLOCK or not parent else blocks[parent])
        if tag in shelves:
            shelves[tag].append(order)
    tree.text = "".join(parts)
    tree.plain = half_width(tree.text)
    return said


def _close(tree: Tree) -> None:
    """Tell each element what lies inside it: how far its text and its elements reach."""
    ends, parents = tree.ends, tree.parents
    lasts = tree.lasts = list(range(len(parents)))
    for order in range(len(parents) - 1, 0, -1):
        parent = parents[order]
        if ends[order] > ends[parent]:
            ends[parent] = ends[order]
        if lasts[order] > lasts[parent]:
            lasts[parent] = lasts[order]


def _tag_name(raw: LexborNode, identity: int) -> str:
    """The name of an element's tag, "" for what is no element or says nothing of where text stands.

    The parser's number of a tag that it does not know holds for one page only and is not remembered.
    """
    tag = raw.tag or "-"
    tag = "" if tag[0] in "-!" or tag in IDLE else tag
    if identity < KNOWN_IDS:
        TAG_NAMES[identity] = tag
    return tag
