"""What changed since the last round of the same kind: verdicts of targets that both inspected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from govcrawl.rounds.declaration import Declaration
from govcrawl.storage.rounds import all_rounds
from govcrawl.vocabulary import TargetKind, Verdict
from reporting.judge.judging import Judgement, judge
from reporting.judge.source import declaration_of


@dataclass(frozen=True, slots=True)
class Changes:
    """Names of one kind of targets by what became of them, each in the roster's order; ``both`` is how many had two."""

    kind: TargetKind
    both: int
    failed_anew: tuple[str, ...]
    failed_again: tuple[str, ...]
    recovered: tuple[str, ...]


def _last_day(declaration: Declaration) -> date:
    parts = (declaration.sites, declaration.accounts)
    return max((part.window.end for part in parts if part), default=date.min)


def previous_round(session: Session, declaration: Declaration) -> str | None:
    """The stored round of the same kind that ended last before this one ended, None without one."""
    end, others = _last_day(declaration), []
    for row in all_rounds(session):
        other = declaration_of(row)
        if other.kind is declaration.kind and other.name != declaration.name and _last_day(other) < end:
            others.append((_last_day(other), other.name))
    return max(others)[1] if others else None


_FAILED, _PASSED = Verdict.UNQUALIFIED, Verdict.QUALIFIED


def changes(before: Judgement, after: Judgement) -> tuple[Changes, ...]:
    """The changes of each kind that both rounds inspected; open verdicts are no change."""
    return tuple(_of_kind(kind, before, after) for kind in TargetKind if before.of(kind) and after.of(kind))


def _of_kind(kind: TargetKind, before: Judgement, after: Judgement) -> Changes:
    old = {one.target.key: one.verdict for one in before.of(kind)}
    pairs = [(old[one.target.key], one) for one in after.of(kind) if one.target.key in old]

    def names(then: Verdict, now: Verdict) -> tuple[str, ...]:
        return tuple(one.target.name for verdict, one in pairs if (verdict, one.verdict) == (then, now))

    return Changes(kind, len(pairs), names(_PASSED, _FAILED), names(_FAILED, _FAILED), names(_FAILED, _PASSED))


def since_last(session: Session, judgement: Judgement) -> tuple[str, tuple[Changes, ...]] | None:
    """The last round's name and the changes since; None where there was none."""
    name = previous_round(session, judgement.declaration)
    return (name, changes(judge(session, name), judgement)) if name else None
