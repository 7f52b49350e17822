"""Pages sampled from a round's sites: what they show beyond their lists, such as marks and page tags."""

from __future__ import annotations

from scrapy.http import Response

from govcrawl.rounds.samples import SampledSite
from govcrawl.spiders.base import Results, RoundSpider
from govcrawl.spiders.looks import Task
from govcrawl.vocabulary import PageRole, TargetKind


class PagesSpider(RoundSpider):
    """``scrapy crawl pages -a round=2020Q4 [-a sites=CODE,CODE] [-a night=DATE]``, after ``govsites``."""

    name = "pages"
    target_kind = TargetKind.SITE
    first_role = PageRole.FRONT

    def parse_first(self, response: Response, task: Task) -> Results:
        """The home page: a look, and the pages drawn of the site."""
        page = self.read(response, task)
        yield from self.look(response, task, page, self.parse_first)
        if not self.onward(response, task, page):
            for sample in sampled(task).samples:
                drawn = Task(task.target, task.kind, sample.role, sample.url, sample.list_url, sample.title)
                yield from self.ask(drawn, self.parse_sample)

    def parse_sample(self, response: Response, task: Task) -> Results:
        """A sampled page: a look."""
        yield from self.look(response, task, self.read(response, task), self.parse_sample)


def sampled(task: Task) -> SampledSite:
    """The site that a task of this spider is for."""
    if not isinstance(task.target, SampledSite):
        raise TypeError(f"{task.target.key} has no samples")
    return task.target
