"""The city: sites by host name, their lists, and the truth about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from govcrawl.modelcity import accounts, ledger, scenario, told
from govcrawl.modelcity.build import build_sites
from govcrawl.modelcity.entries import Author, merged
from govcrawl.modelcity.errors import CityError
from govcrawl.modelcity.families import DATE_FORMS
from govcrawl.modelcity.model import Account, Column, Entry, Site
from govcrawl.vocabulary import Category

MAX_SCALE = 10
BLOCK_ROWS = 7
BLOCKS = 6
ASIDE_ROWS = 6
YEARLESS_REACH = 240  # days: a home block without years never reaches back into another year's same month


@dataclass(frozen=True, slots=True)
class Block:
    """A block of latest rows of one column on a home page."""

    column: Column
    entries: tuple[Entry, ...]


def can_date(row: Entry, dates: str) -> bool:
    """Whether a visitor can learn the row's date: from a list that writes ``dates``, or from the article."""
    return bool(DATE_FORMS[dates]) or row.column.has_dated_articles


@dataclass(frozen=True)
class City:
    """A whole city on the day of one scenario."""

    ledger: ledger.Ledger
    scenario: scenario.Scenario
    sites: tuple[Site, ...]
    accounts: tuple[Account, ...]
    author: Author
    _written: dict[tuple[str, str], tuple[Entry, ...]] = field(default_factory=dict, repr=False)

    def rows(self, site: Site, column: Column) -> tuple[Entry, ...]:
        """All rows of the column's list in the order shown; a parent shows its children's, a twin the other's."""
        key = (site.row.code, column.address)
        if key not in self._written:
            self._written[key] = self._rows(site, column)
        return self._written[key]

    def _rows(self, site: Site, column: Column) -> tuple[Entry, ...]:
        if column.source == "children":
            limit = site.family.per_page * self.author.pages
            return merged((self.rows(site, child) for child in site.children(column)), limit)
        if column.source == "twin":
            return self.rows(site, next(other for other in site.columns if other.slug == column.twin))
        if column.source in ("own", "iframe", "shell"):
            return told.shown(self.scenario, site, column, self.author.write(site, column))
        return ()

    def last_update(self, site: Site, column: Column) -> date | None:
        """The true last update: the newest date up to the scenario's day that a visitor can learn.

        A parent takes its newest child.
        """
        shown = [column, *site.children(column)]
        return self._newest(row for each in shown for row in self.rows(site, each) if can_date(row, each.dates))

    def home_update(self, site: Site) -> date | None:
        """The newest date that the home page shows; that of all second-level pages for a navigation entrance."""
        if site.home == "entrance":
            return max(filter(None, (self.last_update(site, column) for column in site.columns)), default=None)
        rows = (row for block in self.blocks(site) for row in block.entries)
        return self._newest(row for row in rows if can_date(row, site.home_dates))

    def _newest(self, rows: Iterable[Entry]) -> date | None:
        days = (row.at.date() for row in rows)
        return max((day for day in days if day <= self.scenario.sites_seen), default=None)

    def blocks(self, site: Site) -> tuple[Block, ...]:
        """The blocks of the home page: none on a navigation entrance, its own list on a channel."""
        if site.home == "entrance":
            return ()
        seen = (column for column in site.columns if not column.answer and not column.hidden)
        shown = [column for column in seen if column.source in ("own", "children")]
        if site.is_channel:
            shown = shown[:1]
        blocks = (Block(column, self._block_rows(site, column)) for column in shown)
        return tuple(block for block in blocks if block.entries)[:BLOCKS]

    def _block_rows(self, site: Site, column: Column) -> tuple[Entry, ...]:
        seen = self.scenario.sites_seen
        last = site.home_newest or seen
        rows = [row for row in self.rows(site, column) if row.at.date() <= last]
        if site.home_dates in ("md", "bmd"):
            rows = [row for row in rows if (seen - row.at.date()).days <= YEARLESS_REACH and not row.pinned]
        return tuple(rows[:BLOCK_ROWS])

    def aside(self, site: Site) -> tuple[Entry, ...]:
        """The rows of the sidebar (another list's entries)."""
        news = (self.rows(site, column) for column in site.columns if column.category is Category.NEWS)
        return merged(news, ASIDE_ROWS) if "aside" in site.traits else ()


def load(seeds: Path, name: str, scale: int = 1, on: date | None = None) -> City:
    """The city of the scenario ``name`` from ``seeds`` as on the night ``on`` (its own day if None).

    Raises :class:`CityError`.
    """
    if not 1 <= scale <= MAX_SCALE:
        raise CityError(f"规模 {scale} 不在 1 到 {MAX_SCALE} 之间")
    plan = scenario.read(seeds, name, on)
    structure = scenario.read_structure(seeds, plan.looks)
    rows = ledger.read(scenario.ledger_folder(seeds, name))
    return City(
        ledger=rows,
        scenario=plan,
        sites=build_sites(rows, structure, plan, scale),
        accounts=accounts.build(rows, structure, plan),
        author=Author(plan.name, structure.gaps, pages=2 * scale),
    )
