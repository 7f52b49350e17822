"""Unpack compressed bodies; what cannot be unpacked, or grows too large, is a fact about the page."""

from __future__ import annotations

from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from govcrawl.middlewares.failures import GarbledError, TooLargeError


class CompressionMiddleware(HttpCompressionMiddleware):
    """Scrapy's own, telling its refusals apart (default: a refusal like any other, an unpacker's own exception)."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The response, unpacked; raises :class:`TooLargeError` or :class:`GarbledError`."""
        try:
            return super().process_response(request, response)
        except IgnoreRequest as error:
            raise TooLargeError(str(error)) from error
        except Exception as error:  # each unpacker raises its own kind
            raise GarbledError(f"{type(error).__name__}: {error}") from error
