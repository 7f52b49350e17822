"""Names to addresses, both families: every connection of the crawl asks here, and private networks are refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Self, cast
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy.crawler import Crawler
from scrapy.resolver import CachingHostnameResolver, HostResolution
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from govcrawl import paths
from govcrawl.networks import Hosts, Network, Place, may_fetch, parse_networks, places_of, read_hosts

FAMILY = "address_family"
"""Key of ``request.meta``: 4 or 6 for a request that may use addresses of that family alone."""

_PORTS = {"http": 80, "https": 443}
_KINDS = {4: IPv4Address, 6: IPv6Address}
_family: ContextVar[int | None] = ContextVar("address_family", default=None)


@contextmanager
def over(family: int | None) -> Iterator[None]:
    """Names that are looked up in this block have addresses of ``family`` alone; None stands for both."""
    token = _family.set(family)
    try:
        yield
    finally:
        _family.reset(token)


@implementer(IResolutionReceiver)
class _Guard:
    """Passes on the addresses that may be fetched, of the family that is asked for."""

    def __init__(self, receiver: Any, resolver: GuardedResolver, name: str) -> None:
        self.receiver = receiver
        self.resolver = resolver
        self.name = name
        self.family = _family.get()

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802 - Twisted's interface
        self.receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802 - Twisted's interface
        if self.family and not isinstance(address, _KINDS[self.family]):
            return
        if may_fetch(address.host, self.resolver.allowed):
            self.receiver.addressResolved(address)
        else:
            self.resolver.refused[self.name, self.family] = address.host

    def resolutionComplete(self) -> None:  # noqa: N802 - Twisted's interface
        self.receiver.resolutionComplete()


@implementer(IHostnameResolver)
class GuardedResolver(CachingHostnameResolver):
    """Resolves names to addresses of both families, without those of private networks.

    Proxies of the environment are exempt. With ``HOSTS_FILE`` set no other name exists and no resolver is asked.
    ``refused`` holds the names that lead into a private network, by the family asked for, with the address.
    """

    allowed: tuple[Network, ...] = ()
    proxies: frozenset[Place] = frozenset()
    hosts: Hosts | None = None
    refused: dict[tuple[str, int | None], str]

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Take the networks that ``ALLOW_NETWORKS`` allows, the proxies and the file of names."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.allowed = parse_networks(crawler.settings.getlist("ALLOW_NETWORKS"))
        resolver.proxies = frozenset(_proxies())
        resolver.refused = {}
        if file := crawler.settings.get("HOSTS_FILE"):
            resolver.hosts = read_hosts(paths.resolve(file))
        return resolver

    def resolveHostName(  # noqa: N802 - Twisted's interface
        self,
        resolutionReceiver: Any,  # noqa: N803 - Twisted's interface
        hostName: str,  # noqa: N803 - Twisted's interface
        portNumber: int = 0,  # noqa: N803 - Twisted's interface
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803 - Twisted's interface
        transportSemantics: str = "TCP",  # noqa: N803 - Twisted's interface
    ) -> IHostResolution:
        """Tell ``resolutionReceiver`` the addresses that may be fetched."""
        if not {Place(hostName, portNumber), Place(hostName, 0)} & self.proxies:
            guard = _Guard(resolutionReceiver, self, hostName)
            if self.hosts is not None:
                return self._answer(guard, self.hosts, hostName, portNumber)
            return super().resolveHostName(cast(Any, guard), hostName, portNumber, addressTypes, transportSemantics)
        return super().resolveHostName(resolutionReceiver, hostName, portNumber, addressTypes, transportSemantics)

    @staticmethod
    def _answer(guard: _Guard, hosts: Hosts, name: str, port: int) -> IHostResolution:
        resolution = cast(IHostResolution, HostResolution(name))
        guard.resolutionBegan(resolution)
        for place in places_of(hosts, name, port) or _literal(name, port):
            kind = IPv6Address if ":" in place.host else IPv4Address
            guard.addressResolved(kind("TCP", place.host, place.port))
        guard.resolutionComplete()
        return resolution


def _literal(name: str, port: int) -> tuple[Place, ...]:
    return (Place(name, port),) if ":" in name or name.replace(".", "").isdigit() else ()


def _proxies() -> set[Place]:
    """Where the proxies are; port 0 is what Twisted asks for when it opens a tunnel."""
    places = set()
    for proxy in getproxies().values():
        parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        port = parts.port or _PORTS.get(parts.scheme, 80)
        places |= {Place(parts.hostname or "", port), Place(parts.hostname or "", 0)}
    return places


def refused_address(resolver: Any, host: str) -> str | None:
    """The private address that kept ``host`` from being fetched in this block of :func:`over`; None if none did."""
    refused: dict[tuple[str, int | None], str] = getattr(resolver, "refused", {})
    return refused.get((host, _family.get()))


@implementer(IResolutionReceiver)
class _Collector:
    """Gathers all addresses of a name."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.done: Deferred[list[str]] = Deferred()

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802 - Twisted's interface
        """Nothing to do."""

    def addressResolved(self, address: Any) -> None:  # noqa: N802 - Twisted's interface
        self.found.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802 - Twisted's interface
        self.done.callback(self.found)


def addresses_of(resolver: Any, host: str, port: int) -> Deferred[list[str]]:
    """The addresses of ``host`` that may be fetched, as ``resolver`` tells them; empty where there is none."""
    collector = _Collector()
    resolver.resolveHostName(collector, host, port)
    return collector.done
