"""How many warnings were sent: offices publish the number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl import clock
from govcrawl.storage.models import EarlyWarning
from govcrawl.storage.rounds import find_round


@dataclass(frozen=True, slots=True)
class Count:
    """What one unit was sent in one month: different items (a column or account at a day mark), and messages."""

    month: str
    unit: str
    items: int
    messages: int


def counts(session: Session, round_name: str) -> list[Count]:
    """By month (local time) and unit; raises :class:`Problem` for an unknown round."""
    find_round(session, round_name)
    groups: defaultdict[tuple[str, str], list[EarlyWarning]] = defaultdict(list)
    for row in session.scalars(select(EarlyWarning).where(EarlyWarning.round == round_name)):
        groups[f"{row.sent_at.astimezone(clock.ZONE):%Y-%m}", row.unit].append(row)
    return [_count(month, unit, rows) for (month, unit), rows in sorted(groups.items())]


def _count(month: str, unit: str, rows: list[EarlyWarning]) -> Count:
    items = {(row.target_kind, row.target, row.subject, row.due, row.days) for row in rows}
    messages = {(row.channel, row.sent_at) for row in rows}
    return Count(month, unit, len(items), len(messages))


def lines_of(found: list[Count]) -> Iterator[str]:
    """The counts for the terminal: each month's units, then its sum."""
    for month in dict.fromkeys(one.month for one in found):
        own = [one for one in found if one.month == month]
        yield from (f"{month}  {one.unit}：预警 {one.items} 项，发送 {one.messages} 条" for one in own)
        items, messages = sum(one.items for one in own), sum(one.messages for one in own)
        yield f"{month}  合计：{len(own)} 个单位，预警 {items} 项，发送 {messages} 条"
    if not found:
        yield "还没有发送过预警。"
