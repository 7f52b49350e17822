"""The looks at addresses that sampled pages lead to, and which of them the crawls opened themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl.extract import normalise_url
from govcrawl.storage.models import Crawl, Fetch, Visit
from govcrawl.storage.opened import opened_addresses
from govcrawl.vocabulary import PageRole
from reporting.judge.facts import LinkLook


def _looks(session: Session, crawls: Sequence[int]) -> Iterator[tuple[str, LinkLook]]:
    """Each fetch of each look, with the site's code; the last one of a look decides it."""
    query = (
        select(Visit.target, Visit.id, Visit.url, Visit.observed_at, Crawl.night, Fetch.state, Fetch.status)
        .join(Crawl, Visit.crawl_id == Crawl.id)
        .join(Fetch, Fetch.visit_id == Visit.id)
        .where(Visit.crawl_id.in_(crawls), Visit.role.in_((PageRole.LINK, PageRole.START)))
        .order_by(Visit.observed_at, Visit.id, Fetch.position)
    )
    rows = session.execute(query.execution_options(yield_per=5000))
    for site, visit, url, at, night, state, status in rows:
        yield site, LinkLook(visit, url, at, night, state, status)


def load_links(session: Session, crawls: Sequence[int]) -> Mapping[str, tuple[LinkLook, ...]]:
    """The looks at the addresses of each site's pages, and at the home page before them, in the order of time."""
    found: defaultdict[str, dict[int, LinkLook]] = defaultdict(dict)
    for site, look in _looks(session, crawls):
        found[site][look.visit] = look
    return {site: tuple(looks.values()) for site, looks in sorted(found.items())}


def load_opened(session: Session, crawls: Sequence[int], sites: Mapping[str, object]) -> Mapping[str, frozenset[str]]:
    """By site, of those whose links were asked for, the addresses that the crawls opened."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for site, url in opened_addresses(session, crawls) if sites else ():
        if site in sites:
            found[site].add(normalise_url(url))
    return {site: frozenset(urls) for site, urls in sorted(found.items())}
