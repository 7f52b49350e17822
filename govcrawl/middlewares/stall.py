"""End a crawl in which nothing moves any more: a night never hangs, whatever a component does."""

from __future__ import annotations

import logging
from time import monotonic
from typing import Any, Self, cast

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

logger = logging.getLogger(__name__)

_SIGNS = (
    signals.request_scheduled,
    signals.request_reached_downloader,
    signals.request_left_downloader,
    signals.bytes_received,
    signals.item_scraped,
    signals.item_dropped,
    signals.item_error,
)


class StallMiddleware:
    """Stops the event loop after ``seconds`` without a sign of life; the run then has no end in its record.

    The engine is not asked to close: what hangs would keep it waiting.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.moved_at = monotonic()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Watch from the spider's opening to its end; a platform's delay is no stall."""
        seconds = crawler.settings.getfloat("STALL_SECONDS")
        if not seconds:
            raise NotConfigured
        middleware = cls(max(seconds, 3 * crawler.settings.getfloat("DOWNLOAD_DELAY")))
        for sign in _SIGNS:
            crawler.signals.connect(middleware.moved, sign)
        crawler.signals.connect(middleware.watch, signals.spider_opened)
        return middleware

    def moved(self) -> None:
        """Note a sign of life."""
        self.moved_at = monotonic()

    def watch(self) -> None:
        """Look again when the time may have passed."""
        from twisted.internet import reactor as installed

        reactor = cast(Any, installed)
        left = self.moved_at + self.seconds - monotonic()
        if left > 0:
            reactor.callLater(left, self.watch)
            return
        logger.critical("抓取已 %d 秒没有进展，就此停止；请把日志发给维护者，并重新运行同一命令续抓。", self.seconds)
        reactor.crash()
