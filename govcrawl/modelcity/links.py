"""How a page writes the address of another page of its host."""

from __future__ import annotations

import posixpath
from urllib.parse import parse_qsl, urlencode, urlsplit

RELATIVE = frozenset({"trs"})


def route_key(target: str) -> str:
    """Path and query of ``target`` with the parameters in a fixed order, fragment dropped."""
    parts = urlsplit(target)
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return f"{parts.path or '/'}?{query}" if query else parts.path or "/"


def write_link(system: str, page: str, target: str) -> str:
    """``target`` as written on ``page``: relative in systems that generate files, else from the root."""
    if system not in RELATIVE or not target.startswith("/"):
        return target
    relative = posixpath.relpath(target, posixpath.dirname(page) or "/")
    slash = "/" if target.endswith("/") and relative != "/" else ""
    dot = "" if relative.startswith(".") else "./"
    return f"{dot}{relative}{slash}"
