"""Findings to the evidence (佐证材料) of the looks they rest on: where in the archive it lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl import clock
from govcrawl.storage.models import Fetch
from govcrawl.vocabulary import PageRole, TargetKind
from reporting.judge.facts import FindingKey, Lists, Look, Span
from reporting.judge.findings import Finding
from reporting.judge.source_crawls import crawls_of
from reporting.judge.source_looks import load_looks
from reporting.judge.views import ListView, view

_CHUNK = 500
_OWN_PAGES = frozenset({PageRole.HOME, PageRole.ACCOUNT})


@dataclass(frozen=True, slots=True)
class Archived:
    """One archived answer: its address, when it was fetched (local time, no zone), and where it lies."""

    url: str
    fetched_at: datetime
    warc_file: str
    offset: int
    record_id: str
    payload_digest: str

    @property
    def lines(self) -> tuple[str, ...]:
        """As the list tells it."""
        return self.warc_file, f"位置 {self.offset} 字节", self.record_id, f"取回 {self.fetched_at:%Y-%m-%d %H:%M:%S}"


def _freshest(view: ListView, looks: tuple[Look, ...]) -> tuple[int, int, bool]:
    """Of several lists the one that shows most decides; of those that show nothing the target's own page."""
    own = any(look.role in _OWN_PAGES for look in looks)
    return view.state, -view.newest.toordinal() if view.newest else 0, not own


def _deciding(finding: Finding, lists: Lists, span: Span) -> int | None:
    """The visit that decided: the finding's own, else the last one in the window that read the list, else the last."""
    if finding.visits:
        return finding.visits[-1]
    known = [(view(lists[url], span), lists[url]) for url in finding.lists if url in lists]
    if not known:
        return None
    seen, looks = min(known, key=lambda pair: _freshest(*pair))
    return seen.visits[-1] if seen.visits else looks[-1].visit


def _archived(row: Fetch) -> Archived:
    return Archived(
        url=row.url,
        fetched_at=row.observed_at.astimezone(clock.ZONE).replace(tzinfo=None, microsecond=0),
        warc_file=row.warc_file or "",
        offset=row.warc_offset or 0,
        record_id=row.record_id or "",
        payload_digest=row.payload_digest or "",
    )


def _last_answers(session: Session, visits: Iterable[int]) -> Iterator[tuple[int, Archived]]:
    wanted = sorted(set(visits))
    for start in range(0, len(wanted), _CHUNK):
        query = (
            select(Fetch)
            .where(Fetch.visit_id.in_(wanted[start : start + _CHUNK]), Fetch.warc_file.is_not(None))
            .order_by(Fetch.visit_id, Fetch.position)
        )
        yield from ((row.visit_id, _archived(row)) for row in session.scalars(query))


def load_evidence(
    session: Session, round_name: str, findings: Iterable[Finding], spans: Mapping[TargetKind, Span]
) -> dict[FindingKey, Archived]:
    """The last archived answer of each finding's deciding look; findings without any are left out."""
    looks, visits = load_looks(session, crawls_of(session, round_name)), {}
    for finding in findings:
        key = finding.key
        visit = _deciding(finding, looks.get((key.kind, key.target), {}), spans[key.kind])
        if visit is not None:
            visits[key] = visit
    answers = dict(_last_answers(session, visits.values()))
    return {key: answers[visit] for key, visit in visits.items() if visit in answers}
