"""From a page's text to its flattened tree: one parse, one walk over what the parser found."""

from __future__ import annotations

import re
from itertools import accumulate, chain, pairwise
from operator import add, sub

from selectolax.lexbor import LexborHTMLParser, LexborNode

from govcrawl.extract.codewords import words_of
from govcrawl.extract.tree import BLOCK, BLOCK_END, JOIN, LINE_END, SHELVES, Tree, flat, half_width

UNSEEN_TAGS = "script style noscript template option textarea title head iframe object svg xmp noframes"
UNSEEN = frozenset(["", *UNSEEN_TAGS.split()])
IDLE = frozenset({"option", "link", "input", "hr", "wbr", "param", "source", "col"})
MOST_TAGS, MOST_OPEN = 200_000, 10_000
"""So many tags are read in about two seconds; the parser's time grows with the square of the elements open at once."""
EMPTY_ELEMENTS = re.compile(rb"<(?:br|img|input|meta|link|hr|col|source|param|wbr|!)", re.I)
STRETCH = 65_536
TEXT_ID, KNOWN_IDS = 2, 256
Kind = tuple[str, bool, str]
KINDS: dict[int, Kind] = {}
"""By the parser's number of a tag: its name, whether it stands on lines of its own, its shelf."""


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
        _flatten(tree, root)
    return tree


def _flatten(tree: Tree, root: LexborNode) -> None:
    """Walk once over what the parser found, then tell of whole lists what can be told of them at once."""
    blocks, unseen = _walk(tree, root)
    _lay_out(tree, blocks)
    _close(tree)
    said = {order: raw.text_content or "" for order, raw in unseen if tree.tags[order] == "script"}
    tree.scripts = [(said.get(node.order, ""), node) for node in tree.shelf("script")]
    tree.code_words = frozenset().union(*map(words_of, said.values()))
    titles = (flat(raw.text_content or "") for order, raw in unseen if tree.tags[order] == "title")
    tree.title = next(filter(None, titles), "")


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


def _walk(tree: Tree, root: LexborNode) -> tuple[list[int], list[tuple[int, LexborNode]]]:
    """Note each element and each visible run of text; ``begins`` count the runs before an element until laid out.

    Given back: each element's block, and the unseen runs with the element each stands in. Written for speed, for a
    quarter of all reading is here: what can be told of whole lists at once is left to :func:`_lay_out`.
    """
    tags, parents, begins, raws = tree.tags, tree.parents, tree.begins, tree.raws
    texts, owners, shelves = tree.texts, tree.owners, tree.shelves
    known: dict[int, int] = {}
    blocks = [0]
    unseen: list[tuple[int, LexborNode]] = []
    raws.append(root)
    order = count = 0
    for raw in root.traverse(include_text=True, skip_empty=True):
        parent = known.get(raw.parent.mem_id, 0)  # type: ignore[union-attr]  # nothing below the root is without one
        identity = raw.tag_id
        if identity == TEXT_ID:
            if tags[parent] in UNSEEN:
                unseen.append((parent, raw))
            else:
                texts.append(raw.text_content or "")
                owners.append(parent)
                count += 1
            continue
        tag, is_block, shelf = KINDS.get(identity) or _kind(raw, identity)
        if not tag:
            continue
        order += 1
        known[raw.mem_id] = order
        raws.append(raw)
        tags.append(tag)
        parents.append(parent)
        begins.append(count)
        blocks.append(order if is_block or not parent else blocks[parent])
        if shelf:
            shelves[shelf].append(order)
    return blocks, unseen


def _lay_out(tree: Tree, blocks: list[int]) -> None:
    """Join the runs of text to the page's text and tell where they and the elements begin and end in it."""
    texts, owners = tree.texts, tree.owners
    lengths = list(map(len, texts))
    gaps = _gaps(tree, list(map(blocks.__getitem__, owners)), lengths)
    stops = list(accumulate(map(add, map(len, gaps), lengths)))
    tree.starts = list(map(sub, stops, lengths))
    tree.text = "".join(chain.from_iterable(zip(gaps, texts, strict=True)))
    tree.plain = half_width(tree.text)
    reached = [0, *stops]
    tree.begins = list(map(reached.__getitem__, tree.begins))
    tree.ends = tree.begins.copy()
    for owner, stop in zip(owners, stops, strict=True):
        tree.ends[owner] = stop


def _gaps(tree: Tree, blocks: list[int], lengths: list[int]) -> list[str]:
    """What keeps each run of text, of which the block and the length are given, apart from the one before it."""
    owners = tree.owners
    gaps = [JOIN if block == before else BLOCK_END for block, before in zip(blocks, [0, *blocks], strict=False)]
    gaps[:1] = [""] if gaps else []
    for index in {tree.begins[order] for order in tree.shelves["br"]} - {len(gaps)}:
        if gaps[index] == JOIN:
            gaps[index] = LINE_END
    letters = [index for index, length in enumerate(lengths) if length == 1] if 1 in lengths else []
    for before, index in pairwise(letters):
        if index == before + 1 and gaps[index] == JOIN and owners[index] != owners[before]:
            gaps[index] = ""
    return gaps


def _close(tree: Tree) -> None:
    """Tell each element what lies inside it: its last child, met first from behind, reaches farthest."""
    ends, parents = tree.ends, tree.parents
    lasts = tree.lasts = list(range(len(parents)))
    tree.made = [None] * len(parents)
    for order, parent in zip(range(len(parents) - 1, 0, -1), reversed(parents), strict=False):
        if lasts[parent] == parent:
            lasts[parent] = lasts[order]
            if ends[order] > ends[parent]:
                ends[parent] = ends[order]


def _kind(raw: LexborNode, identity: int) -> Kind:
    """What an element's tag tells; the tag is "" for what is no element or says nothing of where text stands.

    The parser's number of a tag that it does not know holds for one page only and is not remembered.
    """
    tag = raw.tag or "-"
    tag = "" if tag[0] in "-!" or tag in IDLE else tag
    kind = (tag, tag in BLOCK, tag if tag in SHELVES else "")
    if identity < KNOWN_IDS:
        KINDS[identity] = kind
    return kind
