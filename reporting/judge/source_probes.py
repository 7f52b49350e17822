"""The probes of a round's home pages, without the sweeps in which our own line was down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl.storage.models import Probe as ProbeRow
from govcrawl.storage.models import RosterSite
from govcrawl.transport import STATES, Owner
from govcrawl.vocabulary import Variant
from reporting.judge.availability import FAILING
from reporting.judge.facts import Downtime, Probe


def load_probes(
    session: Session, round_name: str, crawls: Sequence[int], announced: Mapping[str, tuple[Downtime, ...]]
) -> Mapping[str, tuple[Probe, ...]]:
    """The probes at the ledger's addresses by site, in the order of time, without those in announced downtime."""
    down = _down(session, crawls)
    rows = [
        (site, sweep, at, state)
        for site, sweep, at, state in _rows(session, crawls)
        if sweep not in down and STATES[state].owner is not Owner.OURS
        if not any(one.holds(at) for one in announced.get(site, ()))
    ]
    platforms = _platforms(session, round_name)
    together: defaultdict[tuple[datetime, str], int] = defaultdict(int)
    for site, sweep, _, state in rows:
        if state in FAILING and site in platforms:
            together[sweep, platforms[site]] += 1
    found: defaultdict[str, list[Probe]] = defaultdict(list)
    for site, sweep, at, state in rows:
        found[site].append(Probe(at, state, together.get((sweep, platforms.get(site, "")), 0)))
    return {site: tuple(probes) for site, probes in sorted(found.items())}


def _rows(session: Session, crawls: Sequence[int]) -> list[tuple[str, datetime, datetime, str]]:
    query = (
        select(ProbeRow.site, ProbeRow.sweep, ProbeRow.observed_at, ProbeRow.state)
        .where(ProbeRow.crawl_id.in_(crawls), ProbeRow.variant == Variant.LEDGER)
        .order_by(ProbeRow.observed_at, ProbeRow.id)
    )
    return [(site or "", sweep, at, state) for site, sweep, at, state in session.execute(query)]


def _down(session: Session, crawls: Sequence[int]) -> set[datetime]:
    """The sweeps in which the control host did not answer."""
    query = select(ProbeRow.sweep).where(ProbeRow.crawl_id.in_(crawls), ProbeRow.variant == Variant.CONTROL)
    return set(session.scalars(query.where(ProbeRow.state != "ok")))


def _platforms(session: Session, round_name: str) -> dict[str, str]:
    query = select(RosterSite.code, RosterSite.platform).where(RosterSite.round == round_name)
    return {code: platform for code, platform in session.execute(query) if platform}
