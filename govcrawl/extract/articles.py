"""The title of an article and the day it was published, as shown: a label beats a bare day near the title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from govcrawl.extract.cells import Cell
from govcrawl.extract.dates import Found, full_dates
from govcrawl.extract.labels import REACH, Weight, label_before
from govcrawl.extract.names import SITE_NAME
from govcrawl.extract.record import PartialDate
from govcrawl.extract.regions import OUTSIDE, region_of
from govcrawl.extract.tree import Node, Tree, bare, flat

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5"})
TITLE_NAME = re.compile(r"tit|headline|bt(?:$|[^a-z])|(?:^|[^a-z])(?:ucaptitle|bt|subject)", re.I)
CUT = re.compile(r"\s*(?:[-_|—–]{1,3}|::|»|<<|·)\s*")
FAR, NEAR, TOGETHER = 400, 200, 60
EVENT, EVENT_REACH = re.compile("地\\s*点|主持|嘉宾|出席|会场|参会"), 40
PAGE_WORD, SHORTEST_LINK = re.compile("发布|公布|公开|信息|公告"), 3
NO_TITLES = frozenset({"body", "html"})
SHORTEST_SAID = 6
TIME_TAGS = frozenset({"time", "publishtime", "pubtime"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A title and where it stands in the page's text; ``end`` is None where only a tag or the window title says it."""

    text: str
    start: int | None = None
    end: int | None = None


def find_title(tree: Tree, tags: dict[str, str], cells: list[Cell]) -> Heading | None:
    """The article's title: the visible element that agrees with tag or window title, else those themselves."""
    said, window = bare(tags.get("ArticleTitle", "")), bare(tree.title)
    dated = [cell.start for cell in cells if cell.weight in {Weight.PUBLISHED, Weight.TIME}]
    best: tuple[float, Node] | None = None
    for order in tree.of_size(2, 600):
        if tree.in_link(order):
            continue
        score = _title_score(tree, order, _words_end(tree, order, cells), said, window, dated)
        if score and (best is None or score > best[0]):
            best = (score, tree.node(order))
    if best is None:
        text = flat(tags.get("ArticleTitle", "")) or _window_title(tree.title)
        return Heading(text) if text else None
    node = best[1]
    end = _words_end(tree, node.order, cells)
    text = flat(tree.text[node.start : end])
    longer = said and bare(text) != said and bare(text).startswith(said)
    return Heading(flat(tags["ArticleTitle"]) if longer else text, node.start, end)


def _words_end(tree: Tree, order: int, cells: list[Cell]) -> int:
    """Where a heading's words end: before the day that stands in it (``<h2>标题<small>2024-05-11</small></h2>``)."""
    if tree.tags[order] not in HEADINGS:
        return tree.ends[order]
    node = tree.node(order)
    inside = (cell for cell in cells if node.holds(cell.node) and cell.node is not node)
    starts = (tree.piece(tree.piece_at(cell.start)).start for cell in inside)
    return next((start for start in starts if start > node.start), node.end)


def _window_title(window: str) -> str:
    """The first part of a window title that is no site's name."""
    parts = [part.strip() for part in CUT.split(window)]
    return next((part for part in parts if part and not SITE_NAME.search(part)), parts[0])


def _title_score(tree: Tree, order: int, end: int, said: str, window: str, dated: list[int]) -> float:
    """How much an element looks like the title: 0 for none; agreement with tag or window weighs most."""
    start = tree.begins[order]
    text = bare(tree.text[start:end])
    if not 2 <= len(text) <= 250 or tree.tags[order] in NO_TITLES:
        return 0.0
    agrees = _agreement(text, said, window)
    near = 0.5 if any(0 <= at - end <= NEAR or 0 < start - at <= NEAR for at in dated) else 0.0
    if not agrees and not near and tree.tags[order] not in HEADINGS:
        return 0.0
    node = tree.node(order)
    if node.link is not None:
        return 0.0
    shape = _shape(node)
    if not agrees and not (near and shape >= 0.5 and len(text) >= 6) and not (shape >= 1.0 and len(text) >= 5):
        return 0.0
    return agrees + shape + near + min(len(text), 60) / 1000


def _shape(node: Node) -> float:
    heading = 1.0 if node.tag == "h1" else 0.6 if node.tag in HEADINGS else 0.0
    return heading + (0.5 if TITLE_NAME.search(node.names) else 0.0)


