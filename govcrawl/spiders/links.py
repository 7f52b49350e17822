"""The addresses that sampled pages lead to, asked for: which are there, which are not, which nobody can tell."""

from __future__ import annotations

from scrapy.http import Request, Response
from twisted.python.failure import Failure

from govcrawl.items import Fetch
from govcrawl.middlewares.failures import HostDownError
from govcrawl.rounds.links import LinkedSite
from govcrawl.spiders.answers import UNSURE, Answer, answer_look, compared, convinces, read_answer, stranger_of
from govcrawl.spiders.base import Results, RoundSpider
from govcrawl.spiders.looks import Task, failed_look
from govcrawl.vocabulary import LinkKind, PageRole, TargetKind

_MEGABYTE = 1 << 20


class LinksSpider(RoundSpider):
    """``scrapy crawl links -a round=2020Q4 [-a sites=CODE,CODE] [-a night=DATE]``, on two days, after ``pages``.

    Files and pictures are asked for by their headers first, pages for their content, for only that tells a page from a
    notice that there is none. Nothing is tried again: the other day is the second attempt.
    """

    name = "links"
    target_kind = TargetKind.SITE
    first_role = PageRole.START
    budget_setting = "LINKS_PER_SITE"
    custom_settings = {  # noqa: RUF012 - Scrapy's interface
        "DOWNLOAD_TIMEOUT": 15,
        "DOWNLOAD_MAXSIZE": _MEGABYTE,
        "RETRY_ENABLED": False,
        # As many dead links of one host as cost a site all its points (STANDARD §1.4, 可用性).
        "BREAKER_FAILURES": 10,
    }

    def parse_first(self, response: Response, task: Task) -> Results:
        """The home page, which says that our own line works; then the addresses."""
        yield answer_look(task, response.meta["fetches"], read_answer(response, task.url))
        for url, kind in linked(task).links:
            asked = Task(task.target, task.kind, PageRole.LINK, url, head=kind is not LinkKind.PAGE)
            yield from self.ask(asked, self.parse_link)

    def parse_link(self, response: Response, task: Task) -> Results:
        """An answer: enough, or the content is asked for, or it is held against that of a made-up address."""
        fetches: list[Fetch] = response.meta["fetches"]
        if task.head and not convinces(response, task.url):
            yield self.request(Task(task.target, task.kind, task.role, task.url), task.url, self.parse_link, fetches)
            return
        answer = Answer("ok") if task.head else read_answer(response, task.url)
        if answer.shown.wording:
            yield self.compare(task, answer, fetches)
        else:
            yield answer_look(task, fetches, answer)

    def compare(self, task: Task, answer: Answer, fetches: list[Fetch]) -> Request:
        """The request for a made-up address beside one that says it is none."""
        request = self.request(task, stranger_of(task.url), self.parse_stranger, [])
        request.cb_kwargs.update(answer=answer, fetches=fetches)
        return request.replace(errback=self.stranger_failed)

    def parse_stranger(self, response: Response, task: Task, answer: Answer, fetches: list[Fetch]) -> Results:
        """The answer of a made-up address."""
        own: list[Fetch] = response.meta["fetches"]
        yield answer_look(task, own + fetches, *compared(answer, read_answer(response, own[0].url)))

    def stranger_failed(self, failure: Failure) -> Results:
        """A made-up address that gave no answer: nothing to compare with."""
        request: Request = failure.request  # type: ignore[attr-defined]
        answer, fetches = request.cb_kwargs["answer"], request.cb_kwargs["fetches"]
        tried = () if isinstance(failure.value, HostDownError) else failed_look(failure).fetches
        yield answer_look(request.cb_kwargs["task"], (*tried, *fetches), *compared(answer, None))

    def failed(self, failure: Failure) -> Results:
        """An address that gave no answer; where only its headers were asked for, the content may."""
        task: Task = failure.request.cb_kwargs["task"]  # type: ignore[attr-defined]
        look = None if isinstance(failure.value, HostDownError) else failed_look(failure)
        if task.head and look and look.fetches[-1].state in UNSURE:
            plain = Task(task.target, task.kind, task.role, task.url)
            yield self.request(plain, task.url, self.parse_link, list(look.fetches))
        else:
            yield from super().failed(failure)


def linked(task: Task) -> LinkedSite:
    """The site that a task of this spider is for."""
    if not isinstance(task.target, LinkedSite):
        raise TypeError(f"{task.target.key} has no links")
    return task.target
