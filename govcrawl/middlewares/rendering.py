"""One download handler for plain and for rendered requests; imported only where the extra ``browser`` is installed."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler  # type: ignore[import-untyped]

from govcrawl.middlewares.handler import DownloadHandler
from govcrawl.middlewares.tunnel import open_tunnel
from govcrawl.networks import parse_networks


class RenderingHandler(ScrapyPlaywrightDownloadHandler, DownloadHandler):  # type: ignore[misc]
    """Our own handler, with requests marked ``playwright`` sent through Chromium when their platform's turn has come.

    The browser resolves no name: without an office's proxy it goes out through a tunnel that asks our resolver.
    """

    def __init__(self, crawler: Crawler) -> None:
        from twisted.internet import reactor

        super().__init__(crawler)
        self.tunnel: Any = None
        if "http" not in getproxies():
            self.tunnel = open_tunnel(reactor, parse_networks(crawler.settings.getlist("ALLOW_NETWORKS")))
            server = f"socks5://127.0.0.1:{self.tunnel.getHost().port}"
            self.config.launch_options = {**self.config.launch_options, "proxy": {"server": server}}

    async def download_request(self, request: Request) -> Response:
        """The response of the site, or the page as a browser shows it."""
        if request.meta.get("playwright"):
            self._refuse_when_stopping()
            await self._turn(urlsplit(request.url).netloc.lower())
        return await super().download_request(request)

    async def _turn(self, netloc: str) -> None:
        while (left := self.wait(netloc)) > 0:
            await asyncio.sleep(left)

    async def close(self) -> None:
        """Close the browser, and its way out."""
        await super().close()
        if self.tunnel is not None:
            self.tunnel.stopListening()
