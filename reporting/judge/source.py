"""The database to :mod:`reporting.judge.facts`, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TypeVar

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.rounds.declaration import Declaration
from govcrawl.storage.models import Decision as DecisionRow
from govcrawl.storage.models import Doubt, RosterAccount, RosterSite, Round, RoundDecision, Visit
from govcrawl.storage.rounds import find_round
from govcrawl.validation import reason_of
from govcrawl.vocabulary import Indicator, Ruling, TargetKind
from reporting.judge.facts import Decision, FindingKey, RoundFacts, Target
from reporting.judge.source_columns import load_columns, load_home_entries
from reporting.judge.source_crawls import crawls_of
from reporting.judge.source_ledger import load_downtimes
from reporting.judge.source_links import load_links, load_opened
from reporting.judge.source_looks import load_looks, load_pages
from reporting.judge.source_probes import load_over_ipv6, load_probes
from reporting.judge.source_sampled import load_questions
from reporting.judge.source_surveys import load_surveys
from reporting.judge.subjects import UNMEASURED
from reporting.standard.period import TWO_WEEKS
from reporting.standard.resolved import NATIONAL, Standard

K = TypeVar("K")
V = TypeVar("V")


def declaration_of(row: Round) -> Declaration:
    """The round's frozen declaration; raises :class:`Problem` when the stored text cannot be read."""
    try:
        return Declaration.model_validate_json(row.declaration)
    except ValidationError as error:
        raise Problem(f"轮次 {row.name} 冻结的检查范围无法读取：{reason_of(error.errors()[0])}") from error


def _site(row: RosterSite) -> Target:
    return Target(
        kind=TargetKind.SITE,
        key=row.code,
        order=row.display_order,
        name=row.name,
        unit=row.unit,
        url=row.crawl_url,
        printed_url=row.printed_url,
        is_portal=row.is_portal,
        group="",
        sampled=row.sampled,
    )


def _account(order: int, row: RosterAccount) -> Target:
    return Target(
        kind=TargetKind.ACCOUNT,
        key=row.key,
        order=order,
        name=row.name,
        unit=row.unit,
        url=row.url,
        printed_url=row.url,
        is_portal=False,
        group=row.platform_group,
        sampled=row.sampled,
    )


def load_targets(session: Session, round_name: str) -> tuple[Target, ...]:
    """The roster: sites in display order, then accounts by key."""
    sites = select(RosterSite).where(RosterSite.round == round_name)
    accounts = select(RosterAccount).where(RosterAccount.round == round_name).order_by(RosterAccount.key)
    return (
        *map(_site, session.scalars(sites.order_by(RosterSite.display_order, RosterSite.code))),
        *(_account(order, row) for order, row in enumerate(session.scalars(accounts), 1)),
    )


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Values by key, in the order they come."""
    groups: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _doubts(session: Session, crawls: Sequence[int]) -> Iterator[tuple[int, str]]:
    query = (
        select(Doubt.visit_id, Doubt.text)
        .join(Visit, Doubt.visit_id == Visit.id)
        .where(Visit.crawl_id.in_(crawls))
        .order_by(Doubt.id)
    )
    yield from session.execute(query)


def _decisions(session: Session, round_name: str) -> Iterator[tuple[FindingKey, Decision]]:
    query = select(DecisionRow).where(DecisionRow.round == round_name).order_by(DecisionRow.decided_at, DecisionRow.id)
    for row in session.scalars(query):
        key = FindingKey(TargetKind(row.target_kind), row.target, Indicator(row.indicator), row.subject)
        points = Fraction(row.points) if row.points else None
        yield key, Decision(Ruling(row.ruling), row.person, row.reason, row.values_seen, row.decided_at, points)


def load_decisions(session: Session, round_name: str) -> Mapping[FindingKey, tuple[Decision, ...]]:
    """Every decision of the round by finding, in the order they were made."""
    return grouped(_decisions(session, round_name))


def load_for_all(session: Session, round_name: str) -> Mapping[Indicator, tuple[Decision, ...]]:
    """The decisions signed for a whole round; they bind to what is said where nothing is measured."""
    query = select(RoundDecision).where(RoundDecision.round == round_name)
    rows = session.scalars(query.order_by(RoundDecision.decided_at, RoundDecision.id))
    return grouped(
        (Indicator(row.indicator), Decision(Ruling(row.ruling), row.person, row.reason, UNMEASURED, row.decided_at))
        for row in rows
    )


def _home_cutoff(declaration: Declaration, on: date | None, standard: Standard) -> date:
    """Home pages with a newer date than this are in time on any day that can be the monitoring time."""
    last = on or (declaration.sites.window.end if declaration.sites else date.min)
    rule = standard.rules.get(Indicator.SITE_3)
    return (rule.window if rule and rule.window else TWO_WEEKS).earliest(last)


def load_facts(
    session: Session,
    round_name: str,
    on: date | None,
    standard: Standard = NATIONAL,
    replayed: bool = False,
    crawls: Sequence[int] | None = None,
) -> RoundFacts:
    """Everything that judging a round needs, as if on ``on`` if given, from all its crawls or those given.

    Raises :class:`Problem` for an unknown round.
    """
    declaration = declaration_of(find_round(session, round_name))
    crawls = crawls_of(session, round_name, replayed) if crawls is None else crawls
    downtimes = load_downtimes(session, round_name)
    links = load_links(session, crawls)
    columns = load_columns(session, round_name, crawls)
    return RoundFacts(
        declaration=declaration,
        targets=load_targets(session, round_name),
        columns=columns,
        surveys=load_surveys(session, columns, crawls),
        looks=load_looks(session, crawls),
        pages=load_pages(session, crawls),
        probes=load_probes(session, round_name, crawls, downtimes),
        over_ipv6=load_over_ipv6(session, crawls, downtimes),
        downtimes=downtimes,
        doubts=grouped(_doubts(session, crawls)),
        home_entries=load_home_entries(session, crawls, _home_cutoff(declaration, on, standard)),
        decisions=load_decisions(session, round_name),
        for_all=load_for_all(session, round_name),
        questions=load_questions(session, round_name),
        replayed=replayed,
        link_looks=links,
        opened=load_opened(session, crawls, links),
    )
