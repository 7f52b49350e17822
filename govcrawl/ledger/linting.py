"""Running the checks on the ledger, or on a round's roster, with what the crawl saw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.ledger.checks import Book, Check, ColumnView, Hit, HomeView, ProbeView, Severity, SiteView
from govcrawl.ledger.crawlchecks import CRAWL_CHECKS
from govcrawl.ledger.kinds import COLUMN_TABLE, SITE_TABLE, Values
from govcrawl.ledger.sitechecks import COLUMN_CHECKS, SITE_CHECKS
from govcrawl.ledger.versions import in_force
from govcrawl.storage.models import Crawl, Fetch, Mark, Probe, RosterColumn, RosterSite, Round, Visit
from govcrawl.vocabulary import PageRole, Reading, TargetKind, Variant

CHECKS = (*SITE_CHECKS, *COLUMN_CHECKS, *CRAWL_CHECKS)
_OTHER_ADDRESSES = frozenset({Variant.SCHEME, Variant.WWW})

View = TypeVar("View", SiteView, ColumnView)


@dataclass(frozen=True, slots=True)
class Result:
    """One check and every place where it applies."""

    check: Check
    hits: tuple[Hit, ...]


def run(book: Book) -> list[Result]:
    """Every check that applies somewhere, the gravest first."""
    results = [Result(check, tuple(check.find(book))) for check in CHECKS]
    order = list(Severity)
    return sorted((one for one in results if one.hits), key=lambda one: order.index(one.check.severity))


def open_book(session: Session, round_name: str | None, today: date) -> Book:
    """The ledger in force and the last crawls, or a round's roster and its crawls; raises :class:`Problem`."""
    if round_name is None:
        sites, columns = list(in_force(session, SITE_TABLE).values()), list(in_force(session, COLUMN_TABLE).values())
        seen_in = last_round(session)
    else:
        if session.get(Round, round_name) is None:
            raise Problem(f"没有轮次 {round_name}。可用 govcrawl round list 列出全部轮次。")
        sites = [SITE_TABLE.values_of(row) for row in _roster(session, RosterSite, round_name)]
        columns = [COLUMN_TABLE.values_of(row) for row in _roster(session, RosterColumn, round_name)]
        seen_in = round_name
    if not sites:
        raise Problem("没有可核对的网站台账。请先运行 govcrawl ledger import。")
    ordered = sorted((_site(row) for row in sites), key=lambda site: (site.order, site.code))
    homes = tuple(_homes(session, seen_in)) if seen_in else ()
    probes = tuple(_probes(session, round_name))
    return Book(tuple(ordered), tuple(_view(ColumnView, row) for row in columns), homes, probes, today)


def _roster(session: Session, model: Any, round_name: str) -> Any:
    return session.scalars(select(model).where(model.round == round_name))


def _site(row: Values) -> SiteView:
    return _view(SiteView, row | {"order": row["display_order"]})


def _view(view: type[View], row: Values) -> View:
    return view(**{field.name: row[field.name] for field in fields(view)})


def last_round(session: Session) -> str | None:
    """The round of the last crawl that looked at a site's home page."""
    query = select(Crawl.round).join(Visit, Visit.crawl_id == Crawl.id).where(Visit.role == PageRole.HOME)
    return session.scalar(query.order_by(Crawl.night.desc(), Crawl.id.desc()).limit(1))


def _homes(session: Session, round_name: str) -> Iterator[HomeView]:
    """The last successful look at each home page in the round, with the address that answered."""
    query = (
        select(Visit.target, Visit.title, Fetch.url, Mark.value)
        .join(Crawl, Visit.crawl_id == Crawl.id)
        .join(Fetch, Fetch.visit_id == Visit.id)
        .outerjoin(Mark, (Mark.visit_id == Visit.id) & (Mark.name == "site_code"))
        .where(Crawl.round == round_name, Crawl.replay == 0, Visit.target_kind == TargetKind.SITE)
        .where(Visit.role == PageRole.HOME, Visit.reading != Reading.FAILED, Fetch.state == "ok")
        .order_by(Visit.observed_at, Fetch.visit_id, Fetch.position)
    )
    last = {code: HomeView(code, url, title, shown) for code, title, url, shown in session.execute(query)}
    yield from last.values()


def _probes(session: Session, round_name: str | None) -> Iterator[ProbeView]:
    """The sites that opened by another address only, in every sweep of the last day of probes."""
    probed = select(Probe.crawl_id).join(Crawl, Probe.crawl_id == Crawl.id).distinct()
    if round_name is not None:
        probed = probed.where(Crawl.round == round_name)
    last = session.scalar(select(Crawl.id).where(Crawl.id.in_(probed)).order_by(Crawl.night.desc(), Crawl.id.desc()))
    opened = select(Probe.site, Probe.url, Probe.variant).where(Probe.crawl_id == last, Probe.state == "ok")
    rows = session.execute(opened.where(Probe.site.is_not(None)).order_by(Probe.id)).all()
    by_ledger = {row.site for row in rows if row.variant == Variant.LEDGER}
    others = {row.site: row.url for row in rows if row.variant in _OTHER_ADDRESSES and row.site not in by_ledger}
    yield from (ProbeView(code, url) for code, url in sorted(others.items()))
