"""What two states of the ledger differ in: new, changed field by field, moved (same code, other address), cancelled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.ledger.kinds import ACCOUNT_TABLE, COLUMN_TABLE, EXPORTED, SITE_TABLE, Key, Table, Values
from govcrawl.ledger.periods import show_start
from govcrawl.ledger.versions import Plan, in_force
from govcrawl.storage.models import RosterAccount, RosterColumn, RosterSite, Round
from govcrawl.vocabulary import Word

_ROSTERS: tuple[tuple[Table, Any], ...] = (
    (SITE_TABLE, RosterSite),
    (COLUMN_TABLE, RosterColumn),
    (ACCOUNT_TABLE, RosterAccount),
)


class Sort(Word):
    """How a row differs."""

    NEW = "new", "新增"
    CHANGED = "changed", "变更"
    MOVED = "moved", "迁移"
    GONE = "gone", "取消"


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that differs; ``fields`` are header, old and new text of each field."""

    sort: Sort
    key: Key
    name: str
    fields: tuple[tuple[str, str, str], ...] = ()

    @property
    def who(self) -> str:
        """The identity as people read it."""
        return " ".join(show_start(part) if isinstance(part, datetime) else str(part) for part in self.key)


def against_round(session: Session, round_name: str) -> list[Plan]:
    """From a round's frozen roster to the ledger of today; raises :class:`Problem` for an unknown round."""
    if session.get(Round, round_name) is None:
        raise Problem(f"没有轮次 {round_name}。可用 govcrawl round list 列出全部轮次。")
    plans = []
    for table, model in _ROSTERS:
        rows = session.scalars(select(model).where(model.round == round_name)).all()
        if rows:
            before = {table.key_of(row): table.values_of(row) for row in rows}
            plans.append(Plan(table, before, in_force(session, table)))
    return plans


def differences(plan: Plan) -> list[Difference]:
    """Every row in which the two states differ: new, changed, moved, then cancelled."""
    moves = _moves(plan)
    arrived = set(moves.values())
    found = [
        *(_alone(plan, Sort.NEW, key, plan.after) for key in plan.new if key not in arrived),
        *(_pair(plan, key, key) for key in plan.changed),
        *(_pair(plan, old, new) for old, new in moves.items()),
        *(_alone(plan, Sort.GONE, key, plan.before) for key in plan.gone if key not in moves),
    ]
    return sorted(found, key=lambda difference: list(Sort).index(difference.sort))


def _moves(plan: Plan) -> dict[Key, Key]:
    """Where the address is the identity: what went and what came under one name of one site, if that is unambiguous."""
    if not set(plan.table.place) & set(plan.table.key):
        return {}
    gone, new = _by_name(plan, plan.gone, plan.before), _by_name(plan, plan.new, plan.after)
    return {gone[name]: new[name] for name in gone if name in new}


def _by_name(plan: Plan, keys: list[Key], rows: Any) -> dict[tuple[Any, ...], Key]:
    names = {key: (*key[:-1], rows[key][plan.table.title]) for key in keys}
    times = Counter(names.values())
    return {name: key for key, name in names.items() if times[name] == 1}


def _alone(plan: Plan, sort: Sort, key: Key, rows: Any) -> Difference:
    return Difference(sort, key, rows[key][plan.table.title])


def _pair(plan: Plan, old: Key, new: Key) -> Difference:
    before, after = plan.before[old], plan.after[new]
    changed = {name for name in after if before[name] != after[name]}
    sort = Sort.MOVED if changed & set(plan.table.place) else Sort.CHANGED
    return Difference(sort, old, before[plan.table.title], tuple(_shown(plan.table, changed, before, after)))


def _shown(table: Table, changed: set[str], before: Values, after: Values) -> Iterator[tuple[str, str, str]]:
    fields = next((kind.fields for kind in EXPORTED if kind.table is table), ())
    for field in fields:
        if field.name in changed:
            old, new = (("" if row[field.name] is None else field.show(row[field.name])) for row in (before, after))
            yield field.header, old, new
