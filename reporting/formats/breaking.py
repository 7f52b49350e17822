"""Text in lines of a given width, as Chinese is set: no mark that closes begins a line, none that opens ends one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_OPENING = "（《〈「『【〔“‘([{<"
_CLOSING = "，。、；：？！）》〉」』】〕”’％…—·"
_UNITS = re.compile(rf" +|[{re.escape(_OPENING)}]*(?:[!-.0-~]*/+|[!-~]+|.)[{_CLOSING}]*")
"""What stays together: spaces, a word of half-width characters up to a slash, else one character, with its marks."""

_PIECES = re.compile(r"[^./?&=_-]*[./?&=_-]|.+")
"""Where a word that is too long for a line is cut first: an address after its marks."""

Width = Callable[[str], float]


def lines_of(text: str, room: float, width: Width) -> list[str]:
    """``text`` in lines of at most ``room``, in the unit of ``width``; a word wider than that is cut anywhere."""
    found, used = [""], 0.0
    for unit in _fitting(text, room, width):
        need = width(unit)
        if found[-1] and used + need > room:
            found[-1] = found[-1].rstrip(" ")
            if unit.isspace():
                continue
            found.append("")
            used = 0.0
        found[-1] += unit
        used += need
    return found


def _fitting(text: str, room: float, width: Width) -> Iterator[str]:
    """What stays together, cut where it is too wide: first after marks of an address, then anywhere."""
    for unit in _UNITS.findall(text):
        if width(unit) <= room or unit.isspace():
            yield unit
            continue
        for piece in _PIECES.findall(unit):
            yield from [piece] if width(piece) <= room else piece
