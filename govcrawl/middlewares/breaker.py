"""Leave a host alone that fails again and again."""

from __future__ import annotations

from typing import Self
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from govcrawl.middlewares.failures import HostDownError, state_of_failure
from govcrawl.transport import state_of_status
from govcrawl.vocabulary import FIRST_PAGES


class BreakerMiddleware:
    """After ``BREAKER_FAILURES`` failures of the connection in a row, a host's pages are not asked for in this run.

    The first page of a target is always tried, and its answer opens the host again.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.failures: dict[str, int] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the limit from the settings."""
        return cls(crawler.settings.getint("BREAKER_FAILURES"))

    def process_request(self, request: Request) -> None:
        """Let a request pass, or raise :class:`HostDownError`."""
        task = request.cb_kwargs.get("task")
        if task is None or task.role in FIRST_PAGES:
            return
        host = _host(request)
        if self.failures.get(host, 0) >= self.limit:
            raise HostDownError(f"{host} 连续 {self.failures[host]} 次连接失败")

    def process_response(self, request: Request, response: Response) -> Response:
        """An answer of any kind ends a row of failures, unless it asks for less."""
        self._count(request, failed=state_of_status(response.status).whole_host)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Count a failure of the connection."""
        if not isinstance(exception, HostDownError) and state_of_failure(exception).whole_host:
            self._count(request, failed=True)

    def _count(self, request: Request, *, failed: bool) -> None:
        host = _host(request)
        self.failures[host] = self.failures.get(host, 0) + 1 if failed else 0


def _host(request: Request) -> str:
    return urlsplit(request.url).netloc
