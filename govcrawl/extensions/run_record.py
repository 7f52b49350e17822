"""The run record: how the run ended, by the counts that the components kept."""

from __future__ import annotations

from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from govcrawl.storage.runs import end_run

_PREFIX = "govcrawl/"
_KINDS = frozenset({"failed", "dropped", "error"})


class RunRecordExtension:
    """Counts errors of our own and writes the run's end."""

    def __init__(self, stats: StatsCollector) -> None:
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Listen to errors and to the spider's end."""
        if crawler.stats is None:
            raise TypeError("the run record needs a stats collector")
        extension = cls(crawler.stats)
        crawler.signals.connect(extension.spider_error, signals.spider_error)
        crawler.signals.connect(extension.item_error, signals.item_error)
        crawler.signals.connect(extension.spider_closed, signals.spider_closed)
        return extension

    def spider_error(self) -> None:
        """An exception in a callback."""
        self.stats.inc_value(f"{_PREFIX}error/callback")

    def item_error(self) -> None:
        """An exception in a pipeline."""
        self.stats.inc_value(f"{_PREFIX}error/pipeline")

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """Write the record."""
        plan: Any = spider.plan  # type: ignore[attr-defined]
        end_run(plan.handle, reason, len(plan.targets), self._counts())

    def _counts(self) -> dict[tuple[str, str], int]:
        names = [name.removeprefix(_PREFIX) for name in self.stats.get_stats() if name.startswith(_PREFIX)]
        pairs = [tuple(name.split("/", 1)) for name in names]
        return {(kind, why): self.stats.get_value(f"{_PREFIX}{kind}/{why}") for kind, why in pairs if kind in _KINDS}
