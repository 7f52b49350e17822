"""The only reader of the clock.

Everything else takes times as arguments. ``GOVCRAWL_CLOCK`` (an ISO date or time; local if it names no zone) starts the
clock elsewhere, for the demo and the tests; from there it runs on. A crawl's run record says that it was set.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
VARIABLE = "GOVCRAWL_CLOCK"


def _read_start() -> float | None:
    text = os.environ.get(VARIABLE)
    if not text:
        return None
    try:
        start = datetime.fromisoformat(text)
    except ValueError as error:
        raise SystemExit(f"{VARIABLE}={text}：不是 ISO 日期或时间，例如 2020-11-17T20:00") from error
    return (start if start.tzinfo else start.replace(tzinfo=ZONE)).timestamp()


_start = _read_start()
_born = time.monotonic()


def is_set() -> bool:
    """Whether the clock was started elsewhere by ``GOVCRAWL_CLOCK``."""
    return _start is not None


def now() -> datetime:
    """The present time, aware, in UTC."""
    seconds = time.time() if _start is None else _start + time.monotonic() - _born
    return datetime.fromtimestamp(seconds, UTC)


def today() -> date:
    """The present local date (Asia/Shanghai)."""
    return local_date(now())


def local_date(moment: datetime) -> date:
    """The local date (Asia/Shanghai) of an aware time."""
    return moment.astimezone(ZONE).date()
