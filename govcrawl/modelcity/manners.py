"""How a server of the transport scenario behaves once it has read a request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any, Protocol

from govcrawl.modelcity import plainpages
from govcrawl.modelcity.packed import PACKED, packed

_LINE = b"\r\n"
_MILLION = 1_000_000


class Line(Protocol):
    """The server's end of a connection: what was asked, and ways to answer."""

    host: str
    path: str
    canary: str

    def write(self, data: bytes) -> None:
        """Send bytes."""

    def close(self) -> None:
        """Close when everything is sent."""

    def abort(self) -> None:
        """Reset the connection."""

    def keep_sending(self, chunks: Iterator[bytes], seconds: float) -> None:
        """Send a chunk every ``seconds`` (0: as fast as it is taken) until the other side goes."""


def head(status: int, *headers: str, length: int | None = None) -> bytes:
    """The head of a response; without ``length`` the body ends with the connection."""
    lines = [f"HTTP/1.1 {status} .", "Server: modelcity", "Connection: close", *headers]
    lines += [] if length is None else [f"Content-Length: {length}"]
    return _LINE.join(line.encode() for line in lines) + 2 * _LINE


def answer(line: Line, status: int, body: bytes, *headers: str) -> None:
    """A whole, true response."""
    line.write(head(status, "Content-Type: text/html; charset=utf-8", *headers, length=len(body)) + body)
    line.close()


def redirect(line: Line, url: str) -> None:
    """A redirect to ``url``."""
    answer(line, 302, b"", f"Location: {url}")


def pages(line: Line) -> None:
    """The pages of a plain, healthy site."""
    page = plainpages.page(line.host, line.path)
    answer(line, 200 if page else 404, (page or "没有这一页").encode())


def _from_table(table: Callable[[str], dict[str, str]]) -> Callable[[Line], None]:
    """Pages that differ from the plain ones at some paths."""

    def serve(line: Line) -> None:
        body = table(line.canary).get(line.path)
        pages(line) if body is None else answer(line, 200, body.encode("utf-8", "surrogatepass"))

    return serve


def _sending(*data: bytes) -> Callable[[Line], None]:
    def send(line: Line) -> None:
        for piece in data:
            line.write(piece)
        line.close()

    return send


def _drip(line: Line) -> None:
    line.write(head(200, "Content-Type: text/html"))
    line.keep_sending(iter(lambda: b".", None), 0.2)


def _head_drip(line: Line) -> None:
    line.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    line.keep_sending(iter(lambda: b".", None), 0.2)


def _headers(line: Line) -> None:
    line.write(b"HTTP/1.1 200 OK\r\n")
    line.keep_sending(iter(lambda: b"X-Again: and again\r\n" * 500, None), 0)


def _endless(line: Line) -> None:
    line.write(head(200, "Content-Type: text/html"))
    line.keep_sending(iter(lambda: b"<p>x</p>" * 8192, None), 0)


def _packed(name: str) -> Callable[[Line], None]:
    def send(line: Line) -> None:
        encoding, body = packed(name)
        answer(line, 200, body, f"Content-Encoding: {encoding}")

    return send


_STEPS = count()


def _wander(line: Line) -> None:
    redirect(line, f"/{next(_STEPS)};jsessionid={next(_STEPS)}")


def _dies(line: Line) -> None:
    pages(line) if line.path in {"/", "/robots.txt"} else line.abort()


def _waiting(line: Line) -> None:
    if line.path != "/never":
        _from_table(plainpages.waiting)(line)


def _flooded(line: Line) -> None:
    _endless(line) if line.path == "/flood" else _from_table(plainpages.flooded)(line)


def _robots(rules: Callable[[Line], None]) -> Callable[[Line], None]:
    return lambda line: rules(line) if line.path == "/robots.txt" else pages(line)


def _rules(text: str) -> Callable[[Line], None]:
    return _robots(lambda line: answer(line, 200, text.encode()))


def _status(status: int, *headers: str) -> Callable[[Line], None]:
    return lambda line: answer(line, 404 if line.path == "/robots.txt" else status, b"<p>no</p>", *headers)


_NO_NEWS = "User-agent: *\nDisallow: /tzgg/\n"
_ROBOTS = {
    "robots": _rules(_NO_NEWS),
    "robotsall": _rules("User-agent: *\nDisallow: /\n"),
    "robotshuge": _robots(lambda line: answer(line, 200, (_NO_NEWS + "Disallow: /x/*.php$\n" * 400_000).encode())),
    "robotsendless": _robots(_endless),
    "robotsfailing": _robots(lambda line: answer(line, 503, _NO_NEWS.encode())),
    "robotsgone": _robots(lambda line: answer(line, 404, _NO_NEWS.encode())),
    "robotssilent": _robots(lambda line: None),
}

# Lengths and chunks that are not true.
_CHUNKED = head(200, "Content-Type: text/html", "Transfer-Encoding: chunked")
_FRAMES: dict[str, tuple[bytes, ...]] = {
    "short": (head(200, "Content-Type: text/html", length=5000), b"<p>cut"),
    "long": (head(200, "Content-Type: text/html", length=200), b"<p>x</p>" * 500),
    "declared": (head(200, "Content-Type: text/html", length=50 * _MILLION), b"<p>x</p>"),
    "nolength": (head(200, "Content-Type: text/html", "Content-Length: many"), b"<p>x</p>"),
    "twolengths": (head(200, "Content-Length: 8", "Content-Length: 80"), b"<p>x</p>"),
    "negative": (head(200, "Content-Length: -8"), b"<p>x</p>"),
    "chunkgarbage": (_CHUNKED, b"8\r\n<p>x</p>\r\nzz\r\nno chunk at all\r\n"),
    "chunkcut": (_CHUNKED, b"ffff\r\n<p>cut"),
    "chunkendless": (_CHUNKED, b"f" * 100_000),
    "greeting": (b"220 mail.example ESMTP\r\n",),
}

# What speaks first, before any request.
AT_ONCE = {"greeting"}


def _nothing(_line: Any) -> None:
    """No answer, ever."""


MANNERS: dict[str, Callable[[Line], None]] = {
    "pages": pages,
    "reset": lambda line: line.abort(),
    "silent": _nothing,
    "drip": _drip,
    "headers": _headers,
    "loop": lambda line: redirect(line, line.path),
    "to_https": lambda line: redirect(line, f"https://{line.host}{line.path}"),
    "to_http": lambda line: redirect(line, f"http://{line.host}{line.path}"),
    "endless": _endless,
    "deep": _from_table(lambda _: {"/": plainpages.deep()}),
    "huge": _from_table(lambda _: {"/": plainpages.huge()}),
    "bulky": _from_table(lambda _: {"/": plainpages.bulky()}),
    "inward": lambda line: redirect(line, f"http://{line.canary}/inward"),
    "scripted": _from_table(plainpages.scripted),
    "literals": _from_table(plainpages.literals),
    "traps": _from_table(plainpages.traps),
    "dies": _dies,
    "busy": _status(429, "Retry-After: 60"),
    "failing": _status(500),
    "default": lambda line: answer(line, 200, b"<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1>"),
    "hostile": _from_table(plainpages.hostile),
    **_ROBOTS,
    **{name: _sending(*data) for name, data in _FRAMES.items()},
    **{name: _packed(name) for name in PACKED},
    "headdrip": _head_drip,
    "wander": _wander,
    "filled": _from_table(plainpages.filled),
    "polling": _from_table(plainpages.polling),
    "spinning": _from_table(plainpages.spinning),
    "waiting": _waiting,
    "flooded": _flooded,
}
