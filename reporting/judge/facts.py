"""What judging works on: the round's facts as frozen dataclasses, with nothing of the database left in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from govcrawl import clock
from govcrawl.extract.tree import bare
from govcrawl.items import Channel, GuideElement, Message
from govcrawl.rounds.declaration import Declaration, Window
from govcrawl.vocabulary import Category, Indicator, LinkKind, PageRole, Reading, Relation, Ruling, TargetKind
from reporting.standard.period import Deadline


@dataclass(frozen=True, slots=True)
class Target:
    """A site or an account of the roster; ``group`` is an account's platform group, empty for sites."""

    kind: TargetKind
    key: str
    order: int
    name: str
    unit: str
    url: str
    printed_url: str
    is_portal: bool
    group: str
    sampled: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a site; a proposal (found by the crawl, or unconfirmed in the ledger) is not ``confirmed``.

    ``unit`` is the column's own responsible unit (责任单位), empty where the site's answers for it.
    """

    site: str
    url: str
    name: str
    parent: str | None
    level: int
    category: Category
    relation: Relation
    deadline: Deadline | None
    exempt_reason: str | None
    exempt_until: date | None
    confirmed: bool
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """One look (访问) at one page of a list; ``entries`` is how many entries it showed, ``failure`` why it failed,
    ``title`` what the page is called, ``gone`` whether the address no longer exists (404, 410, no such name)."""

    visit: int
    role: PageRole
    url: str
    observed_at: datetime
    night: date
    reading: Reading
    newest: date | None
    entries: int = 0
    failure: str = ""
    title: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a sampled page leads to."""

    url: str
    text: str
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class SearchForm:
    """A form that searches the site: its address, the field for the words and the method (get, post, script)."""

    action: str
    field: str
    method: str


@dataclass(frozen=True, slots=True)
class Page:
    """One look at a sampled page (抽查内页): the marks and the page tags that it shows, by name, and its links.

    ``list_url`` is the list that led to it, or the page that it is the other half of; ``search`` the form by which it
    searches its site. ``channel``, ``messages`` and ``guide`` are what a consultation page offers, the messages of a
    board or of a page of one, and the elements of a guide.
    """

    look: Look
    list_url: str
    marks: Mapping[str, str]
    tags: Mapping[str, str]
    links: tuple[Link, ...]
    search: SearchForm | None = None
    channel: Channel | None = None
    messages: tuple[Message, ...] = ()
    guide: tuple[GuideElement, ...] = ()

    @property
    def is_read(self) -> bool:
        """Whether the page opened and was a page."""
        return self.look.reading is Reading.READ


@dataclass(frozen=True, slots=True)
class LinkLook:
    """One look at an address that pages lead to, or at the home page before them: what the deciding fetch brought."""

    visit: int
    url: str
    observed_at: datetime
    night: date
    state: str
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A simulated question (模拟提问) with its first answer: the days, and the persons who booked them.

    ``fault`` says why the answer is evasive or poor.
    """

    number: int
    text: str
    sent_on: date
    person: str
    answered_on: date | None = None
    answered_by: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Downtime:
    """An announced downtime (报备) of a site."""

    start: datetime
    end: datetime
    reason: str

    def holds(self, moment: datetime) -> bool:
        """Whether a moment falls into it."""
        return self.start <= moment <= self.end


@dataclass(frozen=True, slots=True)
class Probe:
    """One probe of a site's home page at the ledger's address; ``together`` is how many sites of its platform failed
    in the same sweep, itself included."""

    at: datetime
    state: str
    together: int = 0


@dataclass(frozen=True, slots=True)
class SixProbe:
    """One probe of a site's home page over IPv6 alone.

    ``moved_to`` is another host that it was redirected to; ``title`` is the page's, ``other_title`` that of the same
    page over IPv4, which is asked for right after and may not open (``is_compared``). ``is_live`` says whether anything
    opened over IPv6 in the same sweep, ``is_named`` whether the name then led anywhere.
    """

    at: datetime
    state: str
    address: str | None = None
    moved_to: str | None = None
    title: str | None = None
    other_title: str | None = None
    is_compared: bool = False
    is_live: bool = True
    is_named: bool = True

    @property
    def has_opened(self) -> bool:
        """Whether a page came over IPv6."""
        return self.state == "ok" and ":" in (self.address or "")

    @property
    def is_another_page(self) -> bool:
        """Whether IPv4 shows a page with another title."""
        return self.is_compared and bare(self.title or "") != bare(self.other_title or "")

    @property
    def has_no_address(self) -> bool:
        """Whether the ledger's name has no AAAA."""
        return self.state == "no_name" and self.moved_to is None


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of people's decisions (复核), in the order they were made; ``at`` is when, UTC, ``points`` 分值."""

    ruling: Ruling
    person: str
    reason: str
    values_seen: str
    at: datetime | None = None
    points: Fraction | None = None


