"""What sort of page this is, from signs in order."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from govcrawl.extract.articles import Heading, isinstance_full
from govcrawl.extract.cells import Cell
from govcrawl.extract.labels import Weight
from govcrawl.extract.listing import Row
from govcrawl.extract.record import PageKind
from govcrawl.extract.tree import Tree, bare


@dataclass(frozen=True, slots=True)
class Signs:
    """What the rules found so far, by which the kind is told."""

    url: str
    is_home: bool | None
    tags: dict[str, str]
    rows: list[Row]
    cells: list[Cell]
    heading: Heading | None
    redirect: str | None
    sources: tuple[str, ...]
    breadcrumb: tuple[str, ...]
    has_records: bool


def kind_of(tree: Tree, signs: Signs) -> PageKind:
    """The first kind whose rule holds; a page that nothing else fits is an article."""
    for kind, holds in RULES:
        if holds(tree, signs):
            return kind
    return PageKind.ARTICLE


def _is_redirect(tree: Tree, signs: Signs) -> bool:
    return signs.redirect is not None and len(bare(tree.text)) < 400


def _is_home(tree: Tree, signs: Signs) -> bool:
    if signs.is_home is not None:
        return signs.is_home
    parts = urlsplit(signs.url)
    if parts.netloc and parts.path in {"", "/", "/index.html", "/index.htm", "/index.shtml"}:
        return True
    return (
        not signs.url
        and not signs.breadcrumb
        and len(tree.links) > 60
        and not signs.tags.get("ArticleTitle")
        and not signs.tags.get("ColumnName")
        and not _long_text(tree)
    )


def _long_text(tree: Tree) -> int:
    """Letters in paragraphs outside links: running text."""
    return sum(len(piece.text) for piece in tree.pieces if len(piece.text) > 50 and piece.node.link is None)


def _is_article(tree: Tree, signs: Signs) -> bool:
    if signs.has_records:
        return False
    outside = {cell.start for row in signs.rows for cell in row.item.cells}
    labelled = any(
        cell.weight is Weight.PUBLISHED
        and cell.start not in outside
        and isinstance_full(cell)
        and cell.node.link is None
        for cell in signs.cells
    )
    said = bool(signs.tags.get("ArticleTitle"))
    return (labelled or said or _long_text(tree) > 300) and len(signs.rows) < (15 if labelled or said else 3)


def _is_list(tree: Tree, signs: Signs) -> bool:
    return bool(signs.rows) or signs.has_records


def _is_shell(tree: Tree, signs: Signs) -> bool:
    return bool(signs.sources)


RULES = (
    (PageKind.REDIRECT, _is_redirect),
    (PageKind.HOME, _is_home),
    (PageKind.ARTICLE, _is_article),
    (PageKind.LIST, _is_list),
    (PageKind.SHELL, _is_shell),
    (PageKind.LIST, lambda tree, signs: _long_text(tree) < 200),
)
