"""The list of a page: repeated items are grouped by where they stand; the group that is the column's own is chosen."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from govcrawl.extract.cells import Cell
from govcrawl.extract.items import CARD_HEADINGS, MORE, ROWS, Item, best_cell, title_of
from govcrawl.extract.names import is_column_name
from govcrawl.extract.regions import region_of
from govcrawl.extract.tree import Node, Tree, bare, flat

PINNED_WORD = re.compile(r"置顶|固顶|\[顶\]|【顶】|\[top\]", re.I)
PINNED_NAMES = ("zhiding", "istop", "is-top", "totop", "toptag", "icon-top", "settop", "sticky")
PINNED_NAME = re.compile(rf"(?:^|[^a-z])(?:{'|'.join(PINNED_NAMES)})(?:$|[^a-z])")
OTHERS = re.compile(
    r"相关(?:阅读|新闻|信息|链接|文章|文件|解读|推荐|报道)|推荐(?:阅读|信息|新闻)|热点|热门|排行|点击榜|猜你|延伸阅读"
)
SAYS_EMPTY = re.compile(
    r"暂无(?:相关)?(?:信息|数据|内容|记录|文章)|(?:没有|无)(?:找到)?(?:相关|任何|符合条件的)(?:信息|数据|内容|记录)|暂无$"
)
LONGEST_EMPTY, LONGEST_NAME, LONGEST_ARROW = 30, 30, 6
PATH_ARROW = re.compile(r"[>＞»›→/]\s*$")
NEWEST = re.compile(r"最新(?:信息|文章|更新|发布|动态|公开)")
LINES = frozenset({"li", "tr", "dd", "dt"})
PAGER_WORD = re.compile(r"^(?:上一?页|下一?页|首页|尾页|末页|更多|\d+)$")
SHORTEST_UNDATED, MEAN_UNDATED, FEWEST_UNDATED = 5, 8, 2
MOST_INSIDE, MOST_PINNED, FEWEST_TO_TELL = 30, 8, 3
OUTSIDE_WEIGHT, OTHERS_WEIGHT, NEWEST_WEIGHT = 0.2, 0.1, 0.25
WEAK = {"footer": 0.05, "related": 0.1, "navigation": 0.2, "side": 0.2, "header": 0.2, None: 1.0}


@dataclass(slots=True)
class Row:
    """One line of a list: its item, title and deciding day (None: no day, or days that contradict each other)."""

    item: Item
    title: str
    cell: Cell | None
    torn: bool = False
    pinned: bool = False


@dataclass(slots=True)
class Group:
    """Rows that stand in the same kind of place, and how much they look like the page's own list."""

    key: str
    rows: list[Row] = field(default_factory=list)
    weight: float = 1.0
    score: float = 0.0
    heading: str = ""


def rows_of(tree: Tree, items: list[Item]) -> list[Row]:
    """Items with a title of at least two letters, each with its deciding day."""
    rows: list[Row] = []
    for item in items:
        cell, torn = best_cell(item)
        title = title_of(tree, item)
        if len(bare(title)) >= 2 and (cell is not None or torn):
            rows.append(Row(item, title, cell, torn, _pinned(tree, item, len(rows) < MOST_PINNED)))
    return rows


def _pinned(tree: Tree, item: Item, by_name: bool) -> bool:
    """Whether the item says that it is pinned, in words or (looked for on the first items only) by a class."""
    node = item.node
    if node.end - node.start > 1000:
        return False
    text = tree.text[node.start : node.end]
    if ("顶" in text or "top" in text.lower()) and PINNED_WORD.search(text):
        return True
    return by_name and any(map(_names_pinned, tree.names_in(node, MOST_INSIDE)))


@lru_cache(maxsize=4096)
def _names_pinned(names: str) -> bool:
    return PINNED_NAME.search(names) is not None


