"""How far the problems of a round are: given to whom until when, what the unit said, what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from govcrawl.vocabulary import StatementKind
from reporting.judge.facts import FindingKey
from reporting.judge.fold import Judged
from reporting.judge.judging import Judgement
from reporting.judge.mending import Mending, mendings
from reporting.judge.settle import Settled, Standing
from reporting.loop.notice import given_before
from reporting.loop.statements import statements_on
from reporting.review.stage import Progress, Stage, stage_of


@dataclass(frozen=True, slots=True)
class Line:
    """One confirmed problem with its stage; ``mending`` is None where nothing was rechecked or ruled on."""

    judged: Judged
    settled: Settled
    progress: Progress
    mending: Mending | None

    @property
    def stage(self) -> Stage:
        """Where it stands."""
        return stage_of(self.settled, self.progress)


def lines_of(session: Session, judgement: Judgement, on: date) -> Iterator[Line]:
    """The confirmed problems of a round as they stand on a day, in the order of the judgement."""
    name = judgement.declaration.name
    due = {key: day for (key, _), day in given_before(session, name).items()}
    said = _said(session, name)
    states = mendings(session, judgement, on)
    for judged in judgement.judged:
        for one in judged.findings:
            if one.standing is Standing.CONFIRMED:
                key = one.finding.key
                yield Line(judged, one, Progress(due.get(key), said.get(key, ())), states.get(key))


def _said(session: Session, round_name: str) -> Mapping[FindingKey, tuple[StatementKind, ...]]:
    found = statements_on(session, round_name).items()
    return {key: tuple(StatementKind(row.kind) for row in rows) for key, rows in found}
