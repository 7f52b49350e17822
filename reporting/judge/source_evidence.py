"""The facts behind one target's findings: looks with their dates, doubts and places in the archive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl.storage.models import Crawl, Doubt, Entry, Fetch, Visit
from govcrawl.transport import STATES
from govcrawl.vocabulary import Exclusion, PageRole, Reading
from reporting.judge.facts import Target
from reporting.judge.findings import Finding

_SHOWN_ENTRIES = 3


@dataclass(frozen=True, slots=True)
class Proof:
    """One attempt to get an address: its state, and its record in the archive where there is one."""

    url: str
    observed_at: datetime
    state: str
    status: int | None
    warc_file: str | None
    warc_offset: int | None
    record_id: str | None
    payload_digest: str | None


@dataclass(frozen=True, slots=True)
class DatedEntry:
    """One entry of a list: its date, the text it was read from and by which rule."""

    title: str
    url: str | None
    date: date | None
    raw: str | None
    rule: str | None
    excluded: str | None


@dataclass(frozen=True, slots=True)
class Sight:
    """One look with all that it rests on; ``entries`` are those that carry its newest date, else its first ones."""

    visit: int
    crawl: int
    night: date
    observed_at: datetime
    role: str
    list_url: str
    url: str
    reading: str
    newest: date | None
    entry_count: int
    dated_count: int
    doubts: tuple[str, ...]
    entries: tuple[DatedEntry, ...]
    proofs: tuple[Proof, ...]


def _proofs(session: Session, visits: Sequence[int]) -> Mapping[int, list[Proof]]:
    found: defaultdict[int, list[Proof]] = defaultdict(list)
    query = select(Fetch).where(Fetch.visit_id.in_(visits)).order_by(Fetch.visit_id, Fetch.position)
    for row in session.scalars(query):
        state = STATES[row.state].label if row.state in STATES else row.state
        found[row.visit_id].append(
            Proof(
                url=row.url,
                observed_at=row.observed_at,
                state=state,
                status=row.status,
                warc_file=row.warc_file,
                warc_offset=row.warc_offset,
                record_id=row.record_id,
                payload_digest=row.payload_digest,
            )
        )
    return found


def _entries(session: Session, visits: Sequence[int]) -> Mapping[int, list[DatedEntry]]:
    found: defaultdict[int, list[DatedEntry]] = defaultdict(list)
    query = select(Entry).where(Entry.visit_id.in_(visits)).order_by(Entry.visit_id, Entry.position)
    for row in session.scalars(query):
        excluded = Exclusion(row.exclusion).label if row.exclusion else None
        found[row.visit_id].append(DatedEntry(row.title, row.url, row.date, row.raw, row.rule, excluded))
    return found


def _doubts(session: Session, visits: Sequence[int]) -> Mapping[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for visit, text in session.execute(
        select(Doubt.visit_id, Doubt.text).where(Doubt.visit_id.in_(visits)).order_by(Doubt.id)
    ):
        found[visit].append(text)
    return found


def resting_on(finding: Finding, sights: Mapping[str, Sequence[Sight]]) -> tuple[Sight, ...]:
    """The looks that a finding rests on: the single ones that it names, else those at its lists."""
    seen = (sight for url in finding.lists for sight in sights.get(url, ()))
    if not finding.visits:
        return tuple(seen)
    named = (sight for looks in sights.values() for sight in looks if sight.visit in finding.visits)
    return tuple(sorted(named, key=lambda sight: (sight.observed_at, sight.visit)))


def _telling(entries: Sequence[DatedEntry], newest: date | None) -> tuple[DatedEntry, ...]:
    deciding = [one for one in entries if newest and one.date == newest and not one.excluded]
    return tuple((deciding or list(entries))[:_SHOWN_ENTRIES])


def load_sights(session: Session, target: Target, crawls: Sequence[int]) -> Mapping[str, tuple[Sight, ...]]:
    """Every look at a target in these crawls by list address, in the order of time."""
    query = (
        select(Visit, Crawl.night)
        .join(Crawl, Visit.crawl_id == Crawl.id)
        .where(Visit.crawl_id.in_(crawls), Visit.target_kind == target.kind, Visit.target == target.key)
        .order_by(Visit.observed_at, Visit.id)
    )
    rows = [(row, night) for row, night in session.execute(query)]
    visits = [row.id for row, _ in rows]
    proofs, entries, doubts = _proofs(session, visits), _entries(session, visits), _doubts(session, visits)
    found: defaultdict[str, list[Sight]] = defaultdict(list)
    for row, night in rows:
        found[row.list_url].append(
            Sight(
                visit=row.id,
                crawl=row.crawl_id,
                night=night,
                observed_at=row.observed_at,
                role=PageRole(row.role).label,
                list_url=row.list_url,
                url=row.url,
                reading=Reading(row.reading).label,
                newest=row.newest,
                entry_count=row.entry_count,
                dated_count=row.dated_count,
                doubts=tuple(doubts.get(row.id, ())),
                entries=_telling(entries.get(row.id, ()), row.newest),
                proofs=tuple(proofs.get(row.id, ())),
            )
        )
    return {url: tuple(sights) for url, sights in found.items()}
