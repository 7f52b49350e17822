"""A round with a crawl's facts, written straight into the tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from sqlalchemy import insert
from sqlalchemy.orm import Session

from govcrawl import clock
from govcrawl.rounds.declaration import read_file
from govcrawl.rounds.opening import open_round
from govcrawl.storage.models import Crawl, Fetch, FoundColumn, Probe, Visit
from govcrawl.vocabulary import Variant
from tests.conftest import SEEDS
from tests.ledger.conftest import MONDAY

Column = tuple[str, str, str, int, str | None]


def open_seed_round(session: Session) -> str:
    """Round 2020Q4 on whatever the ledger holds, sites only."""
    declaration, text = read_file(SEEDS / "rounds" / "2020Q4.toml")
    open_round(session, declaration.model_copy(update={"accounts": None}), text, clock.now())
    return declaration.name


def add_crawl(session: Session, night: date = MONDAY, replay: int = 0, spider: str = "govsites") -> int:
    """A crawl of round 2020Q4."""
    row = {"round": "2020Q4", "spider": spider, "night": night, "replay": replay, "created_at": clock.now()}
    return session.execute(insert(Crawl).returning(Crawl.id), row).scalar_one()


def probe(session: Session, crawl: int, code: str, url: str, variant: Variant, state: str, hours: int = 0) -> None:
    """One probe of a home page, in the sweep of that hour."""
    at = datetime.combine(MONDAY, time(hours), UTC)
    row = {"crawl_id": crawl, "site": code, "variant": variant, "sweep": at, "observed_at": at}
    session.execute(insert(Probe), row | {"url": url, "final_url": url, "state": state, "elapsed": 1, "redirects": 0})


def look(
    session: Session,
    crawl: int,
    code: str,
    chain: Sequence[str],
    *,
    title: str | None = None,
    columns: Sequence[Column] = (),
    list_url: str = "",
    newest: date | None = None,
    role: str = "home",
) -> None:
    """One look at a page that the chain of addresses led to, with the columns found there."""
    now = clock.now()
    visit = {
        "crawl_id": crawl,
        "target_kind": "site",
        "target": code,
        "role": role,
        "list_url": list_url or chain[0],
        "url": chain[0],
        "observed_at": now,
        "reading": "read",
        "title": title,
        "newest": newest,
        "entry_count": 0,
        "dated_count": 0,
    }
    number = session.execute(insert(Visit).returning(Visit.id), visit).scalar_one()
    for position, url in enumerate(chain):
        fetch = {"visit_id": number, "position": position, "url": url, "observed_at": now, "state": "ok"}
        session.execute(insert(Fetch), fetch)
    for url, name, category, level, parent in columns:
        found = {"visit_id": number, "url": url, "name": name, "category": category, "category_by": "name"}
        session.execute(insert(FoundColumn), found | {"level": level, "parent": parent})
