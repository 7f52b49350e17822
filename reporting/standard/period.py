"""Update deadlines (更新期限): days, or calendar months."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_TEXT = re.compile(r"([1-9]\d{0,3})([dmy])")


@dataclass(frozen=True, slots=True)
class Period:
    """A deadline, inclusive: two weeks are 14 days, day 14 is in time and day 15 late; months are calendar months."""

    days: int = 0
    months: int = 0

    @classmethod
    def parse(cls, text: str) -> Period:
        """A deadline of the ledger such as 14d, 6m or 1y; raises ``ValueError``."""
        match = _TEXT.fullmatch(text.strip().lower())
        if not match:
            raise ValueError(f"更新期限“{text}”应写作 14d（天）、6m（月）或 1y（年）")
        number = int(match[1])
        return {"d": cls(days=number), "m": cls(months=number), "y": cls(months=12 * number)}[match[2]]

    def earliest(self, on: date) -> date:
        """The oldest date that is still in time on ``on``; a month without that day gives its last one."""
        try:
            return _months_before(on, self.months) - timedelta(days=self.days)
        except (ValueError, OverflowError):
            return date.min

    @property
    def label(self) -> str:
        """As people read it, such as 14天 or 6个月."""
        return f"{self.days}天" if self.days else f"{self.months}个月"


def _months_before(on: date, months: int) -> date:
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(on.day, last))


TWO_WEEKS = Period(days=14)
SIX_MONTHS = Period(months=6)
ONE_YEAR = Period(months=12)
