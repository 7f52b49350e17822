"""Repeatable chance: the same key always gives the same number."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


def number(key: str, low: int, high: int) -> int:
    """An integer from ``low`` to ``high``, both included, told by ``key`` alone."""
    digest = blake2b(key.encode(), digest_size=8).digest()
    return low + int.from_bytes(digest, "big") % (high - low + 1)


def pick(key: str, choices: Sequence[T]) -> T:
    """One of ``choices``, told by ``key`` alone."""
    return choices[number(key, 0, len(choices) - 1)]
