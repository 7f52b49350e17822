"""Guard against addresses that no crawl should ask for: IP literals of private networks, and what is no address."""

from __future__ import annotations

from typing import Self
from urllib.parse import SplitResult, urlsplit

from scrapy.crawler import Crawler
from scrapy.http import Request

from govcrawl.middlewares.failures import BadAddressError, PrivateAddressError
from govcrawl.networks import Network, is_host, is_local_name, literal_address, may_fetch, parse_networks


class PrivateAddressMiddleware:
    """Refuses requests to IP literals of private networks, redirects included; names are the resolver's to judge."""

    def __init__(self, allowed: tuple[Network, ...]) -> None:
        self.allowed = allowed

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the networks that ``ALLOW_NETWORKS`` allows."""
        return cls(parse_networks(crawler.settings.getlist("ALLOW_NETWORKS")))

    def process_request(self, request: Request) -> None:
        """Let a request pass, or raise :class:`BadAddressError` or :class:`PrivateAddressError`."""
        parts = urlsplit(request.url)
        host = parts.hostname or ""
        if not _askable(parts):
            raise BadAddressError(request.url)
        literal = literal_address(host)
        if is_local_name(host) or (literal is not None and not may_fetch(literal, self.allowed)):
            raise PrivateAddressError(f"{host} 属于内网或保留地址")


def _askable(parts: SplitResult) -> bool:
    try:
        port = parts.port
    except ValueError:
        return False
    # A name and password before the host is read differently by different parsers.
    return parts.scheme in {"http", "https"} and "@" not in parts.netloc and is_host(parts.hostname or "") and port != 0
