"""How long a request took on the network, redirects included."""

from __future__ import annotations

from time import monotonic

from scrapy.http import Request, Response

from govcrawl.middlewares.handler import SENT_AT

SPENT = "seconds_spent"


class StopwatchMiddleware:
    """Adds up in ``request.meta[SPENT]`` what the attempts of a request took, waiting for its turn left out."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Count an answered attempt."""
        self._count(request)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Count an attempt that brought no response."""
        self._count(request)

    @staticmethod
    def _count(request: Request) -> None:
        sent_at = request.meta.pop(SENT_AT, None)
        if sent_at is not None:
            request.meta[SPENT] = request.meta.get(SPENT, 0.0) + monotonic() - sent_at
