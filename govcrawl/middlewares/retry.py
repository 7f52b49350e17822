"""Retry what the table of transport states says may be worth it, later and in its turn."""

from __future__ import annotations

from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Request, Response

from govcrawl.middlewares.failures import state_of_failure
from govcrawl.transport import State, state_of_status


class TableRetryMiddleware(RetryMiddleware):
    """Scrapy's own, deciding by :data:`govcrawl.transport.STATES` (default: by lists of statuses and exceptions)."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The response, or the request again."""
        return self._again(request, state_of_status(response.status)) or response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:  # type: ignore[override]
        """The request again, or None."""
        return self._again(request, state_of_failure(exception, through_proxy=bool(request.meta.get("proxy"))))

    def _again(self, request: Request, state: State) -> Request | None:
        return self._retry(request, state.id) if state.retry else None
