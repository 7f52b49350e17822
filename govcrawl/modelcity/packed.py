"""Bodies that are small when sent and huge when unpacked, or cannot be unpacked, by each way of packing."""

from __future__ import annotations

import gzip
import importlib
import sys
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

_HUGE = 40_000_000


@cache
def _zeros() -> bytes:
    return bytes(_HUGE)


def _brotli() -> bytes:
    brotli: Any = importlib.import_module("brotli")  # Scrapy's own dependency
    packed: bytes = brotli.compress(_zeros(), quality=1)
    return packed


def _zstd() -> bytes:
    zstd: Any = importlib.import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")
    packed: bytes = zstd.compress(_zeros())
    return packed


_PACKED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "bomb": ("gzip", lambda: gzip.compress(_zeros(), 9)),
    "bombdeflate": ("deflate", lambda: zlib.compress(_zeros(), 9)),
    "bombbrotli": ("br", _brotli),
    "bombzstd": ("zstd", _zstd),
    "bombtwice": ("gzip, gzip", lambda: gzip.compress(gzip.compress(_zeros(), 9), 9)),
    "garbled": ("gzip", lambda: b"\x1f\x8b\x08\x00not at all gzip" * 9),
    "garbledbrotli": ("br", lambda: b"not at all brotli" * 9),
    "garbledzstd": ("zstd", lambda: b"\x28\xb5\x2f\xfdnot at all zstd" * 9),
}
PACKED = frozenset(_PACKED)


@cache
def packed(name: str) -> tuple[str, bytes]:
    """Its ``Content-Encoding`` and the body as sent."""
    encoding, pack = _PACKED[name]
    return encoding, pack()
