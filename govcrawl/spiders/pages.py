"""Pages sampled from a round's sites: what they show and lead to beyond their lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from scrapy.http import Response

from govcrawl.extract import normalise_url
from govcrawl.extract.pairing import documents_linked
from govcrawl.extract.record import PageLink, PageRecord
from govcrawl.extract.searching import search_address
from govcrawl.rounds.drawing import Sample
from govcrawl.rounds.samples import SampledSite
from govcrawl.spiders.base import Results, RoundSpider
from govcrawl.spiders.looks import Task
from govcrawl.vocabulary import PageRole, TargetKind

_MOST_LED_TO = 2
_LEADING: Mapping[PageRole, Callable[[str, Iterable[PageLink]], Iterator[PageLink]]] = {
    PageRole.COMMENTARY: documents_linked,
}
"""Sampled pages whose other half is looked at too, and which of their links lead to it."""


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
            for drawn in drawn_tasks(task, page):
                yield from self.ask(drawn, self.parse_sample)

    def parse_sample(self, response: Response, task: Task) -> Results:
        """A sampled page: a look, and what it is paired with."""
        page = self.read(response, task)
        yield from self.look(response, task, page, self.parse_sample)
        for paired in paired_tasks(task, page):
            yield from self.ask(paired, self.parse_sample)


def sampled(task: Task) -> SampledSite:
    """The site that a task of this spider is for."""
    if not isinstance(task.target, SampledSite):
        raise TypeError(f"{task.target.key} has no samples")
    return task.target


def drawn_tasks(task: Task, home: PageRecord) -> Iterator[Task]:
    """What is asked for of a site: the drawn pages, and the home page's own search for the drawn titles."""
    for sample in sampled(task).samples:
        if sample.role is not PageRole.SEARCH:
            yield Task(task.target, task.kind, sample.role, sample.url, sample.list_url, sample.title)
        elif (url := _asking(sample, home)) is not None:
            yield Task(task.target, task.kind, sample.role, url, normalise_url(sample.url), sample.title)


def _asking(sample: Sample, home: PageRecord) -> str | None:
    return search_address(home.search, sample.title) if home.search else None


def paired_tasks(task: Task, page: PageRecord) -> Iterator[Task]:
    """The documents that a sampled interpretation leads to, those already drawn with it aside."""
    leading = _LEADING.get(task.role)
    if leading is None:
        return
    own = normalise_url(task.url)
    drawn = {normalise_url(one.url) for one in sampled(task).samples if one.list_url == own}
    urls = (link.url for link in leading(task.title or page.title or "", page.links))
    fresh = [url for url in dict.fromkeys(urls) if url not in drawn and url != own]
    for url in fresh[:_MOST_LED_TO]:
        yield Task(task.target, task.kind, PageRole.COUNTERPART, url, own)
