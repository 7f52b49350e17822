"""What the samples of a round are: pages drawn, by the round's seed, from what its crawls of the sites have seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.extract.addresses import is_page_address, normalise_url
from govcrawl.rounds.declaration import Declaration
from govcrawl.rounds.drawing import Sample, SeenEntry, SeenList, draw_samples
from govcrawl.rounds.plan import SitePlan, load_sites
from govcrawl.storage.models import Crawl, Entry, FoundColumn, RosterColumn, Visit
from govcrawl.storage.rounds import find_round
from govcrawl.vocabulary import Category, PageRole, Reading, TargetKind

Looks = Mapping[str, int]
Categories = Mapping[tuple[str, str], tuple[str, Category]]


@dataclass(frozen=True, slots=True)
class SampledSite(SitePlan):
    """A site with the pages drawn of it, and the round's seed for what is drawn on the way."""

    samples: tuple[Sample, ...] = ()
    seed: int = 0


def load_samples(session: Session, round_name: str, wanted: set[str] | None, night: date) -> list[SampledSite]:
    """The sampled sites of a round with the pages drawn from what it had seen up to ``night``.

    Raises :class:`Problem` where no crawl had seen a list yet.
    """
    declaration = Declaration.model_validate_json(find_round(session, round_name).declaration)
    sites = load_sites(session, round_name, wanted)
    looks = _last_looks(session, round_name, night)
    if not looks:
        raise Problem(f"轮次 {round_name} 还没有读到任何栏目，请先运行 scrapy crawl govsites -a round={round_name}。")
    categories = _categories(session, round_name, looks)
    return [_sampled(session, site, looks.get(site.key, {}), categories, declaration) for site in sites]


def _sampled(
    session: Session, site: SitePlan, looks: Looks, categories: Categories, declaration: Declaration
) -> SampledSite:
    own = {field.name: getattr(site, field.name) for field in fields(SitePlan)}
    seen = _seen(session, site, looks, categories)
    samples = tuple(draw_samples(seen, declaration.seed, declaration.scope))
    return SampledSite(**own, samples=samples, seed=declaration.seed)


def _categories(session: Session, round_name: str, looks: Mapping[str, Looks]) -> Categories:
    """The name and category of each column by site and address: the ledger's word before the navigation's."""
    found = (
        select(Visit.target, FoundColumn.url, FoundColumn.name, FoundColumn.category)
        .join(Visit, FoundColumn.visit_id == Visit.id)
        .join(Crawl, Visit.crawl_id == Crawl.id)
        .where(Crawl.round == round_name, Crawl.replay == 0)
        .order_by(Visit.observed_at, FoundColumn.id)
    )
    kept = select(RosterColumn.site_code, RosterColumn.url, RosterColumn.name, RosterColumn.category).where(
        RosterColumn.round == round_name
    )
    return {
        (site, url): (name, Category(category))
        for query in (found, kept)
        for site, url, name, category in session.execute(query)
        if site in looks
    }


def _last_looks(session: Session, round_name: str, night: date) -> dict[str, dict[str, int]]:
    """By site and list, the last look of the round that read it."""
    query = (
        select(Visit.target, Visit.list_url, func.max(Visit.id))
        .join(Crawl, Visit.crawl_id == Crawl.id)
        .where(Crawl.round == round_name, Crawl.replay == 0, Crawl.night <= night, Visit.target_kind == TargetKind.SITE)
        .where(Visit.role == PageRole.COLUMN, Visit.reading == Reading.READ)
        .group_by(Visit.target, Visit.list_url)
        .order_by(Visit.target, Visit.list_url)
    )
    looks: dict[str, dict[str, int]] = {}
    for site, list_url, visit in session.execute(query):
        looks.setdefault(site, {})[list_url] = visit
    return looks


def _seen(session: Session, site: SitePlan, looks: Looks, categories: Categories) -> list[SeenList]:
    host = urlsplit(normalise_url(site.url)).hostname
    entries: dict[int, list[SeenEntry]] = {}
    query = select(Entry.visit_id, Entry.url, Entry.title).where(Entry.visit_id.in_(looks.values())).order_by(Entry.id)
    for visit, url, title in session.execute(query):
        if url and is_page_address(url) and urlsplit(normalise_url(url)).hostname == host:
            entries.setdefault(visit, []).append(SeenEntry(url, title))
    read = [
        SeenList(url, *categories.get((site.key, url), ("", Category.UNKNOWN)), tuple(entries.get(visit, ())))
        for url, visit in looks.items()
    ]
    unread = sorted((url, told) for (key, url), told in categories.items() if key == site.key and url not in looks)
    return [*read, *(SeenList(url, *told, (), read=False) for url, told in unread)]
