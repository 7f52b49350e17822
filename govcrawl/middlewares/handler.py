"""The download handler: Scrapy's own, with certificates noted, hosts that are down left alone, and failures told."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, cast
from urllib.parse import urlsplit

from OpenSSL import SSL
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DownloadCancelledError, DownloadFailedError
from scrapy.http import Request, Response
from twisted.web.iweb import IPolicyForHTTPS

from govcrawl.middlewares.breaker import BreakerMiddleware
from govcrawl.middlewares.certificates import RecordingContextFactory
from govcrawl.middlewares.connections import paced
from govcrawl.middlewares.failures import BadAddressError, PrivateAddressError, StoppedError, TlsError, TooLargeError
from govcrawl.middlewares.platform import PlatformMiddleware
from govcrawl.middlewares.resolver import FAMILY, over, refused_address

SENT_AT = "sent_at"
CERTIFICATE = "certificate_faults"
_HTTPS = 443


class DownloadHandler(HTTP11DownloadHandler):
    """Sends a request when its turn has come; ``request.meta`` tells when, and what was wrong with the certificate.

    Answers are handed on one at a turn of the event loop: when many come at once, reading them all in one turn would
    hold up the requests that are due, and two of one platform would leave too close together.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._certificates = RecordingContextFactory.from_crawler(crawler)
        self._pool._factory = cast(Any, paced(self))
        self._contextFactory = cast(IPolicyForHTTPS, self._certificates)
        self._one_at_a_turn = asyncio.Lock()

    async def download_request(self, request: Request) -> Response:
        """The response, or one of Scrapy's or our own exceptions."""
        self._refuse_when_stopping()
        breaker = self._crawler.get_downloader_middleware(BreakerMiddleware)
        if breaker is not None:
            breaker.process_request(request)
        request.meta[SENT_AT] = monotonic()
        try:
            with over(request.meta.get(FAMILY)), _told(urlsplit(request.url).hostname or ""):
                response = await super().download_request(request)
            async with self._one_at_a_turn:
                await asyncio.sleep(0)
            return response
        finally:
            self._note_certificate(request)

    def wait(self, netloc: str) -> float:
        """Seconds until the platform of ``netloc`` may be sent a request; 0 says that it is being sent now."""
        platform = self._crawler.get_downloader_middleware(PlatformMiddleware)
        return platform.wait(netloc, self._crawler.engine.downloader.slots) if platform is not None else 0

    def answered(self, netloc: str) -> None:
        """The first request on a new connection was answered."""
        platform = self._crawler.get_downloader_middleware(PlatformMiddleware)
        if platform is not None:
            platform.answered(netloc)

    def _refuse_when_stopping(self) -> None:
        """Let what waits for its turn go at once when the crawl is being stopped, and send nothing any more."""
        engine: Any = self._crawler.engine
        if engine._slot is None or engine._slot.closing is None:
            return
        for slot in engine.downloader.slots.values():
            slot.delay = 0
        raise StoppedError("抓取正在结束")

    def _note_certificate(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme == "https":
            request.meta[CERTIFICATE] = self._certificates.faults_of(parts.hostname or "", parts.port or _HTTPS)


@contextmanager
def _told(host: str) -> Iterator[None]:
    """Turn what Scrapy says of a failure into what it was."""
    try:
        yield
    except DownloadCancelledError as error:
        # Nothing but a body over DOWNLOAD_MAXSIZE cancels a download: a time limit has an exception of its own.
        raise TooLargeError(str(error)) from error
    except CannotResolveHostError as error:
        from twisted.internet import reactor

        address = refused_address(reactor.nameResolver, host)
        if address is None:
            raise
        raise PrivateAddressError(f"{host} 解析到内网地址 {address}") from error
    except DownloadFailedError as error:
        if _is_tls(error):
            raise TlsError(str(error)) from error
        raise
    except (ValueError, UnicodeError) as error:
        raise BadAddressError(str(error)) from error


def _is_tls(error: DownloadFailedError) -> bool:
    reasons = getattr(error.__cause__, "reasons", ())
    return any(reason.check(SSL.Error) for reason in reasons)
