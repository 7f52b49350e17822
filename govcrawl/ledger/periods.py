"""Periods as the ledger's files write them and as the ledger stores them: deadlines, months, announced times."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from govcrawl.clock import ZONE

_DEADLINE = re.compile(r"(\d{1,3})(天|日|个月|月|年)")
_UNITS = {"天": (1, "d"), "日": (1, "d"), "个月": (1, "m"), "月": (1, "m"), "年": (12, "m")}
_LABELS = {"d": "天", "m": "个月"}
_MONTHS = re.compile(r"\d{1,2}月?(?:[,，、;；]?\d{1,2}月?)*")
_DAY_ONLY = len("2021-06-30")


def read_deadline(text: str) -> str:
    """``14天`` as ``14d``, ``6个月`` and ``6月`` as ``6m``, ``1年`` as ``12m``; raises ``ValueError``."""
    match = _DEADLINE.fullmatch(text)
    if not match or int(match[1]) == 0:
        raise ValueError(f"“{text}”不是更新期限，例如 14天、6个月、1年")
    factor, unit = _UNITS[match[2]]
    return f"{int(match[1]) * factor}{unit}"


def show_deadline(stored: str) -> str:
    """A stored deadline as people write it."""
    return stored[:-1] + _LABELS[stored[-1]]


def read_months(text: str) -> str:
    """``2月、8月`` as ``2,8``: the calendar months in which a column must be updated; raises ``ValueError``."""
    numbers = sorted({int(number) for number in re.findall(r"\d+", text)})
    if not _MONTHS.fullmatch(text) or not set(numbers) <= set(range(1, 13)):
        raise ValueError(f"“{text}”不是更新月份，例如 2月，或 1月、7月")
    return ",".join(str(number) for number in numbers)


def show_months(stored: str) -> str:
    """Stored months as people write them."""
    return "、".join(f"{number}月" for number in stored.split(","))


def read_start(text: str) -> datetime:
    """A local day or time as the moment when something begins."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def read_end(text: str) -> datetime:
    """A local day (which counts whole) or time as the moment when something has ended."""
    return read_start(text) + timedelta(days=1 if len(text) == _DAY_ONLY else 0)


def show_start(stored: datetime) -> str:
    """The local day, with the time unless it is midnight."""
    local = stored.astimezone(ZONE)
    return local.date().isoformat() if local.time() == time() else f"{local:%Y-%m-%d %H:%M}"


def show_end(stored: datetime) -> str:
    """The last local day, or the local time at which it ends."""
    local = stored.astimezone(ZONE)
    return (local.date() - timedelta(days=1)).isoformat() if local.time() == time() else f"{local:%Y-%m-%d %H:%M}"
