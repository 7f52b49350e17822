"""A way out for the browser (SOCKS5 on loopback): it resolves no name, and reaches what any request may reach."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any, cast

from twisted.internet.endpoints import HostnameEndpoint
from twisted.internet.error import ConnectionDone
from twisted.internet.protocol import Factory, Protocol, connectionDone
from twisted.python.failure import Failure

from govcrawl.networks import Network, is_local_name, literal_address, may_fetch

_VERSION, _CONNECT = 5, 1
_GREETING_ANSWER = b"\x05\x00"
_OPENED, _REFUSED, _FAILED = 0, 2, 4
_LENGTHS = {1: 4, 4: 16}
_NAMED = 3
_SECONDS = 15


class _Far(Protocol):
    """The connection to the site: what comes from it goes to the browser, as fast as it is taken, up to a limit."""

    def __init__(self, near: Tunnel, most: int) -> None:
        self.near = near
        self.left = most

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        self.left -= len(data)
        if self.left < 0:
            cast(Any, self.transport).abortConnection()
        else:
            self.near.line.write(data)

    def connectionLost(self, reason: Failure = connectionDone) -> None:  # noqa: N802 - Twisted's name
        self.near.line.unregisterProducer()
        if isinstance(reason.value, ConnectionDone):
            self.near.line.loseConnection()
        else:
            # Broken, or cut at the limit: not to be taken for a whole answer.
            self.near.line.abortConnection()


class Tunnel(Protocol):
    """One connection of the browser: greeting, request (RFC 1928, CONNECT without authentication), then bytes."""

    def __init__(self, reactor: Any, allowed: tuple[Network, ...], most: int) -> None:
        self.reactor = reactor
        self.allowed = allowed
        self.most = most
        self.far: Any = None
        self.read = b""
        self.step: Callable[[], bool] = self._greeting

    @property
    def line(self) -> Any:
        """The connection itself."""
        return self.transport

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        """Go on with what has come."""
        if self.far is not None:
            self.far.transport.write(data)
            return
        self.read += data
        while self.step():
            pass

    def connectionLost(self, reason: Failure = connectionDone) -> None:  # noqa: N802 - Twisted's name
        """Close the other side too."""
        if self.far is not None:
            self.far.transport.unregisterProducer()
            self.far.transport.loseConnection()

    def _greeting(self) -> bool:
        if len(self.read) < 2 or len(self.read) < 2 + self.read[1]:
            return False
        self.read = self.read[2 + self.read[1] :]
        self.line.write(_GREETING_ANSWER)
        self.step = self._request
        return True

    def _request(self) -> bool:
        place = _place(self.read)
        if place is None:
            return False
        host, port, self.read = place
        self.step = lambda: False
        literal = literal_address(host)
        if self._refuses(host, literal):
            self._answer(_REFUSED)
            return False
        far = HostnameEndpoint(self.reactor, host.encode("ascii", "replace"), port, timeout=_SECONDS)
        factory: Any = Factory.forProtocol(lambda: _Far(self, self.most))
        far.connect(factory).addCallbacks(self._opened, lambda _: self._answer(_FAILED))
        return False

    def _refuses(self, host: str, literal: str | None) -> bool:
        return is_local_name(host) or (literal is not None and not may_fetch(literal, self.allowed))

    def _opened(self, far: Any) -> None:
        if not self.line.connected:
            far.transport.loseConnection()
            return
        self._answer(_OPENED)
        self.far = far
        self.line.registerProducer(far.transport, True)
        self.far.transport.registerProducer(self.line, True)
        if self.read:
            self.far.transport.write(self.read)

    def _answer(self, code: int) -> None:
        self.line.write(bytes((_VERSION, code, 0, 1)) + bytes(6))
        if code != _OPENED:
            self.line.loseConnection()


def _place(read: bytes) -> tuple[str, int, bytes] | None:
    """Host, port and the rest of a request; None while it is not whole."""
    if len(read) < 5:
        return None
    kind, start = read[3], 4
    length = _LENGTHS.get(kind, 0)
    if kind == _NAMED:
        length, start = read[4], 5
    end = start + length
    if len(read) < end + 2:
        return None
    host = read[start:end]
    families = {1: socket.AF_INET, 4: socket.AF_INET6}
    text = socket.inet_ntop(families[kind], host) if kind in families else host.decode("ascii", "replace")
    return text, int.from_bytes(read[end : end + 2]), read[end + 2 :]


def open_tunnel(reactor: Any, allowed: tuple[Network, ...], most: int) -> Any:
    """Listen on loopback; gives the listening port. ``most``: bytes that one connection may bring."""
    factory: Any = Factory.forProtocol(lambda: Tunnel(reactor, allowed, most))
    factory.noisy = False
    return reactor.listenTCP(0, factory, interface="127.0.0.1")
