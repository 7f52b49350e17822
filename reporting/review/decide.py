"""Recording decisions: appended, bound to the values seen, never twice the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from govcrawl import clock
from govcrawl.storage.models import Decision as DecisionRow
from govcrawl.vocabulary import Ruling
from reporting.judge.judging import Judgement
from reporting.judge.settle import Settled, Standing, same_person


@dataclass(frozen=True, slots=True)
class Decided:
    """What one person decides on one finding."""

    settled: Settled
    ruling: Ruling
    person: str
    reason: str


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
    people = {same_person(person) for person in decided.settled.people}
    return decided.settled.ruling is decided.ruling and same_person(decided.person) in people


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
                decided_at=moment,
            )
        )
        session.flush()
    return len(new)