def group(tree: Tree, rows: list[Row]) -> list[Group]:
    """Rows by the path of their container, the best group first."""
    groups: dict[str, Group] = {}
    paths: dict[Node | None, str] = {}
    for row in rows:
        key = f"{_path(container(tree, row.item), paths)}/{row.item.node.tag}"
        if key not in groups:
            groups[key] = Group(key)
        groups[key].rows.append(row)
    for each in groups.values():
        place = container(tree, each.rows[0].item)
        each.weight = _weight(tree, place)
        each.heading = block_name(tree, place) if place is not None else ""
        each.score = each.weight * sum(map(_substance, each.rows))
    return sorted(groups.values(), key=lambda each: -each.score)


def container(tree: Tree, item: Item) -> Node | None:
    """The element that repeats the item's kind."""
    node = item.node
    if item.link is None or node.tag in ROWS or tree.count_days(node) <= 1 or tree.count_leading(node) <= 1:
        return node.parent
    return node


def _path(node: Node | None, known: dict[Node | None, str]) -> str:
    if node is None:
        return ""
    path = known.get(node)
    if path is None:
        path = known[node] = f"{_path_up(node)}{node.tag}.{node.get('class')}"
    return path


def _path_up(node: Node) -> str:
    parts: list[str] = []
    at = node.parent
    while at is not None and len(parts) < 6:
        parts.append(f"{at.tag}.{at.get('class')}/")
        at = at.parent
    return "".join(reversed(parts))


def _weight(tree: Tree, place: Node | None) -> float:
    """How much a group's place is the page's main part."""
    weight = WEAK[region_of(place) if place else None]
    heading = heading_before(tree, place) if place is not None else ""
    if OTHERS.search(heading):
        return min(weight, OTHERS_WEIGHT)
    return min(weight, NEWEST_WEIGHT) if NEWEST.search(heading) else weight


def _substance(row: Row) -> float:
    return 1 + min(len(row.title), 30) / 30 + (row.item.link is not None)


def heading_before(tree: Tree, node: Node) -> str:
    """The short text right before an element, where a block's name is; links other than 更多 end it."""
    index = bisect_left(tree.starts, node.start)
    words: list[str] = []
    for piece in map(tree.piece, range(index - 1, max(-1, index - 4), -1)):
        if len(piece.text) >= 30 or (piece.node.link is not None and not MORE.match(piece.text)):
            break
        words.append(piece.text)
    return flat(" ".join(reversed(words)))


def block_name(tree: Tree, node: Node) -> str:
    """The words right before an element, 更多 aside; a link only in a heading: elsewhere it is a menu's last item.

    The last level of a path keeps its arrow (>通知公告): it names the page, not a block.
    """
    for index in range(bisect_left(tree.starts, node.start) - 1, -1, -1):
        piece = tree.piece(index)
        if not MORE.match(piece.text):
            named = piece.node.link is None or piece.node.block.tag in CARD_HEADINGS
            arrow = PATH_ARROW.search(tree.text[max(0, piece.start - LONGEST_ARROW) : piece.start])
            words = bare(piece.text) if named and len(piece.text) < LONGEST_NAME else ""
            return ">" + words if arrow and words else words
    return ""


def main_rows(tree: Tree, groups: list[Group], column: str) -> list[Row]:
    """The rows of the column's own list: the best group and its likes under other parents, in page order."""
    groups = _of_column(tree, groups, bare(column))
    if not groups:
        return []
    best = groups[0]
    kind = _kind(best)
    alike = [each for each in groups if each is best or (_kind(each) == kind and each.score > 0.3 * len(each.rows))]
    rows = [row for each in alike for row in each.rows]
    rows.sort(key=lambda row: row.item.position)
    _mark_pinned(rows)
    return rows


def _of_column(tree: Tree, groups: list[Group], column: str) -> list[Group]:
    """The groups that may be the column's list: in the main part, or right below the column's name.

    Where a block with that name holds a list, or says that it has none, blocks named like other columns are theirs.
    """
    below = [each for each in groups if column and each.heading.lstrip(">") == column]
    main = below if below and below[0].weight <= OUTSIDE_WEIGHT else [g for g in groups if g.weight > OUTSIDE_WEIGHT]
    if not any(each.heading == column for each in below) and not (main and _says_empty_below(tree, column)):
        return main
    return [each for each in main if each in below or not is_column_name(each.heading)]


