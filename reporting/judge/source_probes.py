"""The probes of a round's home pages, without the sweeps in which our own line was down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl.extract.addresses import split
from govcrawl.storage.models import Probe as ProbeRow
from govcrawl.storage.models import RosterSite
from govcrawl.transport import STATES, Owner
from govcrawl.vocabulary import Variant
from reporting.judge.availability import FAILING
from reporting.judge.facts import Downtime, Probe, SixProbe


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


def load_over_ipv6(
    session: Session, crawls: Sequence[int], announced: Mapping[str, tuple[Downtime, ...]]
) -> Mapping[str, tuple[SixProbe, ...]]:
    """The probes over IPv6 alone by site, in the order of time, without those in announced downtime."""
    down = _down(session, crawls)
    query = select(ProbeRow).where(ProbeRow.crawl_id.in_(crawls), ProbeRow.variant.in_((Variant.IPV6, Variant.IPV4)))
    rows = session.scalars(query.order_by(ProbeRow.observed_at, ProbeRow.id)).all()
    compared = {(row.sweep, row.site): row for row in rows if row.variant == Variant.IPV4 and row.state == "ok"}
    asked = [row for row in rows if row.variant == Variant.IPV6]
    live = {row.sweep for row in asked if row.state == "ok"}
    nameless = {(sweep, site) for site, sweep, _, state in _rows(session, crawls) if state == "no_name"}
    found: defaultdict[str, list[SixProbe]] = defaultdict(list)
    for row in asked:
        site = row.site or ""
        ours = row.sweep in down or STATES[row.state].owner is Owner.OURS
        if site and not ours and not any(one.holds(row.observed_at) for one in announced.get(site, ())):
            is_named = (row.sweep, site) not in nameless
            found[site].append(_over_ipv6(row, compared.get((row.sweep, row.site)), row.sweep in live, is_named))
    return {site: tuple(probes) for site, probes in sorted(found.items())}


def _over_ipv6(row: ProbeRow, other: ProbeRow | None, is_live: bool, is_named: bool) -> SixProbe:
    return SixProbe(
        at=row.observed_at,
        state=row.state,
        address=row.address,
        moved_to=host if (host := split(row.final_url).hostname) != split(row.url).hostname else None,
        title=row.title,
        other_title=other.title if other else None,
        is_compared=other is not None,
        is_live=is_live,
        is_named=is_named,
    )
