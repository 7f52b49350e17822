"""Working days of the Chinese calendar, with its holidays and the weekends that are worked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a time in working days; ``certain`` is False where the calendar of a year was not known."""

    day: date
    certain: bool


def is_working(day: date) -> tuple[bool, bool]:
    """Whether a day is worked, and whether the year's calendar is known; if not, Monday to Friday are."""
    try:
        return bool(chinese_calendar.is_workday(day)), True
    except NotImplementedError:
        return day.weekday() < 5, False


def due_after(start: date, days: int) -> Due:
    """The day on which ``days`` working days after ``start`` end; with none, ``start`` itself."""
    day, certain = start, True
    while days > 0:
        day += timedelta(days=1)
        worked, known = is_working(day)
        certain, days = certain and known, days - worked
    return Due(day, certain)
