"""What stands in a list: titles, dates and the order they are shown in."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from govcrawl.modelcity import chance, papers
from govcrawl.modelcity.model import Column, Entry, Site
from govcrawl.vocabulary import Category

FILE = "/uploadfile/{date:%Y/%m%d}/{id}.pdf"
STRIDE = 7  # coprime to the number of topics: a list repeats no topic before all have had their turn
BLOCK = 7
OLD_LOW, OLD_HIGH = 200, 900
WORDS: Mapping[str, Any] = tomllib.loads(files("govcrawl.modelcity").joinpath("words.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Author:
    """Writes the lists of one scenario; ``pages`` is the length of a list in pages."""

    seed: str
    gaps: Mapping[Category, tuple[int, int]]
    pages: int = 2

    def write(self, site: Site, column: Column) -> tuple[Entry, ...]:
        """The column's own rows in the order shown; empty if it has no newest date or no filler."""
        if column.newest is None or not column.filler:
            return ()
        if column.papers:
            return papers.write(site, column, tuple(WORDS["topics"]))
        key = f"{self.seed}|{column.address}"
        total = site.family.per_page * self.pages - chance.number(key, 0, 6)
        days = list(self._days(key, column, total))
        rows = [self._entry(site, column, key, n, day) for n, day in enumerate(days)]
        return tuple(_arranged(rows, key, column))

    def _days(self, key: str, column: Column, total: int) -> Iterator[tuple[date, bool]]:
        newest = column.newest
        assert newest is not None  # noqa: S101 - asked by write
        if column.future:
            yield column.future, False
        for n in range(column.pinned):
            yield newest - timedelta(days=chance.number(f"{key}|old{n}", OLD_LOW, OLD_HIGH)), True
        day = newest
        low, high = self.gaps[column.category]
        for n in range(total):
            yield day, False
            day -= timedelta(days=chance.number(f"{key}|gap{n}", low, high))

    def _entry(self, site: Site, column: Column, key: str, n: int, day: tuple[date, bool]) -> Entry:
        when, pinned = day
        number = column.number * 1000 + 999 - n % 1000
        at = datetime.combine(when, _hour(f"{key}|{n}"))
        form = FILE if column.articles == "file" else site.family.article
        path = form.format(slug=column.slug, number=column.number, id=number, date=when)
        return Entry(_title(site, column, key, n, when), at, path, number, column, pinned)


def _hour(key: str) -> time:
    return time(chance.number(f"{key}|h", 8, 17), chance.number(f"{key}|m", 0, 59))


def _title(site: Site, column: Column, key: str, n: int, day: date) -> str:
    topics, dated = WORDS["topics"], DATED_TITLES.get(column.titles, _never)(n)
    patterns = WORDS["dated"][dated] if dated else WORDS["titles"][column.category.label]
    lag = chance.number(f"{key}|lag{n}", 20, 400) * (-1 if dated == "early" else 1)
    other = day + timedelta(days=lag if dated == "early" else 1 + lag % 20)
    return str(chance.pick(f"{key}|pattern{n}", patterns)).format(
        unit=site.row.unit,
        topic=topics[(chance.number(key, 0, len(topics) - 1) + n * STRIDE) % len(topics)],
        place=chance.pick(f"{key}|place{n}", WORDS["places"]),
        n=n + 1,
        date=f"{other.year}年{other.month}月{other.day}日",
    )


def _never(_n: int) -> str:
    return ""


def _mixed(n: int) -> str:
    return {1: "early", 4: "late"}.get(n % 7, "")


def _early(_n: int) -> str:
    return "early"


def _late(_n: int) -> str:
    return "late"


DATED_TITLES: Mapping[str, Callable[[int], str]] = {"mixed": _mixed, "early": _early, "late": _late}


def _newest_first(rows: Iterable[Entry]) -> list[Entry]:
    return sorted(rows, key=lambda row: (row.at, row.number), reverse=True)


def _arranged(rows: list[Entry], key: str, column: Column) -> list[Entry]:
    """Pinned rows first, the rest newest first; an unsorted list is mixed within blocks of seven."""
    rest = _newest_first(row for row in rows if not row.pinned)
    if column.unsorted:
        blocks = (rest[n : n + BLOCK] for n in range(0, len(rest), BLOCK))
        rest = [row for block in blocks for row in sorted(block, key=lambda row: _mixed_place(key, row))]
    return [*(row for row in rows if row.pinned), *rest]


def _mixed_place(key: str, row: Entry) -> int:
    return chance.number(f"{key}|{row.path}", 0, 9999)


def merged(lists: Iterable[Iterable[Entry]], limit: int) -> tuple[Entry, ...]:
    """The newest rows of several lists as one, newest first."""
    return tuple(_newest_first(row for rows in lists for row in rows if not row.pinned)[:limit])