def _agreement(text: str, said: str, window: str) -> float:
    """How well a text agrees with the ArticleTitle tag (``said``) and the window's title, site names aside."""
    if text not in window and text not in said and text[:SHORTEST_SAID] != said[:SHORTEST_SAID]:
        return 0.0
    score = 3.0 if text == said else 1.5 if len(said) >= SHORTEST_SAID and text.startswith(said) else 0.0
    if len(text) >= 4 and window.startswith(text):
        score += 0.0 if SITE_NAME.search(text) else 2.0
    elif not score and len(text) >= 6 and text in (said or window):
        score = 1.0
    return score


def find_published(tree: Tree, cells: list[Cell], heading: Heading | None) -> tuple[Found, str] | None:
    """The shown day of publication and its label ("" for a bare one); None where the page shows none for sure."""
    cell, torn = deciding_cell(tree, cells, heading)
    if cell is not None:
        return cell.found, cell.label or "标题旁"
    return None if torn else _in_time_tag(tree)


def deciding_cell(tree: Tree, cells: list[Cell], heading: Heading | None) -> tuple[Cell | None, bool]:
    """The day that says when the article was published, and whether two contradict each other so that none does."""
    usable = [cell for cell in cells if cell.node.link is None and has_year(cell)]
    strong = _labelled(tree, usable, heading, Weight.PUBLISHED)
    near = _labelled(tree, usable, heading, Weight.TIME) or _bare_near_title(tree, usable, heading)
    if strong is not None and near is not None and not _agree(tree, strong, near, heading):
        return None, True
    return strong or near or _labelled(tree, usable, heading, Weight.UPDATED) or _only_labelled(tree, usable), False


def _agree(tree: Tree, labelled: Cell, near: Cell, heading: Heading | None) -> bool:
    """Whether a day called published stands against a weaker one at the title: right behind it, or being the same.

    Farther down a label may be that of a comment or of an attachment, before the title that of another text.
    """
    if labelled.found.value == near.found.value or heading is None or heading.end is None:
        return True
    return labelled.start >= heading.end and _adjoins(tree, labelled, heading)


def has_year(cell: Cell) -> bool:
    """Whether a cell names a day with its year (an impossible one counts: it is then a doubt)."""
    return not isinstance(cell.found.value, PartialDate) and cell.found.days_ago is None


def _labelled(tree: Tree, cells: list[Cell], heading: Heading | None, weight: Weight) -> Cell | None:
    """The day nearest to the title behind a label of a weight; weak labels count only right at the title."""
    strong = weight is Weight.PUBLISHED
    near = (
        cell
        for cell in cells
        if cell.weight is weight
        and _beside(cell, heading, 3 if strong else 1)
        and _may_tell(tree, cell, heading, strong)
    )
    return min(near, key=lambda cell: _distance(cell, heading), default=None)


def _may_tell(tree: Tree, cell: Cell, heading: Heading | None, strong: bool) -> bool:
    """Whether a labelled day stands where an article's does: right at the title, or (published) in the main part."""
    if region_of(cell.node) == "footer":
        return False
    if _adjoins(tree, cell, heading):
        return strong or not _of_an_event(tree, cell)
    return strong and _speaks_of_the_page(tree, cell)


def _of_an_event(tree: Tree, cell: Cell) -> bool:
    """Whether a bare 时间 is that of an event: a place or a host stands with it, or it is a row of a body's table."""
    around = tree.plain[max(0, cell.start - EVENT_REACH) : cell.end + EVENT_REACH]
    return EVENT.search(around) is not None or (cell.whole and cell.node.block.tag == "td")


def _speaks_of_the_page(tree: Tree, cell: Cell) -> bool:
    """Whether a day called published away from the title is the page's own: in the main part, of no other link.

    Comments say 发表, attachments 上传: only at a title are those the page's.
    """
    if region_of(cell.node) in OUTSIDE or not PAGE_WORD.search(cell.label):
        return False
    box = cell.node.block
    if box.parent is not None and box.parent.end - box.parent.start <= NEAR:
        box = box.parent
    before = (link for link in tree.links_in(box) if link.end <= cell.start)
    return not any(len(bare(tree.text[link.start : link.end])) >= SHORTEST_LINK for link in before)


