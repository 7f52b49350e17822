"""Pieces of pages that a scenario adds: rows of links, pictures, search boxes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from govcrawl.modelcity.model import Site
from govcrawl.modelcity.scenario import Table
from govcrawl.modelcity.searchbox import box

EVERYWHERE = "*"
LINK = Markup('<li><a href="{}" target="_blank">{}</a></li>')
LINKS = Markup('<div class="quick"><ul>{}</ul></div>')


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of HTML in its ``place``: ``top`` (before the page's own content) or ``main`` (after it)."""

    place: str
    html: Markup


def as_html(texts: Iterable[str]) -> list[str]:
    """Paragraphs for a template: those that begin with ``<`` are HTML already."""
    return [Markup(text) if text.startswith("<") else text for text in texts]  # noqa: S704 - the scenario's own text


def _links(links: Iterable[tuple[str, str]]) -> Markup:
    items = Markup("").join(LINK.format(href, name) for name, href in links)
    return LINKS.format(items) if items else Markup("")


def _stands(table: Table, site: Site, path: str) -> bool:
    homes = (site.root, *site.family.home)
    on = table["on"]
    return str(table["site"]) == site.row.code and (on in (EVERYWHERE, path) or (on == "/" and path in homes))


def shown(tables: Iterable[Table], site: Site, path: str) -> tuple[Piece, ...]:
    """The pieces of the page of ``site`` at ``path``, its search box first."""
    told = (
        Piece("main", Markup(table.get("html", "")) + _links(table.get("links", {}).items()))  # noqa: S704 - as above
        for table in tables
        if _stands(table, site, path)
    )
    search = box(site)
    return (Piece("top", search), *told) if search else tuple(told)
