"""Addresses that are no page of their own: calendars, printer versions, later pages, twins with another session id."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from govcrawl.extract import normalise_url

LONGEST = 2000
_DEEPEST = 16

_CALENDAR = re.compile(
    r"(?:^|[/_-])(?:calendar|rili)(?:[/._-]|$)|/(?:19|20)\d\d[/-](?:0?[1-9]|1[0-2])(?:[/-]\d\d?)?/?$"
    r"|[?&](?:calendar|rili|date|day|month|riqi)=\d",
    re.IGNORECASE,
)
_PRINTER = re.compile(r"[?&](?:print|printable|isprint|dayin)=|/(?:print|printer|printpage|dayin)(?:[/._-]|$)", re.I)
_REPEATING = re.compile(r"(/[^/]+(?:/[^/]+){0,3}?)\1\1")
_PATTERNS = (("calendar", _CALENDAR), ("printer", _PRINTER))

_SESSION_IN_PATH = re.compile(r"/\([a-z]\([a-z0-9]{8,}\)\)", re.IGNORECASE)
_SESSION_KEY = re.compile(r"aspsessionid.*|.*sess(?:ion)?_?id|sid|_|_t|rnd|rand|random|timestamp|nocache", re.I)

_PAGE_KEYS = frozenset({"page", "pageno", "page_no", "pageindex", "pagenum", "pn", "curpage", "currentpage"})
_PAGE_IN_PATH = re.compile(r"(?<=/)(index|default|list)_\d{1,4}(?=\.s?html?$)", re.IGNORECASE)
_PAGE_IN_NAME = re.compile(r"(?<=/)(list-\d+)-\d{1,4}(?=\.s?html?$)", re.IGNORECASE)


def trap_of(url: str) -> str | None:
    """Why an address is not worth asking for, a key of :data:`govcrawl.spiders.drops.DROPS`; None if it may be."""
    parts = _split(url)
    if parts is None:
        return "not_an_address"
    if len(url) > LONGEST:
        return "too_long"
    if _REPEATING.search(parts.path) or parts.path.count("/") > _DEEPEST:
        return "repeating_path"
    asked = urlunsplit(("", "", parts.path, parts.query, ""))
    return next((reason for reason, pattern in _PATTERNS if pattern.search(asked)), None)


def is_askable(url: str) -> bool:
    """Whether a request can be made of ``url`` at all."""
    return _split(url) is not None


def twin_key(url: str) -> str:
    """The address without what only tells one visit from another: session ids, random numbers."""
    parts = urlsplit(normalise_url(url))
    pairs = [(key, value) for key, value in _pairs(parts) if not _SESSION_KEY.fullmatch(key)]
    return urlunsplit(parts._replace(path=_SESSION_IN_PATH.sub("", parts.path), query=urlencode(pairs)))


def twin_of(url: str, known: Mapping[str, str]) -> str | None:
    """Why ``url`` is another of the ``known`` addresses, which :func:`twin_key` keys; None if it is one of its own."""
    key = twin_key(url)
    if any(first != key and first in known for first in _first_pages(urlsplit(key))):
        return "later_page"
    return "twin" if known.get(key, url) != url else None


def _first_pages(parts: SplitResult) -> list[str]:
    """What the first page of the list that an address belongs to may be called."""
    pairs = _pairs(parts)
    rest = [(key, value) for key, value in pairs if key.lower() not in _PAGE_KEYS]
    queries = {urlencode(rest)} | {urlencode([(k, "1" if k.lower() in _PAGE_KEYS else v) for k, v in pairs])}
    folder, name = parts.path.rpartition("/")[0] + "/", _PAGE_IN_PATH.sub(r"\1", parts.path)
    paths = {parts.path, name, _PAGE_IN_NAME.sub(r"\1-1", parts.path)} | ({folder} if name != parts.path else set())
    return [urlunsplit(parts._replace(path=path, query=query)) for path in paths for query in queries]


def _pairs(parts: SplitResult) -> list[tuple[str, str]]:
    return parse_qsl(parts.query, keep_blank_values=True)


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    return parts if parts.scheme in {"http", "https"} and parts.hostname and port != 0 else None
