"""The confirmed problems of a round, looked at again (复查)."""

from __future__ import annotations

from collections.abc import AsyncIterator

from scrapy.http import Request, Response

from govcrawl.rounds.plan import SitePlan
from govcrawl.spiders.base import Results
from govcrawl.spiders.govsites import GovSitesSpider, own_columns, site_of
from govcrawl.spiders.looks import Task
from govcrawl.storage.runs import RECHECK
from govcrawl.vocabulary import PageRole, TargetKind


class RecheckSpider(GovSitesSpider):
    """``scrapy crawl recheck -a round=2020Q4 [-a sites=CODE,CODE] [-a night=DATE]``.

    Its looks never count at the round's monitoring time; they tell what has been mended since.
    """

    name = RECHECK

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the home pages of the sites and the pages of the accounts."""
        for target in self.plan.targets:
            is_site = isinstance(target, SitePlan)
            kind, role = (TargetKind.SITE, PageRole.HOME) if is_site else (TargetKind.ACCOUNT, PageRole.ACCOUNT)
            for request in self.ask(Task(target, kind, role, target.url), self.parse_first):
                yield request

    def parse_first(self, response: Response, task: Task) -> Results:
        """A home page, and the columns with confirmed problems; or an account's page."""
        page = self.read(response, task)
        if task.kind is TargetKind.ACCOUNT:
            yield from self.look(response, task, page, self.parse_first)
            return
        page = own_columns(site_of(task), page)
        yield from self.look(response, task, page, self.parse_first)
        if not self.onward(response, task, page):
            for url in site_of(task).columns:
                yield from self.ask(Task(task.target, task.kind, PageRole.COLUMN, url), self.parse_column)
