"""What sampled pages were opened for: channels, messages and guides by visit; and the simulated questions by site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from govcrawl import items
from govcrawl.storage.models import Channel, GuideElement, Message, QuestionAnswer, Visit
from govcrawl.storage.models import Question as QuestionRow
from reporting.judge.facts import Question

_OF_MESSAGE = ("position", "title", "url", "asked", "answered", "shown", "status", "unit", "has_answer")


def _of(model: type[Any], crawls: Sequence[int]) -> Select[Any]:
    query = select(model).join(Visit, Visit.id == model.visit_id).where(Visit.crawl_id.in_(crawls))
    return query.order_by(model.id)


def load_channels(session: Session, crawls: Sequence[int]) -> Mapping[int, items.Channel]:
    """What each consultation page offers, by visit."""
    rows = session.scalars(_of(Channel, crawls))
    return {row.visit_id: items.Channel(row.form, row.login, row.statistics) for row in rows}


def load_messages(session: Session, crawls: Sequence[int]) -> Mapping[int, tuple[items.Message, ...]]:
    """The messages that each page shows, by visit, in the page's order."""
    found: defaultdict[int, list[items.Message]] = defaultdict(list)
    for row in session.scalars(_of(Message, crawls)):
        found[row.visit_id].append(items.Message(*(getattr(row, name) for name in _OF_MESSAGE)))
    return {visit: tuple(messages) for visit, messages in found.items()}


def load_guides(session: Session, crawls: Sequence[int]) -> Mapping[int, tuple[items.GuideElement, ...]]:
    """The elements of each guide and the remarks on it, by visit."""
    found: defaultdict[int, list[items.GuideElement]] = defaultdict(list)
    for row in session.scalars(_of(GuideElement, crawls)):
        found[row.visit_id].append(items.GuideElement(row.name, row.text))
    return {visit: tuple(elements) for visit, elements in found.items()}


def load_questions(session: Session, round_name: str) -> Mapping[str, tuple[Question, ...]]:
    """The simulated questions of a round by site, each with the first answer booked."""
    query = (
        select(QuestionRow, QuestionAnswer)
        .outerjoin(QuestionAnswer, QuestionAnswer.question_id == QuestionRow.id)
        .where(QuestionRow.round == round_name)
        .order_by(QuestionRow.id, QuestionAnswer.answered_on, QuestionAnswer.id)
    )
    found: defaultdict[str, dict[int, Question]] = defaultdict(dict)
    for row, answer in session.execute(query):
        told = (answer.answered_on, answer.person, answer.fault) if answer else (None, "", "")
        found[row.site].setdefault(row.id, Question(row.id, row.text, row.sent_on, row.person, *told))
    return {site: tuple(questions.values()) for site, questions in found.items()}
