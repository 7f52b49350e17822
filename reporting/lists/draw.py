"""The roster (抽查名单) of a round as it was frozen, and the draw repeated from its seed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl.rounds.declaration import Declaration
from govcrawl.storage.models import RosterAccount, RosterSite
from govcrawl.storage.rounds import find_round
from govcrawl.vocabulary import TargetKind
from reporting.judge.source import declaration_of


@dataclass(frozen=True, slots=True)
class Drawn:
    """A target of the roster; ``digest`` gives its place in the draw, ``rank`` is that place in its group, from 1."""

    kind: TargetKind
    key: str
    name: str
    unit: str
    url: str
    is_portal: bool
    platform: str
    group: str
    sampled: bool
    digest: str
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """A group that is drawn from: its size, how many were drawn, how many of those the draw repeated does not give."""

    kind: TargetKind
    name: str
    size: int
    drawn: int
    unexplained: int


@dataclass(frozen=True, slots=True)
class Roster:
    """A round's roster."""

    declaration: Declaration
    targets: tuple[Drawn, ...]

    def of(self, kind: TargetKind) -> tuple[Drawn, ...]:
        """The targets of one kind, in the roster's order."""
        return tuple(one for one in self.targets if one.kind is kind)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups, in the order in which they first come."""
        names = dict.fromkeys((one.kind, one.group) for one in self.targets)
        return tuple(_group(kind, name, [one for one in self.of(kind) if one.group == name]) for kind, name in names)


def _group(kind: TargetKind, name: str, members: list[Drawn]) -> Group:
    drawn = [one for one in members if one.sampled]
    return Group(kind, name, len(members), len(drawn), sum(one.rank > len(drawn) for one in drawn))


def digest_of(seed: int, key: str) -> str:
    """What puts the targets of a group in the order in which they are drawn: the SHA-256 of ``seed:key``."""
    return hashlib.sha256(f"{seed}:{key}".encode()).hexdigest()


def _site(row: RosterSite, seed: int) -> Drawn:
    return Drawn(
        kind=TargetKind.SITE,
        key=row.code,
        name=row.name,
        unit=row.unit,
        url=row.printed_url,
        is_portal=row.is_portal,
        platform=row.platform or "",
        group=TargetKind.SITE.label,
        sampled=row.sampled,
        digest=digest_of(seed, row.code),
    )


def _account(row: RosterAccount, seed: int) -> Drawn:
    return Drawn(
        kind=TargetKind.ACCOUNT,
        key=row.key,
        name=row.name,
        unit=row.unit,
        url=row.url,
        is_portal=False,
        platform=row.platform,
        group=row.platform_group,
        sampled=row.sampled,
        digest=digest_of(seed, row.key),
    )


def _rows(session: Session, round_name: str, seed: int) -> Iterator[Drawn]:
    sites = select(RosterSite).where(RosterSite.round == round_name)
    accounts = select(RosterAccount).where(RosterAccount.round == round_name)
    for site in session.scalars(sites.order_by(RosterSite.display_order, RosterSite.code)):
        yield _site(site, seed)
    for account in session.scalars(accounts.order_by(RosterAccount.key)):
        yield _account(account, seed)


def ranks(targets: Iterable[Drawn]) -> dict[tuple[TargetKind, str], int]:
    """The place of each target in the draw of its group."""
    places: dict[tuple[TargetKind, str], int] = {}
    counts: dict[tuple[TargetKind, str], int] = {}
    for one in sorted(targets, key=lambda one: one.digest):
        group = one.kind, one.group
        places[one.kind, one.key] = counts[group] = counts.get(group, 0) + 1
    return places


def load_roster(session: Session, round_name: str) -> Roster:
    """The roster of a round; raises :class:`Problem` for an unknown round."""
    declaration = declaration_of(find_round(session, round_name))
    targets = tuple(_rows(session, round_name, declaration.seed))
    places = ranks(targets)
    return Roster(declaration, tuple(replace(one, rank=places[one.kind, one.key]) for one in targets))
