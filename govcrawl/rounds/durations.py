"""Spans of time as people write them: 30m, 24h, 7d."""

from __future__ import annotations

import re
from datetime import timedelta

from govcrawl.errors import Problem

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_TEXT = re.compile(r"(\d{1,5})([smhd])")


def parse_duration(argument: str, text: str) -> timedelta:
    """A span such as 30m or 24h; raises :class:`Problem` that names the argument."""
    match = _TEXT.fullmatch(text)
    if not match or not int(match[1]):
        raise Problem(f"{argument}={text}：不是时长，应如 30m、24h、7d")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})
