"""The looks of a round: at lists by target and address, and at the pages sampled of each site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from govcrawl.storage.models import Crawl, Fetch, Mark, Search, Tag, Visit
from govcrawl.storage.models import Link as LinkRow
from govcrawl.transport import STATES
from govcrawl.vocabulary import LIST_PAGES, SAMPLED_PAGES, LinkKind, PageRole, Reading, TargetKind
from reporting.judge.facts import Link, Lists, Look, Page, SearchForm
from reporting.judge.source_sampled import load_channels, load_guides, load_messages

_TOLD = {state.id: "。".join(filter(None, (state.label, state.advice))) for state in STATES.values()}
_GONE = frozenset({"not_found", "no_name"})
_Found = tuple[TargetKind, str, str, Look]


def _query(crawls: Sequence[int], roles: Collection[PageRole]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Visit.target_kind,
            Visit.target,
            Visit.list_url,
            Visit.id,
            Visit.role,
            Visit.url,
            Visit.observed_at,
            Crawl.night,
            Visit.reading,
            Visit.newest,
            Visit.entry_count,
            Visit.title,
        )
        .join(Crawl, Visit.crawl_id == Crawl.id)
        .where(Visit.crawl_id.in_(crawls), Visit.role.in_(roles))
        .order_by(Visit.observed_at, Visit.id)
    )


def _failures(session: Session, crawls: Sequence[int]) -> dict[int, str]:
    """Why each failed look failed: the state of its last fetch."""
    query = (
        select(Fetch.visit_id, Fetch.state)
        .join(Visit, Fetch.visit_id == Visit.id)
        .where(Visit.crawl_id.in_(crawls), Visit.reading == Reading.FAILED)
        .order_by(Fetch.visit_id, Fetch.position)
    )
    return {visit: state for visit, state, *_ in session.execute(query)}


def _looks(session: Session, crawls: Sequence[int], roles: Collection[PageRole]) -> Iterator[_Found]:
    """Each look of these roles with its target and the list that it serves, in the order of time."""
    failures = _failures(session, crawls)
    rows = session.execute(_query(crawls, roles).execution_options(yield_per=5000))
    for kind, target, list_url, visit, role, url, at, night, reading, newest, entries, title in rows:
        state = failures.get(visit, "")
        why, gone = _TOLD.get(state, state), state in _GONE
        look = Look(visit, PageRole(role), url, at, night, Reading(reading), newest, entries, why, title or "", gone)
        yield TargetKind(kind), target, list_url, look


def load_looks(session: Session, crawls: Sequence[int]) -> Mapping[tuple[TargetKind, str], Lists]:
    """Every look at a list in these crawls, by target and list, in the order of time."""
    found: defaultdict[tuple[TargetKind, str], defaultdict[str, list[Look]]] = defaultdict(lambda: defaultdict(list))
    for kind, target, list_url, look in _looks(session, crawls, LIST_PAGES):
        found[kind, target][list_url].append(look)
    return {
        target: {url: tuple(looks) for url, looks in sorted(lists.items())} for target, lists in sorted(found.items())
    }


def load_pages(session: Session, crawls: Sequence[int]) -> Mapping[str, tuple[Page, ...]]:
    """Every look at a sampled page in these crawls, by site, in the order of time."""
    marks, tags = _named(session, crawls, Mark), _named(session, crawls, Tag)
    links, searches = _links(session, crawls), _searches(session, crawls)
    channels, messages = load_channels(session, crawls), load_messages(session, crawls)
    guides = load_guides(session, crawls)
    found: defaultdict[str, list[Page]] = defaultdict(list)
    for _, site, list_url, look in _looks(session, crawls, SAMPLED_PAGES):
        visit = look.visit
        shown, named = marks.get(visit, {}), tags.get(visit, {})
        asked = (channels.get(visit), messages.get(visit, ()), guides.get(visit, ()))
        page = Page(look, list_url, shown, named, tuple(links.get(visit, ())), searches.get(visit), *asked)
        found[site].append(page)
    return {site: tuple(pages) for site, pages in sorted(found.items())}


def _named(session: Session, crawls: Sequence[int], model: type[Mark] | type[Tag]) -> dict[int, dict[str, str]]:
    """The values that each sampled page shows, by visit and name."""
    query = (
        select(model.visit_id, model.name, model.value)
        .join(Visit, Visit.id == model.visit_id)
        .where(Visit.crawl_id.in_(crawls), Visit.role.in_(SAMPLED_PAGES))
        .order_by(model.id)
    )
    values: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for visit, name, value in session.execute(query):
        values[visit][name] = value
    return values


def _links(session: Session, crawls: Sequence[int]) -> dict[int, list[Link]]:
    """The addresses that each sampled page leads to, by visit, in the page's order."""
    query = (
        select(LinkRow.visit_id, LinkRow.url, LinkRow.text, LinkRow.kind)
        .join(Visit, Visit.id == LinkRow.visit_id)
        .where(Visit.crawl_id.in_(crawls), Visit.role.in_(SAMPLED_PAGES))
        .order_by(LinkRow.id)
    )
    links: defaultdict[int, list[Link]] = defaultdict(list)
    for visit, url, text, kind in session.execute(query.execution_options(yield_per=5000)):
        links[visit].append(Link(url, text, LinkKind(kind)))
    return links


def _searches(session: Session, crawls: Sequence[int]) -> dict[int, SearchForm]:
    """The form by which each sampled page searches its site, by visit."""
    query = (
        select(Search.visit_id, Search.action, Search.field, Search.method)
        .join(Visit, Visit.id == Search.visit_id)
        .where(Visit.crawl_id.in_(crawls))
    )
    return {visit: SearchForm(action, field, method) for visit, action, field, method in session.execute(query)}