def _says_empty_below(tree: Tree, column: str) -> bool:
    """Whether the block with the column's name says that it holds nothing (暂无信息)."""
    lines = (piece for piece in tree.pieces_with("暂无", "没有", "无") if len(piece.text) <= LONGEST_EMPTY)
    return bool(column) and any(
        SAYS_EMPTY.search(line.text) and block_name(tree, line.node).lstrip(">") == column for line in lines
    )


def _mark_pinned(rows: list[Row]) -> None:
    """Leading rows that are older than the falling run behind them are pinned, though nothing says so."""
    days = [row.cell.found.value for row in rows if row.cell and isinstance(row.cell.found.value, date)]
    if len(days) < len(rows) or len(days) < FEWEST_TO_TELL:
        return
    start = _falling_from(days)
    if 0 < start <= MOST_PINNED and start < len(days) - 1 and max(days[:start]) < days[start + 1]:
        for row in rows[:start]:
            row.pinned = True


def _falling_from(days: list[date]) -> int:
    """Where the falling run that ends the list begins."""
    at = len(days) - 1
    while at > 0 and days[at - 1] >= days[at]:
        at -= 1
    return at


def with_undated(tree: Tree, rows: list[Row]) -> list[Row]:
    """The rows with the undated lines of the same lists among them (a NEW badge in place of the day)."""
    dated = {row.item.node for row in rows}
    places = dict.fromkeys(row.item.node.parent for row in rows if row.item.node.tag in LINES)
    missing = [row for place in places if place is not None for row in _undated_lines(tree, place, dated)]
    return sorted([*rows, *missing], key=lambda row: row.item.position) if missing else rows


def _undated_lines(tree: Tree, place: Node, dated: set[Node]) -> list[Row]:
    lines: dict[Node, list[Node]] = {}
    for link in tree.links_in(place):
        line = _line(link, place)
        if line is not None and line not in dated:
            lines.setdefault(line, []).append(link)
    rows = []
    for line, links in lines.items():
        item = Item(line, max(links, key=lambda link: link.end - link.start))
        title = title_of(tree, item)
        if len(bare(title)) >= SHORTEST_UNDATED and not PAGER_WORD.search(title):
            rows.append(Row(item, title, None))
    return rows


def _line(link: Node, place: Node) -> Node | None:
    at: Node | None = link
    while at is not None and at.parent is not place:
        at = at.parent
    return at if at is not None and at.tag in LINES else None


def undated_list(tree: Tree, dated: list[Group]) -> list[Row]:
    """The longest run of linked lines without days in the page's main part; ``dated`` are the lists that have some."""
    others = {row.item.node.parent for each in dated for row in each.rows}
    groups: dict[Node, list[Row]] = {}
    for link in tree.links:
        line = link.parent
        while line is not None and line.tag not in LINES:
            line = line.parent
        if line is None or line.parent is None or line.parent in groups:
            continue
        aside = line.parent in others or region_of(line.parent) or OTHERS.search(heading_before(tree, line.parent))
        groups[line.parent] = [] if aside else _undated_lines(tree, line.parent, set())
    best = max(groups.values(), key=len, default=[])
    letters = sum(len(row.title) for row in best)
    return best if len(best) >= FEWEST_UNDATED and letters >= MEAN_UNDATED * len(best) else []


def all_rows(groups: list[Group]) -> list[Row]:
    """The rows of every block in page order: on a home page each block counts."""
    rows = [row for each in groups for row in each.rows]
    return sorted(rows, key=lambda row: row.item.position)


def _kind(each: Group) -> tuple[str, ...]:
    return tuple(re.sub(r"\d+", "", each.key).split("/")[-3:])
