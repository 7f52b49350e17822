"""Entries that a scenario tells one by one, each from the night on which it appears."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time

from govcrawl.modelcity.model import Column, Entry, Site
from govcrawl.modelcity.scenario import Scenario, Table

NINE = time(9, 0)
FIRST = 500  # numbers of told entries begin here, where those of made-up ones never come


def _is_there(table: Table, night: date) -> bool:
    first, gone = table.get("appears", table["date"]), table.get("gone", date.max)
    return bool(first <= night < gone)


def _entry(site: Site, column: Column, table: Table, number: int) -> Entry:
    number = column.number * 1000 + FIRST - table.get("number", number)
    day = table["date"]
    published = table.get("published")
    return Entry(
        title=table["title"],
        at=datetime.combine(day, NINE),
        path=site.family.article.format(
            slug=column.slug, number=column.number, id=number, date=table.get("path_date", day)
        ),
        number=number,
        column=column,
        pinned=table.get("pinned", False),
        text=tuple(table.get("text", ())),
        published=datetime.combine(published, NINE) if published else None,
    )


def _told(plan: Scenario, site: Site, column: Column) -> Iterator[Entry]:
    tables = [each for each in plan.entries if (str(each["site"]), each["column"]) == (site.row.code, column.slug)]
    for number, table in enumerate(tables, 1):
        if _is_there(table, plan.served):
            yield _entry(site, column, table, number)


def _moved(row: Entry) -> Entry:
    number = row.number + 7_000_000
    return replace(row, number=number, path=row.path.replace(str(row.number), str(number)))


def shown(plan: Scenario, site: Site, column: Column, written: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The column's list on the night of the scenario: what is ``written`` so far, with the told entries among it."""
    rows = [row for row in written if not plan.served < row.at.date() <= plan.sites_seen]
    if column.moved and plan.served >= column.moved:
        rows = [_moved(row) for row in rows]
    told = list(_told(plan, site, column))
    if not told:
        return tuple(rows)
    rest = [row for row in (*rows, *told) if not row.pinned]
    return (
        *(row for row in (*told, *rows) if row.pinned),
        *sorted(rest, key=lambda row: (row.at, row.number), reverse=True),
    )
