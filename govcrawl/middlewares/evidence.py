"""Keep the evidence: every response is archived before anything reads it, and asked for once a night."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from pathlib import Path
from time import monotonic
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Request, Response

from govcrawl import clock, paths
from govcrawl.errors import Problem
from govcrawl.evidence.archive import Archived, ArchiveWriter
from govcrawl.evidence.tail import mend
from govcrawl.items import RENDERED, Evidence, Fetch
from govcrawl.middlewares.failures import EvidenceError, HostDownError, state_of_failure
from govcrawl.middlewares.handler import CERTIFICATE, SENT_AT
from govcrawl.middlewares.replay import archived_response, error_detail, manner_of, request_key
from govcrawl.storage.looks import answered, archived_chains
from govcrawl.storage.runs import RunHandle
from govcrawl.transport import STATES, certificate_detail, state_of_status

logger = logging.getLogger(__name__)

STOPPED = "evidence_failed"


class EvidenceMiddleware:
    """Writes each response to the run's WARC file and notes each attempt in ``request.meta["fetches"]``.

    An address that was answered earlier in the night is answered from the archive, so that an interrupted night can
    be completed by the same command and no page is asked for twice. When the disk takes no more the crawl stops.
    """

    def __init__(self, handle: RunHandle, crawler: Crawler) -> None:
        self.crawler = crawler
        self.folder = paths.evidence_folder()
        night = f"{handle.round}/{handle.night:%Y%m%d}-{handle.spider}-"
        self.answered = answered(archived_chains(handle.engine, handle.crawl_id).values())
        mend_night(self.folder, night, self.answered.values())
        self.writer = ArchiveWriter(self.folder, f"{night}{handle.run_id}.warc.gz")
        self.stopped = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Open the run's archive, which is closed with the spider; idle in a replay."""
        handle: RunHandle = crawler.spider.plan.handle  # type: ignore[union-attr]
        if handle.replay_of is not None:
            raise NotConfigured
        middleware = cls(handle, crawler)
        crawler.signals.connect(middleware.writer.close, signals.spider_closed)
        return middleware

    def process_request(self, request: Request) -> Response | None:
        """Answer from tonight's archive, or let the request go out."""
        if self.stopped:
            raise EvidenceError(request.url)
        fetch = self.answered.get(request_key(request)) if "fetches" in request.meta else None
        if fetch is None or fetch.evidence is None:
            request.meta[SENT_AT] = monotonic()  # the handler sets it again when the request's turn has come
            return None
        response = self._archived(fetch.evidence)
        if response is None:
            request.meta[SENT_AT] = monotonic()
        else:
            request.meta["fetches"].append(fetch)
        return response

    def _archived(self, evidence: Evidence) -> Response | None:
        try:
            return archived_response(self.folder, evidence)
        except Problem as problem:
            logger.warning("%s 重新抓取该页。", problem)
            return None

    def process_response(self, request: Request, response: Response) -> Response:
        """Archive a response that came from the network; raises :class:`EvidenceError` when the disk refuses it."""
        if SENT_AT not in request.meta:
            return response
        elapsed = monotonic() - request.meta.pop(SENT_AT)
        archived = _to_archive(request, response)
        manner = manner_of(request)
        try:
            evidence = self.writer.add_rendered(archived) if manner == RENDERED else self.writer.add(archived)
        except OSError as error:
            self._stop(error)
            self._note(request, Fetch(request.url, clock.now(), STATES["evidence"].id, None, elapsed, str(error)))
            raise EvidenceError(str(error)) from error
        state = state_of_status(response.status)
        detail = certificate_detail(request.meta.pop(CERTIFICATE, frozenset()), manner)
        fetch = Fetch(request.url, archived.observed_at, state.id, response.status, elapsed, detail, evidence)
        self._note(request, fetch)
        self.answered[fetch.key] = fetch
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Note an attempt that brought no response."""
        sent_at = request.meta.pop(SENT_AT, None)
        if sent_at is None or isinstance(exception, HostDownError):
            return
        elapsed = monotonic() - sent_at
        detail = certificate_detail(request.meta.pop(CERTIFICATE, frozenset()), error_detail(request, exception))
        state = state_of_failure(exception, through_proxy=bool(request.meta.get("proxy")))
        self._note(request, Fetch(request.url, clock.now(), state.id, None, elapsed, detail))

    def _stop(self, error: OSError) -> None:
        if not self.stopped:
            self.stopped = True
            logger.critical("佐证无法写入（%s），抓取停止。腾出磁盘空间后重新运行同一命令即可续抓。", error)
            # Not awaited: the engine waits for the very request that is being processed.
            self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=STOPPED))

    @staticmethod
    def _note(request: Request, fetch: Fetch) -> None:
        if "fetches" in request.meta:
            request.meta["fetches"].append(fetch)


def mend_night(folder: Path, night: str, fetches: Iterable[Fetch]) -> None:
    """Cut torn ends off the night's files that earlier runs left, and say so."""
    known: dict[str, int] = {}
    for fetch in fetches:
        if fetch.evidence:
            name = fetch.evidence.warc_file
            known[name] = max(known.get(name, 0), fetch.evidence.offset)
    for path in sorted(folder.glob(f"{night}*.warc.gz")):
        try:
            cut = mend(path, known.get(str(path.relative_to(folder)), 0))
        except OSError as error:
            logger.warning("佐证文件 %s 无法检查：%s", path, error)
            continue
        if cut:
            logger.warning("佐证文件 %s 末尾有 %d 字节不完整的记录，已截去；相关页面将重新抓取。", cut.path, cut.lost)


def _to_archive(request: Request, response: Response) -> Archived:
    headers = tuple((name, value) for name, values in response.headers.items() for value in values)
    return Archived(request.url, clock.now(), response.status, headers, response.body)
