"""The title of an article and the day it was published, as shown on the page: a label beats a bare day near the title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from govcrawl.extract.cells import Cell
from govcrawl.extract.dates import Found, full_dates
from govcrawl.extract.labels import Weight, label_before
from govcrawl.extract.record import PartialDate
from govcrawl.extract.regions import region_of
from govcrawl.extract.tree import Node, Tree, bare, flat

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5"})
TITLE_NAME = re.compile(r"tit|headline|bt(?:$|[^a-z])|(?:^|[^a-z])(?:ucaptitle|bt|subject)", re.I)
CUT = re.compile(r"\s*(?:[-_|—–]{1,3}|::|»|<<|·)\s*")
FAR = 400
TIME_TAGS = frozenset({"time", "publishtime", "pubtime"})
SHORT_SCRIPT = 600


@dataclass(frozen=True, slots=True)
class Heading:
    """A title and where it stands in the page's text; ``end`` is None where only a tag or the window title says it."""

    text: str
    start: int | None = None
    end: int | None = None


def find_title(tree: Tree, tags: dict[str, str]) -> Heading | None:
    """The article's title: the visible element that agrees with the tag or the window's title, else those themselves."""
    said = bare(tags.get("ArticleTitle", ""))
    window = bare(tree.title)
    best: tuple[float, Node] | None = None
    for node in tree.nodes:
        score = _title_score(tree, node, said, window)
        if score and (best is None or score > best[0]):
            best = (score, node)
    if best is not None:
        node = best[1]
        return Heading(tree.text_of(node), node.start, node.end)
    text = flat(tags.get("ArticleTitle", "")) or CUT.split(tree.title)[0].strip()
    return Heading(text) if text else None


def _title_score(tree: Tree, node: Node, said: str, window: str) -> float:
    size = node.end - node.start
    if not 2 <= size <= 400 or node.link is not None or node.tag in {"body", "html"}:
        return 0.0
    heading, named = node.tag in HEADINGS, bool(TITLE_NAME.search(node.names))
    text = bare(tree.text[node.start : node.end])
    if not 2 <= len(text) <= 200:
        return 0.0
    agrees = (3.0 if text == said else 0.0) + (2.0 if len(text) >= 4 and window.startswith(text) else 0.0)
    if not agrees and len(text) >= 6 and text in (said or window):
        agrees = 1.0
    shape = (1.0 if node.tag == "h1" else 0.6 if heading else 0.0) + (0.5 if named else 0.0)
    if not agrees and (shape < 1.0 or len(text) < 5):
        return 0.0
    return agrees + shape + min(len(text), 60) / 1000


def find_published(tree: Tree, cells: list[Cell], heading: Heading | None) -> tuple[Found, str] | None:
    """The shown day of publication and its label ("" for a bare one); None where the page shows none for sure."""
    usable = [
        cell
        for cell in cells
        if cell.node.link is None
        and isinstance_full(cell)
        and region_of(cell.node) not in {"footer", "navigation", "related"}
    ]
    for rule in (_labelled, _scripted, _bare_near_title, _in_time_tag):
        found = rule(tree, usable, heading)
        if found is not None:
            return found
    return None


def isinstance_full(cell: Cell) -> bool:
    """Whether a cell names a day with its year (an impossible one counts: it is then a doubt)."""
    return not isinstance(cell.found.value, PartialDate) and cell.found.days_ago is None


def _labelled(tree: Tree, cells: list[Cell], heading: Heading | None) -> tuple[Found, str] | None:
    for weights in ({Weight.PUBLISHED}, {Weight.TIME}, {Weight.UPDATED}):
        near = [
            cell
            for cell in cells
            if cell.weight in weights and _beside(cell, heading, 3 if Weight.PUBLISHED in weights else 1)
        ]
        if near:
            cell = min(near, key=lambda cell: _distance(cell, heading))
            return cell.found, cell.label
    return None


def _beside(cell: Cell, heading: Heading | None, times: int) -> bool:
    return heading is None or heading.end is None or _distance(cell, heading) <= FAR * times


def _distance(cell: Cell, heading: Heading | None) -> int:
    if heading is None or heading.start is None or heading.end is None:
        return 0
    return cell.start - heading.end if cell.start >= heading.end else heading.start - cell.end


def _scripted(tree: Tree, cells: list[Cell], heading: Heading | None) -> tuple[Found, str] | None:
    """A day that a short script writes behind a label: ``发布时间：<script>var d='2017年06月15日'…``."""
    for source, node in tree.scripts:
        if not source or len(source) > SHORT_SCRIPT:
            continue
        label = label_before(tree.text[max(0, node.start - 24) : node.start])
        if label and label[1] in {Weight.PUBLISHED, Weight.TIME}:
            found = next(full_dates(source), None)
            if found is not None:
                return found, f"{label[0]}·脚本"
    return None


def _bare_near_title(tree: Tree, cells: list[Cell], heading: Heading | None) -> tuple[Found, str] | None:
    if heading is None or heading.end is None:
        return None
    near = [cell for cell in cells if cell.weight is Weight.NONE and _distance(cell, heading) <= FAR // 2]
    after = [cell for cell in near if cell.start >= (heading.end or 0)]
    chosen = min(after or near, key=lambda cell: _distance(cell, heading), default=None)
    return (chosen.found, "标题旁") if chosen else None


def _in_time_tag(tree: Tree, cells: list[Cell], heading: Heading | None) -> tuple[Found, str] | None:
    for node in tree.nodes:
        if node.tag in TIME_TAGS and node.link is None:
            found = next(full_dates(node.get("datetime") or tree.text[node.start : node.end]), None)
            if found is not None and region_of(node) is None:
                return found, f"{node.tag} 元素"
    return None
