"""The categories under which a page shows its items: headings over groups of links, or a column of a table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from govcrawl.extract.regions import OUTSIDE, region_of
from govcrawl.extract.tables import CELL_TAGS
from govcrawl.extract.tree import Node, Tree, bare

HEADING = re.compile(r"^[\u4e00-\u9fff（）()、·]{2,12}[：:]?$")
NO_CATEGORY = re.compile(
    "链接|热门|热点|推荐|最新|常用|公告|通知|新闻|动态|查询|搜索|下载|统计|咨询|投诉|帮助|关注|位置|指南|更多|名称|须知|公示|列表|目录|事项$"
)
COLUMN = re.compile("类别|分类|类型|主题|部门|单位|机构|对象")
MOST_PIECES, MOST_ROWS = 5_000, 500


def read_groups(tree: Tree) -> tuple[str, ...]:
    """The names of the groups of links on the page's main part, in order."""
    return max(tuple(_headings(tree)), tuple(_in_columns(tree)), key=len)


def _headings(tree: Tree) -> Iterator[str]:
    """Short texts outside links, in elements of one tag, each with links in the element right behind it."""
    title = bare(tree.title)
    by_tag: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for index in range(min(len(tree.texts), MOST_PIECES)):
        piece = tree.piece(index)
        name = bare(piece.text)
        if HEADING.match(name) and not NO_CATEGORY.search(name) and name not in title and piece.node.link is None:
            head = _whole(tree, piece.node, name)
            if _leads_on(tree, head) and region_of(head) not in OUTSIDE:
                by_tag[head.tag].setdefault(name.rstrip("：:"))
    yield from max(by_tag.values(), key=len, default={})


def _whole(tree: Tree, node: Node, name: str) -> Node:
    """The largest element that says nothing but a name."""
    while node.parent is not None and bare(tree.text_of(node.parent)) == name:
        node = node.parent
    return node


def _leads_on(tree: Tree, head: Node) -> bool:
    if head.parent is None:
        return False
    behind = next((one for one in tree.children(head.parent) if one.order > head.last), None)
    return behind is not None and behind.tag != "a" and bool(tree.links_in(behind))


def _in_columns(tree: Tree) -> Iterator[str]:
    """The different values of a table's column that is headed as one of categories, in rows that hold links."""
    for table in tree.nodes(frozenset({"table"})):
        orders = islice((n for n in range(table.order, table.last + 1) if tree.tags[n] == "tr"), MOST_ROWS)
        rows = [[one for one in tree.children(tree.node(order)) if one.tag in CELL_TAGS] for order in orders]
        heads = [bare(tree.text_of(cell)) for cell in rows[0]] if rows else []
        column = next((place for place, head in enumerate(heads) if COLUMN.search(head)), None)
        if column is not None and region_of(table) not in OUTSIDE:
            lines = [row for row in rows[1:] if len(row) > column and any(map(tree.links_in, row))]
            yield from dict.fromkeys(name for row in lines if HEADING.match(name := bare(tree.text_of(row[column]))))
