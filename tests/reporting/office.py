"""An office's database with facts put in by hand: what a crawl would have stored, without the crawl."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from govcrawl.clock import ZONE
from govcrawl.extract import normalise_url
from govcrawl.storage.models import (
    Base,
    Crawl,
    Doubt,
    Entry,
    Fetch,
    FoundColumn,
    RosterAccount,
    RosterColumn,
    RosterSite,
    Visit,
)
from govcrawl.vocabulary import Category, PageRole, Reading, TargetKind

SPIDERS = {TargetKind.SITE: "govsites", TargetKind.ACCOUNT: "newmedia"}


@dataclass(frozen=True)
class Look:
    """One look at one list, as a crawl stores it; ``final`` is the address in which it ended."""

    target: str
    list_url: str
    newest: date | None = None
    kind: TargetKind = TargetKind.SITE
    role: PageRole = PageRole.COLUMN
    url: str | None = None
    night: date | None = None
    reading: Reading = Reading.READ
    entries: tuple[str, ...] = ()
    doubt: str | None = None
    final: str | None = None

    def details(self, visit: Visit) -> Iterator[Base]:
        """The rows that hang on the visit."""
        state = "timeout" if self.reading is Reading.FAILED else "ok"
        url, moment = self.final or visit.url, visit.observed_at
        yield Fetch(visit_id=visit.id, position=0, url=url, observed_at=moment, state=state)
        for number, entry in enumerate(self.entries):
            yield Entry(visit_id=visit.id, position=number, title=entry, url=entry, date=self.newest, pinned=False)
        if self.doubt:
            yield Doubt(visit_id=visit.id, text=self.doubt)


@dataclass
class Office:
    """Facts of one round in one database."""

    path: Path
    round: str
    site_night: date
    account_night: date
    open: Session | None = None

    @property
    def url(self) -> str:
        """The database's address."""
        return f"sqlite:///{self.path}"

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One transaction; inside :meth:`together` the one that is open."""
        if self.open is not None:
            yield self.open
            return
        engine = create_engine(self.url)
        with Session(engine) as session, session.begin():
            yield session
        engine.dispose()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Everything inside in one transaction."""
        with self.session() as session:
            self.open = session
            yield
            self.open = None

    def crawl(self, session: Session, kind: TargetKind, night: date) -> int:
        """The crawl of that night."""
        spider = SPIDERS[kind]
        query = select(Crawl.id).where(Crawl.round == self.round, Crawl.spider == spider, Crawl.night == night)
        found = session.scalar(query)
        if found is not None:
            return found
        crawl = Crawl(round=self.round, spider=spider, night=night, replay=0, created_at=at(night))
        session.add(crawl)
        session.flush()
        return crawl.id

    def look(self, target: str, list_url: str, newest: date | None = None, **other: Any) -> None:
        """Store one look at one list."""
        self.store(Look(target, list_url, newest, **other))

    def store(self, look: Look, night: date | None = None) -> None:
        """Store a look, in another night if given."""
        chosen = night or look.night or (self.site_night if look.kind is TargetKind.SITE else self.account_night)
        with self.session() as session:
            visit = Visit(
                crawl_id=self.crawl(session, look.kind, chosen),
                target_kind=look.kind,
                target=look.target,
                role=look.role,
                list_url=look.list_url,
                url=look.url or look.list_url,
                observed_at=at(chosen),
                reading=look.reading,
                newest=look.newest,
                entry_count=max(len(look.entries), 5 * (look.reading is Reading.READ)),
                dated_count=5 * bool(look.newest),
            )
            session.add(visit)
            session.flush()
            session.add_all(look.details(visit))

    def proposal(self, site: str, url: str, name: str, category: Category, level: int = 1) -> None:
        """Store a column that the home page's navigation showed."""
        with self.session() as session:
            query = select(Visit.id).where(Visit.target == site, Visit.role == PageRole.HOME)
            session.add(
                FoundColumn(
                    visit_id=session.scalars(query).first(),
                    url=url,
                    name=name,
                    category=category,
                    category_by="name",
                    level=level,
                )
            )

    def healthy(
        self, late: dict[str, date] | None = None, stale_accounts: dict[str, date] | None = None, skip: str = ""
    ) -> None:
        """A look at every home page, pinned column and sampled account, all up to date but for those given."""
        with self.session() as session:
            session.add_all(self._sites(session, late or {}, skip))
            session.add_all(self._accounts(session, stale_accounts or {}))
            session.flush()
            self._found(session)

    def _visit(self, crawl: int, kind: TargetKind, target: str, role: PageRole, url: str, newest: date) -> Visit:
        night = self.site_night if kind is TargetKind.SITE else self.account_night
        return Visit(
            crawl_id=crawl,
            target_kind=kind,
            target=target,
            role=role,
            list_url=url,
            url=url,
            observed_at=at(night),
            reading=Reading.READ,
            newest=newest,
            entry_count=20,
            dated_count=20,
        )

    def _sites(self, session: Session, late: dict[str, date], skip: str) -> Iterator[Visit]:
        crawl, fresh = self.crawl(session, TargetKind.SITE, self.site_night), self.site_night - timedelta(1)
        for site in session.scalars(select(RosterSite).where(RosterSite.round == self.round)):
            url = normalise_url(site.crawl_url)
            newest = late.get(site.code, fresh)
            yield self._visit(crawl, TargetKind.SITE, site.code, PageRole.HOME, url, newest)
        for column in session.scalars(select(RosterColumn).where(RosterColumn.round == self.round)):
            if column.url != skip:
                newest = late.get(column.url, fresh)
                yield self._visit(crawl, TargetKind.SITE, column.site_code, PageRole.COLUMN, column.url, newest)

    def _found(self, session: Session) -> None:
        """A column of the navigation, up to date, for each site of which the ledger pins none."""
        pinned = select(RosterColumn.site_code).where(RosterColumn.round == self.round)
        homes = (
            select(Visit)
            .join(Crawl, Visit.crawl_id == Crawl.id)
            .where(Crawl.round == self.round, Visit.role == PageRole.HOME, Visit.target.not_in(pinned))
        )
        for home in session.scalars(homes).all():
            url, fresh = f"{home.url}/gzdt/", self.site_night - timedelta(2)
            session.add(self._visit(home.crawl_id, TargetKind.SITE, home.target, PageRole.COLUMN, url, fresh))
            session.add(
                FoundColumn(
                    visit_id=home.id, url=url, name="工作动态", category=Category.NEWS, category_by="name", level=1
                )
            )

    def _accounts(self, session: Session, stale: dict[str, date]) -> Iterator[Visit]:
        crawl, fresh = self.crawl(session, TargetKind.ACCOUNT, self.account_night), self.account_night - timedelta(3)
        sampled = select(RosterAccount).where(RosterAccount.round == self.round, RosterAccount.sampled)
        for account in session.scalars(sampled):
            newest = stale.get(account.key, fresh)
            yield self._visit(crawl, TargetKind.ACCOUNT, account.key, PageRole.ACCOUNT, account.url, newest)

    def sampled_accounts(self) -> list[str]:
        """The keys of the sampled accounts."""
        with self.session() as session:
            query = select(RosterAccount.key).where(RosterAccount.round == self.round, RosterAccount.sampled)
            return list(session.scalars(query.order_by(RosterAccount.key)))

    def columns(self, site: str) -> list[str]:
        """The addresses of a site's pinned columns."""
        with self.session() as session:
            query = select(RosterColumn.url).where(RosterColumn.round == self.round, RosterColumn.site_code == site)
            return list(session.scalars(query.order_by(RosterColumn.url)))


def at(day: date, hour: int = 20) -> datetime:
    """An hour of a local day, in UTC."""
    return datetime.combine(day, time(hour), ZONE).astimezone(UTC)
