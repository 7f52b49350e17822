"""What the ledger said while a round ran and the roster does not copy: announced downtime, and what is no column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl import clock
from govcrawl.storage.models import LedgerDowntime, LedgerNoColumn
from govcrawl.storage.rounds import find_round
from reporting.judge.facts import Downtime

Row = TypeVar("Row", LedgerDowntime, LedgerNoColumn)


def _while_open(session: Session, round_name: str, model: type[Row]) -> list[Row]:
    """The rows that were valid at any time between a round's opening and its closing, so that they never change."""
    stored = find_round(session, round_name)
    query = select(model).where(model.valid_to.is_(None) | (model.valid_to > clock.local_date(stored.opened_at)))
    if stored.closed_at:
        query = query.where(model.valid_from <= clock.local_date(stored.closed_at))
    return list(session.scalars(query.order_by(model.id)))


def load_downtimes(session: Session, round_name: str) -> Mapping[str, tuple[Downtime, ...]]:
    """The announced downtimes (报备) of each site, in the order of time."""
    found: defaultdict[str, list[Downtime]] = defaultdict(list)
    for row in _while_open(session, round_name, LedgerDowntime):
        found[row.site_code].append(Downtime(row.starts_at, row.ends_at, row.reason))
    return {site: tuple(sorted(downtimes)) for site, downtimes in sorted(found.items())}


def load_no_columns(session: Session, round_name: str) -> frozenset[tuple[str, str]]:
    """Site and address of what a named person said is no column."""
    return frozenset((row.site_code, row.url) for row in _while_open(session, round_name, LedgerNoColumn))
