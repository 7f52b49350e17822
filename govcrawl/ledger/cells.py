"""What a cell says, freed of what spreadsheets do to it; nothing that was lost is ever guessed.

Each reader takes a raw cell (as CSV or XLSX gave it) and gives text, or raises ``ValueError`` with a Chinese reason.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeAlias

Raw: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | None

BLANKS = " \t\r\n\u3000\xa0\u200b\u200c\u200d\u2060\ufeff"
LONGEST = 2000
_BREAKS = re.compile(r"[ \u3000]*[\t\r\n]+[ \u3000]*")
_ANY_BLANK = re.compile(f"[{BLANKS}]+")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_SCIENTIFIC = re.compile(r"(\d(?:\.\d+)?)[eE]\+?\d{1,2}")
_CONTROL, _NO_TEXT = frozenset({"Cc", "Cs", "Zl", "Zp"}), "\ufffe\uffff"
_CODE_DIGITS = 10
_SERIAL = re.compile(r"\d{5}(?:\.\d{1,20})?", re.ASCII)
_SERIALS = range(20000, 73051)
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's days have no zone
_DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))")
_MOMENT = re.compile(rf"({_DAY.pattern})(?:[ T]*(\d{{1,2}})[:时](?:(\d{{1,2}})(?::\d{{1,2}}(?:\.0+)?|分)?)?)?")
_LIKE_DAY, _LIKE_MOMENT = "应为日期，如 2021-06-30", "应为日期或时间，如 2021-06-30 或 2021-06-30 22:00"


def as_written(raw: Raw) -> str:
    """A cell as text: whole numbers without decimals, days and times in ISO form, truth as 是 and 否."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        return str(int(raw))
    if isinstance(raw, datetime):
        return raw.isoformat(" ", "minutes") if raw.time() != time() else raw.date().isoformat()
    return str(raw)


def text(raw: Raw) -> str:
    """Running text on one line, without blanks around it."""
    line = _BREAKS.sub(" ", as_written(raw).strip(BLANKS))
    if any(letter in _NO_TEXT or unicodedata.category(letter) in _CONTROL for letter in line):
        raise ValueError("含有看不见的控制字符，请重新输入")
    if len(line) > LONGEST:
        raise ValueError(f"过长（{len(line)} 字，最多 {LONGEST} 字）")
    return line


def compact(raw: Raw) -> str:
    """A word, number or period: half-width and without any blank."""
    return _ANY_BLANK.sub("", text(raw).translate(_WIDE))


def code(raw: Raw) -> str:
    """A site code as written; one whose last digits a spreadsheet has rounded away is refused."""
    written = compact(raw).lstrip("'")
    found = _SCIENTIFIC.fullmatch(written)
    if found:
        if len(found[1].replace(".", "")) < _CODE_DIGITS:
            raise ValueError(f"“{written}”是科学计数法，末几位已丢失，请把该列设为文本格式后重新填写")
        return str(int(Decimal(written)))
    return _whole(written)


def _whole(written: str) -> str:
    return written[:-2] if re.fullmatch(r"\d+\.0", written) else written


def number(raw: Raw) -> str:
    """A whole number."""
    return _whole(compact(raw))


def address(raw: Raw) -> str:
    """An address as written; full-width letters and marks become half-width where it is none without that."""
    written = text(raw)
    head = written.split("/", 3)[:3]
    return written if "/".join(head).isascii() else written.translate(_WIDE)


def day(raw: Raw) -> str:
    """A day in ISO form: also 2021/6/30, 2021年6月30日, 20210630 and a spreadsheet's serial number."""
    written = moment(raw, _LIKE_DAY)
    if len(written) > len("2021-06-30"):
        raise ValueError(_LIKE_DAY)
    return written


def moment(raw: Raw, wanted: str = _LIKE_MOMENT) -> str:
    """A day, or a day and a time of day, in ISO form to the minute."""
    written = text(raw).translate(_WIDE)
    if not written:
        return ""
    found = _MOMENT.fullmatch(written)
    try:
        stamp = _stamp(found) if found else _from_serial(written)
    except (ValueError, OverflowError):
        raise ValueError(f"“{written}”{wanted}") from None
    return as_written(stamp)


def _stamp(found: re.Match[str]) -> datetime:
    year, month, day_, tight_month, tight_day, hour, minute = found.groups()[1:]
    return datetime(  # noqa: DTZ001 - local by the ledger's rule
        int(year), int(month or tight_month), int(day_ or tight_day), int(hour or 0), int(minute or 0)
    )


def _from_serial(written: str) -> datetime:
    if not _SERIAL.fullmatch(written) or int(written[:5]) not in _SERIALS:
        raise ValueError(written)
    serial = Decimal(written)
    return _EPOCH + timedelta(minutes=round(serial * 24 * 60))
