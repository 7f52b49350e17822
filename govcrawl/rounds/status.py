"""How far a round is: its targets and its nights, from the run records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govcrawl.storage.models import Crawl, RosterAccount, RosterSite, Run, RunEnd, Visit


@dataclass(frozen=True, slots=True)
class RunStatus:
    """One run of a night; ``finish_reason`` is None when it was killed or is still running."""

    spider: str
    night: date
    started_at: datetime
    finish_reason: str | None
    expected: int | None
    seen: int | None
    looks: int


def roster_sizes(session: Session, name: str) -> dict[str, tuple[int, int]]:
    """Sampled and whole number of sites and accounts."""
    sizes = {}
    for label, model in (("网站", RosterSite), ("账号", RosterAccount)):
        query = select(func.count()).select_from(model).where(model.round == name)
        sizes[label] = (session.scalar(query.where(model.sampled)) or 0, session.scalar(query) or 0)
    return sizes


def round_runs(session: Session, name: str) -> list[RunStatus]:
    """Every run of a round in the order of its start; ``looks`` counts those of the whole night."""
    looks = select(func.count()).where(Visit.crawl_id == Crawl.id).correlate(Crawl).scalar_subquery()
    query = (
        select(Crawl.spider, Crawl.night, Run.started_at, RunEnd.finish_reason, RunEnd.expected, RunEnd.seen, looks)
        .join(Run, Run.crawl_id == Crawl.id)
        .outerjoin(RunEnd, RunEnd.run_id == Run.id)
        .where(Crawl.round == name)
        .order_by(Run.id)
    )
    return [RunStatus(*row) for row in session.execute(query)]
