"""The record of crawls and runs: what was expected, seen, failed and dropped, and how each run ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import Any

from sqlalchemy import Connection, Engine, distinct, func, insert, select

from govcrawl import clock
from govcrawl.storage.models import Crawl, Probe, Run, RunCount, RunEnd, Visit
from govcrawl.vocabulary import FIRST_PAGES, Reading

RECHECK = "recheck"
"""The spider whose looks come after the monitoring time: they say what was mended and never count before it."""

VisitKey = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class RunHandle:
    """One run on one crawl; ``stored`` maps the visits that earlier runs of the night stored to their reading.

    ``replay_of`` is the crawl whose archive this run reads instead of the network.
    """

    engine: Engine
    round: str
    spider: str
    night: date
    crawl_id: int
    run_id: int
    stored: Mapping[VisitKey, str]
    replay_of: int | None = None


@dataclass(frozen=True, slots=True)
class RunReport:
    """How a run ended: ``seen`` targets answered, ``failed`` and ``dropped`` are numbers by state and by reason."""

    finish_reason: str
    expected: int
    seen: int
    looked_at: int
    failed: Mapping[str, int]
    dropped: Mapping[str, int]
    errors: Mapping[str, int]

    @property
    def complete(self) -> bool:
        """Whether every expected target was looked at and nothing of our own went wrong."""
        return self.finish_reason == "finished" and self.looked_at >= self.expected and not self.errors


def begin_run(engine: Engine, round_name: str, spider: str, night: date, *, replay: bool = False) -> RunHandle:
    """Open a run on the crawl of that round, spider and night; the crawl is made if this is its first run.

    A replay is always a crawl of its own. Raises ``LookupError`` when there is no such crawl to replay.
    """
    identity = {"round": round_name, "spider": spider, "night": night}
    with engine.begin() as connection:
        original = connection.scalar(select(Crawl.id).filter_by(**identity, replay=0))
        if replay and original is None:
            raise LookupError(f"{round_name} {spider} {night}")
        crawl_id = original if original and not replay else _new_crawl(connection, identity, original)
        run_id = connection.execute(
            insert(Run).returning(Run.id),
            {
                "crawl_id": crawl_id,
                "started_at": clock.now(),
                "version": version("govcrawl"),
                "clock_set": clock.is_set(),
            },
        ).scalar_one()
        stored = _stored(connection, crawl_id)
    return RunHandle(engine, round_name, spider, night, crawl_id, run_id, stored, original if replay else None)


def _stored(connection: Connection, crawl_id: int) -> dict[VisitKey, str]:
    query = select(Visit.target_kind, Visit.target, Visit.role, Visit.list_url, Visit.url, Visit.reading)
    rows = connection.execute(query.where(Visit.crawl_id == crawl_id))
    return {(kind, target, role, list_url, url): reading for kind, target, role, list_url, url, reading in rows}


def _new_crawl(connection: Connection, identity: dict[str, Any], original: int | None) -> int:
    times = connection.scalar(select(func.count()).select_from(Crawl).filter_by(**identity))
    row = {**identity, "replay": times, "replay_of": original, "created_at": clock.now()}
    return connection.execute(insert(Crawl).returning(Crawl.id), row).scalar_one()


def end_run(handle: RunHandle, finish_reason: str, expected: int, counts: Mapping[tuple[str, str], int]) -> None:
    """Store how a run ended; ``counts`` maps (kind, reason) to numbers, kind being failed, dropped or error."""
    with handle.engine.begin() as connection:
        seen, _ = _targets(connection, handle.crawl_id)
        connection.execute(
            insert(RunEnd),
            {
                "run_id": handle.run_id,
                "ended_at": clock.now(),
                "finish_reason": finish_reason,
                "expected": expected,
                "seen": seen,
            },
        )
        rows = [
            {"run_id": handle.run_id, "kind": kind, "reason": reason, "number": number}
            for (kind, reason), number in sorted(counts.items())
        ]
        if rows:
            connection.execute(insert(RunCount), rows)


def _targets(connection: Connection, crawl_id: int) -> tuple[int, int]:
    """How many targets of a crawl were opened, and how many were tried: by looks, or by probes."""
    looked = select(func.count(distinct(Visit.target))).where(Visit.crawl_id == crawl_id, Visit.role.in_(FIRST_PAGES))
    probed = select(func.count(distinct(Probe.site))).where(Probe.crawl_id == crawl_id)
    seen = looked.where(Visit.reading != Reading.FAILED), probed.where(Probe.state == "ok")
    return (
        sum(connection.scalar(query) or 0 for query in seen),
        sum(connection.scalar(query) or 0 for query in (looked, probed)),
    )


def run_report(handle: RunHandle) -> RunReport | None:
    """The stored report of a run; None for a run that was killed."""
    with handle.engine.connect() as connection:
        end = connection.execute(select(RunEnd).where(RunEnd.run_id == handle.run_id)).one_or_none()
        if end is None:
            return None
        rows = connection.execute(
            select(RunCount.kind, RunCount.reason, RunCount.number)
            .where(RunCount.run_id == handle.run_id)
            .order_by(RunCount.kind, RunCount.reason)
        ).all()
        looked_at = _targets(connection, handle.crawl_id)[1]
    by_kind = {kind: {r.reason: r.number for r in rows if r.kind == kind} for kind in ("failed", "dropped", "error")}
    return RunReport(
        finish_reason=end.finish_reason,
        expected=end.expected,
        seen=end.seen,
        looked_at=looked_at,
        failed=by_kind["failed"],
        dropped=by_kind["dropped"],
        errors=by_kind["error"],
    )
