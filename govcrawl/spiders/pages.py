"""Pages sampled from a round's sites: what they show and lead to beyond their lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import Response

from govcrawl.extract import normalise_url
from govcrawl.extract.pairing import documents_linked
from govcrawl.extract.record import PageLink, PageRecord
from govcrawl.extract.searching import search_address
from govcrawl.rounds.drawing import Passed, Sample, draw_onward
from govcrawl.rounds.running import CrawlPlan
from govcrawl.rounds.samples import SampledSite
from govcrawl.spiders.answers import Answer, answer_look, convinces, read_answer
from govcrawl.spiders.base import Results, RoundSpider
from govcrawl.spiders.looks import Task
from govcrawl.storage.runs import VisitKey
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

    def __init__(self, plan: CrawlPlan, budget: int, **kwargs: Any) -> None:
        super().__init__(plan, budget, **kwargs)
        self.front: dict[str, frozenset[str]] = {}
        self.drawn: set[VisitKey] = set()

    def parse_first(self, response: Response, task: Task) -> Results:
        """The home page: a look, and the pages drawn of the site."""
        page = self.read(response, task)
        yield from self.look(response, task, page, self.parse_first)
        if not self.onward(response, task, page):
            self.front[task.target.key] = frozenset(link.url for link in page.links)
            for drawn in drawn_tasks(task, page):
                self.drawn.add(drawn.visit_key)
                yield from self.ask(drawn, self.parse_sample)
            yield from self.further_on(response, task, page)

    def parse_sample(self, response: Response, task: Task) -> Results:
        """A sampled page: a look, what it is paired with, and what it leads on to for its purpose."""
        page = self.read(response, task)
        yield from self.look(response, task, page, self.parse_sample)
        for paired in paired_tasks(task, page):
            yield from self.ask(paired, self.parse_sample)
        if not self.onward(response, task, page):
            yield from self.further_on(response, task, page)

    def further_on(self, response: Response, task: Task, page: PageRecord) -> Results:
        """Requests for the pages to look at next, each once in a run."""
        for sample in self.further(response, task, page):
            drawn = Task(task.target, task.kind, sample.role, sample.url, sample.list_url, sample.title, task.depth + 1)
            if drawn.visit_key not in self.drawn:
                self.drawn.add(drawn.visit_key)
                is_file = drawn.role is PageRole.FORM
                yield from self.ask(replace(drawn, head=is_file), self.parse_file if is_file else self.parse_sample)

    def parse_file(self, response: Response, task: Task) -> Results:
        """A file that a page offers, asked for by its headers; where these prove nothing, for its content."""
        fetches = response.meta["fetches"]
        if task.head and not convinces(response, task.url):
            yield self.request(replace(task, head=False), task.url, self.parse_file, fetches)
        else:
            yield answer_look(task, fetches, Answer("ok") if task.head else read_answer(response, task.url))

    def further(self, response: Response, task: Task, page: PageRecord) -> Iterator[Sample]:
        """The pages to look at next, by what a page was opened for."""
        site, url = sampled(task), normalise_url(response.url)
        own = urlsplit(url).hostname == urlsplit(normalise_url(site.url)).hostname
        front = self.front.get(site.key, frozenset())
        return draw_onward(Passed(task.role, url, task.depth, own, page, front), site.seed)


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
    return search_address(home.search, sample.title, home.encoding or "utf-8") if home.search else None


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
