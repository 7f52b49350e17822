"""Drawing a round's sample: exact sizes and a draw that anyone can repeat from the seed."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

SAMPLED_GUIDES = 6
"""Guides sampled of each page of services: five are asked for (STANDARD §1.4), one more may turn out to be none."""


def allocate(sizes: Mapping[str, int], ratio: Decimal) -> dict[str, int]:
    """How many to draw from each group: the exact fraction of the whole, rounded up, dealt by largest remainder.

    Ties go to the larger group, then to the one named first. The parts sum to the total and none exceeds its group.
    """
    population = sum(sizes.values())
    if not population:
        return dict.fromkeys(sizes, 0)
    total = math.ceil(population * Fraction(ratio))
    shares = {group: Fraction(total * size, population) for group, size in sizes.items()}
    parts = {group: math.floor(share) for group, share in shares.items()}
    by_remainder = sorted(sizes, key=lambda group: (parts[group] - shares[group], -sizes[group]))
    for group in by_remainder[: total - sum(parts.values())]:
        parts[group] += 1
    return parts


def draw(keys: Iterable[str], number: int, seed: int) -> set[str]:
    """``number`` of ``keys``: those whose SHA-256 of ``seed:key`` comes first, so that the draw needs no library."""
    return set(sorted(keys, key=lambda key: hashlib.sha256(f"{seed}:{key}".encode()).digest())[:number])
