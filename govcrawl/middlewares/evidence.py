"""Keep the evidence: every response is archived before anything reads it, and asked for once a night."""

from __future__ import annotations

from time import monotonic
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Request, Response

from govcrawl import clock, paths
from govcrawl.evidence.archive import Archived, ArchiveWriter
from govcrawl.items import Fetch
from govcrawl.middlewares.failures import state_of_failure
from govcrawl.middlewares.replay import archived_response
from govcrawl.storage.looks import answered_fetches
from govcrawl.storage.runs import RunHandle
from govcrawl.transport import state_of_status

_STARTED = "evidence_started"


class EvidenceMiddleware:
    """Writes each response to the run's WARC file and notes each attempt in ``request.meta["fetches"]``.

    An address that was answered earlier in the night is answered from the archive, so that an interrupted night can
    be completed by the same command and no page is asked for twice.
    """

    def __init__(self, handle: RunHandle) -> None:
        self.folder = paths.evidence_folder()
        name = f"{handle.round}/{handle.night:%Y%m%d}-{handle.spider}-{handle.run_id}.warc.gz"
        self.writer = ArchiveWriter(self.folder, name)
        self.answered = answered_fetches(handle.engine, handle.crawl_id)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Open the run's archive, which is closed with the spider; idle in a replay."""
        handle: RunHandle = crawler.spider.plan.handle  # type: ignore[union-attr]
        if handle.replay_of is not None:
            raise NotConfigured
        middleware = cls(handle)
        crawler.signals.connect(middleware.writer.close, signals.spider_closed)
        return middleware

    def process_request(self, request: Request) -> Response | None:
        """Answer from tonight's archive, or let the request go out."""
        fetch = self.answered.get(request.url) if "fetches" in request.meta else None
        if fetch is None or fetch.evidence is None:
            request.meta[_STARTED] = monotonic()
            return None
        request.meta["fetches"].append(fetch)
        return archived_response(self.folder, fetch.evidence)

    def process_response(self, request: Request, response: Response) -> Response:
        """Archive a response that came from the network."""
        if _STARTED not in request.meta:
            return response
        elapsed = monotonic() - request.meta.pop(_STARTED)
        archived = _to_archive(request, response)
        evidence = self.writer.add(archived)
        state = state_of_status(response.status)
        fetch = Fetch(request.url, archived.observed_at, state.id, response.status, elapsed, None, evidence)
        self._note(request, fetch)
        self.answered[request.url] = fetch
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Note an attempt that brought no response."""
        if _STARTED not in request.meta:
            return
        elapsed = monotonic() - request.meta.pop(_STARTED)
        state = state_of_failure(exception, through_proxy=bool(request.meta.get("proxy")))
        self._note(request, Fetch(request.url, clock.now(), state.id, None, elapsed, str(exception) or None))

    @staticmethod
    def _note(request: Request, fetch: Fetch) -> None:
        if "fetches" in request.meta:
            request.meta["fetches"].append(fetch)


def _to_archive(request: Request, response: Response) -> Archived:
    headers = tuple((name, value) for name, values in response.headers.items() for value in values)
    return Archived(request.url, clock.now(), response.status, headers, response.body)
