"""The sample: exact sizes, and a draw that repeats."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.rounds.sampling import allocate, draw

SIZES = st.dictionaries(st.text(min_size=1, max_size=4), st.integers(0, 400), max_size=6)
RATIOS = st.decimals("0.01", "1", places=2)


@pytest.mark.parametrize(
    ("sizes", "ratio", "parts"),
    [
        ({"a": 334, "b": 42, "c": 26}, "0.7", {"a": 234, "b": 30, "c": 18}),
        ({"a": 10}, "0.3", {"a": 3}),
        ({"a": 1, "b": 1}, "0.5", {"a": 1, "b": 0}),
        ({"a": 0, "b": 3}, "1", {"a": 0, "b": 3}),
        ({}, "0.5", {}),
    ],
)
def test_allocates_by_largest_remainder(sizes: dict[str, int], ratio: str, parts: dict[str, int]) -> None:
    assert allocate(sizes, Decimal(ratio)) == parts


@given(SIZES, RATIOS)
def test_parts_sum_to_the_fraction_rounded_up(sizes: dict[str, int], ratio: Decimal) -> None:
    parts = allocate(sizes, ratio)
    assert sum(parts.values()) == math.ceil(sum(sizes.values()) * Fraction(ratio))
    assert all(0 <= parts[group] <= size for group, size in sizes.items())


@given(st.sets(st.text(max_size=5), max_size=30), st.integers(0, 30), st.integers())
def test_a_draw_depends_on_its_seed_alone(keys: set[str], number: int, seed: int) -> None:
    drawn = draw(keys, number, seed)
    assert drawn == draw(sorted(keys, reverse=True), number, seed)
    assert drawn <= keys
    assert len(drawn) == min(number, len(keys))


def test_another_seed_draws_another_sample() -> None:
    keys = [f"k{number}" for number in range(50)]
    assert draw(keys, 10, 1) != draw(keys, 10, 2)
