"""From an answer to a look: what was asked, what came back, what could be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scrapy.http import Response
from twisted.python.failure import Failure
from w3lib.encoding import http_content_type_encoding

from govcrawl import clock
from govcrawl.extract import normalise_url, read_page
from govcrawl.extract.addresses import lies_below
from govcrawl.extract.record import ColumnLink, ListEntry, Marks, PageKind, PageRecord
from govcrawl.items import Entry, Fetch, FoundColumn, Link, Look, Mark, Search, Tag, Witness
from govcrawl.middlewares.failures import state_of_failure
from govcrawl.middlewares.replay import error_detail
from govcrawl.rounds.running import Target
from govcrawl.spiders.asked import asked_of
from govcrawl.storage.runs import VisitKey
from govcrawl.transport import STATES
from govcrawl.vocabulary import LIST_PAGES, SAMPLED_PAGES, PageRole, Reading, TargetKind

_HOMES = frozenset({PageRole.HOME, PageRole.FRONT})
_NAVIGATION = frozenset({PageRole.HOME, PageRole.TREE})
_LEAST_LETTERS = 40
_LISTED = (LIST_PAGES - {PageRole.TREE}) | {PageRole.STATISTICS}
_NO_PAGES = frozenset({PageKind.SHELL, PageKind.REDIRECT, PageKind.NOTICE})
_NOTHING = PageRecord(kind=PageKind.SHELL, encoding="")


@dataclass(frozen=True, slots=True)
class Task:
    """What a request is for: a target, a page's role, the list it serves; ``title`` is the entry's that led here.

    ``rendered``: the page is asked for as a browser shows it; ``head``: only its headers are. ``depth`` counts the
    pages passed on the way from the first one. ``hops`` counts what a page led on to and ``columns`` are those it
    showed; ``switched`` says that the other of http and https is being tried.
    """

    target: Target
    kind: TargetKind
    role: PageRole
    url: str
    list_url: str = ""
    title: str = ""
    depth: int = 0
    hops: int = 0
    columns: tuple[ColumnLink, ...] = ()
    rendered: bool = False
    head: bool = False
    switched: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "list_url", self.list_url or normalise_url(self.url))

    @property
    def visit_key(self) -> VisitKey:
        """The identity of the look that this task leads to."""
        return (self.kind, self.target.key, self.role, self.list_url, self.url)


def read_response(response: Response, task: Task) -> PageRecord:
    """Read a response for a task; a response that is no answer reads as nothing."""
    if STATES[response.meta["fetches"][-1].state] is not STATES["ok"]:
        return _NOTHING
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    return read_page(
        response.body,
        url=response.url,
        charset=http_content_type_encoding(content_type),
        seen_on=clock.local_date(response.meta["fetches"][-1].observed_at),
        site_url=task.target.url,
        is_home=task.role in _HOMES,
        last_modified=None if task.rendered else _last_modified(response),
        thorough=task.role in SAMPLED_PAGES,
    )


def _last_modified(response: Response) -> str | None:
    return (response.headers.get("Last-Modified") or b"").decode("latin-1") or None


def _reading(fetch: Fetch, task: Task, page: PageRecord) -> Reading:
    if fetch.state != "ok":
        return Reading.UNREADABLE if task.hops else Reading.FAILED
    if task.role not in LIST_PAGES:
        held = task.role is not PageRole.PROFILE or page.letters >= _LEAST_LETTERS or _leads_below(task, page)
        return (Reading.READ if held else Reading.EMPTY) if _shows_itself(page) else Reading.UNREADABLE
    if task.role is PageRole.ARTICLE:
        return Reading.READ if page.published else Reading.UNREADABLE
    if page.entries or (task.role in _NAVIGATION and page.columns):
        return Reading.READ
    return Reading.EMPTY if page.kind is PageKind.LIST and not page.columns else Reading.UNREADABLE


def _leads_below(task: Task, page: PageRecord) -> bool:
    """Whether a column's page leads to pages below its own address: names of leaders, parts of a profile."""
    return any(lies_below(link.url, task.list_url) for link in page.links)


