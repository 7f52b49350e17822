"""Scenarios (场景): what the city looked like on its day, read from TOML."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, cast

from govcrawl.modelcity import parts, surveys
from govcrawl.modelcity.errors import CityError
from govcrawl.modelcity.model import Note
from govcrawl.vocabulary import Category

Table = Mapping[str, Any]
Range = tuple[int, int]
FOLDER = "modelcity"
STRUCTURE = "structure"
NOTE_KEYS = ("fault", "trap", "why", "expect")


def codes(table: Table) -> tuple[str, ...]:
    """The codes of the site or the several sites that a table of a scenario is about."""
    site = table["site"]
    return tuple(map(str, site)) if isinstance(site, list) else (str(site),)


def full_slug(table: Table) -> str:
    """The slug of a planned column with those above it."""
    return f"{table['under']}/{table['slug']}" if "under" in table else str(table["slug"])


@dataclass(frozen=True, slots=True)
class Structure:
    """What both scenarios share: layouts, the look of each site, forms of account pages."""

    layouts: Mapping[str, list[Table]]
    gaps: Mapping[Category, Range]
    sites: Mapping[str, Table]
    columns: tuple[Table, ...]
    forms: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario: its days, ages of what nobody changed, what was changed, and why.

    ``served`` is the night on which the city is looked at, ``only`` tells by indicator the first figures of the codes
    of the sites that it is told of, ``usual`` what is expected of them where nothing was planted.
    """

    name: str
    title: str
    sites_seen: date
    accounts_seen: date
    ages: Mapping[Category, Range]
    account_ages: Range
    sites: Mapping[str, Table]
    columns: Mapping[tuple[str, str], Table]
    added: tuple[Table, ...]
    accounts: Mapping[str, Table]
    vetoes: tuple[Table, ...]
    notes: tuple[Note, ...]
    looks: Mapping[str, Table]
    measured: tuple[str, ...]
    truths: tuple[Table, ...]
    served: date
    pages: tuple[Table, ...] = ()
    pieces: tuple[Table, ...] = ()
    entries: tuple[Table, ...] = ()
    only: Mapping[str, list[str]] = field(default_factory=dict)
    usual: Mapping[str, list[str]] = field(default_factory=dict)

    def asks(self, code: str, indicator: str) -> bool:
        """Whether the scenario tells anything of the indicator on the site with this code."""
        return code.startswith(tuple(self.only.get(indicator, ("",))))


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CityError(f"找不到 {path}：请用 --seeds 指明台账和场景所在的目录") from error
    except tomllib.TOMLDecodeError as error:
        raise CityError(f"{path} 不是正确的 TOML：{error}") from error


def names(seeds: Path) -> list[str]:
    """The scenarios there are in the folder ``seeds``."""
    return sorted(path.stem for path in (seeds / FOLDER).glob("*.toml"))


def ledger_folder(seeds: Path, name: str) -> Path:
    """Where the ledger of the scenario ``name`` stands: in a folder of its name, else the one that all share."""
    own = seeds / FOLDER / name
    return own if own.is_dir() else seeds


def _ranges(table: Mapping[str, list[int]]) -> dict[Category, Range]:
    return {Category.from_label(label): (low, high) for label, (low, high) in table.items()}


def read_structure(seeds: Path, looks: Mapping[str, Table]) -> Structure:
    """The structure in ``seeds/modelcity/structure`` with a scenario's own ``looks``; raises :class:`CityError`."""
    folder = seeds / FOLDER / STRUCTURE
    layouts, sites, accounts = (_load(folder / f"{stem}.toml") for stem in ("layouts", "sites", "accounts"))
    return Structure(
        layouts=layouts["layouts"],
        gaps=_ranges(layouts["gaps"]),
        sites={**sites["sites"], **looks},
        columns=tuple(sites.get("columns", ())),
        forms=tuple(accounts["forms"]),
    )


