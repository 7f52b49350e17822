"""How far the problems of a round are: given to whom until when, what the unit said, what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl import clock
from govcrawl.storage.models import Notice, NoticeItem
from govcrawl.vocabulary import StatementKind
from reporting.judge.facts import FindingKey
from reporting.judge.fold import Judged
from reporting.judge.judging import Judgement
from reporting.judge.mending import Mending, confirmed_on, mendings
from reporting.judge.settle import Settled
from reporting.loop.notice import key_of
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
    due, said = _due(session, name, on), _said(session, name, on)
    states = mendings(session, judgement, on)
    for judged, one in confirmed_on(session, judgement, on):
        key = one.finding.key
        yield Line(judged, one, Progress(due.get(key), said.get(key, ())), states.get(key))


def _due(session: Session, round_name: str, on: date) -> Mapping[FindingKey, date]:
    query = select(NoticeItem, Notice.issued_at).join(Notice, NoticeItem.notice_id == Notice.id)
    rows = session.execute(query.where(NoticeItem.round == round_name).order_by(NoticeItem.id))
    return {key_of(row): row.due for row, at in rows if clock.local_date(at) <= on}


def _said(session: Session, round_name: str, on: date) -> Mapping[FindingKey, tuple[StatementKind, ...]]:
    found = statements_on(session, round_name).items()
    return {key: tuple(StatementKind(row.kind) for row in rows if row.received_on <= on) for key, rows in found}
