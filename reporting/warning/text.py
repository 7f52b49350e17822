"""A warning as one short text: at most 70 characters, as much as one message to a telephone holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reporting.formats.plain import plain
from reporting.warning.forecast import Upcoming

MOST = 70
"""UTF-16 units: what a short message in Chinese holds (STANDARD names no length; the telephone's does)."""
_DOTS = "…"


def length(text: str) -> int:
    """How much of a message a text takes: a character outside the basic plane counts as two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str, most: int) -> str:
    """The text in at most ``most`` units, with dots where it was cut."""
    if length(text) <= most:
        return text
    kept = text
    while kept and length(kept) + length(_DOTS) > most:
        kept = kept[:-1]
    return kept + _DOTS if most >= length(_DOTS) else ""


def by_unit(items: Iterable[Upcoming]) -> dict[str, list[Upcoming]]:
    """The items of each unit, the most urgent first."""
    groups: dict[str, list[Upcoming]] = {}
    for one in items:
        groups.setdefault(one.unit, []).append(one)
    return dict(sorted(groups.items()))


def _doubtful(items: Sequence[Upcoming]) -> str:
    number = sum(bool(one.doubt) for one in items)
    if not number:
        return ""
    return "（疑似，请先核对）" if number == len(items) else f"（其中{number}项疑似，请先核对）"


def _filled(unit: str, name: str, items: Sequence[Upcoming]) -> str:
    when = f"{items[0].due.month}月{items[0].due.day}日"
    if len(items) == 1:
        return f"更新预警：{unit}“{name}”最迟应于{when}更新，逾期即超期{_doubtful(items)}。"
    return f"更新预警：{unit}“{name}”等{len(items)}项即将超期，最早一项最迟应于{when}更新{_doubtful(items)}。"


def text_of(items: Sequence[Upcoming]) -> str:
    """One unit's warning, items by their dates; a sure one is named, and names give way where there is no room."""
    named = next((one for one in items if not one.doubt), items[0])
    unit, name = plain(named.unit), plain(named.name)
    room = MOST - length(_filled("", "", items))
    name = shortened(name, max(room // 2, room - length(unit)))
    return _filled(shortened(unit, room - length(name)), name, items)
