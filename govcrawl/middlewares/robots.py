"""Obey robots.txt, where it cannot be had or has no end too (RFC 9309)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from govcrawl.middlewares.failures import TooLargeError, is_nameless
from govcrawl.vocabulary import FIRST_PAGES

# What RFC 9309 (2.5) asks a crawler to read at least.
_MOST_BYTES = 500 * 1024


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's own, by RFC 9309 (defaults: an error page is read for rules; what cannot be had allows everything).

    An answer of 4xx allows everything. After one of 5xx, or one without an end, only the first page of a target is
    asked for, so that an outage is stored as what it is. Where no connection is made the pages fail for themselves.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.withheld: dict[str, str] = {}
        self.asked: set[tuple[str, str]] = set()

    async def robot_parser(self, request: Request) -> Any:
        """The rules of the request's host; those that one of http and https did not bring, the other may."""
        parts = urlsplit(request.url)
        place = (parts.scheme, parts.netloc)
        if place not in self.asked and self._parsers.get(parts.netloc, self) is None:
            del self._parsers[parts.netloc]
            self.withheld.pop(parts.netloc, None)
        self.asked.add(place)
        return await super().robot_parser(request)

    def process_request_2(self, rp: Any, request: Request) -> None:
        """Let a request pass, or raise ``IgnoreRequest``."""
        reason = self.withheld.get(urlsplit(request.url).netloc)
        task = request.cb_kwargs.get("task")
        if reason and (task is None or task.role not in FIRST_PAGES):
            raise IgnoreRequest(f"robots.txt could not be read: {reason}")
        super().process_request_2(rp, request)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 and not is_nameless(response):
            self.withheld[netloc] = f"HTTP {response.status}"
        rules = b"" if response.status >= 400 else _whole_lines(response.body)
        await super()._parse_robots(response.replace(body=rules), netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if isinstance(exc, TooLargeError):
            self.withheld[netloc] = "too large"
        super()._robots_error(exc, netloc)


def _whole_lines(body: bytes) -> bytes:
    return body if len(body) <= _MOST_BYTES else body[:_MOST_BYTES].rpartition(b"\n")[0]