def _shows_itself(page: PageRecord) -> bool:
    """Whether a sampled page is one: a list that a script fills stands in a page of its own with footer and tags."""
    framed = page.kind is PageKind.SHELL and (page.marks != Marks() or bool(page.tags))
    return framed or page.kind not in _NO_PAGES


def look_at(response: Response, task: Task, page: PageRecord) -> Look:
    """The look that an answered task ends in."""
    fetches = tuple(response.meta["fetches"])
    listed = task.role in LIST_PAGES
    return Look(
        target_kind=task.kind,
        target=task.target.key,
        role=task.role,
        url=task.url,
        list_url=task.list_url,
        fetches=fetches,
        reading=_reading(fetches[-1], task, page),
        title=page.title,
        encoding=page.encoding or None,
        entries=tuple(_entries(task, page)) if task.role in _LISTED else (),
        columns=tuple(_columns(page.columns or task.columns)) if listed else (),
        doubts=page.doubts,
        witnesses=tuple(Witness(one.name, one.raw, one.date) for one in page.witnesses),
        marks=_shown(task, page),
        tags=() if listed else tuple(Tag(name, value) for name, value in page.tags.items()),
        links=tuple(Link(one.url, one.text, one.kind) for one in page.links),
        search=Search(page.search.action, page.search.field, page.search.method) if page.search else None,
        **asked_of(task.role, page),
    )


def _entries(task: Task, page: PageRecord) -> Iterator[Entry]:
    if task.role is PageRole.ARTICLE:
        shown = ListEntry(task.title or page.title or "", task.url, page.published)
        yield _entry(0, shown)
        return
    for position, entry in enumerate(page.entries):
        yield _entry(position, entry)


def _entry(position: int, entry: ListEntry) -> Entry:
    stamp = entry.stamp
    return Entry(
        position=position,
        title=entry.title,
        url=entry.url,
        date=stamp.date if stamp and isinstance(stamp.date, date) else None,
        raw=stamp.raw if stamp else None,
        rule=stamp.rule if stamp else None,
        pinned=entry.pinned,
    )


def _columns(links: tuple[ColumnLink, ...]) -> Iterator[FoundColumn]:
    seen = set()
    for link in links:
        url = link.url and normalise_url(link.url)
        if url and url not in seen:
            seen.add(url)
            yield FoundColumn(link.name, url, link.category, link.by, link.level, link.parent)


def _shown(task: Task, page: PageRecord) -> tuple[Mark, ...]:
    """What the page shows by name: the footer's marks, and of sampled pages the head and the words of a biography."""
    if task.role in LIST_PAGES:
        return tuple(_marks(page.marks)) if task.role is PageRole.HOME else ()
    own = (("header", page.header), ("biography", "yes" if page.biography else ""))
    return (*_marks(page.marks), *(Mark(name, value) for name, value in own if value))


def _marks(marks: Marks) -> Iterator[Mark]:
    for name in ("site_code", "icp", "police", "conac", "jiucuo", "organiser", "contact"):
        shown = getattr(marks, name)
        if shown:
            yield Mark(name, shown if isinstance(shown, str) else "yes")


def failed_look(failure: Failure) -> Look:
    """The look that a task without a response ends in; where only the browser failed, the page was answered."""
    request = failure.request  # type: ignore[attr-defined]
    task: Task = request.cb_kwargs["task"]
    fetches = request.meta["fetches"]
    if not fetches or fetches[-1].state == "ok":
        state = state_of_failure(failure.value or Exception(), through_proxy=bool(request.meta.get("proxy")))
        fetches.append(Fetch(request.url, clock.now(), state.id, detail=error_detail(request, failure.value)))
    return Look(
        target_kind=task.kind,
        target=task.target.key,
        role=task.role,
        url=task.url,
        list_url=task.list_url,
        fetches=tuple(fetches),
        reading=Reading.UNREADABLE if task.rendered else Reading.FAILED,
    )