def _adjoins(tree: Tree, cell: Cell, heading: Heading | None) -> bool:
    """Whether a day stands right at the title, with no sentence between."""
    if heading is None or heading.end is None:
        return region_of(cell.node) not in OUTSIDE
    return _distance(cell, heading) <= NEAR and not _running_text(tree, cell, heading)


def _beside(cell: Cell, heading: Heading | None, times: int) -> bool:
    return heading is None or heading.end is None or _distance(cell, heading) <= FAR * times


def _distance(cell: Cell, heading: Heading | None) -> int:
    if heading is None or heading.start is None or heading.end is None:
        return 0
    return cell.start - heading.end if cell.start >= heading.end else heading.start - cell.end


def _bare_near_title(tree: Tree, cells: list[Cell], heading: Heading | None) -> Cell | None:
    """The bare day at the title; None where another one stands beside it."""
    if heading is None or heading.end is None:
        return None
    near = [
        cell
        for cell in cells
        if cell.weight is Weight.NONE
        and _distance(cell, heading) <= NEAR
        and not _running_text(tree, cell, heading)
        and not _behind_paragraphs(tree, cell, heading)
        and not _is_note(tree, cell)
        and (region_of(cell.node) not in OUTSIDE or _heads_the_text(tree, cell, heading))
    ]
    after = [cell for cell in near if cell.start >= (heading.end or 0)]
    chosen = min(after or near, key=lambda cell: _distance(cell, heading), default=None)
    if chosen is None or _behind_empty_label(tree, chosen) or any(_rival(chosen, other) for other in after):
        return None
    return chosen


def _heads_the_text(tree: Tree, cell: Cell, heading: Heading) -> bool:
    """Whether day and title stand in a part named as a header: then it is that of the text, not of the site."""
    title = tree.piece(tree.piece_at((heading.end or 1) - 1)).node
    return region_of(cell.node) == region_of(title) == "header"


def _rival(chosen: Cell, other: Cell) -> bool:
    return other.found.value != chosen.found.value and abs(other.start - chosen.start) <= TOGETHER


def _behind_empty_label(tree: Tree, cell: Cell) -> bool:
    """Whether a label stands right before a bare day and is not the day's: then the day is the first of the text."""
    return label_before(tree.plain[max(0, cell.start - REACH) : cell.start]) is not None


def _is_note(tree: Tree, cell: Cell) -> bool:
    """Whether a day is a note to the title (题注): a paragraph of its own such as （2020年10月28日）."""
    block = cell.node.block
    text = bare(tree.text[block.start : block.end])
    return block.tag == "p" and text[:1] in {"（", "("} and text[-1:] in {"）", ")"} and "年" in text


def _running_text(tree: Tree, cell: Cell, heading: Heading) -> bool:
    """Whether sentences stand between title and day: then the day is the body's, such as the one of a signature."""
    if heading.end is None:
        return False
    after = cell.start >= heading.end
    span = (heading.end, cell.start) if after else (cell.end, heading.start)
    between = bare(tree.text[slice(*span)])
    return "。" in between or len(between) > NEAR // 2


def _behind_paragraphs(tree: Tree, cell: Cell, heading: Heading) -> bool:
    """Whether the day is a paragraph behind other paragraphs: then it is a signature's."""
    if cell.node.block.tag != "p" or heading.end is None or cell.start < heading.end:
        return False
    first, last = tree.piece_at(heading.end) + 1, tree.piece_at(cell.start)
    pieces = map(tree.piece, range(first, last))
    blocks = (piece.node.block for piece in pieces if piece.start >= heading.end)
    return any(block.tag == "p" and block is not cell.node.block for block in blocks)


def _only_labelled(tree: Tree, cells: list[Cell]) -> Cell | None:
    """The one day that the page's main part calls published, however far its title stands."""
    published = [cell for cell in cells if cell.weight is Weight.PUBLISHED and _speaks_of_the_page(tree, cell)]
    return published[0] if published and len({cell.found.value for cell in published}) == 1 else None


def _in_time_tag(tree: Tree) -> tuple[Found, str] | None:
    for node in tree.nodes(TIME_TAGS):
        if node.link is None:
            found = next(full_dates(node.get("datetime") or tree.text[node.start : node.end]), None)
            if found is not None and region_of(node) is None:
                return found, f"{node.tag} 元素"
    return None
