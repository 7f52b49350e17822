"""What the links of a round are: the addresses that its sampled pages lead to and that no crawl has opened yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.extract.addresses import normalise_url
from govcrawl.extract.links import is_prescribed
from govcrawl.rounds.declaration import Declaration
from govcrawl.rounds.plan import SitePlan, load_sites
from govcrawl.storage.models import Crawl, Link, RosterSite, Visit
from govcrawl.storage.opened import opened_addresses
from govcrawl.storage.rounds import find_round
from govcrawl.vocabulary import LEADING_PAGES, Indicator, LinkKind, PageRole, Reading, TargetKind

SPIDER = "links"


@dataclass(frozen=True, slots=True)
class LinkedSite(SitePlan):
    """A site with the addresses that its sampled pages lead to."""

    links: tuple[tuple[str, LinkKind], ...] = ()


def load_links(session: Session, round_name: str, wanted: set[str] | None, night: date) -> list[LinkedSite]:
    """The sampled portals of a round, or the sites ``wanted``, with the addresses to ask for on ``night``.

    Raises :class:`Problem` where the round does not inspect links, or no page has been sampled yet.
    """
    if Indicator.DESIGN_LINKS not in Declaration.model_validate_json(find_round(session, round_name).declaration).scope:
        raise Problem(f"轮次 {round_name} 的检查范围没有“可用性”（design-links），不用核查链接。")
    last = _last_nights(session, round_name, night)
    if not last:
        raise Problem(f"轮次 {round_name} 还没有抽查页面，请先运行 scrapy crawl pages -a round={round_name}。")
    portals = set(session.scalars(select(RosterSite.code).where(RosterSite.round == round_name, RosterSite.is_portal)))
    sites = [site for site in load_sites(session, round_name, wanted) if wanted or site.key in portals]
    crawls = _earlier(session, round_name, night)
    return [_linked(session, site, crawls, last[site.key]) for site in sites if site.key in last]


def _last_nights(session: Session, round_name: str, night: date) -> dict[str, date]:
    """By site, the last night up to ``night`` that looked at its sampled pages."""
    query = (
        select(Visit.target, func.max(Crawl.night))
        .join(Crawl, Visit.crawl_id == Crawl.id)
        .where(Crawl.round == round_name, Crawl.replay == 0, Crawl.night <= night)
        .where(Visit.role.in_(LEADING_PAGES), Visit.reading == Reading.READ, Visit.target_kind == TargetKind.SITE)
        .group_by(Visit.target)
    )
    return dict(session.execute(query).tuples().all())


def _earlier(session: Session, round_name: str, night: date) -> Sequence[int]:
    """The crawls up to ``night``, without the one that is being planned: it may be an interrupted one, gone on with."""
    query = select(Crawl.id).where(Crawl.round == round_name, Crawl.replay == 0, Crawl.night <= night)
    return session.scalars(query.where((Crawl.spider != SPIDER) | (Crawl.night < night))).all()


def _linked(session: Session, site: SitePlan, crawls: Sequence[int], last: date) -> LinkedSite:
    opened = {normalise_url(url) for _, url in opened_addresses(session, crawls, site.key)}
    failed = _failed(session, site.key, crawls)
    found = {
        url: kind
        for url, kind in _links(session, site.key, crawls, last)
        if url not in opened and not is_prescribed(url)
    }
    ordered = sorted(found, key=lambda url: url not in failed)
    own = {field.name: getattr(site, field.name) for field in fields(SitePlan)}
    return LinkedSite(**own, links=tuple((url, found[url]) for url in ordered))


def _links(session: Session, site: str, crawls: Sequence[int], last: date) -> list[tuple[str, LinkKind]]:
    """The home page's addresses first, then those of other pages, in the order of the pages."""
    query = (
        select(Link.url, Link.kind)
        .join(Visit, Link.visit_id == Visit.id)
        .join(Crawl, Visit.crawl_id == Crawl.id)
        .where(Visit.crawl_id.in_(crawls), Visit.target == site, Crawl.night == last)
        .where(Visit.role.in_(LEADING_PAGES), Visit.reading == Reading.READ)
        .order_by(Visit.role != PageRole.FRONT, Link.id)
    )
    return [(url, LinkKind(kind)) for url, kind in session.execute(query)]


def _failed(session: Session, site: str, crawls: Sequence[int]) -> set[str]:
    """What an earlier day could not open: asked for before everything else, so that another day confirms it."""
    query = select(Visit.url).where(Visit.crawl_id.in_(crawls), Visit.target == site)
    return set(session.scalars(query.where(Visit.role == PageRole.LINK, Visit.reading == Reading.FAILED)))
