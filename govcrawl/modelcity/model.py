"""The city as planned: sites, columns, entries, accounts. Nothing here knows of HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from govcrawl.modelcity.families import Family
from govcrawl.modelcity.ledger import AccountRow, SiteRow
from govcrawl.vocabulary import Category, Relation

PAGELESS = frozenset({"void", "first", "link"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; ``href`` is what the navigation points to, ``address`` the full address.

    ``source`` says where the rows come from (``own``, ``children``, ``empty``, ``blank``, ``shell``, ``iframe``,
    ``text``, ``twin``) or that the column has no page of its own (``void``, ``first``, ``link``). ``twin`` is the slug
    of the column whose list is shown; an ``archived`` topic is finished. ``articles`` are ``dated``, ``undated`` or a
    ``file``. ``answer`` names a refusal of :mod:`govcrawl.modelcity.refusals`. Without ``filler`` the list holds the
    entries that the scenario tells and no others; from the night ``moved`` on all its entries have other addresses.
    What :mod:`govcrawl.modelcity.contents` writes has the source ``content`` and its plan in ``content``; ``papers``
    plans a list of documents or of their interpretations. A ``hidden`` column is in no menu.
    """

    site: str
    address: str
    href: str
    name: str
    slug: str
    number: int
    category: Category
    relation: Relation
    level: int
    parent: str | None
    source: str
    shape: str
    dates: str
    newest: date | None = None
    pinned: int = 0
    unsorted: bool = False
    future: date | None = None
    titles: str = ""
    articles: str = "dated"
    twin: str = ""
    archived: bool = False
    answer: str = ""
    filler: bool = True
    moved: date | None = None
    content: Mapping[str, Any] = field(default_factory=dict, hash=False)
    papers: Mapping[str, Any] = field(default_factory=dict, hash=False)
    hidden: bool = False

    @property
    def has_page(self) -> bool:
        """Whether there is a list page of its own behind the name."""
        return self.source not in PAGELESS

    @property
    def has_dated_articles(self) -> bool:
        """Whether the pages behind the rows say when they were published."""
        return self.articles == "dated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One site with its looks; ``root`` is the path of its home page.

    ``lacks`` names what the footer of every page leaves out, ``inner_lacks`` what inner pages leave out besides,
    ``commented`` what of it stands in an HTML comment only. ``reporting_code`` is the code of 找错入口 if it is not the
    site's own. ``tags_lack`` and ``tags_empty`` name page tags that are left out or have no content.
    ``title`` is that of the home page and ``banner`` the header's name where it is not the site's; ``missing`` is
    ``soft`` where an unknown address answers 200, ``redirect`` where it leads to a note that does; ``search`` names a
    manner of its search (:mod:`govcrawl.modelcity.searchbox`).
    """

    row: SiteRow
    host: str
    root: str
    family: Family
    system: str
    columns: tuple[Column, ...]
    home_dates: str
    traits: frozenset[str] = frozenset()
    home: str = "full"
    home_newest: date | None = None
    answer: str = ""
    intranet: str = ""
    notice: str = ""
    lacks: frozenset[str] = frozenset()
    inner_lacks: frozenset[str] = frozenset()
    commented: frozenset[str] = frozenset()
    reporting_code: str = ""
    tags_lack: frozenset[str] = frozenset()
    tags_empty: frozenset[str] = frozenset()
    title: str = ""
    banner: str = ""
    missing: str = ""
    search: str = ""

    def footer_lacks(self, path: str) -> frozenset[str]:
        """What the footer of the page at ``path`` leaves out, of the six marks and 找错入口."""
        homes = (self.root, *self.family.home)
        return self.lacks if path in homes else self.lacks | self.inner_lacks

    @property
    def is_channel(self) -> bool:
        """Whether the site is a path on another site's host (路径型网站)."""
        return self.root != "/"

    def children(self, column: Column) -> tuple[Column, ...]:
        """The columns under ``column``, in the order of the navigation."""
        return tuple(child for child in self.columns if child.parent == column.slug)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list with the article behind it.

    ``text`` are the article's paragraphs (such as begin with ``<`` are HTML), made up where there are none;
    ``published`` is what the article says where the list says another day.
    """

    title: str
    at: datetime
    path: str
    number: int
    column: Column
    pinned: bool = False
    text: tuple[str, ...] = ()
    published: datetime | None = None
    markup: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One new-media account; ``form`` is how its public page lists posts."""

    row: AccountRow
    form: str
    newest: date | None
    pinned: int = 0
    future: date | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """One post of an account."""

    title: str
    at: datetime
    path: str
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """What was planted on purpose: a fault (真问题) or a trap (看着像问题而不是), and why it is one."""

    target: str
    address: str
    planted: str
    indicator: str
    why: str
    options: tuple[str, ...] = field(default=())
