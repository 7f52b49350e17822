"""Which link each shown day belongs to, by where they stand together: in one item, or in turn in a flat container."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from govcrawl.extract.cells import Cell
from govcrawl.extract.labels import Weight, label_before
from govcrawl.extract.regions import region_of
from govcrawl.extract.tree import BLOCK_END, Node, Piece, Tree, bare, flat

ROWS = frozenset({"li", "tr"})
FARTHEST, ADJOINING = 400, 10
PAGE_ENDS = frozenset({"footer", "header"})
CARD_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt"})
CARD_NAME = re.compile(r"tit|name|bt(?:$|[^a-z])")
MOST_LINKS_OF_ONE = 6
LONGEST_TITLE, LONGEST_ACTION = 2000, 8
LARGEST_ITEM = 1500
MORE = re.compile(r"^[\[【(（<《>»\s]*(?:更多|more|详细|详情|查看|阅读全文|全文|下载|MORE|\+|点击)|^[>＞»]{1,3}$")


@dataclass(slots=True)
class Item:
    """One entry as it stands on the page: the element, its title link and the days that stand with it."""

    node: Node
    link: Node | None
    cells: list[Cell] = field(default_factory=list)

    @property
    def position(self) -> int:
        """Where it begins in the document."""
        return self.link.order if self.link else self.node.order


def count_links(tree: Tree, cells: list[Cell]) -> None:
    """Note which links lead somewhere (those that only say a day do not) and which elements say a day."""
    only_dates = {cell.node.link for cell in cells if cell.node.link and cell.whole and _fills(tree, cell)}
    barred = {link.order for link in only_dates}
    begins, ends = tree.begins, tree.ends
    tree.leading = [
        order
        for order in tree.shelves["a"]
        if order not in barred and (ends[order] > begins[order] or _is_addressed(tree.node(order)))
    ]
    tree.dated = sorted(cell.node.order for cell in cells)


def _is_addressed(link: Node) -> bool:
    return bool(link.get("title") or link.get("href"))


def _fills(tree: Tree, cell: Cell) -> bool:
    link = cell.node.link
    return link is not None and len(bare(tree.text[link.start : link.end])) <= len(bare(cell.found.raw)) + 4


def gather(tree: Tree, cells: list[Cell]) -> list[Item]:
    """The dated items of a page in document order."""
    homes: dict[Node, list[Cell]] = {}
    for cell in cells:
        home = _home(tree, cell)
        if home is not None:
            homes.setdefault(home, []).append(cell)
    items: list[Item] = []
    for node, members in homes.items():
        items.extend(_items_at(tree, node, members))
    items.sort(key=lambda item: item.position)
    return items


def _home(tree: Tree, cell: Cell) -> Node | None:
    """The smallest element that holds the day and something to be its title; None where a row holds only the day."""
    if cell.node.link is not None and tree.count_leading(cell.node.link):
        return cell.node.link
    node: Node | None = cell.node
    is_post = _fills(tree, cell)
    while node is not None and not tree.count_leading(node):
        if is_post and _is_whole_post(tree, node, cell):
            return node
        if node.tag in ROWS and not _only_date(tree, node, cell):
            return node
        if node.end - node.start > LARGEST_ITEM:
            return None
        node = node.parent
    if node is None or node.tag in ROWS:
        return node
    return None if region_of(cell.node) in PAGE_ENDS else node


def _is_whole_post(tree: Tree, node: Node, cell: Cell) -> bool:
    """Whether a post ends here: its day is its link, its words stand beside it, and other days stand around it."""
    return (
        node.parent is not None
        and tree.count_days(node.parent) > tree.count_days(node)
        and not _only_date(tree, node, cell)
    )


def _only_date(tree: Tree, node: Node, cell: Cell) -> bool:
    return (
        len(bare(tree.text[node.start : node.end])) <= len(bare(tree.text[cell.start : cell.end])) + len(cell.label) + 3
    )


def _items_at(tree: Tree, node: Node, cells: list[Cell]) -> list[Item]:
    links = tree.leading_in(node) if tree.count_leading(node) <= 2000 else []
    if not links:
        return [Item(node, cells[0].node.link, cells)]
    if len(links) == 1:
        return [Item(node, links[0], cells)]
    if (len(cells) == 1 and len(links) <= MOST_LINKS_OF_ONE) or _one_row(node, links, cells):
        return [Item(node, _title_link(tree, links), cells)]
    return _in_turn(tree, node, links, cells)


def _one_row(node: Node, links: list[Node], cells: list[Cell]) -> bool:
    return node.tag in ROWS and len(links) <= MOST_LINKS_OF_ONE and len(cells) <= 3


def _title_link(tree: Tree, links: list[Node]) -> Node:
    """The link that carries the title: the one with the most text, "more" and "download" links aside."""

    def size(link: Node) -> int:
        text = tree.text_of(link) or link.get("title")
        return 0 if MORE.match(text) else len(text)

    return max(links, key=size)


def _in_turn(tree: Tree, node: Node, links: list[Node], cells: list[Cell]) -> list[Item]:
    """Pair days and links of a flat container in turn: the first says whether the day stands before the title."""
    links = [link for link in links if _is_titled(tree, link)]
    if not links:
        return []
    date_first = cells[0].start < links[0].start
    paired: dict[Node, Item] = {}
    for cell in cells:
        link = _neighbour(links, cell, date_first)
        if link is not None and (len(cells) > 1 or _adjoin(link, cell)):
            paired.setdefault(link, Item(node, link)).cells.append(cell)
    return list(paired.values())


def _is_titled(tree: Tree, link: Node) -> bool:
    """Whether a link has words that can be a title; remembered, since lists within lists ask of the same links."""
    titled = tree.titled.get(link)
    if titled is None:
        text = tree.text_of(link)
        titled = tree.titled[link] = bool(text) and not MORE.match(text)
    return titled


def _adjoin(link: Node, cell: Cell) -> bool:
    """Whether a single day stands right beside a link, in one block with it."""
    return link.block is cell.node.block and max(cell.start - link.end, link.start - cell.end) <= ADJOINING


def _neighbour(links: list[Node], cell: Cell, date_first: bool) -> Node | None:
    low, high = 0, len(links)
    while low < high:
        middle = (low + high) // 2
        if links[middle].start < cell.start:
            low = middle + 1
        else:
            high = middle
    index = low if date_first else low - 1
    if not 0 <= index < len(links):
        return None
    link = links[index]
    gap = link.start - cell.end if date_first else cell.start - link.end
    return link if gap <= FARTHEST else None


def title_of(tree: Tree, item: Item) -> str:
    """The title of an item: the link's text without the days in it, its title attribute where the text is cut off."""
    node = item.link or item.node
    shown = _without_cells(tree, node, item)
    attribute = flat(node.get("title")) if item.link else ""
    if attribute == shown != "":
        return shown
    if item.link is not None and len(shown) <= LONGEST_ACTION and MORE.match(shown):
        return max(_longest_words(tree, item), shown, key=len)
    if not shown:
        return attribute or _picture_words(tree, node) or _longest_words(tree, item)
    stem = bare(shown).rstrip(".…")
    return attribute if len(bare(attribute)) > len(stem) >= 4 and bare(attribute).startswith(stem) else shown


