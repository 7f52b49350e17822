"""From ledger, structure and scenario to planned sites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

from govcrawl.modelcity import chance, papers, searchbox
from govcrawl.modelcity.contents import content_of
from govcrawl.modelcity.errors import CityError
from govcrawl.modelcity.families import FAMILIES, Family
from govcrawl.modelcity.ledger import Ledger, SiteRow
from govcrawl.modelcity.model import Column, Site
from govcrawl.modelcity.scenario import Scenario, Structure, Table, codes, full_slug
from govcrawl.vocabulary import Category, Relation

FRONT = frozenset({Category.NEWS, Category.NOTICE})
COLUMN_FIELDS = frozenset(field.name for field in fields(Column))
SITE_FIELDS = frozenset(field.name for field in fields(Site))
PINNED = 2
SEARCHES = frozenset({"", *searchbox.MANNERS})
MISSING_PAGES = frozenset({"", "soft", "redirect"})


def _copies(rows: list[Table], scale: int) -> Iterator[Table]:
    """The rows of a layout, each column with rows of its own followed by its further copies (``scale`` in all)."""
    for row in rows:
        yield row
        for copy in range(2, scale + 1):
            if row.get("source", "own") == "own" and "relation" not in row:
                yield {**row, "name": f"{row['name']}（{copy}）", "slug": f"{row['slug']}{copy}"}


def _rows(row: SiteRow, structure: Structure, scenario: Scenario, scale: int) -> list[Table]:
    layout = structure.layouts[structure.sites[row.code]["layout"]]
    extra = [table for table in (*structure.columns, *scenario.added) if row.code in codes(table)]
    return [*_copies(layout, scale), *extra]


def _column(site: SiteRow, family: Family, look: Table, row: Table, number: int) -> Column:
    parent = row.get("under")
    slug = full_slug(row)
    path = family.column.format(slug=slug, number=number)
    host = urlsplit(site.address).netloc
    address = urljoin(f"http://{host}/", row.get("href", path))
    return Column(
        site=site.code,
        address=address,
        href=row.get("href", path),
        name=row["name"],
        slug=slug,
        number=number,
        category=Category.from_label(row["category"]),
        relation=Relation.from_label(row.get("relation", Relation.OWN.label)),
        level=parent.count("/") + 2 if parent else 1,
        parent=parent,
        source=row.get("source", "own"),
        shape=row.get("shape", look["shape"]),
        dates=row.get("dates", look["dates"]),
        newest=row.get("newest"),
        twin=row.get("twin", ""),
        archived=row.get("archived", False),
        content=row.get("content", {}),
        papers=row.get("papers", {}),
        hidden=row.get("hidden", False),
    )


def _with_traits(column: Column, traits: frozenset[str]) -> Column:
    return replace(
        column,
        pinned=PINNED if "pinned" in traits and column.category in FRONT else 0,
        unsorted="unsorted" in traits,
        titles="mixed" if "dated-titles" in traits else "",
    )


def _dated(column: Column, scenario: Scenario) -> Column:
    if column.newest or column.source in ("blank", "text", "content"):
        return column
    low, high = scenario.ages[column.category]
    age = chance.number(f"{scenario.name}|{column.address}", low, high)
    return replace(column, newest=scenario.sites_seen - timedelta(days=age))


def _changed(column: Column, scenario: Scenario) -> Column:
    change = scenario.columns.get((column.site, column.address), {})
    unknown = set(change) - COLUMN_FIELDS
    if unknown:
        raise CityError(f"场景 {scenario.name} 的栏目 {column.address} 有不认识的键：{'、'.join(sorted(unknown))}")
    return replace(column, **change)


def _linked(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Parents without a page of their own get the address of their first child, or none."""

    def href(column: Column) -> str:
        if column.source == "first":
            return next((child.href for child in columns if child.parent == column.slug), column.href)
        return "javascript:void(0);" if column.source == "void" else column.href

    return tuple(replace(column, href=href(column)) for column in columns)


def _site(row: SiteRow, structure: Structure, scenario: Scenario, scale: int) -> Site:
    look = structure.sites[row.code]
    family = FAMILIES[look["family"]]
    traits = frozenset(look["with"])
    parts = urlsplit(row.address)
    rows = _rows(row, structure, scenario, scale)
    planned = (_column(row, family, look, table, look["first"] + n) for n, table in enumerate(rows))
    columns = tuple(_dated(_changed(_with_traits(column, traits), scenario), scenario) for column in planned)
    site = Site(
        row=row,
        host=parts.netloc.lower(),
        root=parts.path or "/",
        family=family,
        system=look["family"],
        columns=_linked(columns),
        home_dates=look["home_dates"],
        traits=traits,
    )
    return _changed_site(site, scenario)


def _changed_site(site: Site, scenario: Scenario) -> Site:
    change = dict(scenario.sites.get(site.row.code, {}))
    traits = site.traits | frozenset(change.pop("with", ()))
    unknown = set(change) - SITE_FIELDS
    if unknown:
        raise CityError(f"场景 {scenario.name} 的网站 {site.row.code} 有不认识的键：{'、'.join(sorted(unknown))}")
    sets = {key: frozenset(value) for key, value in change.items() if isinstance(value, list)}
    return replace(site, traits=traits, **{**change, **sets})


def _check(sites: tuple[Site, ...], scenario: Scenario) -> None:
    columns = {(site.row.code, column.address) for site in sites for column in site.columns}
    lost = [address for _code, address in set(scenario.columns) - columns]
    codes = {site.row.code for site in sites}
    lost += set(scenario.sites) - codes
    lost += {str(piece["site"]) for piece in scenario.pieces} - codes
    slugs = {f"{site.row.code} {column.slug}" for site in sites for column in site.columns}
    lost += {f"{entry['site']} {entry['column']}" for entry in scenario.entries} - slugs
    if lost:
        raise CityError(f"场景 {scenario.name} 改动了城里没有的栏目或网站：{'、'.join(sorted(lost))}")
    strange = [site.row.code for site in sites if site.search not in SEARCHES or site.missing not in MISSING_PAGES]
    if strange:
        raise CityError(f"场景 {scenario.name} 里这些网站的 search 或 missing 没有这种情形：{'、'.join(strange)}")
    _check_contents(sites, scenario)


def _check_contents(sites: tuple[Site, ...], scenario: Scenario) -> None:
    """Write every planned content once: what is wrong with a plan is told before anything is served."""
    for site in sites:
        for column in site.columns:
            if column.source == "content":
                content_of(site, column, scenario.sites_seen)
            if column.papers:
                papers.plan_of(column)


def build_sites(ledger: Ledger, structure: Structure, scenario: Scenario, scale: int = 1) -> tuple[Site, ...]:
    """All sites of the ledger as planned; raises :class:`CityError` where plan and ledger do not fit."""
    missing = [row.code for row in ledger.sites if row.code not in structure.sites]
    if missing:
        raise CityError(f"模型城市没有这些网站的布局：{'、'.join(missing)}（seeds/modelcity/structure/sites.toml）")
    sites = tuple(_site(row, structure, scenario, scale) for row in ledger.sites)
    _check(sites, scenario)
    return sites
