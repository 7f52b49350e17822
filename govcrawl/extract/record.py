"""What a page says, as read from its bytes: the result of :func:`govcrawl.extract.read_page`.

Everything here is immutable and free of Scrapy, network and clock, so that the same bytes always give the same record.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from govcrawl.vocabulary import Category, CategorySource, LinkKind, Relation


class PageKind(StrEnum):
    """What sort of page this is."""

    HOME = "home"
    LIST = "list"
    ARTICLE = "article"
    GUIDE = "guide"
    BOARD = "board"
    NOTICE = "notice"
    REDIRECT = "redirect"
    SHELL = "shell"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A shown month and day whose year could not be told."""

    month: int
    day: int

    def __str__(self) -> str:
        return f"--{self.month:02}-{self.day:02}"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as shown: its value, the text it was read from and the name of the rule that read it."""

    date: date | PartialDate
    raw: str
    rule: str
    time: time | None = None


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One entry of a list (列表条目), in page order; ``stamp`` is None when the list shows no date for it."""

    title: str
    url: str | None
    stamp: Stamp | None
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class ColumnLink:
    """A column found in navigation; ``url`` is None where the item carries no address.

    ``level`` is 1 or 2; ``parent`` is the name of the first-level item it stands under. ``relation`` is not "own" where
    the address is another site's or the item is a topic (专题): such an item is never a late column of this site.
    """

    name: str
    url: str | None
    category: Category
    by: CategorySource
    level: int = 1
    parent: str | None = None
    relation: Relation = Relation.OWN


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where this page stands in its list and where the next one is; ``page`` counts from 1."""

    page: int
    pages: int | None = None
    next_url: str | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of the footer as visible on the page (网站标识); None or False means not seen."""

    site_code: str | None = None
    icp: str | None = None
    police: str | None = None
    conac: bool = False
    jiucuo: str | None = None
    organiser: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """Another place that names a publication date: a tag, the address, the page's generation comment, a header.

    ``name`` is "PubDate", "address", "generated" or "last-modified".
    """

    name: str
    raw: str
    date: date | None


@dataclass(frozen=True, slots=True)
class PageLink:
    """An address that a page leads to, normalised, with the text that names it."""

    url: str
    text: str
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class SearchForm:
    """A form that searches the site: its address, the field for the words, the method and what it sends besides.

    ``method`` is "get", "post" or "script", where only a script knows the address.
    """

    action: str
    field: str
    method: str
    fixed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Channel:
    """What a page offers to who wants to ask: its form's fields (empty: no form), statistics of messages as told.

    ``login`` says that the page asks for a password.
    """

    form: str = ""
    login: bool = False
    statistics: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A public message (留言) as a board's list or its own page shows it; ``url`` is None on its own page.

    ``shown`` is a day that the list does not call anything; ``status`` is the page's word, such as 已答复.
    """

    title: str
    url: str | None
    asked: date | None = None
    answered: date | None = None
    shown: date | None = None
    status: str = ""
    unit: str = ""
    has_answer: bool = False


@dataclass(frozen=True, slots=True)
class GuideElement:
    """One element of a guide (办事指南要素) with the text that stands under its label; or a remark on the guide."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class PageRecord:
    """All that one page says. Addresses are absolute when the page's own address was given.

    ``columns`` are the site's own; ``other_columns`` are items of its navigation that lead to another site or a topic.
    Those of a disclosure page are the tree that it holds; ``site_map`` is where a home page leads to its site map.
    ``links``, ``search`` and what follows are read of sampled pages only (``thorough``): ``header`` is what stands at
    the head, ``letters`` how much text the main part holds outside links, ``biography`` whether it holds words of one,
    ``categories`` the headings under which it groups what it leads to.
    """

    kind: PageKind
    encoding: str
    title: str | None = None
    column: str | None = None
    breadcrumb: tuple[str, ...] = ()
    tags: dict[str, str] = field(default_factory=dict)
    published: Stamp | None = None
    witnesses: tuple[Witness, ...] = ()
    entries: tuple[ListEntry, ...] = ()
    columns: tuple[ColumnLink, ...] = ()
    other_columns: tuple[ColumnLink, ...] = ()
    pagination: Pagination | None = None
    marks: Marks = Marks()
    data_sources: tuple[str, ...] = ()
    redirect: str | None = None
    links: tuple[PageLink, ...] = ()
    search: SearchForm | None = None
    site_map: str | None = None
    header: str = ""
    letters: int = 0
    biography: bool = False
    channel: Channel = Channel()
    messages: tuple[Message, ...] = ()
    message: Message | None = None
    guide: tuple[GuideElement, ...] = ()
    categories: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
