"""One download handler for plain and for rendered requests; imported only where the extra ``browser`` is installed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from playwright.async_api import Error, Page
from playwright.async_api import TimeoutError as BrowserTimeout
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError, DownloadTimeoutError
from scrapy.http import Request, Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler  # type: ignore[import-untyped]

from govcrawl.middlewares.failures import TooLargeError
from govcrawl.middlewares.handler import DownloadHandler
from govcrawl.middlewares.tunnel import open_tunnel
from govcrawl.networks import parse_networks

_SETTLE_SHARE = 1 / 3
_NETWORK_ERROR = "net::ERR_"

# A page that fails is a look that stores the failure; its traceback tells nothing more.
logging.getLogger("scrapy-playwright").addFilter(lambda record: record.levelno > logging.WARNING)


class RenderingHandler(ScrapyPlaywrightDownloadHandler, DownloadHandler):  # type: ignore[misc]
    """Our own handler, with requests marked ``playwright`` sent through Chromium when their platform's turn has come.

    The browser resolves no name: without an office's proxy it goes out through a tunnel that asks our resolver.
    """

    def __init__(self, crawler: Crawler) -> None:
        from twisted.internet import reactor

        super().__init__(crawler)
        self.seconds = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        self.most = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self.tunnel: Any = None
        if "http" not in getproxies():
            allowed = parse_networks(crawler.settings.getlist("ALLOW_NETWORKS"))
            self.tunnel = open_tunnel(reactor, allowed, self.most)
            server = f"socks5://127.0.0.1:{self.tunnel.getHost().port}"
            self.config.launch_options = {**self.config.launch_options, "proxy": {"server": server}}

    async def download_request(self, request: Request) -> Response:
        """The response of the site, or the page as a browser shows it."""
        if not request.meta.get("playwright"):
            return await super().download_request(request)
        with _told():
            response: Response = await super().download_request(request)
        if len(response.body) > self.most:
            raise TooLargeError(f"{len(response.body)} bytes as the browser shows it")
        return response

    async def _download_request_with_page(self, request: Request, page: Page, spider: Any) -> Response:
        """The page, once there is room for it in the browser and its platform's turn has come.

        What it loads follows at once, as with any visitor; the next turn counts from when it is done.
        """
        netloc = urlsplit(request.url).netloc.lower()
        await self._turn(netloc)
        try:
            shown = super()._download_request_with_page(request, page, spider)
            return await asyncio.wait_for(shown, self.seconds)
        finally:
            self.answered(netloc)

    async def _apply_page_methods(self, page: Page, request: Request, spider: Any) -> None:
        """Wait until the page's network is quiet; a page that never is is taken as it stands."""
        with suppress(BrowserTimeout):
            await page.wait_for_load_state("networkidle", timeout=self.seconds * _SETTLE_SHARE * 1000)

    async def _turn(self, netloc: str) -> None:
        self._refuse_when_stopping()
        while (left := self.wait(netloc)) > 0:
            await asyncio.sleep(left)
            self._refuse_when_stopping()

    async def close(self) -> None:
        """Close the browser, and its way out."""
        await super().close()
        if self.tunnel is not None:
            self.tunnel.stopListening()


@contextmanager
def _told() -> Iterator[None]:
    """Turn what the browser says of a page that failed into what it was; its own failures stay what they are."""
    try:
        yield
    except (BrowserTimeout, TimeoutError) as error:
        raise DownloadTimeoutError("the browser did not show the page in time") from error
    except Error as error:
        line = str(error).partition("\n")[0]
        if _NETWORK_ERROR not in line:
            raise
        raise DownloadFailedError(line) from error
