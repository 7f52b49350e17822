"""The only reader of the clock.

Everything else takes times as arguments. ``GOVCRAWL_CLOCK`` (an ISO date or time; local if it names no zone) starts the
clock elsewhere, for the demo and the tests; from there it runs on, with ``*N`` behind it N times as fast. A crawl's run
record says that it was set.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
VARIABLE = "GOVCRAWL_CLOCK"


def _read() -> tuple[float | None, float]:
    """Where the clock starts (None: at the present time) and how fast it runs."""
    text = os.environ.get(VARIABLE)
    if not text:
        return None, 1
    moment, _, speed = text.partition("*")
    try:
        start, factor = datetime.fromisoformat(moment), float(speed or 1)
    except ValueError as error:
        raise SystemExit(f"{VARIABLE}={text}：不是 ISO 日期或时间，例如 2020-11-17T20:00") from error
    return (start if start.tzinfo else start.replace(tzinfo=ZONE)).timestamp(), factor


_start, _speed = _read()
_born = time.monotonic()


def is_set() -> bool:
    """Whether the clock was started elsewhere by ``GOVCRAWL_CLOCK``."""
    return _start is not None


def now() -> datetime:
    """The present time, aware, in UTC."""
    seconds = time.time() if _start is None else _start + (time.monotonic() - _born) * _speed
    return datetime.fromtimestamp(seconds, UTC)


def seconds_until(moment: datetime) -> float:
    """Seconds to wait until ``moment`` comes on this clock; 0 if it has passed."""
    return max((moment - now()).total_seconds(), 0) / _speed


def today() -> date:
    """The present local date (Asia/Shanghai)."""
    return local_date(now())


def local_date(moment: datetime) -> date:
    """The local date (Asia/Shanghai) of an aware time."""
    return moment.astimezone(ZONE).date()
