"""Other places that name a day of publication; the shown day decides, a contradiction is a doubt."""

from __future__ import annotations

from datetime import date, timedelta, timezone
from email.utils import parsedate_to_datetime

from govcrawl.extract.addresses import date_in
from govcrawl.extract.dates import Found, full_dates
from govcrawl.extract.record import Stamp, Witness

CHINA = timezone(timedelta(hours=8))
LONGEST_HEADER = 80


def read_witnesses(
    tags: dict[str, str], generated: Found | None, url: str, last_modified: str | None = None
) -> tuple[Witness, ...]:
    """The PubDate tag, the day in the address, the page's generation time and the Last-Modified header, where known."""
    witnesses = []
    if tags.get("PubDate"):
        found = next(full_dates(tags["PubDate"]), None)
        witnesses.append(Witness("PubDate", tags["PubDate"], _day(found)))
    named = date_in(url)
    if named:
        witnesses.append(Witness("address", named[1], named[0]))
    if generated is not None:
        witnesses.append(Witness("generated", generated.raw, _day(generated)))
    return (*witnesses, *read_header(last_modified))


def read_header(last_modified: str | None) -> tuple[Witness, ...]:
    """The Last-Modified header as a witness, by the day in China; without a day where it is no HTTP date."""
    raw = (last_modified or "").strip()[:LONGEST_HEADER]
    if not raw:
        return ()
    try:
        day = parsedate_to_datetime(raw).astimezone(CHINA).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        day = None
    return (Witness("last-modified", raw, day),)


def _day(found: Found | None) -> date | None:
    return found.value if found is not None and isinstance(found.value, date) else None


def contradictions(published: Stamp | None, witnesses: tuple[Witness, ...]) -> list[str]:
    """A doubt where the PubDate tag names another day than the page shows.

    A tag that repeats the generation time says nothing on publication; days in addresses are often import days.
    """
    if published is None or not isinstance(published.date, date):
        return []
    days = {witness.name: witness.date for witness in witnesses}
    tagged = days.get("PubDate")
    if tagged is None or tagged == published.date or tagged == days.get("generated"):
        return []
    return [f"显示的发布日期 {published.date} 与标签 PubDate {tagged} 不一致"]
