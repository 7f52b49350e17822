"""The forms in which pages write days and times, as an ordered table of strict rules.

Each rule gives the matched text and its name back. Who reads a day out of them decides by where it stands: a day inside
a sentence is found too, but nobody takes it for a publication date (docs/reading.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache

from govcrawl.extract.record import PartialDate

CN_DIGITS = {digit: str(value) for value, digits in enumerate(["〇零○Ｏ◯", *"一二三四五六七八九"]) for digit in digits}
CN = "〇零○Ｏ◯一二三四五六七八九"
CLOCK = r"(?:[\sT]{0,6}(?P<clock>[012]?\d\s?[:∶]\s?[0-5]\d(?:\s?[:∶]\s?[0-5]\d)?)(?:\.\d{1,3})?(?!\d))?"
DASH = r"[-－—–‐−]"


@dataclass(frozen=True, slots=True)
class Found:
    """One day found in a text: value (None if the calendar has no such day), rule, and its span in the text."""

    value: date | PartialDate | None
    rule: str
    raw: str
    start: int
    end: int
    time: time | None = None
    days_ago: int | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One written form: its name, the pattern that finds it and how the groups become a day."""

    name: str
    pattern: re.Pattern[str]
    build: Callable[[re.Match[str]], date | PartialDate | None]


