"""What a check of the ledger is: a severity, a clause, a sentence and a few lines that find where it applies."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from govcrawl import paths
from govcrawl.extract.addresses import split
from govcrawl.vocabulary import Word

_HERE = Path(__file__).parent
_DIVISIONS = "seeds/tables/divisions.csv"
GOVERNMENT = (".gov.cn", ".政务", ".xn--zfr164b")


class Severity(Word):
    """How much a check weighs, the gravest first."""

    ERROR = "error", "错误"
    WARNING = "warning", "警告"
    NOTE = "note", "提示"


@dataclass(frozen=True)
class SiteView:
    """A site as the checks see it; ``order`` is its number in the annex."""

    order: int
    code: str
    name: str
    unit: str
    printed_url: str
    crawl_url: str
    is_portal: bool
    platform: str | None

    @cached_property
    def host(self) -> str:
        """The printed address's host."""
        return host_of(self.printed_url)

    @property
    def division(self) -> str | None:
        """The division code that the site code begins with; None for ministries."""
        return self.code[:6] if self.code.isdigit() else None

    @property
    def is_government(self) -> bool:
        """Whether the domain is one of the two that government sites may have."""
        return self.host.endswith(GOVERNMENT)

    @property
    def is_number(self) -> bool:
        """Whether the address names a machine by number."""
        try:
            ip_address(self.host)
        except ValueError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column as the checks see it."""

    site_code: str
    url: str
    name: str
    parent: str | None
    exempt_reason: str | None
    exempt_until: date | None


@dataclass(frozen=True, slots=True)
class HomeView:
    """A site's home page at its last successful look: where the answer came from, its title, the code it shows."""

    code: str
    final_url: str
    title: str | None
    shown_code: str | None = None


@dataclass(frozen=True, slots=True)
class ProbeView:
    """A site that, on the last day of probes, never opened by the ledger's address, but by ``url``."""

    code: str
    url: str


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that is checked at once: the ledger or a round's roster, and what the crawl saw of it."""

    sites: tuple[SiteView, ...]
    columns: tuple[ColumnView, ...] = ()
    homes: tuple[HomeView, ...] = ()
    probes: tuple[ProbeView, ...] = ()
    today: date = date.min

    @property
    def portals(self) -> dict[str, list[SiteView]]:
        """The portals by division."""
        found: dict[str, list[SiteView]] = {}
        for site in self.sites:
            if site.is_portal and site.division:
                found.setdefault(site.division, []).append(site)
        return found


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a check applies: the target's number and code (where it is a site), its name, what is seen."""

    order: int | None
    code: str
    name: str
    text: str


def hit(site: SiteView, text: str = "") -> Hit:
    """A hit on a site, told by its printed address unless there is more to say."""
    return Hit(site.order, site.code, site.name, text or site.printed_url)


@dataclass(frozen=True, slots=True)
class Check:
    """One check: ``find`` gives every hit; ``advice`` says what to do about them."""

    id: str
    severity: Severity
    title: str
    clause: str
    advice: str
    find: Callable[[Book], Iterable[Hit]]


def host_of(url: str) -> str:
    """The host of an address, empty where there is none."""
    return split(url).hostname or ""


@cache
def divisions() -> dict[str, tuple[str, str]]:
    """Name and short name of every division that the office knows, by code (GB/T 2260); empty without its table."""
    table = paths.resolve(_DIVISIONS)
    if not table.is_file():
        return {}
    with table.open(encoding="utf-8", newline="") as lines:
        return {row["代码"]: (row["名称"], row["简称"]) for row in csv.DictReader(lines)}


@cache
def customs() -> dict[str, Any]:
    """What host names and names of bodies tell (``hosts.toml``)."""
    return tomllib.loads((_HERE / "hosts.toml").read_text(encoding="utf-8"))