def _note(target: str, address: str, table: Table) -> Note | None:
    for planted in ("fault", "trap"):
        if planted in table:
            return Note(target, address, planted, table[planted], table.get("why", ""), tuple(table.get("expect", ())))
    return None


def _bare(table: Table, *dropped: str) -> Table:
    return {key: value for key, value in table.items() if key not in (*NOTE_KEYS, *dropped)}


def _notes(data: Mapping[str, Any]) -> tuple[Note, ...]:
    found = [_note(str(table["code"]), "", table) for table in data.get("site", ())]
    found += [_note(str(table["site"]), table["address"], table) for table in data.get("column", ())]
    found += [_note(code, full_slug(table), table) for table in data.get("added", ()) for code in codes(table)]
    found += [_note(table["number"], "", table) for table in data.get("account", ())]
    return tuple(note for note in found if note is not None)


def _by(tables: Iterable[Table], *names: str) -> dict[Any, Table]:
    """Changes by what they change, told by ``names``; those of one thing joined."""
    changes: dict[Any, list[Table]] = defaultdict(list)
    for table in tables:
        changes[tuple(str(table[name]) for name in names)].append(_bare(table, *names))
    whole = {key: parts.joined(several, "、".join(key)) for key, several in changes.items()}
    return {key[0] if len(names) == 1 else key: table for key, table in whole.items()}


def _plan(seeds: Path, name: str) -> dict[str, Any]:
    """The scenario's file with the parts in its folder."""
    whole = seeds / FOLDER / f"{name}.toml"
    plan = parts.checked(_load(whole), whole)
    for path in parts.files(seeds / FOLDER / name):
        plan = parts.add(plan, parts.checked(_load(path), path), path)
    return plan


def _nights(data: Mapping[str, Any]) -> list[date]:
    return list(data.get("nights", [data["sites_seen"]]))


def nights(seeds: Path, name: str) -> list[date]:
    """The nights on which the scenario ``name`` can be looked at: the sites' day, and others if it tells any."""
    return _nights(_known(seeds, name))


def _served(data: Mapping[str, Any], on: date | None) -> date:
    if on is None:
        return cast(date, data["sites_seen"])
    if on not in _nights(data):
        raise CityError(f"这个场景没有 {on} 这一夜，可用的日期：{'、'.join(map(str, _nights(data)))}")
    return on


def _known(seeds: Path, name: str) -> dict[str, Any]:
    known = names(seeds)
    if name not in known:
        raise CityError(f"没有场景“{name}”，可用的场景：{'、'.join(known) or f'（{seeds / FOLDER} 下没有）'}")
    return _plan(seeds, name)


def read(seeds: Path, name: str, on: date | None = None) -> Scenario:
    """The scenario ``name`` as on the night ``on`` (its own day if None).

    Raises :class:`CityError` that lists the scenarios there are.
    """
    data = _known(seeds, name)
    return Scenario(
        name=name,
        title=data["title"],
        sites_seen=data["sites_seen"],
        accounts_seen=data["accounts_seen"],
        ages=_ranges(data["ages"]),
        account_ages=(data["account_ages"][0], data["account_ages"][1]),
        sites=_by(data.get("site", ()), "code"),
        columns=_by(data.get("column", ()), "site", "address"),
        added=tuple(_bare(table) for table in data.get("added", ())),
        accounts=_by(data.get("account", ()), "number"),
        vetoes=tuple(data.get("veto", ())),
        notes=_notes(data),
        looks=data.get("look", {}),
        measured=tuple(data.get("measured", ())),
        truths=tuple(data.get("truth", ())),
        served=_served(data, on),
        pages=tuple(data.get("page", ())),
        pieces=tuple(data.get("piece", ())),
        entries=(*data.get("entry", ()), *surveys.entries(data.get("survey", ()))),
        only=data.get("only", {}),
        usual=data.get("usual", {}),
    )
