"""Recording decisions: appended, bound to the values seen, never twice the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl import clock
from govcrawl.errors import Problem
from govcrawl.storage.models import Decision as DecisionRow
from govcrawl.storage.models import RoundDecision
from govcrawl.vocabulary import Indicator, Ruling
from reporting.judge.judging import Judgement
from reporting.judge.settle import Settled, Standing, same_person
from reporting.standard.rule import Rule

_DECIMAL = re.compile(r"\d{1,3}(?:\.\d{1,3})?")


@dataclass(frozen=True, slots=True)
class Decided:
    """What one person decides on one finding."""

    settled: Settled
    ruling: Ruling
    person: str
    reason: str
    points: Fraction | None = None


def points_of(text: str, rule: Rule) -> Fraction:
    """Stated points (分值) such as 1.5; raises ``ValueError`` for what is no amount that the indicator can have."""
    if not rule.parts:
        raise ValueError(f"“{rule.id.label}”不计分，不要写分值")
    if not _DECIMAL.fullmatch(text) or not 0 < Fraction(text) <= rule.cap:
        raise ValueError(f"“{text}”不是 0 到 {decimal_of(rule.cap)} 之间的分值（{rule.title}）")
    return Fraction(text)


def decimal_of(points: Fraction) -> str:
    """Points as a decimal number; all amounts of the standard are finite ones."""
    return str(Decimal(points.numerator) / Decimal(points.denominator))


def open_findings(judgement: Judgement) -> list[Settled]:
    """What waits for a person, or for a second one, in the order of the roster."""
    return [settled for judged in judgement.waiting for settled in judged.waiting]


def all_findings(judgement: Judgement) -> list[Settled]:
    """Every finding of the round, passes included."""
    return [one for judged in judgement.judged for one in judged.findings]


def reviewable(judgement: Judgement) -> list[Settled]:
    """Every finding on which a person can decide, decided or not."""
    return [one for one in all_findings(judgement) if one.standing is not Standing.CLEAR]


def _is_known(decided: Decided) -> bool:
    """Whether nothing is to be added: the machine passes it, or this person already stands behind this ruling."""
    if decided.settled.standing is Standing.CLEAR:
        return True
    before = decided.settled
    people = {same_person(person) for person in before.people}
    same = before.ruling is decided.ruling and same_person(decided.person) in people
    return same and decided.points in (None, before.points)


def needs_another(decided: Decided) -> bool:
    """Whether it says again what the same person has confirmed, so that only somebody else can add to it."""
    before = decided.settled
    people = map(same_person, before.people)
    return (
        decided.ruling.confirms
        and decided.points is None
        and before.standing is Standing.CONFIRMED
        and same_person(decided.person) in people
    )


def author_of(decided: Decided) -> tuple[str, str]:
    """The finding and the person: in one file, a person decides on a finding once."""
    return decided.settled.finding.handle, same_person(decided.person)


def record(session: Session, round_name: str, decisions: Iterable[Decided]) -> int:
    """Append the decisions that are new; gives their number."""
    new: Sequence[Decided] = [decided for decided in decisions if not _is_known(decided)]
    moment = clock.now()
    for decided in new:
        finding = decided.settled.finding
        session.add(
            DecisionRow(
                round=round_name,
                target_kind=finding.key.kind,
                target=finding.key.target,
                indicator=finding.key.indicator,
                subject=finding.key.subject,
                ruling=decided.ruling,
                person=decided.person,
                reason=decided.reason,
                values_seen=finding.values,
                points=None if decided.points is None else decimal_of(decided.points),
                decided_at=moment,
            )
        )
        session.flush()
    return len(new)


def sign(session: Session, judgement: Judgement, indicators: Iterable[Indicator], person: str, reason: str) -> int:
    """Close, for every target of a round, matters that only people judge (STANDARD §9); gives how many were new.

    Raises :class:`Problem` for an indicator out of the round's scope, or one that the program checks itself.
    """
    name = judgement.declaration.name
    rules = {rule.id: rule for judged in judgement.judged for rule in judged.rules.values()}
    chosen = tuple(dict.fromkeys(indicators))
    for indicator in chosen:
        if indicator not in rules:
            raise Problem(f"“{indicator.label}”（{indicator}）不在轮次 {name} 的检查范围内。")
        if rules[indicator].measure is not None:
            raise Problem(f"“{indicator.label}”（{indicator}）由程序检查，不能一次了结，请逐项复核。")
    signed = set(session.scalars(select(RoundDecision.indicator).where(RoundDecision.round == name)))
    new = [indicator for indicator in chosen if indicator not in signed]
    for indicator in new:
        session.add(
            RoundDecision(
                round=name,
                indicator=indicator,
                ruling=Ruling.NOT_FOUND,
                person=person,
                reason=reason,
                decided_at=clock.now(),
            )
        )
    return len(new)
