"""What the samples of a round are: pages drawn, by the round's seed, from what its crawls of the sites have seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.extract.addresses import is_page_address, normalise_url
from govcrawl.rounds.declaration import Declaration
from govcrawl.rounds.plan import SitePlan, load_sites
from govcrawl.rounds.sampling import draw
from govcrawl.storage.models import Crawl, Entry, Visit
from govcrawl.storage.rounds import find_round
from govcrawl.vocabulary import PageRole, Reading, TargetKind

TAGGED_PAGES = 5
"""Content pages and column pages sampled of each site (STANDARD §1.4, 页面标签)."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One page to look at: what for, where, and the list (normalised address) and title that led to it."""

    role: PageRole
    url: str
    list_url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class SampledSite(SitePlan):
    """A site with the pages drawn of it."""

    samples: tuple[Sample, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenList:
    """A column's list as it was last read in the round, with the pages on the site's own host that it led to."""

    url: str
    entries: tuple[Sample, ...]


def draw_samples(seen: Sequence[SeenList], seed: int) -> Iterator[Sample]:
    """The pages to look at of one site: the same facts and the same seed give the same pages."""
    columns = [Sample(PageRole.INNER_COLUMN, one.url, one.url) for one in seen]
    yield from drawn(columns, TAGGED_PAGES, seed)
    yield from drawn((entry for one in seen for entry in one.entries), TAGGED_PAGES, seed)


def drawn(samples: Iterable[Sample], number: int, seed: int) -> list[Sample]:
    """``number`` of ``samples``, one for each address, in the order of their addresses."""
    by_url = {sample.url: sample for sample in samples}
    return [by_url[url] for url in sorted(draw(by_url, number, seed))]


def load_samples(session: Session, round_name: str, wanted: set[str] | None, night: date) -> list[SampledSite]:
    """The sampled sites of a round with the pages drawn from what it had seen up to ``night``.

    Raises :class:`Problem` where no crawl had seen a list yet.
    """
    declaration = Declaration.model_validate_json(find_round(session, round_name).declaration)
    sites = load_sites(session, round_name, wanted)
    looks = _last_looks(session, round_name, night)
    if not looks:
        raise Problem(f"轮次 {round_name} 还没有读到任何栏目，请先运行 scrapy crawl govsites -a round={round_name}。")
    return [_sampled(session, site, looks.get(site.key, {}), declaration.seed) for site in sites]


def _sampled(session: Session, site: SitePlan, looks: Mapping[str, int], seed: int) -> SampledSite:
    own = {field.name: getattr(site, field.name) for field in fields(SitePlan)}
    return SampledSite(**own, samples=tuple(draw_samples(_seen(session, site, looks), seed)))


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


def _seen(session: Session, site: SitePlan, looks: Mapping[str, int]) -> list[SeenList]:
    host = urlsplit(normalise_url(site.url)).hostname
    entries: dict[int, list[tuple[str, str]]] = {}
    query = select(Entry.visit_id, Entry.url, Entry.title).where(Entry.visit_id.in_(looks.values())).order_by(Entry.id)
    for visit, url, title in session.execute(query):
        if url and is_page_address(url) and urlsplit(normalise_url(url)).hostname == host:
            entries.setdefault(visit, []).append((url, title))
    return [
        SeenList(url, tuple(Sample(PageRole.INNER_PAGE, page, url, title) for page, title in entries.get(visit, ())))
        for url, visit in looks.items()
    ]
