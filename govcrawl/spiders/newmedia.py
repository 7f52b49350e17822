"""The accounts of a round: the registered public page or feed of each, read for its newest post."""

from __future__ import annotations

from scrapy.http import Response

from govcrawl.spiders.base import Results, RoundSpider
from govcrawl.spiders.looks import Task
from govcrawl.vocabulary import PageRole, TargetKind


class NewMediaSpider(RoundSpider):
    """``scrapy crawl newmedia -a round=2020Q4 [-a night=DATE]``."""

    name = "newmedia"
    target_kind = TargetKind.ACCOUNT
    first_role = PageRole.ACCOUNT

    def parse_first(self, response: Response, task: Task) -> Results:
        """The account's page or feed: a look."""
        yield from self.look(response, task, self.read(response, task), self.parse_first)
