"""Every stored look at a site's lists, those of earlier rounds too; and where looks lie in the archive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl.extract import normalise_url
from govcrawl.storage.models import Crawl, Entry, Fetch, RosterColumn, Visit
from govcrawl.vocabulary import Exclusion, PageRole, Reading, TargetKind
from reporting.clues.backdated import Item, ListLook


def load_list_looks(session: Session, site: str) -> list[ListLook]:
    """The looks that read one of the site's lists, or saw that it was blank, in the order of nights and times."""
    query = (
        select(Visit.id, Crawl.round, Crawl.night, Visit.observed_at, Visit.list_url, Entry)
        .join(Crawl, Visit.crawl_id == Crawl.id)
        .outerjoin(Entry, Entry.visit_id == Visit.id)
        .where(Visit.target_kind == TargetKind.SITE, Visit.target == site, Crawl.replay == 0)
        .where(Visit.role == PageRole.COLUMN, Visit.reading.in_((Reading.READ, Reading.EMPTY)))
        .order_by(Crawl.night, Visit.observed_at, Visit.id, Entry.position)
    )
    rows = session.execute(query.execution_options(yield_per=5000))
    return [_look(list(own)) for _, own in groupby(rows, key=lambda row: row[0])]


def _look(rows: Sequence[Any]) -> ListLook:
    visit, round_name, night, at, list_url, _ = rows[0]
    return ListLook(visit, round_name, night, at, list_url, tuple(_item(row[5]) for row in rows if row[5]))


def _item(entry: Entry) -> Item:
    pinned = entry.pinned or entry.exclusion == Exclusion.PINNED
    url = normalise_url(entry.url) if entry.url else None
    return Item(entry.title, url, None if entry.exclusion else entry.date, pinned)


def load_places(session: Session, visits: Iterable[int]) -> Mapping[int, str]:
    """Where the page that each look read lies in the archive: file, offset in bytes, digest."""
    query = (
        select(Fetch.visit_id, Fetch.warc_file, Fetch.warc_offset, Fetch.payload_digest)
        .where(Fetch.visit_id.in_(sorted(visits)), Fetch.warc_file.is_not(None))
        .order_by(Fetch.visit_id, Fetch.position)
    )
    return {visit: f"{file}，位置 {offset}，{digest}" for visit, file, offset, digest in session.execute(query)}


def load_names(session: Session, round_name: str, site: str) -> Mapping[str, str]:
    """The names of the site's registered columns by address."""
    query = select(RosterColumn.url, RosterColumn.name)
    query = query.where(RosterColumn.round == round_name, RosterColumn.site_code == site)
    return dict(session.execute(query).tuples().all())
