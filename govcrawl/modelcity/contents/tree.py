"""The tree of a disclosure page (政府信息公开): leaves two or three levels deep that no menu shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from govcrawl.modelcity.contents.sheets import Content, Sheet, filled
from govcrawl.modelcity.model import Column, Site

DEFAULTS = {"shape": "ul"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A node of the tree: a column that the page links to, with those under it."""

    name: str
    href: str
    children: tuple[Leaf, ...]


def _leaves(site: Site, column: Column) -> tuple[Leaf, ...]:
    return tuple(
        Leaf(child.name, "" if child.source == "void" else child.href, _leaves(site, child))
        for child in site.children(column)
        if child.hidden
    )


def nodes(leaves: tuple[Leaf, ...], link: Callable[[str], str]) -> str:
    """The tree as the flat JSON that zTree reads: ``id``, ``pId``, ``name``, ``url``."""
    rows: list[dict[str, Any]] = []

    def add(leaf: Leaf, parent: int) -> None:
        own = len(rows) + 1
        rows.append({"id": own, "pId": parent, "name": leaf.name, "url": link(leaf.href) if leaf.href else ""})
        for child in leaf.children:
            add(child, own)

    for leaf in leaves:
        add(leaf, 0)
    return json.dumps(rows, ensure_ascii=False)


def tree(site: Site, column: Column, _seen: date) -> Content:
    """The tree of the hidden columns under ``column``."""
    plan = filled(DEFAULTS, column)
    data = {"shape": plan["shape"], "leaves": _leaves(site, column), "nodes": nodes}
    return Content((Sheet(column.href, column.name, "tree", data),))
