"""A progress bar on a terminal; nothing where the output is a file or a mail from cron."""

from __future__ import annotations

import logging
import sys
from typing import Self

from rich.console import Console
from rich.logging import RichHandler
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from govcrawl.items import Look, Probe


class ProgressExtension:
    """Shows targets done of those expected, and pages read."""

    def __init__(self) -> None:
        self.console = Console(stderr=True)
        self.progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("已读 {task.fields[pages]} 页"),
            TimeElapsedColumn(),
            console=self.console,
        )
        self.pages = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take part only when the output is a terminal."""
        if not sys.stderr.isatty():
            raise NotConfigured
        extension = cls()
        crawler.signals.connect(extension.spider_opened, signals.spider_opened)
        crawler.signals.connect(extension.item_scraped, signals.item_scraped)
        crawler.signals.connect(extension.progress.stop, signals.spider_closed)
        return extension

    def spider_opened(self, spider: Spider) -> None:
        """Start the bar, and let the log write around it."""
        root = logging.getLogger()
        for handler in [handler for handler in root.handlers if type(handler) is logging.StreamHandler]:
            root.removeHandler(handler)
        root.addHandler(RichHandler(logging.WARNING, self.console, show_path=False))
        plan = spider.plan  # type: ignore[attr-defined]
        self.task = self.progress.add_task(f"{plan.handle.round} {spider.name}", total=len(plan.targets), pages=0)
        self.progress.start()

    def item_scraped(self, item: Look | Probe) -> None:
        """Move the bar."""
        self.pages += 1
        self.progress.update(self.task, advance=int(item.opens_target), pages=self.pages)
