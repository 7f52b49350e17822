"""Trees of columns (信息公开目录): nested lists of links on a disclosure page, and the same as data in a script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govcrawl.extract.addresses import Base, date_in, is_article_address, is_page_address, normalise_url, split
from govcrawl.extract.categories import category_of
from govcrawl.extract.names import is_function, is_topic, plain_name
from govcrawl.extract.record import ColumnLink
from govcrawl.extract.regions import region_of
from govcrawl.extract.tree import Node, Tree, flat
from govcrawl.vocabulary import Relation

CATALOGUE = re.compile(
    r"(?:政府|政务)?信息公开(?:目录|平台|专栏|网)?|(?:政务|政府)公开|(?:政府)?(?:信息)?公开目录|法定主动公开(?:内容|目录)?|主动公开(?:内容|基本目录|目录)"
)
SITE_MAP = ("网站地图", "站点地图")
LISTS = frozenset({"ul", "ol", "dl"})
ROWS = frozenset({"li", "dd"})
TREE_NAME = re.compile(
    r"tree|mulu|catalog|gkml|fdzdgk|zdgk|accordion|collapse|(?:^|[\s_-])(?:left|side|sub)[\w-]*(?:nav|menu|list)|menu"
)
FEWEST, DEEPEST = 3, 4
NODE = re.compile(r"\{[^{}]{5,600}\}")
NODE_NAME = re.compile(r"['\"]?\b(?:name|title|text|label|columnName|channelName)['\"]?\s*:\s*['\"]([^'\"]{2,60})['\"]")
NODE_URL = re.compile(r"['\"]?\b(?:url|href|link|linkUrl|path|chnlUrl)['\"]?\s*:\s*['\"]([^'\"\s]{1,500})['\"]", re.I)
LONGEST_SCRIPT = 200_000


def is_catalogue(column: str | None) -> bool:
    """Whether a column's name says that its page holds the tree of what is disclosed."""
    return column is not None and CATALOGUE.fullmatch(column) is not None


def site_map_of(tree: Tree, base: Base) -> str | None:
    """Where the page's link to the site map leads; None without one."""
    links = (link for link in tree.links if tree.text_of(link) in SITE_MAP)
    return next((url for link in links if (url := base.resolve(link.get("href")))), None)


def read_tree(tree: Tree, base: Base, site_url: str | None) -> tuple[ColumnLink, ...]:
    """The columns of the page's trees in page order, each address once; ``level`` counts from 2, below the page."""
    host = split(site_url or base.url).hostname
    found: dict[str, ColumnLink] = {}
    own = normalise_url(base.url)
    for column in (*_from_lists(tree, base, host), *_from_scripts(tree, base, host)):
        found.setdefault(normalise_url(column.url or ""), column)
    return tuple(column for url, column in found.items() if url != own)


def _from_lists(tree: Tree, base: Base, host: str | None) -> Iterator[ColumnLink]:
    for link in tree.links:
        box = _tree_around(tree, link)
        if box is None or region_of(link) in {"footer", "header"}:
            continue
        rows = [at for at in _above(link, box) if at.tag in ROWS]
        parent = _heading(tree, rows[1], link) if len(rows) > 1 else None
        level = min(2 + max(0, len(rows) - 1), DEEPEST)
        column = _column(tree.text_of(link) or link.get("title"), base.resolve(link.get("href")), host, level, parent)
        if column is not None:
            yield column


def _tree_around(tree: Tree, link: Node) -> Node | None:
    """The outermost list or element named as a tree around a link that holds a few links and no days."""
    best: Node | None = None
    at = link.parent
    while at is not None and at.tag != "body":
        named = at.tag in LISTS or TREE_NAME.search(at.names) is not None
        if named and not tree.count_days(at) and tree.count_leading(at) >= FEWEST:
            best = at
        at = at.parent
    return best


def _above(node: Node, box: Node) -> Iterator[Node]:
    at = node.parent
    while at is not None and at is not box:
        yield at
        at = at.parent


def _heading(tree: Tree, row: Node, link: Node) -> str | None:
    """What a row of a tree is called: its first words, before the rows inside it."""
    first = next(iter(tree.pieces_in(row)), None)
    return plain_name(flat(first.text)) if first is not None and first.start < link.start else None


def _from_scripts(tree: Tree, base: Base, host: str | None) -> Iterator[ColumnLink]:
    for source, _ in tree.scripts:
        for node in NODE.finditer(source[:LONGEST_SCRIPT]):
            name, url = NODE_NAME.search(node.group()), NODE_URL.search(node.group())
            if name and url:
                column = _column(name.group(1), base.resolve(url.group(1)), host, 3, None)
                if column is not None:
                    yield column


def _column(text: str, url: str | None, host: str | None, level: int, parent: str | None) -> ColumnLink | None:
    """A column of the site's own; None for functions, topics, other hosts, documents and files."""
    name = plain_name(text)
    if name is None or url is None or is_function(name) or is_topic(name):
        return None
    if split(url).hostname != host or not is_page_address(url) or is_article_address(url) or date_in(url):
        return None
    category, by = category_of(name)
    return ColumnLink(name, url, category, by, level, parent, Relation.OWN)
