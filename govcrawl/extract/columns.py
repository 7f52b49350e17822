"""The columns of a home page or a site map, two levels deep: navigation, named blocks, items that a script opens."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from govcrawl.extract.addresses import Base, date_in, is_article_address, split
from govcrawl.extract.categories import category_of
from govcrawl.extract.items import MORE
from govcrawl.extract.names import EVENT, is_column_name, is_function, is_topic, plain_name
from govcrawl.extract.record import ColumnLink
from govcrawl.extract.regions import region_of
from govcrawl.extract.tree import Node, Tree, bare
from govcrawl.vocabulary import CategorySource, Relation

NAVIGATION = re.compile(r"nav|menu|daohang|(?:^|[^a-z])(?:dh|topmenu|mainmenu)(?:$|[^a-z])")
HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "dt", "th"})
ONCLICK_URL = re.compile(
    r"['\"]((?:https?://|\.{0,2}/)?[\w\-./:%]+(?:/|\.s?html?|\.jsp|\.aspx|\.do)(?:\?[^'\"]*)?)['\"]"
)
ONCLICK_TAGS = frozenset({"div", "li", "span", "td", "p", "dt", "dd", "h3", "h4"})
HIDING, BOXES = "div[style*='none' i]", frozenset({"div"})
SMALL_BLOCK, MANY_SIBLINGS, LONGEST_HEADING = 60, 8, 24
FEWEST_OF_MENU, LONGEST_OF_MENU = 4, 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may be a column: its name, the element and the address (None where it carries none)."""

    name: str
    node: Node
    url: str | None


def read_columns(
    tree: Tree, base: Base, site_url: str | None, listed: set[Node]
) -> tuple[tuple[ColumnLink, ...], tuple[ColumnLink, ...]]:
    """The site's own columns and the others in page order, each name once; ``listed``: the links of dated entries."""
    host = split(site_url or base.url).hostname or _commonest_host(tree)
    found: dict[str, ColumnLink] = {}
    for candidate in _candidates(tree, base, listed):
        known = found.get(candidate.name)
        if known is None:
            column = _column(tree, candidate, host)
            if column is not None:
                found[candidate.name] = column
        elif known.url is None and candidate.url is not None:
            found[candidate.name] = replace(known, url=candidate.url, relation=_relation(candidate, host))
    own = tuple(column for column in found.values() if column.relation is Relation.OWN)
    return own, tuple(column for column in found.values() if column.relation is not Relation.OWN)


def _commonest_host(tree: Tree) -> str | None:
    hosts = Counter(split(link.get("href")).hostname for link in tree.links if _is_absolute(link.get("href")))
    host, count = hosts.most_common(1)[0] if hosts else (None, 0)
    return host if count >= 3 and count * 3 >= hosts.total() else None


def _is_absolute(href: str) -> bool:
    return href.startswith(("http://", "https://")) and "[" not in href


def _candidates(tree: Tree, base: Base, listed: set[Node]) -> Iterator[Candidate]:
    yield from _from_links(tree, base, listed)
    yield from _beside_more(tree, base)
    yield from _opened_by_script(tree, base)
    yield from _headings(tree)


def _from_links(tree: Tree, base: Base, listed: set[Node]) -> Iterator[Candidate]:
    """Links in navigation; elsewhere only those that are named like a column and do not lead to an article."""
    menus, lists = _siblings(tree)
    hidden = _hidden_boxes(tree)
    lists |= {row.parent for link in listed for row in [_row(link)] if row is not None}
    for link in tree.links:
        name = plain_name(tree.text_of(link) or link.get("title"))
        if name is None or link in listed or _is_hidden(link, hidden) or region_of(link) == "footer":
            continue
        url = base.resolve(link.get("href") or None)
        if _in_navigation(tree, link):
            yield Candidate(name, link, url)
            continue
        place = _place(link)
        if place in lists or _is_article(url) or EVENT.search(name):
            continue
        if is_column_name(name) or (place in menus and len(name) <= LONGEST_OF_MENU):
            yield Candidate(name, link, url)


def _siblings(tree: Tree) -> tuple[set[Node | None], set[Node | None]]:
    """Containers of links by how many of them read like columns.

    Menus: most do, so the others are columns too. Enumerations: many links and most do not (services, departments).
    """
    names: dict[Node | None, list[bool]] = {}
    for link in tree.links:
        name = plain_name(tree.text_of(link))
        if name is not None and not is_function(name):
            names.setdefault(_place(link), []).append(is_column_name(name))
    menus = {place for place, named in names.items() if len(named) >= FEWEST_OF_MENU and sum(named) >= 0.7 * len(named)}
    lists = {place for place, named in names.items() if len(named) >= MANY_SIBLINGS and sum(named) * 2 < len(named)}
    return menus, lists


def _place(link: Node) -> Node | None:
    row = _row(link)
    return row.parent if row else link.parent


def _row(link: Node) -> Node | None:
    at: Node | None = link
    for _ in range(5):
        if at is None:
            return None
        if at.tag in {"li", "tr"}:
            return at
        at = at.parent
    return None


