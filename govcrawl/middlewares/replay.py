"""Replay: every request of a run is answered from the archive of an earlier one, and nothing goes to the network."""

from __future__ import annotations

from itertools import dropwhile, takewhile
from pathlib import Path
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Headers, Request, Response
from scrapy.responsetypes import responsetypes

from govcrawl import paths
from govcrawl.errors import Problem
from govcrawl.evidence.archive import read_response
from govcrawl.items import HEAD, RENDERED, Evidence, Fetch
from govcrawl.middlewares.failures import ArchivedFailureError, NotArchivedError
from govcrawl.storage.looks import answered, archived_chains
from govcrawl.storage.runs import RunHandle, VisitKey

# Failures that follow from an answer, without another request.
_FROM_ANSWER = {"redirect_loop", "too_large", "garbled"}


class ReplayMiddleware:
    """Serves to each task the chain of fetches that the replayed crawl made for it, failures included.

    What a better reader asks for beyond that is answered if the crawl has it for another task, else refused.
    """

    def __init__(self, chains: dict[VisitKey, list[Fetch]]) -> None:
        self.folder = paths.evidence_folder()
        self.chains = chains
        self.answered = answered(chains.values())

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take part only in a replay."""
        handle: RunHandle = crawler.spider.plan.handle  # type: ignore[union-attr]
        if handle.replay_of is None:
            raise NotConfigured
        return cls(archived_chains(handle.engine, handle.replay_of))

    def process_request(self, request: Request) -> Response:
        """The archived response; raises :class:`ArchivedFailureError` or :class:`NotArchivedError`."""
        task = request.cb_kwargs.get("task")
        if task is None:
            raise NotArchivedError(request.url)
        fetches: list[Fetch] = request.meta["fetches"]
        wanted = request_key(request)
        chain = (fetch for fetch in self.chains.get(task.visit_key, []) if fetch not in fetches)
        rest = list(dropwhile(lambda fetch: fetch.key != wanted, chain))
        failed = list(takewhile(lambda fetch: fetch.key == wanted and not fetch.evidence, rest))
        fetches.extend(failed)
        rest = rest[len(failed) :]
        fetch = rest[0] if rest and rest[0].key == wanted else None
        if failed and fetch is None:
            raise ArchivedFailureError(failed[-1].detail)
        fetch = fetch or self.answered.get(wanted)
        if fetch is None or fetch.evidence is None:
            raise NotArchivedError(request.url)
        try:
            response = archived_response(self.folder, fetch.evidence)
        except Problem as problem:
            raise NotArchivedError(str(problem)) from problem
        fetches.append(fetch)
        fetches.extend(follow for follow in rest[1:2] if follow.state in _FROM_ANSWER and not follow.elapsed)
        return response


def manner_of(request: Request) -> str:
    """The manner in which a request asks for its address, empty where plainly."""
    return RENDERED if request.meta.get("playwright") else HEAD if request.method == HEAD else ""


def error_detail(request: Request, error: BaseException | None) -> str | None:
    """The detail of an attempt that brought no response: its manner and the error's text."""
    return ": ".join(part for part in (manner_of(request), str(error or "")) if part) or None


def request_key(request: Request) -> tuple[str, str]:
    """What a request asks for, as :attr:`govcrawl.items.Fetch.key` says it of an answer."""
    return request.url, manner_of(request)


def archived_response(folder: Path, evidence: Evidence) -> Response:
    """An archived response as Scrapy's downloader gives it."""
    archived = read_response(folder, evidence)
    headers = Headers()
    for name, value in archived.headers:
        headers.appendlist(name, value)
    kind = responsetypes.from_args(headers=headers, url=archived.url, body=archived.body)
    return kind(url=archived.url, status=archived.status, headers=headers, body=archived.body)