@dataclass(frozen=True, slots=True, order=True)
class FindingKey:
    """Finding identity within a round."""

    kind: TargetKind
    target: str
    indicator: Indicator
    subject: str


@dataclass(frozen=True, slots=True)
class Span:
    """The local dates whose looks count, and what-if's monitoring date (``on``) where one was given."""

    start: date
    end: date
    on: date | None = None

    @classmethod
    def of(cls, window: Window, on: date | None) -> Span:
        """The round's window; with ``on``, up to that date."""
        return cls(window.start, on or window.end, on)

    def day_of(self, look: Look | LinkLook) -> date:
        """The look's local date; what a night of the window sees after midnight belongs to the window's last day."""
        day = clock.local_date(look.observed_at)
        return self.end if look.night <= self.end and (day - self.end).days == 1 else day


Lists = Mapping[str, tuple[Look, ...]]


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """Everything that was seen in a round, and what people decided.

    ``looks`` maps (kind, target) to its lists by address, looks in the order of time; ``home_entries`` maps a site to
    the newest date that the entries of its home page carry in the site's own columns; ``pages`` maps a site to the
    looks at its sampled pages, in the order of time, ``link_looks`` to those at what the pages lead to, ``opened`` to
    the addresses that the crawls opened. ``probes`` are those of its home page, without the sweeps in which our own
    line was down and without announced downtime, ``over_ipv6`` those over IPv6 alone. ``replayed`` says that they come
    from the latest replays. ``for_all`` are the decisions signed for every target of the round; ``questions`` a site's
    simulated ones and ``surveys`` the days of its surveys.
    """

    declaration: Declaration
    targets: tuple[Target, ...]
    columns: Mapping[str, tuple[Column, ...]]
    looks: Mapping[tuple[TargetKind, str], Lists]
    doubts: Mapping[int, tuple[str, ...]]
    home_entries: Mapping[str, date]
    decisions: Mapping[FindingKey, tuple[Decision, ...]]
    pages: Mapping[str, tuple[Page, ...]] = field(default_factory=dict)
    probes: Mapping[str, tuple[Probe, ...]] = field(default_factory=dict)
    over_ipv6: Mapping[str, tuple[SixProbe, ...]] = field(default_factory=dict)
    downtimes: Mapping[str, tuple[Downtime, ...]] = field(default_factory=dict)
    for_all: Mapping[Indicator, tuple[Decision, ...]] = field(default_factory=dict)
    surveys: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    questions: Mapping[str, tuple[Question, ...]] = field(default_factory=dict)
    replayed: bool = False
    link_looks: Mapping[str, tuple[LinkLook, ...]] = field(default_factory=dict)
    opened: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def decisions_on(self, key: FindingKey) -> tuple[Decision, ...]:
        """What people decided on a finding: for all targets of the round, then on itself."""
        return (*self.for_all.get(key.indicator, ()), *self.decisions.get(key, ()))


@dataclass(frozen=True, slots=True)
class ListContent:
    """What tells one list from another: where the look ended and the first entries it saw."""

    address: str | None
    entries: tuple[str, ...]
