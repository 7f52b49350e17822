"""The sheet that a unit confirms: the columns of its site as the ledger has them, and those that the crawl found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.extract.addresses import normalise_url
from govcrawl.extract.telling import clean
from govcrawl.ledger.confirming import first_and_second
from govcrawl.ledger.exporting import shown_cells
from govcrawl.ledger.kinds import COLUMN_TABLE, CONFIRMATIONS, NO_COLUMN_TABLE, SITE_TABLE, Values
from govcrawl.ledger.versions import in_force
from govcrawl.ledger.workbooks import Page
from govcrawl.storage.models import Crawl, FoundColumn, Visit
from govcrawl.vocabulary import Category, Relation, TargetKind

_TITLE = "{name}（{code}）栏目确认表：请逐行核对，在“确认意见”中选择，签“确认人”；没有意见的行保持不变"
_CONFIRMED, _OPEN, _FOUND, _REFUSED = "已确认（{}）", "待确认", "抓取发现", "已认定不是栏目（{}）"
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Found:
    """A column as the crawl found it; ``parent`` is a name."""

    url: str
    name: str
    category: str
    level: int
    parent: str | None


def confirmation_page(session: Session, code: str) -> Page:
    """The sheet of one site; raises :class:`Problem` for a code that the ledger does not have."""
    site = in_force(session, SITE_TABLE).get((code,))
    if site is None:
        raise Problem(f"网站台账中没有 {code}。可用 govcrawl ledger export 查看网站标识码。")
    columns = {key[1]: row for key, row in in_force(session, COLUMN_TABLE).items() if key[0] == code}
    refused = {key[1]: row for key, row in in_force(session, NO_COLUMN_TABLE).items() if key[0] == code}
    newest = _newest(session, code)
    known = [_known(row, columns) for row in columns.values()]
    found = [_proposed(code, one, refused) for one in _found(session, code) if one.url not in columns]
    rows = [row | {"newest": newest.get(row["url"])} for row in (*known, *found)]
    cells = tuple(tuple(shown_cells(CONFIRMATIONS.fields, row)) for row in rows)
    return Page("栏目确认表", CONFIRMATIONS.fields, cells, _TITLE.format(name=site["name"], code=code))


def _known(row: Values, columns: dict[str, Values]) -> Values:
    parent = columns.get(row["parent"] or "")
    first, second = first_and_second(row, parent["name"] if parent else None)
    state = _CONFIRMED.format(row["confirmed_by"]) if row["confirmed_by"] else _OPEN
    return row | {"first": first or None, "second": second or None, "state": state, "confirmed_by": None}


def _proposed(code: str, found: Found, refused: dict[str, Values]) -> Values:
    row = {"site_code": code, "url": found.url, "name": found.name, "level": found.level}
    first, second = first_and_second(row, found.parent)
    said = refused.get(found.url)
    state = _REFUSED.format(said["confirmed_by"]) if said else _FOUND
    words = {"category": Category(found.category), "relation": Relation.OWN, "state": state}
    return row | words | {"first": first or None, "second": second or None}


def _last_crawl(session: Session, code: str) -> int | None:
    """The last night, without replays, in which columns of the site were found."""
    query = (
        select(Crawl.id)
        .join(Visit, Visit.crawl_id == Crawl.id)
        .join(FoundColumn, FoundColumn.visit_id == Visit.id)
        .where(Visit.target_kind == TargetKind.SITE, Visit.target == code, Crawl.replay == 0)
    )
    return session.scalar(query.order_by(Crawl.night.desc(), Crawl.id.desc()).limit(1))


def _found(session: Session, code: str) -> list[Found]:
    query = (
        select(FoundColumn)
        .join(Visit, FoundColumn.visit_id == Visit.id)
        .where(Visit.target_kind == TargetKind.SITE, Visit.target == code)
        .where(Visit.crawl_id == _last_crawl(session, code))
    )
    rows = session.scalars(query.order_by(FoundColumn.level, FoundColumn.id))
    return list({one.url: one for one in map(_harmless, rows)}.values())


def _harmless(row: FoundColumn) -> Found:
    """What a page called a column, fit for a cell: one line of readable letters."""
    name = " ".join(clean(row.name).split())[:_LONGEST_NAME]
    parent = row.parent and " ".join(clean(row.parent).split())[:_LONGEST_NAME]
    return Found(normalise_url(row.url), name, row.category, row.level, parent)


def _newest(session: Session, code: str) -> dict[str, date]:
    query = (
        select(Visit.list_url, func.max(Visit.newest))
        .join(Crawl, Visit.crawl_id == Crawl.id)
        .where(Visit.target_kind == TargetKind.SITE, Visit.target == code, Crawl.replay == 0)
        .group_by(Visit.list_url)
    )
    return {url: newest for url, newest in session.execute(query) if newest is not None}
