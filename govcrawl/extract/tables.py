"""Tables with a header row: the header says which of a row's days is the day of publication (not 成文日期)."""

from __future__ import annotations

from govcrawl.extract.cells import Cell
from govcrawl.extract.items import Item
from govcrawl.extract.labels import Weight, label_before
from govcrawl.extract.tree import Node, Tree

CELL_TAGS = frozenset({"td", "th"})


def weigh_by_header(tree: Tree, items: list[Item]) -> None:
    """Give the days of table rows the weight of their column's header, where the table has one."""
    headers: dict[Node, list[str]] = {}
    for item in items:
        if item.node.tag != "tr" or item.node.parent is None:
            continue
        table = item.node.parent
        if table not in headers:
            headers[table] = _header(tree, table)
        for cell in item.cells:
            _weigh(tree, cell, item.node, headers[table])


def _header(tree: Tree, body: Node) -> list[str]:
    """The texts of the header row: in the body's first rows or in the table's head; empty where there is none."""
    heads = _children(tree, body.parent, {"thead"}) if body.tag == "tbody" and body.parent else []
    for rows in (*heads, body):
        for row in _children(tree, rows, {"tr"})[:3]:
            words = [tree.text_of(cell) for cell in _children(tree, row, CELL_TAGS)]
            if not tree.count_days(row) and any("日期" in word or "时间" in word for word in words):
                return words
    return []


def _children(tree: Tree, node: Node, tags: frozenset[str] | set[str]) -> list[Node]:
    return [inner for inner in tree.children(node) if inner.tag in tags]


def _weigh(tree: Tree, cell: Cell, row: Node, header: list[str]) -> None:
    if cell.weight is not Weight.NONE or not header:
        return
    for word, column in zip(header, _children(tree, row, CELL_TAGS), strict=False):
        if column.holds(cell.node):
            label = label_before(word + "：")
            if label is not None:
                cell.label, cell.weight = label
            return