def _is_article(url: str | None) -> bool:
    return url is not None and (is_article_address(url) or date_in(url) is not None)


def _hidden_boxes(tree: Tree) -> list[tuple[Node, bool]]:
    """The elements that their own style hides, and whether each is no drop-down menu: its links are then no columns."""
    boxes = tree.nodes(BOXES) if tree.has(HIDING) else ()
    hidden = (box for box in boxes if "display:none" in box.get("style").replace(" ", "").lower())
    return [(box, not _in_navigation(tree, box)) for box in hidden]


def _is_hidden(link: Node, boxes: list[tuple[Node, bool]]) -> bool:
    """Whether the nearest of the hidden boxes around a link, if there is one, is no drop-down menu."""
    return next((hides for box, hides in reversed(boxes) if box.holds(link)), False)


def _in_navigation(tree: Tree, node: Node) -> bool:
    """Inside an element that is named as navigation and holds no dated entries (then it is the page's content)."""
    passed: list[Node] = []
    at: Node | None = node
    inside = False
    while at is not None and at.tag != "body" and not inside:
        if at in tree.in_menu:
            inside = tree.in_menu[at]
            break
        passed.append(at)
        inside = (at.tag == "nav" or _names_navigation(at.names)) and not tree.count_days(at)
        at = at.parent
    tree.in_menu.update(dict.fromkeys(passed, inside))
    return inside


@lru_cache(maxsize=4096)
def _names_navigation(names: str) -> bool:
    return NAVIGATION.search(names) is not None


def _beside_more(tree: Tree, base: Base) -> Iterator[Candidate]:
    """The name of a block that stands beside its 更多 link; with several names beside it none gets the address."""
    for link in tree.links:
        if not MORE.match(tree.text_of(link) or link.get("title")):
            continue
        names = _names_around(tree, link)
        url = base.resolve(link.get("href") or None) if len(names) == 1 else None
        for name, node in names:
            yield Candidate(name, node, url)


def _names_around(tree: Tree, link: Node) -> list[tuple[str, Node]]:
    at = link.parent
    while at is not None and at.end - at.start <= SMALL_BLOCK:
        pieces = [piece for piece in tree.pieces_in(at) if not link.start <= piece.start < link.end]
        names = [(name, piece.node) for piece in pieces if (name := plain_name(piece.text))]
        if names:
            return names
        at = at.parent
    return []


def _opened_by_script(tree: Tree, base: Base) -> Iterator[Candidate]:
    if not tree.has("[onclick]"):
        return
    for node in map(tree.node, tree.of_size(1, SMALL_BLOCK)):
        if node.tag not in ONCLICK_TAGS:
            continue
        match = ONCLICK_URL.search(node.get("onclick"))
        name = plain_name(tree.text_of(node)) if match else None
        if match and name:
            yield Candidate(name, node, base.resolve(match.group(1)))


def _headings(tree: Tree) -> Iterator[Candidate]:
    """Block names that carry no address at all: they are reported, not followed."""
    for order in tree.of_size(1, LONGEST_HEADING):
        if tree.leads(order) or tree.in_link(order):
            continue
        node = tree.node(order)
        if node.link is not None or tree.count_pieces(node) > 1:
            continue
        name = plain_name(tree.text_of(node))
        if name is None or region_of(node) == "footer":
            continue
        if category_of(name)[1] is not CategorySource.NONE or (node.tag in HEADING_TAGS and is_column_name(name)):
            yield Candidate(name, node, None)


def _column(tree: Tree, candidate: Candidate, host: str | None) -> ColumnLink | None:
    if is_function(candidate.name):
        return None
    relation = _relation(candidate, host)
    if relation is Relation.SUPERIOR and not _is_government(tree, candidate):
        return None
    category, by = category_of(candidate.name)
    parent = _parent_name(tree, candidate.node)
    return ColumnLink(candidate.name, candidate.url, category, by, 2 if parent else 1, parent, relation)


def _relation(candidate: Candidate, host: str | None) -> Relation:
    if is_topic(candidate.name):
        return Relation.TOPIC
    other = split(candidate.url).hostname if candidate.url and _is_absolute(candidate.url) else None
    if other is None or other == host or (host is None and other.endswith(".gov.cn")):
        return Relation.OWN
    return Relation.SUPERIOR


def _is_government(tree: Tree, candidate: Candidate) -> bool:
    """Whether another site's address is a government's, and a place in it or named like a column in the navigation."""
    parts = split(candidate.url or "")
    inside = parts.path.strip("/") != "" or (is_column_name(candidate.name) and _in_navigation(tree, candidate.node))
    return inside and (parts.hostname or "").endswith((".gov.cn", ".政务"))


def _parent_name(tree: Tree, node: Node) -> str | None:
    """The first-level item above an item of nested lists."""
    at, lists = node.parent, 0
    while at is not None:
        if at.tag in {"ul", "ol", "dl"}:
            lists += 1
        elif at.tag == "li" and lists:
            first = next(iter(tree.links_in(at)), None)
            if first is None or first is node or first.order > node.order:
                return None
            return plain_name(bare(tree.text_of(first)))
        at = at.parent
    return None
