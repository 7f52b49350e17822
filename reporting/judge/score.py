"""The score (得分) of a portal as arithmetic: exact fractions, ranges while something is open (STANDARD §1.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from govcrawl.vocabulary import Verdict
from reporting.standard.rule import Rule

FULL = Fraction(100)
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Range:
    """From the fewest to the most points that something can come to."""

    low: Fraction
    high: Fraction

    @classmethod
    def exactly(cls, points: Fraction) -> Range:
        """A range without doubt."""
        return cls(points, points)

    @property
    def settled(self) -> bool:
        """Whether there is nothing between low and high."""
        return self.low == self.high

    def up_to(self, cap: Fraction) -> Range:
        """The range within 0 and ``cap``."""
        return Range(max(Fraction(0), min(self.low, cap)), max(Fraction(0), min(self.high, cap)))

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.high + other.high)


NOTHING = Range.exactly(Fraction(0))


def total(ranges: Iterable[Range]) -> Range:
    """The sum of ranges."""
    return sum(ranges, NOTHING)


@dataclass(frozen=True, slots=True)
class Item:
    """What one case does to a line; ``missing`` says what a definite number still needs."""

    text: str
    points: Range
    handle: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One scored indicator with its cases; the points never exceed the cap."""

    rule: Rule
    items: tuple[Item, ...]

    @property
    def points(self) -> Range:
        """The points deducted, or earned by a bonus."""
        return total(item.points for item in self.items).up_to(self.rule.cap)

    @property
    def missing(self) -> tuple[str, ...]:
        """What a definite number still needs."""
        return tuple(item.missing for item in self.items if item.missing)


@dataclass(frozen=True, slots=True)
class Score:
    """A portal's score.

    ``base`` is what can be reached before scaling: 100, or 75 where 办事服务 is not checked, whose result is scaled
    back to 100; ``outside`` the points of deductions that the round's scope leaves out.
    """

    deductions: tuple[Line, ...]
    bonus: tuple[Line, ...]
    base: Fraction
    pass_line: Fraction
    bonus_above: Fraction
    outside: Fraction = Fraction(0)

    @property
    def factor(self) -> Fraction:
        """What scales the base back to 100."""
        return FULL / self.base

    @property
    def deducted(self) -> Range:
        """The sum of all deductions."""
        return total(line.points for line in self.deductions)

    @property
    def part_2(self) -> Range:
        """The points after deductions, on the scale of 100."""
        off = self.deducted.up_to(self.base)
        return Range((self.base - off.high) * self.factor, (self.base - off.low) * self.factor)

    @property
    def final(self) -> Range:
        """Part 2, and the bonus for a score above its line; exactly at the line there is none."""
        part, earned = self.part_2, total(line.points for line in self.bonus)
        low = part.low + (earned.low if part.low > self.bonus_above else 0)
        high = part.high + (earned.high if part.high > self.bonus_above else 0)
        return Range(low, high)

    @property
    def missing(self) -> tuple[str, ...]:
        """What a definite score still needs."""
        lines = (*self.deductions, *(self.bonus if self.part_2.high > self.bonus_above else ()))
        return tuple(f"{line.rule.id.label}：{text}" for line in lines for text in line.missing)

    @property
    def value(self) -> Fraction | None:
        """The score, where every indicator in scope is settled."""
        return self.final.low if self.final.settled and not self.missing else None

    @property
    def verdict(self) -> Verdict:
        """Below the pass line 不合格, at it or above 合格, 未定 while both can still be."""
        if self.part_2.high < self.pass_line:
            return Verdict.UNQUALIFIED
        return Verdict.QUALIFIED if self.part_2.low >= self.pass_line else Verdict.OPEN


def told(points: Fraction) -> str:
    """Points as people read them: at most two decimals, no trailing zeros."""
    rounded = (Decimal(points.numerator) / Decimal(points.denominator)).quantize(_CENT, ROUND_HALF_UP)
    return f"{rounded:f}".rstrip("0").rstrip(".")


def told_range(points: Range) -> str:
    """A range as people read it, such as 95 or 90–95."""
    return told(points.low) if points.settled else f"{told(points.low)}–{told(points.high)}"
