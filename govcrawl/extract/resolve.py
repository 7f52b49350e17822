"""From a day as shown to a day in the calendar: relative words, missing years, days that cannot be.

Rules for a missing year, in order; where none is sure the day stays without a year (docs/reading.md):
heading (a year of its own stands above the entry and those around it), address (the entry's address names the same
month and day), full (the same entry stands elsewhere with its year), then the latest year that is not after the look or
after the page's generation, if the order of the list agrees.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from govcrawl.extract.addresses import date_in
from govcrawl.extract.dates import Found, days_before
from govcrawl.extract.record import ListEntry, PartialDate, Stamp

EARLIEST = date(1995, 1, 1)
SHORTLY, LONG_TITLE = 3, 8


@dataclass(frozen=True, slots=True)
class Reference:
    """The day by which missing years are told, and its source: the look (访问日) or the page (页面生成时间)."""

    day: date
    name: str


def stamp_of(found: Found, label: str, seen_on: date | None) -> tuple[Stamp | None, str | None]:
    """The stamp of a found day, or a doubt: impossible days have none, relative ones need the day of the look."""
    rule = f"{label}·{found.rule}" if label else found.rule
    value = found.value
    if value is None and found.days_ago is not None and seen_on is not None:
        value = days_before(seen_on, found.days_ago)
        rule = f"{rule}·按访问日"
    if value is None:
        return None, _unread(found)
    return Stamp(value, found.raw, rule, found.time), None


def _unread(found: Found) -> str:
    if found.days_ago is not None or not any(letter.isdigit() for letter in found.raw):
        return f"“{found.raw}”须有访问日期才能换算"
    return f"日历上没有“{found.raw}”这一天"


def resolve_years(entries: list[ListEntry], reference: Reference | None) -> tuple[list[ListEntry], list[str]]:
    """Give year-less days their year where a rule is sure; a doubt says how many stay without one.

    A year inferred from the order of the days is no doubt: it is the latest possible one, so that the true day can only
    be older, and the rule's name tells how it was found.
    """
    full = {
        entry.title: entry.stamp.date
        for entry in entries
        if entry.stamp and isinstance(entry.stamp.date, date) and len(entry.title) >= LONG_TITLE
    }
    resolved = [_by_witness(entry, full) for entry in entries]
    if reference is None or not any(is_year_less(entry) for entry in resolved):
        return resolved, _left(resolved)
    resolved = _by_reference(resolved, reference)
    return resolved, _left(resolved)


def by_headings(entries: list[ListEntry], years: list[int | None], reference: Reference | None) -> list[ListEntry]:
    """Give year-less days the year that stands as a heading above them; never a day after the look.

    No heading is believed where an entry's own address names another year.
    """
    told = [_by_witness(entry, {}).stamp for entry in entries]
    if any(
        stamp and isinstance(stamp.date, date) and stamp.date.year != year
        for stamp, year in zip(told, years, strict=True)
    ):
        return entries
    resolved = []
    for entry, year in zip(entries, years, strict=True):
        partial = entry.stamp.date if entry.stamp else None
        day = in_year(partial, year) if isinstance(partial, PartialDate) and year else None
        usable = day is not None and not (reference and day > reference.day)
        resolved.append(_with_day(entry, day, "年份据年份标题") if day and usable else entry)
    return resolved


def in_year(partial: PartialDate, year: int) -> date | None:
    """The day in a year; None for 29 February of a common one."""
    try:
        return date(year, partial.month, partial.day)
    except ValueError:
        return None


def is_year_less(entry: ListEntry) -> bool:
    """Whether an entry shows a day without a year."""
    return entry.stamp is not None and isinstance(entry.stamp.date, PartialDate)


def _left(entries: list[ListEntry]) -> list[str]:
    count = sum(map(is_year_less, entries))
    return [f"{count} 条日期没有年份，无法确定"] if count else []


def _with_day(entry: ListEntry, day: date, rule: str) -> ListEntry:
    stamp = entry.stamp
    return entry if stamp is None else replace(entry, stamp=replace(stamp, date=day, rule=f"{stamp.rule}·{rule}"))


def _by_witness(entry: ListEntry, full: dict[str, date]) -> ListEntry:
    if entry.stamp is None or isinstance(entry.stamp.date, date):
        return entry
    partial = entry.stamp.date
    witness = date_in(entry.url)
    for day, rule in ((witness[0] if witness else None, "年份据地址"), (full.get(entry.title), "年份据同条全日期")):
        same = _year_by(partial, day) if day else None
        if same:
            return _with_day(entry, same, rule)
    return entry


def _year_by(partial: PartialDate, witness: date) -> date | None:
    """The shown day in the year of a witness that names it or a day shortly after: pages follow their dates."""
    for year in (witness.year, witness.year - 1):
        day = in_year(partial, year)
        if day and 0 <= (witness - day).days <= SHORTLY:
            return day
    return None


def latest(partial: PartialDate, limit: date) -> date | None:
    """The latest such day that is not after ``limit``; None for 29 February where no leap year is near."""
    for year in (limit.year, limit.year - 1):
        day = in_year(partial, year)
        if day and day <= limit:
            return day
    return None


def _by_reference(entries: list[ListEntry], reference: Reference) -> list[ListEntry]:
    """Walk down the list: each day gets the latest year; where a falling list would climb again, none is sure."""
    resolved, above, sure = [], reference.day, True
    for entry in entries:
        if not is_year_less(entry) or entry.pinned:
            resolved.append(entry)
            continue
        assert entry.stamp is not None and isinstance(entry.stamp.date, PartialDate)  # noqa: S101
        day = latest(entry.stamp.date, reference.day)
        sure = sure and day is not None and day <= above
        resolved.append(_with_day(entry, day, f"年份据{reference.name}") if sure and day else entry)
        above = day or above
    return resolved
