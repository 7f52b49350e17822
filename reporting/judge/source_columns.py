"""The columns of a round's sites: the roster's, and proposals found in the navigation; and what their lists contain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from govcrawl.errors import Problem
from govcrawl.storage.models import Entry, Fetch, FoundColumn, RosterColumn, Visit
from govcrawl.vocabulary import Category, PageRole, Relation, TargetKind
from reporting.judge.facts import Column, ListContent
from reporting.judge.source_ledger import load_no_columns
from reporting.standard.period import Cadence, Deadline, Period

_CHUNK = 500
_FIRST_ENTRIES = 5


def _deadline(row: RosterColumn) -> Deadline | None:
    try:
        if row.months:
            return Cadence.parse(row.months)
        return Period.parse(row.deadline) if row.deadline else None
    except ValueError as error:
        raise Problem(f"轮次 {row.round}，网站 {row.site_code}，栏目 {row.url}：{error}") from error


def _of_roster(row: RosterColumn) -> Column:
    return Column(
        site=row.site_code,
        url=row.url,
        name=row.name,
        parent=row.parent,
        level=row.level,
        category=Category(row.category),
        relation=Relation(row.relation),
        deadline=_deadline(row),
        exempt_reason=row.exempt_reason,
        exempt_until=row.exempt_until,
        confirmed=bool(row.confirmed_by),
        unit=row.unit or "",
    )


def _proposal(site: str, row: FoundColumn, parent: str | None) -> Column:
    return Column(
        site=site,
        url=row.url,
        name=row.name,
        parent=parent,
        level=row.level,
        category=Category(row.category),
        relation=Relation.OWN,
        deadline=None,
        exempt_reason=None,
        exempt_until=None,
        confirmed=False,
    )


def _found(session: Session, crawls: Sequence[int]) -> Iterator[tuple[str, FoundColumn]]:
    query = (
        select(Visit.target, FoundColumn)
        .join(Visit, FoundColumn.visit_id == Visit.id)
        .where(Visit.crawl_id.in_(crawls), Visit.target_kind == TargetKind.SITE)
        .order_by(Visit.role == PageRole.HOME, Visit.observed_at, FoundColumn.id)
    )
    yield from session.execute(query)


def load_columns(session: Session, round_name: str, crawls: Sequence[int]) -> Mapping[str, tuple[Column, ...]]:
    """The columns of each site by address: the ledger's word before the crawl's, the navigation's before a tree's, the
    last look's before earlier ones.

    What a person said is no column is none.
    """
    columns: defaultdict[str, dict[str, Column]] = defaultdict(dict)
    refused = load_no_columns(session, round_name)
    found = list(_found(session, crawls))
    named = {(row.visit_id, row.name): row.url for _, row in found}
    for site, row in found:
        if (site, row.url) not in refused:
            parent = named.get((row.visit_id, row.parent or ""))
            columns[site][row.url] = _proposal(site, row, parent if parent != row.url else None)
    for kept in session.scalars(select(RosterColumn).where(RosterColumn.round == round_name)):
        columns[kept.site_code][kept.url] = _of_roster(kept)
    return {site: tuple(own[url] for url in sorted(own)) for site, own in sorted(columns.items())}


def load_home_entries(session: Session, crawls: Sequence[int], cutoff: date) -> Mapping[str, date]:
    """For home pages with no date since ``cutoff``: the newest date that their entries carry in the site's columns."""
    home, column = aliased(Visit), aliased(Visit)
    shown, dated = aliased(Entry), aliased(Entry)
    query = (
        select(home.target, func.max(dated.date))
        .join(shown, shown.visit_id == home.id)
        .join(column, (column.crawl_id == home.crawl_id) & (column.target == home.target))
        .join(dated, (dated.visit_id == column.id) & (dated.url == shown.url))
        .where(home.crawl_id.in_(crawls))
        .where(home.role == PageRole.HOME, home.newest.is_(None) | (home.newest < cutoff))
        .where(column.role == PageRole.COLUMN, dated.date.is_not(None), dated.exclusion.is_(None))
        .group_by(home.target)
    )
    return {site: newest for site, newest in session.execute(query) if newest is not None}


def _entries_query(visits: Sequence[int]) -> Select[int, str | None, str]:
    query = select(Entry.visit_id, Entry.url, Entry.title).where(Entry.visit_id.in_(visits))
    return query.where(Entry.position < _FIRST_ENTRIES).order_by(Entry.visit_id, Entry.position)


def _addresses_query(visits: Sequence[int]) -> Select[int, str]:
    return select(Fetch.visit_id, Fetch.url).where(Fetch.visit_id.in_(visits)).order_by(Fetch.visit_id, Fetch.position)


def load_contents(session: Session, visits: Sequence[int]) -> dict[int, ListContent]:
    """Where each look ended and its first entries (address, else title)."""
    addresses: dict[int, str] = {}
    entries: defaultdict[int, list[str]] = defaultdict(list)
    for start in range(0, len(visits), _CHUNK):
        chunk = visits[start : start + _CHUNK]
        addresses.update((visit, url) for visit, url in session.execute(_addresses_query(chunk)))
        for visit, url, title in session.execute(_entries_query(chunk)):
            entries[visit].append(url or title)
    return {visit: ListContent(addresses.get(visit), tuple(entries.get(visit, ()))) for visit in visits}
