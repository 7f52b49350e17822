"""Guard against addresses that lead into private networks: literals here, names where they are resolved."""

from __future__ import annotations

from typing import Any, Self
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy.crawler import Crawler
from scrapy.http import Request
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred

from govcrawl.middlewares.failures import PrivateAddressError
from govcrawl.networks import Network, literal_address, may_fetch, parse_networks


class PrivateAddressMiddleware:
    """Refuses requests to IP literals of private networks, redirects included."""

    def __init__(self, allowed: tuple[Network, ...]) -> None:
        self.allowed = allowed

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the networks that ``ALLOW_NETWORKS`` allows."""
        return cls(parse_networks(crawler.settings.getlist("ALLOW_NETWORKS")))

    def process_request(self, request: Request) -> None:
        """Let a request pass, or raise :class:`PrivateAddressError`."""
        host = urlsplit(request.url).hostname or ""
        literal = literal_address(host)
        if host == "localhost" or (literal is not None and not may_fetch(literal, self.allowed)):
            raise PrivateAddressError(f"{host} 属于内网或保留地址")


class GuardedResolver(CachingThreadedResolver):
    """Resolves names and refuses those that lead into private networks; proxies of the environment are exempt."""

    allowed: tuple[Network, ...] = ()
    proxies: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Take the networks that ``ALLOW_NETWORKS`` allows."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.allowed = parse_networks(crawler.settings.getlist("ALLOW_NETWORKS"))
        resolver.proxies = frozenset(urlsplit(proxy).hostname or "" for proxy in getproxies().values())
        return resolver

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:  # noqa: N802 - Twisted's interface
        """The address of ``name``; fails with :class:`PrivateAddressError`."""
        return super().getHostByName(name, timeout).addCallback(self._check, name)

    def _check(self, address: str, name: str) -> str:
        if name not in self.proxies and not may_fetch(address, self.allowed):
            raise PrivateAddressError(f"{name} 解析到内网地址 {address}")
        return address
