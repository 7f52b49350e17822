"""Connections that send a request when its platform's turn has come, and give up on heads without an end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, cast

from scrapy.core.downloader.handlers.http11 import (
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.exceptions import DownloadFailedError
from twisted.internet.defer import fail
from twisted.internet.interfaces import IAddress
from twisted.internet.task import deferLater
from twisted.web._newclient import ParseError

_LONGEST_HEAD = 64 * 1024


class _Parser(_LenientHTTPClientParser):
    read = 0

    def lineReceived(self, line: bytes) -> None:  # noqa: N802 - Twisted's name
        self.read += len(line)
        if self.read > _LONGEST_HEAD:
            raise ParseError("the head of the response has no end", b"")  # type: ignore[no-untyped-call]
        super().lineReceived(line)


class Pace(Protocol):
    """What connections ask and tell; ``netloc`` is what the Host header says."""

    def wait(self, netloc: str) -> float:
        """Seconds until a request may be sent; 0 says that it is being sent now."""

    def answered(self, netloc: str) -> None:
        """The first request on a connection was answered, or failed."""


class _Protocol(_LenientHTTP11ClientProtocol):
    pace: Pace
    fresh = True

    def request(self, request: Any) -> Any:
        """Send the request, now or as soon as its turn comes: making the connection may have taken any time."""
        netloc = request.headers.getRawHeaders("host", [""])[0]
        seconds = self.pace.wait(netloc)
        if seconds > 0:
            from twisted.internet import reactor

            return deferLater(reactor, seconds, self.request, request)
        if self._state != "QUIESCENT":
            # Closed, or spoken on, while it waited for its turn.
            return fail(DownloadFailedError("the connection was lost before the request was sent"))
        answer = super().request(request)
        cast(Any, self)._parser.__class__ = _Parser
        if self.fresh:
            # When the server took up a new connection is only known when it answers.
            self.fresh = False
            answer.addBoth(self._told, netloc)
        return answer

    def _told(self, result: Any, netloc: str) -> Any:
        self.pace.answered(netloc)
        return result


class PacedFactory(_LenientHTTP11ClientFactory):
    """Scrapy's own connections, paced and bounded (defaults: sent when connected; heads of any length)."""

    pace: Pace

    def buildProtocol(self, addr: IAddress | None) -> _Protocol:  # noqa: N802 - Twisted's name
        """A connection."""
        protocol = _Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
        protocol.pace = self.pace
        return protocol


def paced(pace: Pace) -> Callable[..., PacedFactory]:
    """What makes factories whose connections keep to ``pace``."""

    def make(*args: Any) -> PacedFactory:
        factory = PacedFactory(*args)  # type: ignore[no-untyped-call]
        factory.pace = pace
        return factory

    return make
