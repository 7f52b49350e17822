"""Store."""

from __future__ import annotations

import logging
from time import monotonic
from typing import Self

from scrapy.crawler import Crawler
from sqlalchemy.exc import SQLAlchemyError

from govcrawl.items import Look
from govcrawl.storage.looks import store_looks
from govcrawl.storage.runs import RunHandle

logger = logging.getLogger(__name__)


class StorePipeline:
    """Writes looks in batches, by count or by time, each batch in one transaction."""

    def __init__(self, crawler: Crawler, handle: RunHandle, batch: int, seconds: float) -> None:
        self.crawler = crawler
        self.handle = handle
        self.batch = batch
        self.seconds = seconds
        self.waiting: list[Look] = []
        self.flushed_at = monotonic()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the batch's size and age from the settings."""
        settings = crawler.settings
        handle: RunHandle = crawler.spider.plan.handle  # type: ignore[union-attr]
        return cls(crawler, handle, settings.getint("STORE_BATCH"), settings.getfloat("STORE_SECONDS"))

    async def process_item(self, item: Look) -> Look:
        """Keep a look for the next batch."""
        self.waiting.append(item)
        if len(self.waiting) >= self.batch or monotonic() - self.flushed_at >= self.seconds:
            await self._flush_or_stop()
        return item

    async def _flush_or_stop(self) -> None:
        try:
            self.flush()
        except SQLAlchemyError:
            logger.critical("存储失败，抓取停止；修复后重新运行同一命令即可续抓。", exc_info=True)
            if self.crawler.engine:
                await self.crawler.engine.close_spider_async(reason="storage_failed")

    def flush(self) -> None:
        """Write what is waiting."""
        waiting, self.waiting = self.waiting, []
        store_looks(self.handle.engine, self.handle.crawl_id, waiting)
        self.flushed_at = monotonic()

    def close_spider(self) -> None:
        """Write the last batch."""
        self.flush()
