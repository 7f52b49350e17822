"""The pace belongs to the platform (集约化平台): the ledger's word, else the address that a name leads to."""

from __future__ import annotations

from collections.abc import Mapping
from time import monotonic
from typing import Self
from urllib.parse import urlsplit

from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.http import Request
from scrapy.utils.defer import maybe_deferred_to_future

from govcrawl.middlewares.resolver import addresses_of

SLOT = "download_slot"
_PORTS = {"http": 80, "https": 443}


class PlatformMiddleware:
    """Puts every request, robots.txt included, into the download slot of its platform.

    Through a proxy the address is not known: there the slot is the ledger's platform, else the host.
    """

    def __init__(self, platforms: Mapping[str, str]) -> None:
        self.platforms = platforms
        self.by_address: dict[str, str] = {}
        self.by_platform: dict[str, str] = {}
        self.by_netloc: dict[str, str] = {}
        self.sent_at: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the platforms that the round's targets name."""
        targets = crawler.spider.plan.targets  # type: ignore[union-attr]
        return cls({urlsplit(target.url).hostname or "": target.platform for target in targets if target.platform})

    async def process_request(self, request: Request) -> None:
        """Name the slot."""
        parts = urlsplit(request.url)
        host = parts.hostname or ""
        known = self.platforms.get(host)
        if request.meta.get("proxy"):
            request.meta[SLOT] = known or host
        else:
            address = await self._address(host, parts.port or _PORTS.get(parts.scheme, 0))
            request.meta[SLOT] = self._slot(known, address or host)
        # As the Host header will name it.
        name = parts.netloc.removesuffix(f":{_PORTS.get(parts.scheme)}").lower()
        self.by_netloc[name] = request.meta[SLOT]

    def wait(self, netloc: str, slots: Mapping[str, Slot]) -> float:
        """Seconds until the platform of ``netloc`` may be sent a request again; 0 says that it is being sent now.

        The downloader counts its delay from when a request leaves the queue. What a server sees is when it is sent.
        """
        name = self.by_netloc.get(netloc, netloc)
        delay = slots[name].delay if name in slots else 0
        now = monotonic()
        left = self.sent_at.get(name, now - delay) + delay - now
        if left <= 0:
            self.sent_at[name] = now
        return max(left, 0)

    def answered(self, netloc: str) -> None:
        """Count the delay from now: the platform's server has seen the request at some time before."""
        self.sent_at[self.by_netloc.get(netloc, netloc)] = monotonic()

    async def _address(self, host: str, port: int) -> str | None:
        from twisted.internet import reactor

        resolver = reactor.nameResolver
        found = await maybe_deferred_to_future(addresses_of(resolver, host, port))
        return min(found, default=None)

    def _slot(self, platform: str | None, address: str) -> str:
        """One slot for a platform and all hosts at its address, whichever is met first."""
        if platform is None:
            return self.by_address.setdefault(address, address)
        slot = self.by_platform.setdefault(platform, self.by_address.get(address, platform))
        self.by_address.setdefault(address, slot)
        return slot