def _without_cells(tree: Tree, node: Node, item: Item) -> str:
    heading = _card_heading(tree, item)
    if heading:
        return heading
    inside = [cell for cell in item.cells if node.start <= cell.start and cell.end <= node.end]
    if not inside:
        return flat(tree.text[node.start : min(node.end, node.start + LONGEST_TITLE)])
    parts, at = [], node.start
    for cell in sorted(inside, key=lambda cell: cell.start):
        if cell.whole or item.link is None:
            parts.append(_unlabelled(tree.text[at : cell.start]))
            at = max(at, cell.end)
    parts.append(tree.text[at : min(node.end, at + LONGEST_TITLE)])
    return flat("".join(parts)).strip(" []【】()（）|") if len(parts) > 1 else flat(parts[0])


def _unlabelled(text: str) -> str:
    """Text without the label at its end."""
    label = label_before(text)
    if label is None:
        return text
    at = text.rfind(label[0][:1])
    return text[:at] if at >= 0 else text


def _card_heading(tree: Tree, item: Item) -> str:
    """The title of a card, a link around title, summary and day: its heading element, else its first block of words."""
    link = item.link
    if link is None:
        return ""
    text = tree.text[link.start : link.end]
    if BLOCK_END not in text or BLOCK_END not in text.strip():
        return ""
    pieces = [piece for piece in tree.pieces_in(link) if not _says_day(item, piece)]
    for piece in pieces:
        if piece.node.tag in CARD_HEADINGS or (piece.node is not link and CARD_NAME.search(piece.node.names)):
            return tree.text_of(piece.node)
    block = next((piece.node.block for piece in pieces if len(bare(piece.text)) >= 4), None)
    return tree.text_of(block) if block is not None and link.holds(block) else ""


def _says_day(item: Item, piece: Piece) -> bool:
    return any(cell.start < piece.end and piece.start < cell.end for cell in item.cells)


def _longest_words(tree: Tree, item: Item) -> str:
    """The longest block of words in the item: what a post says."""
    pieces = (piece for piece in tree.pieces_in(item.node) if not _says_day(item, piece))
    return max((flat(piece.text) for piece in pieces), key=len, default="")


def _picture_words(tree: Tree, node: Node) -> str:
    return next((flat(image.get("alt")) for image in tree.shelf("img") if node.holds(image)), "")


def best_cell(item: Item) -> tuple[Cell | None, bool]:
    """The day that says when an item was published, and whether two days contradict each other so that none does."""
    if len(item.cells) == 1 and item.cells[0].weight is not Weight.NEVER:
        return item.cells[0], False
    usable = [cell for cell in item.cells if cell.weight is not Weight.NEVER]
    if not usable:
        return None, False
    top = max(cell.weight for cell in usable)
    first, *others = [cell for cell in usable if cell.weight is top]
    torn = any(other.found.value != first.found.value for other in others)
    return (None, True) if torn else (first, False)
