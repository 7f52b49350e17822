"""Pages as templates see them: plain values, made from the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from govcrawl.modelcity import pieces
from govcrawl.modelcity.city import City
from govcrawl.modelcity.families import DATE_FORMS
from govcrawl.modelcity.links import write_link
from govcrawl.modelcity.model import Column, Entry, Site

WEEKDAYS = "一二三四五六日"
GENERATED = "06:00:00"


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a menu, with the links under it."""

    name: str
    href: str
    current: bool = False
    children: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list as shown."""

    title: str
    href: str
    date: str
    at: datetime
    pinned: bool


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block of a home page as shown."""

    name: str
    href: str
    rows: tuple[Row, ...]


def chinese_day(day: date) -> str:
    """``day`` as the clock in a page's header writes it."""
    return f"{day.year}年{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page of a site; ``owner`` is the site whose navigation it carries."""

    city: City
    site: Site
    owner: Site
    path: str

    def link(self, target: str) -> str:
        """``target`` as this page writes it."""
        return write_link(self.site.system, self.path, target)

    def rows(self, entries: tuple[Entry, ...], dates: str) -> tuple[Row, ...]:
        """Rows of a list, their dates written in the form ``dates``."""
        form = DATE_FORMS[dates]
        return tuple(
            Row(entry.title, self.link(entry.path), entry.at.strftime(form), entry.at, entry.pinned)
            for entry in entries
        )

    def menu(self, columns: tuple[Column, ...], current: Column | None) -> tuple[Link, ...]:
        """Links to ``columns``, each with those under it."""
        return tuple(
            Link(column.name, self.link(column.href), column == current, self.menu(self.site.children(column), current))
            for column in columns
            if not column.hidden
        )

    def navigation(self, current: Column | None) -> tuple[Link, ...]:
        """The navigation of the host's site, with the link into the intranet if one was planted."""
        frame = Frame(self.city, self.owner, self.owner, self.path)
        links = frame.menu(tuple(column for column in self.owner.columns if column.level == 1), current)
        return (*links, Link("办公平台", self.owner.intranet)) if self.owner.intranet else links

    def siblings(self, column: Column) -> tuple[Column, ...]:
        """What the side menu of a column's page lists: its children, else its neighbours."""
        own = self.site.children(column)
        return own or tuple(other for other in self.site.columns if other.parent == column.parent)

    def crumbs(self, column: Column) -> tuple[Link, ...]:
        """The way from the home page to ``column``."""
        parents = [other for other in self.site.columns if other.slug == column.parent and other.has_page]
        way = [*parents, column]
        return (Link("首页", self.link(self.site.root)), *(Link(step.name, self.link(step.href)) for step in way))

    def blocks(self) -> tuple[BlockView, ...]:
        """The blocks of the home page."""
        return tuple(
            BlockView(block.column.name, self.link(block.column.href), self.rows(block.entries, self.site.home_dates))
            for block in self.city.blocks(self.site)
        )

    def context(self, title: str, tags: dict[str, str]) -> dict[str, object]:
        """What every template needs."""
        seen = self.city.scenario.served
        return {
            "site": self.site,
            "banner": self._banner(),
            "path": self.path,
            "home": self.link("/"),
            "title": f"{title}_{self.site.row.name}" if title else self.site.title or self.site.row.name,
            "tags": self._tags(tags),
            "clock": chinese_day(seen) if "clock" in self.owner.traits else "",
            "generated": f"{seen.isoformat()} {GENERATED}",
            "notice": self.site.notice,
            "markup": "",
            "lacks": self.site.footer_lacks(self.path),
            "commented": self.site.commented,
            "pieces": pieces.shown(self.city.scenario.pieces, self.site, self.path),
            "reporting_code": self.site.reporting_code or self.site.row.code,
        }

    def _banner(self) -> str:
        """The name in the header; PHPCMS sites show that of the host's site."""
        shown = self.owner if self.site.system == "phpcms" else self.site
        return shown.banner or shown.row.name

    def _tags(self, tags: dict[str, str]) -> tuple[tuple[str, str], ...]:
        if "tags" not in self.site.traits:
            return ()
        row = self.site.row
        site = {"SiteName": row.name, "SiteDomain": self.site.host, "SiteIDCode": row.code}
        shown = ((name, content) for name, content in {**site, **tags}.items() if name not in self.site.tags_lack)
        return tuple((name, "" if name in self.site.tags_empty else content) for name, content in shown)
