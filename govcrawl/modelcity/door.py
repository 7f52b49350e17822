"""The proxy door: puts the city's answers on the wire for a crawler that was given ``http_proxy``.

The content knows nothing of it (:mod:`govcrawl.modelcity.origin`), so that another door can stand beside this one.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from datetime import UTC
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any, cast

from twisted.internet.error import CannotListenError
from twisted.internet.interfaces import IAddress
from twisted.web import http

from govcrawl.clock import ZONE
from govcrawl.modelcity.answers import Answer
from govcrawl.modelcity.errors import CityError
from govcrawl.modelcity.origin import Origin

LOOPBACK = "127.0.0.1"
STRANGER = "模型城市里没有这个主机名：{url}\n".format
NOT_PROXY = "这是模型城市的代理入口：请设置 http_proxy=http://{host} 后访问网站原来的地址。\n".format
COMPRESSIBLE = (
    "text/",
    "application/json",
    "application/xml",
    "application/rss",
    "application/atom",
    "application/feed",
)


@dataclass(frozen=True, slots=True)
class Wire:
    """An answer as bytes for the wire; ``etag`` is None for what must not be kept."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    packed: bytes | None
    etag: str | None


@lru_cache(8192)
def _packed(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)


def _etag(body: bytes) -> str:
    return f'"{sha256(body).hexdigest()[:20]}"'


def to_wire(answer: Answer) -> Wire:
    """Headers and both bodies (plain, gzip) of an answer."""
    good = answer.status == http.OK
    headers = [("Content-Type", answer.content_type), ("Server", "modelcity"), *answer.headers]
    if answer.modified and good:
        moment = answer.modified.replace(tzinfo=ZONE).astimezone(UTC)
        headers.append(("Last-Modified", format_datetime(moment, usegmt=True)))
    packed = _packed(answer.body) if answer.content_type.startswith(COMPRESSIBLE) else None
    return Wire(answer.status, tuple(headers), answer.body, packed, _etag(answer.body) if good else None)


def proxy_error(url: str) -> Answer:
    """What a proxy says of a name that does not resolve (RFC 9209 names the cause)."""
    headers = (("Proxy-Status", "modelcity; error=dns_error"), ("X-Squid-Error", "ERR_DNS_FAIL 0"))
    return Answer(http.BAD_GATEWAY, STRANGER(url=url).encode(), "text/plain; charset=utf-8", headers=headers)


def send(request: Any, wire: Wire) -> None:
    """Write ``wire`` as the response to a twisted ``request``, packed or not modified where it allows that."""
    body = wire.body
    request.setResponseCode(wire.status)
    for name, value in wire.headers:
        request.setHeader(name, value)
    if wire.packed is not None:
        request.setHeader("Vary", "Accept-Encoding")
        if "gzip" in (request.getHeader("accept-encoding") or ""):
            request.setHeader("Content-Encoding", "gzip")
            body = wire.packed
    if wire.etag is None or request.setETag(wire.etag.encode()) is not http.CACHED:
        request.setHeader("Content-Length", str(len(body)))
        if request.method != b"HEAD":
            request.write(body)
    request.finish()


class ProxyRequest(http.Request):
    """One request through the proxy; answered at once or after the door's latency."""

    def process(self) -> None:
        """Answer the request; called by twisted when it has been read."""
        door = cast(ProxyDoor, self.channel.factory)
        url = self.uri.decode("latin-1")
        answer = self._decide(door.origin, url)
        if answer.silent:
            return
        if door.latency or answer.delay:
            self._send_later(door.latency + answer.delay, to_wire(answer))
        else:
            send(self, to_wire(answer))

    def _send_later(self, seconds: float, wire: Wire) -> None:
        reactor = cast(ProxyDoor, self.channel.factory).reactor
        call = cast(Any, reactor).callLater(seconds, send, self, wire)

        def forget(_gone: object) -> None:
            if call.active():
                call.cancel()

        self.notifyFinish().addErrback(forget)

    def _decide(self, origin: Origin, url: str) -> Answer:
        if self.method not in (b"GET", b"HEAD", b"POST"):
            return proxy_error(url) if self.method == b"CONNECT" else Answer(http.NOT_ALLOWED)
        if not url.startswith("http://"):
            host = (self.getHeader("host") or "").strip()
            return Answer(http.BAD_REQUEST, NOT_PROXY(host=host).encode(), "text/plain; charset=utf-8")
        body = cast(Any, self.content).read().decode("latin-1") if self.method == b"POST" else ""
        answer = origin.answer(url, self.method.decode(), body) or proxy_error(url)
        return Answer(answer.head) if answer.head and self.method == b"HEAD" else answer


class ProxyDoor(http.HTTPFactory):
    """Listens on the loopback address for a crawler's proxied requests; ``latency`` in seconds."""

    def __init__(self, origin: Origin, reactor: Any, latency: float = 0.0) -> None:
        super().__init__(timeout=120, reactor=reactor)
        self.origin = origin
        self.latency = latency

    def buildProtocol(self, addr: IAddress | None) -> Any:  # noqa: N802 - twisted's name
        """A channel whose requests are answered by the city."""
        channel: Any = super().buildProtocol(addr)
        channel.requestFactory = ProxyRequest
        return channel

    def log(self, request: http.Request) -> None:
        """Keep no access log."""

    def open(self, port: int) -> int:
        """Listen on ``port`` (0: any free one) and return it; raises :class:`CityError` if it is taken."""
        try:
            return int(cast(Any, self.reactor).listenTCP(port, self, interface=LOOPBACK).getHost().port)
        except CannotListenError as error:
            raise CityError(f"端口 {port} 已被占用：换一个 --port，或用 --port 0 自动选择") from error
