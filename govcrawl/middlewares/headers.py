"""Response heads of a bounded size: Twisted reads headers for as long as they come."""

from __future__ import annotations

from typing import Any

from scrapy.core.downloader.handlers.http11 import (
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from twisted.internet.interfaces import IAddress
from twisted.web._newclient import ParseError

_MOST = 64 * 1024


class _Parser(_LenientHTTPClientParser):
    read = 0

    def lineReceived(self, line: bytes) -> None:  # noqa: N802 - Twisted's name
        self.read += len(line)
        if self.read > _MOST:
            raise ParseError("the head of the response has no end", b"")  # type: ignore[no-untyped-call]
        super().lineReceived(line)


class _Protocol(_LenientHTTP11ClientProtocol):
    def request(self, request: Any) -> Any:
        answer = super().request(request)
        assert self._parser is not None  # noqa: S101 - made by request()
        self._parser.__class__ = _Parser
        return answer


class BoundedFactory(_LenientHTTP11ClientFactory):
    """Scrapy's own connections, which give up on a head that is too long (default: none is)."""

    def buildProtocol(self, addr: IAddress | None) -> _Protocol:  # noqa: N802 - Twisted's name
        """A connection."""
        return _Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
