"""Numbers as the bulletin prints them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction

from reporting.bulletin.tables import Rounding

_DIGITS = "零一二三四五六七八九"


def percentage(part: int, whole: int, style: Rounding) -> str | None:
    """``part`` of ``whole`` in per cent, rounded half up; never 100 unless it is all of them; None of nothing."""
    if not whole:
        return None
    step = Decimal(1).scaleb(-style.decimals)
    exact = Decimal(100 * part) / Decimal(whole)
    rounded = exact.quantize(step, ROUND_HALF_UP)
    if part < whole and rounded == 100:
        rounded = exact.quantize(step, ROUND_FLOOR)
    return f"{_shown(rounded, style)}%"


def points(score: Fraction, style: Rounding, lines: Iterable[Fraction] = ()) -> str:
    """A score, rounded half up; one below a line (合格线, 分数段) is never printed as if it had reached it."""
    step = Decimal(1).scaleb(-style.decimals)
    exact = Decimal(score.numerator) / Decimal(score.denominator)
    rounded = exact.quantize(step, ROUND_HALF_UP)
    if any(score < line <= Fraction(rounded) for line in lines):
        rounded = exact.quantize(step, ROUND_FLOOR)
    return _shown(rounded, style)


def _shown(rounded: Decimal, style: Rounding) -> str:
    text = f"{rounded:f}"
    return text if style.keep_zeros or "." not in text else text.rstrip("0").rstrip(".")


def ordinal(number: int) -> str:
    """A number from 1 to 99 in Chinese, as paragraphs are counted: 一, 二, 十, 十一, 二十."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")
