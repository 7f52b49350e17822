"""Rendering in a browser what plain HTTP cannot fill (extra ``browser``); off unless a setting asks for it."""

from __future__ import annotations

import importlib.util
import os
import shutil
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy.exceptions import NotConfigured
from scrapy.settings import BaseSettings

from govcrawl.errors import Problem
from govcrawl.networks import literal_address, may_fetch, parse_networks

_HANDLER = "govcrawl.middlewares.rendering.RenderingHandler"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No connection beside the proxy: datagrams of WebRTC know none.
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)
# Certificates are noted by the plain request; a service worker would ask behind the guard's back.
_CONTEXT = {"ignore_https_errors": True, "service_workers": "block", "accept_downloads": False}
_NOT_NEEDED = frozenset({"image", "media", "font"})


def find_browser(settings: BaseSettings) -> str:
    """The browser's program: ``BROWSER``, else Chromium on the path; raises :class:`Problem` with what to install."""
    if importlib.util.find_spec("scrapy_playwright") is None:
        raise Problem("渲染页面需要浏览器组件：请安装 govcrawl[browser]，或不要设置 RENDER_SHELLS。")
    named = settings.get("BROWSER")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        raise Problem("没有找到 Chromium 浏览器：请安装系统的 chromium 软件包，或用 GOVCRAWL_BROWSER 指明程序。")
    return found


class RenderingAddon:
    """Lets requests marked ``playwright`` go through Chromium; idle unless ``RENDER_SHELLS`` is set."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Install the download handler that knows the browser, with the office's proxy and what a page may load."""
        if not settings.getbool("RENDER_SHELLS"):
            raise NotConfigured
        settings["DOWNLOAD_HANDLERS"].update({"http": _HANDLER, "https": _HANDLER})
        values = {
            "PLAYWRIGHT_LAUNCH_OPTIONS": _launch_options(settings),
            "PLAYWRIGHT_CONTEXTS": {"default": _CONTEXT},
            "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": settings.getfloat("DOWNLOAD_TIMEOUT") * 1000,
            "PLAYWRIGHT_ABORT_REQUEST": _Guard(settings).refuses,
            "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 2,
        }
        for name, value in values.items():
            settings.set(name, value, priority="addon")


def _launch_options(settings: BaseSettings) -> dict[str, Any]:
    options: dict[str, Any] = {"executable_path": find_browser(settings), "args": list(_QUIET)}
    if os.geteuid() == 0:
        options["args"].append("--no-sandbox")
    if proxy := getproxies().get("http"):
        options["proxy"] = {"server": proxy}
    return options


class _Guard:
    """What a rendered page may load: the web, no literal of a private network, and nothing that is only to look at.

    Where names lead is the tunnel's matter (``middlewares/tunnel.py``), or that of the office's proxy.
    """

    def __init__(self, settings: BaseSettings) -> None:
        self.allowed = parse_networks(settings.getlist("ALLOW_NETWORKS"))

    async def refuses(self, request: Any) -> bool:
        """Whether the browser must not make this request."""
        parts = urlsplit(request.url)
        literal = literal_address(parts.hostname or "")
        is_private = literal is not None and not may_fetch(literal, self.allowed)
        return parts.scheme not in {"http", "https"} or request.resource_type in _NOT_NEEDED or is_private


def browser_meta() -> dict[str, Any]:
    """The request meta that has a page rendered."""
    return {"playwright": True, "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded"}}
