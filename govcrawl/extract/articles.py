"""The title of an article and the day it was published, as shown: a label beats a bare day near the title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from govcrawl.extract.cells import Cell
from govcrawl.extract.dates import Found, full_dates
from govcrawl.extract.labels import Weight
from govcrawl.extract.record import PartialDate
from govcrawl.extract.regions import OUTSIDE, region_of
from govcrawl.extract.tree import Node, Tree, bare, flat

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5"})
TITLE_NAME = re.compile(r"tit|headline|bt(?:$|[^a-z])|(?:^|[^a-z])(?:ucaptitle|bt|subject)", re.I)
CUT = re.compile(r"\s*(?:[-_|—–]{1,3}|::|»|<<|·)\s*")
FAR, NEAR = 400, 200
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
    for node in tree.nodes_of_size(2, 600):
        score = _title_score(tree, node, said, window, dated)
        if score and (best is None or score > best[0]):
            best = (score, node)
    if best is None:
        text = flat(tags.get("ArticleTitle", "")) or CUT.split(tree.title)[0].strip()
        return Heading(text) if text else None
    node = best[1]
    text = tree.text_of(node)
    longer = said and bare(text) != said and bare(text).startswith(said)
    return Heading(flat(tags["ArticleTitle"]) if longer else text, node.start, node.end)


def _title_score(tree: Tree, node: Node, said: str, window: str, dated: list[int]) -> float:
    """How much an element looks like the title: 0 for none; agreement with tag or window weighs most."""
    if node.link is not None or node.tag in {"body", "html"}:
        return 0.0
    text = bare(tree.text[node.start : node.end])
    if not 2 <= len(text) <= 250:
        return 0.0
    shape, agrees = _shape(node), _agreement(text, said, window)
    near = 0.5 if any(0 <= at - node.end <= NEAR or 0 < node.start - at <= NEAR for at in dated) else 0.0
    if not agrees and not (near and shape >= 0.5 and len(text) >= 6) and not (shape >= 1.0 and len(text) >= 5):
        return 0.0
    return agrees + shape + near + min(len(text), 60) / 1000


def _shape(node: Node) -> float:
    heading = 1.0 if node.tag == "h1" else 0.6 if node.tag in HEADINGS else 0.0
    return heading + (0.5 if TITLE_NAME.search(node.names) else 0.0)


def _agreement(text: str, said: str, window: str) -> float:
    """How well a text agrees with the ArticleTitle tag (``said``) and the window's title."""
    score = 3.0 if text == said else 1.5 if len(said) >= 6 and text.startswith(said) else 0.0
    if len(text) >= 4 and window.startswith(text):
        score += 2.0
    if not score and len(text) >= 6 and text in (said or window):
        score = 1.0
    return score


def find_published(tree: Tree, cells: list[Cell], heading: Heading | None) -> tuple[Found, str] | None:
    """The shown day of publication and its label ("" for a bare one); None where the page shows none for sure."""
    usable = [cell for cell in cells if cell.node.link is None and has_year(cell)]
    for rule in (_labelled, _bare_near_title, _only_labelled, _in_time_tag):
        found = rule(tree, usable, heading)
        if found is not None:
            return found
    return None


def has_year(cell: Cell) -> bool:
    """Whether a cell names a day with its year (an impossible one counts: it is then a doubt)."""
    return not isinstance(cell.found.value, PartialDate) and cell.found.days_ago is None


def _labelled(tree: Tree, cells: list[Cell], heading: Heading | None) -> tuple[Found, str] | None:
    """The day behind the strongest label near the title; weak labels count only right at it."""
    for weight in (Weight.PUBLISHED, Weight.TIME, Weight.UPDATED):
        strong = weight is Weight.PUBLISHED
        near = [
            cell
            for cell in cells
            if cell.weight is weight
            and _beside(cell, heading, 3 if strong else 1)
            and _may_tell(tree, cell, heading, strong)
        ]
        if near:
            cell = min(near, key=lambda cell: _distance(cell, heading))
            return cell.found, cell.label
    return None


def _may_tell(tree: Tree, cell: Cell, heading: Heading | None, strong: bool) -> bool:
    """Whether a labelled day stands where an article's does: right at the title, or (published) in the main part."""
    region = region_of(cell.node)
    if region == "footer":
        return False
    return _adjoins(tree, cell, heading) or (strong and region not in OUTSIDE)


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


def _bare_near_title(tree: Tree, cells: list[Cell], heading: Heading | None) -> tuple[Found, str] | None:
    if heading is None or heading.end is None:
        return None
    near = [
        cell
        for cell in cells
        if cell.weight is Weight.NONE
        and _distance(cell, heading) <= NEAR
        and not _running_text(tree, cell, heading)
        and not _behind_paragraphs(tree, cell, heading)
        and region_of(cell.node) not in OUTSIDE
    ]
    after = [cell for cell in near if cell.start >= (heading.end or 0)]
    chosen = min(after or near, key=lambda cell: _distance(cell, heading), default=None)
    return (chosen.found, "标题旁") if chosen else None


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


def _only_labelled(tree: Tree, cells: list[Cell], heading: Heading | None) -> tuple[Found, str] | None:
    """The one day that the page's main part calls published, however far its title stands."""
    published = [cell for cell in cells if cell.weight is Weight.PUBLISHED and region_of(cell.node) not in OUTSIDE]
    if not published or len({cell.found.value for cell in published}) > 1:
        return None
    return published[0].found, published[0].label


def _in_time_tag(tree: Tree, cells: list[Cell], heading: Heading | None) -> tuple[Found, str] | None:
    for node in tree.nodes(TIME_TAGS):
        if node.link is None:
            found = next(full_dates(node.get("datetime") or tree.text[node.start : node.end]), None)
            if found is not None and region_of(node) is None:
                return found, f"{node.tag} 元素"
    return None
