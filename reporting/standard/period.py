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

    @property
    def missed(self) -> str:
        """What is said of a column that is late."""
        return f"超过{self.label}未更新"


@dataclass(frozen=True, slots=True)
class Cadence:
    """A deadline by the calendar (按月份更新): the months in which a column must be updated, such as 2 for budgets.

    Only a month that has passed is asked for; what came up to :data:`EARLY` before it began counts for it.
    """

    months: tuple[int, ...]

    @classmethod
    def parse(cls, text: str) -> Cadence:
        """The ledger's months, such as 2 or 1,7; raises ``ValueError``."""
        months = tuple(sorted({int(month) for month in text.split(",")}))
        if not months or not all(1 <= month <= 12 for month in months):
            raise ValueError(f"更新月份“{text}”应写作 2 或 1,7")
        return cls(months)

    def earliest(self, on: date) -> date:
        """The oldest date that is still in time on ``on``."""
        firsts = (date(year, month, 1) for year in (on.year - 1, on.year) for month in self.months)
        return max(first for first in firsts if _month_end(first) < on) - EARLY

    @property
    def label(self) -> str:
        """As people read it, such as 每年2月、8月."""
        return f"每年{'、'.join(f'{month}月' for month in self.months)}"

    @property
    def missed(self) -> str:
        """What is said of a column that is late."""
        return f"应在{self.label}更新，最近一个应更新的月份没有更新"


Deadline = Period | Cadence
EARLY = timedelta(days=31)


def _month_end(first: date) -> date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _months_before(on: date, months: int) -> date:
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(on.day, last))


TWO_WEEKS = Period(days=14)
SIX_MONTHS = Period(months=6)
ONE_YEAR = Period(months=12)
