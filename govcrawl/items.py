"""What may cross from a spider to the pipelines: frozen dataclasses, valid from birth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from govcrawl.vocabulary import (
    FIRST_PAGES,
    Category,
    CategorySource,
    Exclusion,
    LinkKind,
    PageRole,
    Reading,
    TargetKind,
    Variant,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the archived response lies: WARC file (relative to the evidence folder), byte offset, record, digest."""

    warc_file: str
    offset: int
    record_id: str
    payload_digest: str


RENDERED, HEAD = "rendered", "HEAD"
"""Manners of asking for an address other than plainly for its content: as a browser shows it, for its headers."""


@dataclass(frozen=True, slots=True)
class Fetch:
    """One attempt to get an address: a response (then it has a status and evidence) or a failure.

    ``state`` is a key of :data:`govcrawl.transport.STATES`; ``elapsed`` is in seconds; ``detail`` is the error's text,
    or begins with the manner in which the address was asked for.
    """

    url: str
    observed_at: datetime
    state: str
    status: int | None = None
    elapsed: float | None = None
    detail: str | None = None
    evidence: Evidence | None = None

    def __post_init__(self) -> None:
        if self.observed_at.tzinfo is None:
            raise ValueError(f"observed_at 没有时区：{self.url}")

    @property
    def key(self) -> tuple[str, str]:
        """What was asked for: the address, and in which manner (empty: plainly)."""
        detail = self.detail or ""
        return self.url, next((manner for manner in (RENDERED, HEAD) if detail.startswith(manner)), "")


@dataclass(frozen=True, slots=True)
class Entry:
    """One list entry as seen at one look; ``date`` is None when none could be told for sure.

    ``exclusion`` says why the entry does not count as an update; the pipeline sets it.
    """

    position: int
    title: str
    url: str | None
    date: date | None
    raw: str | None
    rule: str | None
    pinned: bool = False
    exclusion: Exclusion | None = None


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """A column found in a page's navigation."""

    name: str
    url: str
    category: Category
    category_by: CategorySource
    level: int
    parent: str | None


@dataclass(frozen=True, slots=True)
class Witness:
    """Another place on a page that names its publication date: a tag, the address, the generation comment."""

    name: str
    raw: str
    date: date | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of the footer as the page shows it."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Tag:
    """One of the ten national page tags (页面标签) as the page carries it."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a sampled page leads to, normalised, with the text that names it."""

    url: str
    text: str
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class Search:
    """A form of a sampled page that searches its site; ``method`` is get, post, or script where no address is told."""

    action: str
    field: str
    method: str


@dataclass(frozen=True, slots=True)
class Channel:
    """What a consultation page offers: its form's fields (empty: no form), a login, statistics as told."""

    form: str
    login: bool
    statistics: str


@dataclass(frozen=True, slots=True)
class Message:
    """A public message (留言) as a board's list or its own page shows it; ``shown`` is a day not called anything."""

    position: int
    title: str
    url: str | None
    asked: date | None
    answered: date | None
    shown: date | None
    status: str
    unit: str
    has_answer: bool


@dataclass(frozen=True, slots=True)
class GuideElement:
    """An element of a guide (办事指南要素), or a remark on it, with its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Look:
    """One look (访问) at one page for one target: the chain of fetches that led to it and what was read.

    ``list_url`` is the normalised address of the list that the look serves: the column's, or the home page's or the
    account's own. ``newest`` is the newest valid entry's date; the pipeline sets it.
    """

    target_kind: TargetKind
    target: str
    role: PageRole
    url: str
    list_url: str
    fetches: tuple[Fetch, ...]
    reading: Reading
    title: str | None = None
    encoding: str | None = None
    entries: tuple[Entry, ...] = ()
    columns: tuple[FoundColumn, ...] = ()
    doubts: tuple[str, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    marks: tuple[Mark, ...] = ()
    tags: tuple[Tag, ...] = ()
    links: tuple[Link, ...] = ()
    search: Search | None = None
    channel: Channel | None = None
    messages: tuple[Message, ...] = ()
    guide: tuple[GuideElement, ...] = ()
    newest: date | None = None

    def __post_init__(self) -> None:
        if not self.fetches:
            raise ValueError(f"访问缺少取回记录：{self.target} {self.url}")
        if not self.list_url:
            raise ValueError(f"访问缺少列表地址：{self.target} {self.url}")

    @property
    def observed_at(self) -> datetime:
        """When the deciding fetch was made."""
        return self.fetches[-1].observed_at

    @property
    def opens_target(self) -> bool:
        """Whether it is the look at a target's first page."""
        return self.role in FIRST_PAGES


@dataclass(frozen=True, slots=True)
class Probe:
    """One attempt to open a home page (连通性监测): ``site`` is None for the control host.

    ``sweep`` is when the sweep began; ``state`` is a key of :data:`govcrawl.transport.STATES`; ``first_byte`` and
    ``elapsed`` are in seconds, redirects included; ``address`` is what the name led to, unknown through a proxy;
    ``certificate`` names the faults of the certificate; ``title`` is the page's, kept where families are compared.
    """

    site: str | None
    variant: Variant
    sweep: datetime
    observed_at: datetime
    url: str
    final_url: str
    state: str
    status: int | None = None
    address: str | None = None
    first_byte: float | None = None
    elapsed: float = 0
    redirects: int = 0
    size: int | None = None
    certificate: str | None = None
    title: str | None = None
    detail: str | None = None

    @property
    def opens_target(self) -> bool:
        """Whether it is the first probe of a site in its sweep."""
        return self.site is not None and self.variant is Variant.LEDGER