def _calendar(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _year_month_day(match: re.Match[str]) -> date | None:
    return _calendar(match["y"], match["m"], match["d"])


def _month_day(match: re.Match[str]) -> PartialDate | None:
    month, day = int(match["m"]), int(match["d"])
    return PartialDate(month, day) if _calendar(2024, month, day) else None


def _chinese(match: re.Match[str]) -> date | None:
    year = "".join(CN_DIGITS[digit] for digit in match["y"])
    return _calendar(year, chinese_number(match["m"]), chinese_number(match["d"]))


def chinese_number(text: str) -> int:
    """The value of 一 to 三十一 as months and days are written (十二, 二十一, 廿三, 三〇); 0 where it is none."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.partition("十")
    if not ten:
        digits = "".join(CN_DIGITS.get(digit, "") for digit in text)
        return int(digits) if digits and len(digits) == len(text) else 0
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return int(CN_DIGITS.get(tens, "1")) * 10 + int(CN_DIGITS.get(ones, "0"))


def _ymd(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<y>20\d\d|19\d\d){pattern}{CLOCK}")


FULL_FORMS = (
    Form(
        "年-月-日",
        _ymd(rf"\s{{0,4}}{DASH}\s{{0,4}}(?P<m>\d{{1,2}})\s{{0,4}}{DASH}\s{{0,4}}(?P<d>\d{{1,2}})(?!\d)"),
        _year_month_day,
    ),
    Form(
        "年月日",
        _ymd(r"\s{0,4}年\s{0,4}(?P<m>\d{1,2})\s{0,4}月\s{0,4}(?P<d>\d{1,2})(?!\d)\s{0,4}[日号]?"),
        _year_month_day,
    ),
    Form("年/月/日", _ymd(r"\s{0,2}/\s{0,2}(?P<m>\d{1,2})\s{0,2}/\s{0,2}(?P<d>\d{1,2})(?!\d)"), _year_month_day),
    Form("年.月.日", _ymd(r"\s{0,2}\.\s{0,2}(?P<m>\d{1,2})\s{0,2}\.\s{0,2}(?P<d>\d{1,2})(?!\d)"), _year_month_day),
)
CHINESE_FORM = Form(
    "汉字年月日",
    re.compile(
        rf"(?P<y>[{CN}]{{4}})年\s{{0,2}}(?P<m>[{CN}十]{{1,3}})月\s{{0,2}}(?P<d>[{CN}十廿卅]{{1,3}})[日号]{CLOCK}"
    ),
    _chinese,
)
GAP = rf"(?:\s|{DASH}|[/.|])+"
YEAR, MONTH, DAY = r"(?P<y>20\d\d)", r"(?P<m>\d{1,2})", r"(?P<d>\d{1,2})"
STEP = rf"\s*(?:{DASH}|[/月.])\s*"
YEAR_STEP = rf"\s*(?:{DASH}|[/年.])\s*"
END = r"(?P<clock>\Z)?"


def _split(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern + END)


WHOLE_FORMS = (
    Form("八位数字", _split(r"(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)"), _year_month_day),
    Form("年后置", _split(rf"{MONTH}{STEP}{DAY}\s*日?{GAP}{YEAR}年?"), _year_month_day),
    Form("年先置", _split(rf"{YEAR}年?{GAP}{MONTH}{STEP}{DAY}\s*日?"), _year_month_day),
    Form("日先置", _split(rf"{DAY}\s*日?{GAP}{YEAR}{YEAR_STEP}{MONTH}\s*月?"), _year_month_day),
    Form("日后置", _split(rf"{YEAR}{YEAR_STEP}{MONTH}\s*月?{GAP}{DAY}\s*日?"), _year_month_day),
)
PARTIAL_FORMS = (
    Form("月-日", re.compile(rf"(?P<m>\d{{1,2}})\s?{DASH}\s?(?P<d>\d{{1,2}}){CLOCK}"), _month_day),
    Form("月/日", re.compile(rf"(?P<m>\d{{1,2}})\s?/\s?(?P<d>\d{{1,2}}){CLOCK}"), _month_day),
    Form("月日", re.compile(rf"(?P<m>\d{{1,2}})\s?月\s?(?P<d>\d{{1,2}})\s?日{CLOCK}"), _month_day),
)
RELATIVE = (
    ("今天", re.compile(r"(?:今天|今日)(?:\s*(?P<clock>[012]?\d[:∶][0-5]\d(?:[:∶][0-5]\d)?))?"), lambda _: 0),
    ("昨天", re.compile(r"(?:昨天|昨日)(?:\s*(?P<clock>[012]?\d[:∶][0-5]\d(?:[:∶][0-5]\d)?))?"), lambda _: 1),
    ("前天", re.compile(r"前天(?:\s*(?P<clock>[012]?\d[:∶][0-5]\d(?:[:∶][0-5]\d)?))?"), lambda _: 2),
    ("刚刚", re.compile(r"刚刚(?P<clock>\Z)?"), lambda _: 0),
    ("分钟前", re.compile(r"(?P<n>\d{1,2})\s?分钟(?:以)?前(?P<clock>\Z)?"), lambda _: 0),
    ("天前", re.compile(r"(?P<n>\d{1,3})\s?天(?:以)?前(?P<clock>\Z)?"), lambda match: int(match["n"])),
    ("周前", re.compile(r"(?P<n>\d)\s?周前(?P<clock>\Z)?"), lambda _: None),
)
DECORATION = " \t\r\n\xa0\u3000\x1f[]【】()（）〔〕［］「」<>《》|·•-—－_:：,，.。*>»"
MAYBE_FULL = re.compile(rf"(?:20|19)\d\d\s{{0,4}}(?:{DASH}|[年/.])\s{{0,4}}\d{{1,2}}\s{{0,4}}(?:{DASH}|[月/.])")
ANY_DIGIT = re.compile(r"\d")


def full_dates(text: str) -> Iterator[Found]:
    """Every day written with its year in a text, in order of rules; digits before or after a match refuse it."""
    if MAYBE_FULL.search(text):
        for form in FULL_FORMS:
            yield from _matches(form, text)
    if "年" in text and "月" in text:
        yield from _matches(CHINESE_FORM, text)


def _matches(form: Form, text: str) -> Iterator[Found]:
    for match in form.pattern.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if not before.isdigit() or not before.isascii():
            yield _found(form, match)


def _found(form: Form, match: re.Match[str]) -> Found:
    start, end = match.span()
    return Found(form.build(match), form.name, match.group().strip(), start, end, read_time(match["clock"]))


def read_time(text: str | None) -> time | None:
    """A time of day such as ``9:05`` or ``09:05:30``; None where there is none or the clock has no such time."""
    if not text:
        return None
    hour, minute, second = [*(int(number) for number in re.findall(r"\d+", text)), 0][:3]
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def whole_date(text: str) -> Found | None:
    """The day that is all a short text says, brackets aside; with year, split, year-less or relative."""
    core = text.strip(DECORATION)
    if not 2 <= len(core) <= 40:
        return None
    if not ANY_DIGIT.search(core):
        return _relative(core) or _whole(core, (CHINESE_FORM,))
    return _whole(core, FULL_FORMS) or _whole(core, WHOLE_FORMS) or _whole(core, PARTIAL_FORMS) or _relative(core)


def _whole(core: str, forms: tuple[Form, ...]) -> Found | None:
    for form in forms:
        match = form.pattern.fullmatch(core)
        if match:
            return _found(form, match)
    return None


def _relative(core: str) -> Found | None:
    for name, pattern, days in RELATIVE:
        match = pattern.fullmatch(core)
        if match:
            return Found(None, name, core, 0, len(core), read_time(match["clock"]), days(match))
    return None


def days_before(seen_on: date, days: int) -> date | None:
    """The day so many days before another; None before the calendar begins."""
    try:
        return seen_on - timedelta(days=days)
    except OverflowError:
        return None
