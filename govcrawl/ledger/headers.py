"""Finding the header of a sheet: which row it is, which kind of ledger it heads and where each field stands."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from govcrawl.ledger.cells import BLANKS, Raw, as_written
from govcrawl.ledger.kinds import BY_MARK, Kind

_FILE = Path(__file__).with_name("headers.toml")
_FIRST_ROWS = 30
_FEWEST = 2
_ORNAMENT = re.compile(f"[{BLANKS}*﹡★☆]+")
_BRACKET = re.compile(r"[(\[【].*$")


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def last_lines() -> re.Pattern[str]:
    """How a totals row or a signature line begins."""
    return re.compile(_data()["last_lines"]["pattern"])


def closed_words() -> frozenset[str]:
    """The states in which a listed site is no longer one."""
    return frozenset(_data()["closed"]["words"])


def _plain(header: str) -> str:
    return _ORNAMENT.sub("", unicodedata.normalize("NFKC", header)).lower()


@cache
def _names(kind: Kind) -> dict[str, tuple[str, bool]]:
    """Field name, and whether it is our own word for it, by every header that means it."""
    synonyms = _data().get(kind.label, {})
    names = {_plain(other): (field.name, False) for field in kind.fields for other in synonyms.get(field.header, ())}
    return names | {_plain(field.header): (field.name, True) for field in kind.fields}


def _meaning(kind: Kind, header: str) -> tuple[str, bool] | None:
    plain = _plain(header)
    names = _names(kind)
    return names.get(plain) or names.get(_BRACKET.sub("", plain))


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet's header: its line, the place of each field, what is passed over, and which headers contradict."""

    kind: Kind
    line: int
    places: dict[str, int]
    headers: tuple[str, ...]
    unknown: tuple[str, ...]
    doubled: tuple[tuple[str, int], ...]
    closed_place: int | None

    def written(self, name: str) -> str:
        """A field's header as the file has it, else as this program writes it."""
        place = self.places.get(name)
        return self.kind.known[name].header if place is None else self.headers[place]

    @property
    def missing(self) -> tuple[str, ...]:
        """The headers that the file must have and has not."""
        return tuple(
            field.header
            for field in self.kind.fields
            if field.required and not field.absent and field.name not in self.places
        )


def find_layout(lines: Sequence[tuple[int, Sequence[Raw]]]) -> Layout | None:
    """The header among a sheet's first lines, below any title; None where there is none."""
    for line, row in lines[:_FIRST_ROWS]:
        headers = tuple(" ".join(as_written(raw).split()) for raw in row)
        for kind in BY_MARK:
            meanings = [_meaning(kind, header) if header else None for header in headers]
            found = {meaning[0] for meaning in meanings if meaning}
            if kind.mark in found and len(found) >= _FEWEST:
                return _layout(kind, line, headers, meanings)
    return None


def _layout(kind: Kind, line: int, headers: tuple[str, ...], meanings: Sequence[tuple[str, bool] | None]) -> Layout:
    places: dict[str, int] = {}
    doubled: list[tuple[str, int]] = []
    for place, meaning in sorted(enumerate(meanings), key=lambda pair: not (pair[1] and pair[1][1])):
        if meaning is None:
            continue
        name, own = meaning
        if name not in places:
            places[name] = place
        elif own or _plain(headers[places[name]]) != _plain(kind.known[name].header):
            doubled.append((name, place))
    used = set(places.values())
    closed = _closed_place(headers, kind)
    unknown = tuple(h for place, h in enumerate(headers) if h and place not in used and place != closed)
    return Layout(kind, line, places, headers, unknown, tuple(doubled), closed)


def _closed_place(headers: tuple[str, ...], kind: Kind) -> int | None:
    def places() -> Iterator[int]:
        for wanted in _data()["closed"]["headers"]:
            yield from (place for place, header in enumerate(headers) if _plain(header) == wanted)

    return next(places(), None) if kind.label == "网站台账" else None
