"""The direct door: sites on loopback addresses of their own, with the servers, names and certificates they deserve."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from time import monotonic
from typing import Any, TextIO

from twisted.internet.interfaces import IProtocolNegotiationFactory, IPullProducer
from twisted.internet.protocol import Factory, Protocol, connectionDone
from twisted.python.failure import Failure
from zope.interface import implementer  # type: ignore[import-untyped]

from govcrawl.modelcity.authority import Authority
from govcrawl.modelcity.errors import CityError
from govcrawl.modelcity.manners import AT_ONCE, MANNERS
from govcrawl.modelcity.plants import Plant

PRIVATE = "127.0.1.1"
ALLOWED = "127.0.0.0/24,::1/128"
_CLOSED = "127.0.0.254"
_PORTS = {"http": 80, "https": 443}
_MOST = 250


@dataclass(slots=True)
class Door:
    """What has been opened: names with their places, for a file of names, and a log of what reached the door."""

    reactor: Any
    log: TextIO
    canary: str = ""
    names: list[tuple[str, str]] = field(default_factory=list)
    addresses: dict[str, str] = field(default_factory=dict)

    def note(self, **values: Any) -> None:
        """Write one line of the log: JSON, with the seconds of a clock that never jumps."""
        self.log.write(json.dumps({"at": monotonic(), **values}, ensure_ascii=False) + "\n")
        self.log.flush()


class Server(Protocol):
    """One connection: reads a request and behaves in its site's manner."""

    def __init__(self, door: Door, host: str, manner: str, address: str) -> None:
        self.door = door
        self.host = host
        self.manner = manner
        self.address = address
        self.canary = door.canary
        self.path = ""
        self._read = b""
        self._gone = False

    def connectionMade(self) -> None:  # noqa: N802 - twisted's name
        """Note what reaches the private address, whatever it says."""
        if self.address == PRIVATE:
            self.door.note(private=True)
        if self.manner in AT_ONCE:
            MANNERS[self.manner](self)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - twisted's name
        """Read the head of a request; answer it."""
        self._read += data
        if self.path or b"\r\n\r\n" not in self._read:
            return
        self.path = self._read.split(b" ", 2)[1].decode("latin-1")
        self.door.note(host=self.host, address=self.address, path=self.path)
        MANNERS[self.manner](self)

    def connectionLost(self, reason: Failure = connectionDone) -> None:  # noqa: N802 - twisted's name
        """Stop sending."""
        self._gone = True

    def write(self, data: bytes) -> None:
        """Send bytes."""
        self._line.write(data)

    def close(self) -> None:
        """Close when everything is sent."""
        self._line.loseConnection()

    def abort(self) -> None:
        """Reset the connection."""
        self._line.abortConnection()

    def keep_sending(self, chunks: Iterator[bytes], seconds: float) -> None:
        """Send chunk after chunk until the other side goes."""
        if not seconds:
            self._line.registerProducer(Source(self._line, chunks), streaming=False)
        elif not self._gone:
            self.write(next(chunks))
            self.door.reactor.callLater(seconds, self.keep_sending, chunks, seconds)

    @property
    def _line(self) -> Any:
        return self.transport


@implementer(IPullProducer)
@dataclass(frozen=True, slots=True)
class Source:
    """Sends the next chunk whenever the last one has gone out."""

    line: Any
    chunks: Iterator[bytes]

    def resumeProducing(self) -> None:  # noqa: N802 - twisted's name
        """Send a chunk."""
        self.line.write(next(self.chunks))

    def stopProducing(self) -> None:  # noqa: N802 - twisted's name
        """Nothing to do: nothing is sent unless asked for."""


def open_door(plants: Iterable[Plant], authority: Authority, reactor: Any, log: TextIO) -> Door:
    """Listen for every plant; raises :class:`CityError` where this machine has not enough loopback addresses."""
    door = Door(reactor, log)
    door.canary = _listen(door, "canary", "pages", PRIVATE, None)
    numbers = count(2)
    for plant in plants:
        address = door.addresses.get(plant.shares) or f"127.0.0.{min(next(numbers), _MOST)}"
        door.addresses[plant.id] = address
        for place in plant.where:
            _open_place(door, plant, place, authority)
    return door


def _open_place(door: Door, plant: Plant, place: str, authority: Authority) -> None:
    fixed = {"closed": f"{_CLOSED}:1", "closed6": "[::1]:1", "private": door.canary}.get(place)
    if fixed:
        # At each port: what a name has at a port hides what it has at every port.
        door.names += [(f"{plant.host}:{port}", fixed) for port in _PORTS.values()]
        return
    address = "::1" if place == "v6" else door.addresses[plant.id]
    closed = f"{_bracketed(address)}:1"
    for scheme, manner in (("http", plant.http), ("https", plant.https)):
        options = authority.options(plant.certificate, plant.host) if scheme == "https" and plant.certificate else None
        behaves = plant.six if place == "v6" and plant.six and manner else manner
        open_at = _listen(door, plant.host, behaves, address, options) if behaves else closed
        door.names.append((f"{plant.host}:{_PORTS[scheme]}", open_at))


@implementer(IProtocolNegotiationFactory)
class _Servers(Factory):
    """Servers of one site; browsers insist on agreeing on a protocol."""

    noisy = False

    def acceptableProtocols(self) -> list[bytes]:  # noqa: N802 - twisted's name
        """HTTP/1.1."""
        return [b"http/1.1"]


def _listen(door: Door, host: str, manner: str, address: str, options: Any) -> str:
    factory: Any = _Servers.forProtocol(lambda: Server(door, host, manner, address))
    try:
        if options is None:
            port = door.reactor.listenTCP(0, factory, interface=address)
        else:
            port = door.reactor.listenSSL(0, factory, options, interface=address)
    except Exception as error:
        raise CityError(f"不能在 {address} 上监听：{error}") from error
    return f"{_bracketed(address)}:{port.getHost().port}"


def _bracketed(address: str) -> str:
    return f"[{address}]" if ":" in address else address
