"""Versioned rows: what is in force, and how new values take the place of old ones without losing them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.ledger.kinds import Key, Table, Values

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table of the ledger holds and shall hold, by identity."""

    table: Table
    before: Mapping[Key, Values]
    after: Mapping[Key, Values]

    @property
    def new(self) -> list[Key]:
        """Identities that come."""
        return [key for key in self.after if key not in self.before]

    @property
    def changed(self) -> list[Key]:
        """Identities whose values change."""
        return [key for key, values in self.after.items() if key in self.before and self.before[key] != values]

    @property
    def gone(self) -> list[Key]:
        """Identities that go."""
        return [key for key in self.before if key not in self.after]


@dataclass(frozen=True, slots=True)
class Change:
    """What one import did to one table of the ledger, in rows."""

    label: str
    rows: int
    new: int
    changed: int
    cancelled: int


def current(session: Session, model: type[V]) -> list[V]:
    """The rows of one table of the ledger that are in force, in the order of their import."""
    table: Any = model
    return list(session.scalars(select(table).where(table.valid_to.is_(None)).order_by(table.id)))


def in_force(session: Session, table: Table) -> dict[Key, Values]:
    """The values in force, by identity."""
    return {table.key_of(row): table.values_of(row) for row in current(session, table.model)}


def apply(session: Session, plan: Plan, today: date) -> Change:
    """Make ``plan.after`` the ledger as of ``today``; rows that changed or are gone are closed, never deleted.

    A row that began today is replaced. Raises :class:`Problem` when the clock stands before a row's first day.
    """
    table = plan.table
    versions = {table.key_of(row): row for row in current(session, table.model)}
    new, changed, gone = plan.new, plan.changed, plan.gone
    for key in (*gone, *changed):
        _close(session, table, versions[key], today)
    session.flush()
    session.add_all(table.model(valid_from=today, valid_to=None, **plan.after[key]) for key in (*new, *changed))
    session.flush()
    return Change(table.label, len(plan.after), len(new), len(changed), len(gone))


def _close(session: Session, table: Table, version: Any, today: date) -> None:
    if version.valid_from > today:
        raise Problem(
            f"{table.label}中有自 {version.valid_from} 起生效的行，晚于今天 {today}。请检查本机时钟后再导入。"
        )
    if version.valid_from == today:
        session.delete(version)
    else:
        version.valid_to = today
