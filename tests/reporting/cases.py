"""Small facts for the pure parts of judging."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from govcrawl.vocabulary import Category, Indicator, PageRole, Reading, Relation, TargetKind
from reporting.judge.columns import Candidate, SiteColumns, candidates
from reporting.judge.facts import Column, Look, Span
from reporting.judge.findings import Finding, Moment
from reporting.judge.views import ListView, State, view
from tests.reporting.office import at

ON = date(2020, 11, 17)
SPAN = Span(date(2020, 11, 11), ON)
MOMENT = Moment(ON, SPAN)
SITE_SCOPE = (Indicator.SITE_4A, Indicator.SITE_4B, Indicator.SITE_4C)


def ago(days: int) -> date:
    """That many days before the monitoring date."""
    return ON - timedelta(days)


def look(
    newest: date | None = None,
    *,
    day: date = ON,
    reading: Reading = Reading.READ,
    role: PageRole = PageRole.COLUMN,
    url: str = "u",
    entries: int = 20,
    night: date | None = None,
    when: datetime | None = None,
    visit: int = 1,
    title: str = "",
) -> Look:
    """One look; ``day`` is its local date."""
    shown = entries if reading is Reading.READ else 0
    return Look(visit, role, url, when or at(day), night or day, reading, newest, shown, title=title)


def seen(*looks: Look) -> ListView:
    """The view of some looks in the standard window."""
    return view(looks, SPAN)


def dated(days: int, visit: int = 1) -> ListView:
    """A list read on the monitoring day whose last update is that many days old."""
    return ListView(State.DATED, ago(days), ON, (visit,))


def column(
    url: str = "http://a/x/",
    category: Category = Category.NEWS,
    *,
    level: int = 1,
    parent: str | None = None,
    relation: Relation = Relation.OWN,
    exempt: tuple[str, date | None] | None = None,
    confirmed: bool = True,
) -> Column:
    """A column of a site."""
    reason, until = exempt or (None, None)
    return Column("4205000004", url, url, parent, level, category, relation, None, reason, until, confirmed)


@dataclass
class Site:
    """A site's columns with their views."""

    views: dict[str, ListView] = field(default_factory=dict)
    columns: list[Column] = field(default_factory=list)
    doubts: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def add(self, one: Column, of: ListView | None) -> Site:
        """Add a column with what was seen of it."""
        self.columns.append(one)
        if of is not None:
            self.views[one.url] = of
        return self

    def candidates(self) -> list[Candidate]:
        """The site's findings before twins are set aside."""
        return candidates(SiteColumns(tuple(self.columns), self.views, MOMENT, self.doubts), SITE_SCOPE)

    def findings(self) -> dict[tuple[Indicator, str], Finding]:
        """The site's findings by indicator and column."""
        return {(one.finding.key.indicator, one.finding.key.subject): one.finding for one in self.candidates()}


__all__ = ["MOMENT", "ON", "SITE_SCOPE", "SPAN", "Site", "TargetKind", "ago", "column", "dated", "look", "seen"]
