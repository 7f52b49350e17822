"""Store."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any, Self

from scrapy.crawler import Crawler
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from govcrawl.items import Look, Probe
from govcrawl.storage.looks import store_looks
from govcrawl.storage.probes import store_probes
from govcrawl.storage.runs import RunHandle

logger = logging.getLogger(__name__)

STOPPED = "storage_failed"


class StorePipeline:
    """Writes looks in batches, by count or by time, each batch in one transaction."""

    store: Callable[[Engine, int, Sequence[Any]], None] = staticmethod(store_looks)

    def __init__(self, crawler: Crawler, handle: RunHandle, batch: int, seconds: float) -> None:
        self.crawler = crawler
        self.handle = handle
        self.batch = batch
        self.seconds = seconds
        self.waiting: list[Any] = []
        self.flushed_at = monotonic()
        self.one_at_a_time = asyncio.Lock()
        self.stopped = False
        self.closing: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the batch's size and age from the settings."""
        settings = crawler.settings
        handle: RunHandle = crawler.spider.plan.handle  # type: ignore[union-attr]
        return cls(crawler, handle, settings.getint("STORE_BATCH"), settings.getfloat("STORE_SECONDS"))

    async def process_item(self, item: Look | Probe) -> Look | Probe:
        """Keep an item for the next batch; written in a thread, so that a locked database holds up nobody else."""
        self.waiting.append(item)
        if len(self.waiting) >= self.batch or monotonic() - self.flushed_at >= self.seconds:
            waiting, self.waiting, self.flushed_at = self.waiting, [], monotonic()
            async with self.one_at_a_time:
                await asyncio.to_thread(self.write, waiting)
            if self.stopped and self.closing is None:
                # Not awaited: the engine waits for the very item that is being processed.
                self.closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=STOPPED))
        return item

    def write(self, items: list[Any]) -> None:
        """Write a batch, unless one could not be written: what is not stored is read again from the archive."""
        if self.stopped:
            return
        try:
            self.store(self.handle.engine, self.handle.crawl_id, items)
        except SQLAlchemyError as error:
            self.stopped = True
            cause = getattr(error, "orig", None) or error
            logger.critical("存储失败（%s），抓取停止；修复后重新运行同一命令即可续抓。", cause)

    def close_spider(self) -> None:
        """Write the last batch."""
        self.write(self.waiting)


class StoreProbesPipeline(StorePipeline):
    """Writes probes the same way."""

    store = staticmethod(store_probes)
