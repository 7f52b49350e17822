"""Deadlines of updating (更新期限) as STANDARD §4.1 gives them: for the manifest alone, not for judging."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from govcrawl.modelcity.errors import CityError
from govcrawl.vocabulary import Category

WRITTEN = re.compile(r"(\d+)(天|个月|年)")
MONTHS = {"个月": 1, "年": 12}


@dataclass(frozen=True, slots=True)
class Deadline:
    """Days or calendar months within which something must be updated; the last day still passes."""

    days: int = 0
    months: int = 0

    def first_day(self, seen: date) -> date:
        """The oldest date that is still in time on the day ``seen``."""
        if not self.months:
            return seen - timedelta(days=self.days)
        year, month = divmod(seen.year * 12 + seen.month - 1 - self.months, 12)
        return date(year, month + 1, min(seen.day, calendar.monthrange(year, month + 1)[1]))

    def is_late(self, newest: date, seen: date) -> bool:
        """Whether something last updated on ``newest`` is late on the day ``seen``."""
        return newest < self.first_day(seen)


HALF_YEAR, YEAR = Deadline(months=6), Deadline(months=12)
BY_CATEGORY: dict[Category, Deadline | None] = {
    Category.NEWS: Deadline(days=14),
    Category.NOTICE: HALF_YEAR,
    Category.POLICY: HALF_YEAR,
    Category.INTERPRETATION: HALF_YEAR,
    Category.PROFILE: None,
}


def deadline_of(category: Category, written: str = "") -> Deadline | None:
    """The deadline written in the ledger (``14天``, ``6个月``, ``1年``), else the category's; None if it has none."""
    if not written:
        return BY_CATEGORY.get(category, YEAR)
    match = WRITTEN.fullmatch(written)
    if match is None:
        raise CityError(f"更新期限“{written}”应写成 14天、6个月 或 1年")
    count, unit = int(match[1]), match[2]
    return Deadline(days=count) if unit == "天" else Deadline(months=count * MONTHS[unit])
