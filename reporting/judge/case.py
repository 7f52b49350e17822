"""One opened target with all that is known of it: what every measure is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from govcrawl.vocabulary import PageRole
from reporting.judge.columns import SiteColumns
from reporting.judge.facts import Lists, Page, RoundFacts, Target
from reporting.judge.findings import Moment
from reporting.judge.views import ListView


@dataclass(frozen=True, slots=True)
class Case:
    """A target, its lists with their views, and its monitoring time; ``site`` is None for accounts."""

    target: Target
    facts: RoundFacts
    lists: Lists
    views: Mapping[str, ListView]
    moment: Moment
    site: SiteColumns | None = None

    def doubts(self, view: ListView) -> tuple[str, ...]:
        """The doubts of the deciding look."""
        return tuple(text for visit in view.visits[-1:] for text in self.facts.doubts.get(visit, ()))

    def pages(self, *roles: PageRole) -> tuple[Page, ...]:
        """The pages sampled for these purposes, as the last night of the window that looked at any page saw them."""
        span = self.moment.span
        inside = [
            page
            for page in self.facts.pages.get(self.target.key, ())
            if span.start <= span.day_of(page.look) <= span.end
        ]
        last = max((page.look.night for page in inside), default=None)
        return tuple(page for page in inside if page.look.night == last and page.look.role in roles)
