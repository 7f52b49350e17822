"""A scenario in several files: the parts in its folder (``*.toml`` beside the ledger) read as one plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from govcrawl.modelcity.errors import CityError

ROUND = "round.toml"
LISTS = frozenset(
    {"site", "column", "added", "account", "veto", "truth", "measured", "page", "piece", "entry", "survey"}
)
KEYS = {
    "page": frozenset(
        {"at", "status", "refusal", "location", "title", "text", "type", "size", "head", "delay", "nights"}
    ),
    "piece": frozenset({"site", "on", "html", "links"}),
    "entry": frozenset(
        {"site", "column", "title", "date", "text", "appears", "gone", "number", "path_date", "pinned", "published"}
    ),
    "survey": frozenset({"site", "column", "opened", "days", "answered", "by", "same_page"}),
}
TABLES = frozenset({"look", "only", "usual"})


def files(folder: Path) -> list[Path]:
    """The parts in ``folder``, in the order of their names; none where there is no such folder."""
    return sorted(path for path in folder.glob("*.toml") if path.name != ROUND)


def add(plan: dict[str, Any], part: Mapping[str, Any], place: Path) -> dict[str, Any]:
    """``plan`` with a part's lists added at the end and its tables added; raises :class:`CityError`."""
    unknown = set(part) - LISTS - TABLES
    if unknown:
        raise CityError(f"{place} 有不认识的键：{'、'.join(sorted(unknown))}")
    lists = {key: [*plan.get(key, ()), *part[key]] for key in LISTS & set(part)}
    tables = {key: joined([plan.get(key, {}), part[key]], str(place)) for key in TABLES & set(part)}
    return {**plan, **lists, **tables}


def checked(plan: dict[str, Any], place: Path) -> dict[str, Any]:
    """``plan`` if its added pages, pieces, entries and surveys have no unknown key; raises :class:`CityError`."""
    for name, known in KEYS.items():
        unknown = {key for table in plan.get(name, ()) for key in table} - known
        if unknown:
            raise CityError(f"{place} 的 [[{name}]] 有不认识的键：{'、'.join(sorted(unknown))}")
    return plan


def joined(changes: Iterable[Mapping[str, Any]], what: str) -> dict[str, Any]:
    """Changes of one thing as one; raises :class:`CityError` where two of them say the same key."""
    whole: dict[str, Any] = {}
    for change in changes:
        twice = set(whole) & set(change)
        if twice:
            raise CityError(f"{what} 重复说明：{'、'.join(sorted(twice))}")
        whole.update(change)
    return whole
