"""Comparing two crawls by content: what was read, not when or where it was fetched."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, select

from govcrawl.storage.models import (
    Channel,
    Doubt,
    Entry,
    FoundColumn,
    GuideElement,
    Link,
    Mark,
    Message,
    Search,
    Tag,
    Visit,
    Witness,
)
from govcrawl.storage.runs import VisitKey

_PARTS = (
    (Entry, (Entry.position, Entry.title, Entry.url, Entry.date, Entry.raw, Entry.rule, Entry.pinned, Entry.exclusion)),
    (FoundColumn, (FoundColumn.url, FoundColumn.name, FoundColumn.category, FoundColumn.level, FoundColumn.parent)),
    (Doubt, (Doubt.text,)),
    (Witness, (Witness.name, Witness.raw, Witness.date)),
    (Mark, (Mark.name, Mark.value)),
    (Tag, (Tag.name, Tag.value)),
    (Link, (Link.url, Link.text, Link.kind)),
    (Search, (Search.action, Search.field, Search.method)),
    (Channel, (Channel.form, Channel.login, Channel.statistics)),
    (
        Message,
        (
            *(Message.position, Message.title, Message.url, Message.asked, Message.answered, Message.shown),
            *(Message.status, Message.unit, Message.has_answer),
        ),
    ),
    (GuideElement, (GuideElement.name, GuideElement.text)),
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Numbers of looks: the same in both crawls, changed, only in the first, only in the second."""

    same: int
    changed: int
    missing: int
    new: int

    @property
    def equal(self) -> bool:
        """Whether both crawls hold the same facts."""
        return not (self.changed or self.missing or self.new)


def compare_crawls(engine: Engine, first: int, second: int) -> Comparison:
    """Compare the content of two crawls, look by look."""
    with engine.connect() as connection:
        one, other = _content(connection, first), _content(connection, second)
    common = one.keys() & other.keys()
    same = sum(one[key] == other[key] for key in common)
    return Comparison(same, len(common) - same, len(one.keys() - common), len(other.keys() - common))


def _content(connection: Connection, crawl_id: int) -> dict[VisitKey, list[Any]]:
    query = select(Visit.id, Visit.target_kind, Visit.target, Visit.role, Visit.list_url, Visit.url)
    values = query.add_columns(Visit.reading, Visit.title, Visit.encoding, Visit.newest)
    looks = {
        row[0]: (tuple(row[1:6]), tuple(row[6:])) for row in connection.execute(values.filter_by(crawl_id=crawl_id))
    }
    parts: defaultdict[int, list[Any]] = defaultdict(list)
    for model, columns in _PARTS:
        rows = select(model.visit_id, *columns).join(Visit, Visit.id == model.visit_id)
        for visit_id, *values_of_row in connection.execute(rows.where(Visit.crawl_id == crawl_id).order_by(model.id)):
            parts[visit_id].append((model.__tablename__, *values_of_row))
    return {key: [values, *parts[visit_id]] for visit_id, (key, values) in looks.items()}
