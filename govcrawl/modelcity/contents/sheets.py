"""What a planned content consists of: pages of its column, pages behind them, files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from govcrawl.modelcity.errors import CityError
from govcrawl.modelcity.model import Column

Plan = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: a template of ``templates/contents`` filled with ``data``; ``at`` is its date if it shows one."""

    path: str
    title: str
    template: str
    data: Plan = field(default_factory=dict)
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A column's content: its own page with further pages of the list, pages that they lead to, files."""

    pages: tuple[Sheet, ...]
    sheets: tuple[Sheet, ...] = ()
    files: tuple[str, ...] = ()


def filled(defaults: Plan, column: Column) -> dict[str, Any]:
    """The column's plan with defaults for what it does not say; raises :class:`CityError` for an unknown key."""
    unknown = set(column.content) - set(defaults) - {"kind"}
    if unknown:
        raise CityError(f"栏目 {column.address} 的 content 有不认识的键：{'、'.join(sorted(unknown))}")
    return {**defaults, **column.content}


def under(column: Column, name: str) -> str:
    """An address under the column's own."""
    folder = column.href.rpartition("/")[0] if "?" not in column.href else f"/{column.slug}"
    return f"{folder}/{name}"


def chunks(things: tuple[Any, ...], size: int) -> list[tuple[Any, ...]]:
    """``things`` in pieces of ``size``; one empty piece if there are none."""
    return [things[n : n + size] for n in range(0, len(things), size)] or [()]


def listed(
    column: Column, template: str, things: tuple[Any, ...], size: int, data: Plan, first: str = ""
) -> tuple[Sheet, ...]:
    """The pages of a list with ``size`` things on each, which link to each other; ``first`` if not the column's own."""
    parts = chunks(things, size)
    paths = [first or column.href, *(under(column, f"p{n}.html") for n in range(2, len(parts) + 1))]
    pager = tuple(enumerate(paths, 1)) if len(paths) > 1 else ()
    return tuple(
        Sheet(path, column.name, template, {**data, "things": part, "pager": pager, "number": number})
        for (number, path), part in zip(enumerate(paths, 1), parts, strict=True)
    )
