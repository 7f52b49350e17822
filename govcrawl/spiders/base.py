"""What all spiders of a round share: a task for each request, and a look for each answer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import scrapy
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from govcrawl.extract.record import PageKind, PageRecord
from govcrawl.items import Look
from govcrawl.middlewares.failures import HostDownError
from govcrawl.rendering import browser_meta
from govcrawl.rounds.running import CrawlPlan, Target, prepare_crawl
from govcrawl.spiders.looks import Task, failed_look, look_at, read_response
from govcrawl.spiders.schemes import Schemes
from govcrawl.spiders.traps import is_askable
from govcrawl.vocabulary import LIST_PAGES, PageRole, Reading, TargetKind

Results = Iterator[Request | Look]

_MOST_HOPS = 3


@dataclass(slots=True)
class Progress:
    """What one run has asked for so far, in pages per target, and which hosts answer by the other scheme only."""

    asked: dict[str, int]
    schemes: Schemes


class RoundSpider(scrapy.Spider):
    """A spider of one round: it asks for its targets' first pages and turns every answer into a look."""

    target_kind: ClassVar[TargetKind]
    first_role: ClassVar[PageRole]
    budget_setting: ClassVar[str] = "PAGES_PER_TARGET"

    def __init__(self, plan: CrawlPlan, budget: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.plan = plan
        self.budget = budget
        self.progress = Progress({}, Schemes())

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, plan: CrawlPlan | None = None, **kwargs: Any) -> Self:
        """Build the spider on a prepared plan, or prepare one from ``round``, ``night`` and ``sites``."""
        if cls.name is None:
            raise TypeError(f"{cls.__name__} has no name")
        spider = cls(plan or prepare_crawl(cls.name, *args, **kwargs), crawler.settings.getint(cls.budget_setting))
        spider._set_crawler(crawler)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the first page of every target."""
        for target in self.plan.targets:
            for request in self.ask(Task(target, self.target_kind, self.first_role, target.url), self.parse_first):
                yield request

    def parse_first(self, response: Response, task: Task) -> Results:
        """Read a target's first page."""
        raise NotImplementedError

    def ask(self, task: Task, callback: Callable[..., Any]) -> Iterator[Request]:
        """The request for a task, unless it is none, beyond the target's budget or failed earlier in the night."""
        if not is_askable(task.url):
            return self.drop("not_an_address")
        if self.plan.handle.stored.get(task.visit_key) == Reading.FAILED:
            return self.drop("failed_earlier_tonight")
        asked = self.progress.asked.get(task.target.key, 0)
        if asked >= self.budget:
            return self.drop("budget")
        self.progress.asked[task.target.key] = asked + 1
        return iter([self.request(task, self.progress.schemes.working(task.url), callback, [])])

    def request(self, task: Task, url: str, callback: Callable[..., Any], fetches: list[Any]) -> Request:
        """A request for ``url`` in the course of a task."""
        return Request(
            url,
            callback=callback,
            method="HEAD" if task.head else "GET",
            errback=self.failed,
            cb_kwargs={"task": task},
            meta={"fetches": fetches, **(browser_meta() if task.rendered else {})},
            dont_filter=True,
        )

    def drop(self, reason: str) -> Iterator[Request]:
        """Count something that is not asked for, by reason."""
        if self.crawler.stats:
            self.crawler.stats.inc_value(f"govcrawl/dropped/{reason}")
        return iter(())

    def read(self, response: Response, task: Task) -> PageRecord:
        """What the page of a task says."""
        if task.switched:
            self.progress.schemes.note(task.url, response)
        return read_response(response, task)

    def look(self, response: Response, task: Task, page: PageRecord, callback: Callable[..., Any]) -> Results:
        """The look at a page; a page that only leads elsewhere is followed first, within the same look."""
        onward = self.onward(response, task, page)
        if onward:
            follow = replace(task, hops=task.hops + 1, columns=page.columns or task.columns)
            yield self.request(follow, onward, callback, response.meta["fetches"])
        elif self.needs_browser(response, task, page):
            yield self.request(replace(task, rendered=True), response.url, callback, response.meta["fetches"])
        else:
            yield look_at(response, task, page)

    def needs_browser(self, response: Response, task: Task, page: PageRecord) -> bool:
        """Whether only a browser can fill this page, and the settings allow one."""
        allowed = self.settings.getbool("RENDER_SHELLS") and not task.rendered
        return allowed and page.kind is PageKind.SHELL and response.status < 400

    @staticmethod
    def onward(response: Response, task: Task, page: PageRecord) -> str | None:
        """Where a redirect by script, or a list that a script fills, says its content is; None if here.

        A sampled page is looked at for itself and not for its list.
        """
        if task.hops >= _MOST_HOPS or page.entries or response.status >= 400:
            return None
        sources = page.data_sources if task.role in LIST_PAGES else ()
        onward = page.redirect or next(iter(sources), None)
        return onward if onward and onward != response.url and is_askable(onward) else None

    def failed(self, failure: Failure) -> Results:
        """A look that got no response, after the other scheme was tried for a target's first page."""
        if isinstance(failure.value, HostDownError):
            yield from self.drop("host_down")
            return
        look, task = failed_look(failure), failure.request.cb_kwargs["task"]  # type: ignore[attr-defined]
        other = self.progress.schemes.other(look, task, self.first_role)
        if other is None:
            yield self.progress.schemes.decided(look, task)
        else:
            yield self.request(replace(task, switched=True), other, self.parse_first, list(look.fetches))


__all__ = ["Results", "RoundSpider", "Target"]
