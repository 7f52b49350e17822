"""Log lines that hold no crawled text: what was dropped is told by its reason, on one line."""

from __future__ import annotations

import logging
from typing import Any

from scrapy import Spider, logformatter
from scrapy.http import Response
from scrapy.logformatter import LogFormatterResult
from twisted.python.failure import Failure


class LogFormatter(logformatter.LogFormatter):
    """Scrapy's own lines, without the items (default: each line prints the whole item)."""

    def dropped(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """A dropped item: its reason."""
        level = getattr(exception, "log_level", None) or "WARNING"
        reason = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in str(exception))
        return {"level": logging.getLevelName(level), "msg": "略过：%(reason)s", "args": {"reason": reason}}
