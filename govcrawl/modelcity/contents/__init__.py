"""Planned contents (``content`` of a column), by kind: boards, guides, profiles, texts, trees of disclosure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from govcrawl.modelcity.contents.board import board
from govcrawl.modelcity.contents.guides import guides
from govcrawl.modelcity.contents.note import note
from govcrawl.modelcity.contents.profile import profile
from govcrawl.modelcity.contents.sheets import Content
from govcrawl.modelcity.contents.tree import tree
from govcrawl.modelcity.errors import CityError
from govcrawl.modelcity.model import Column, Site

KINDS: Mapping[str, Callable[[Site, Column, date], Content]] = {
    "board": board,
    "guides": guides,
    "note": note,
    "profile": profile,
    "tree": tree,
}


def content_of(site: Site, column: Column, seen: date) -> Content:
    """What stands in ``column`` and behind it on the day ``seen``; raises :class:`CityError` for an unknown kind."""
    kind = column.content.get("kind", "")
    if kind not in KINDS:
        raise CityError(f"栏目 {column.address} 的 content.kind “{kind}”不是 {'、'.join(KINDS)} 之一")
    return KINDS[kind](site, column, seen)
