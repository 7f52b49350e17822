"""The newest date that counts as an update."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.items import Entry
from govcrawl.pipelines.last_update import last_update
from govcrawl.vocabulary import Exclusion

SEEN = date(2020, 11, 17)
DATES = st.none() | st.dates(date(1980, 1, 1), date(2030, 1, 1))


def entry(day: date | None, *, raw: str | None = None, pinned: bool = False) -> Entry:
    return Entry(0, "题", None, day, raw or (str(day) if day else None), "ymd" if day else None, pinned)


@pytest.mark.parametrize(
    ("entries", "newest", "exclusions"),
    [
        ([entry(date(2020, 11, 1)), entry(date(2020, 11, 9))], date(2020, 11, 9), [None, None]),
        ([entry(SEEN), entry(SEEN + timedelta(1))], SEEN, [None, Exclusion.FUTURE]),
        ([entry(None)], None, [Exclusion.UNDATED]),
        ([entry(None, raw="02-30")], None, [Exclusion.UNRESOLVED]),
        ([entry(date(1970, 1, 1))], None, [Exclusion.IMPOSSIBLE]),
        ([entry(date(2019, 1, 1), pinned=True), entry(SEEN)], SEEN, [Exclusion.PINNED, None]),
        ([entry(SEEN, pinned=True), entry(date(2019, 1, 1))], SEEN, [None, None]),
        ([entry(date(2019, 1, 1), pinned=True)], date(2019, 1, 1), [None]),
        ([], None, []),
    ],
)
def test_what_counts(entries: list[Entry], newest: date | None, exclusions: list[Exclusion | None]) -> None:
    judged, found = last_update(tuple(entries), SEEN)
    assert found == newest
    assert [one.exclusion for one in judged] == exclusions


@given(st.lists(st.builds(entry, DATES, pinned=st.booleans())))
def test_the_newest_never_lies_in_the_future_and_is_an_entrys_own(entries: list[Entry]) -> None:
    judged, newest = last_update(tuple(entries), SEEN)
    counted = [one.date for one in judged if one.date and one.exclusion is None]
    assert newest == max(counted, default=None)
    assert newest is None or newest <= SEEN


@given(st.lists(st.builds(entry, DATES, pinned=st.booleans())), st.randoms())
def test_the_order_of_entries_does_not_matter(entries: list[Entry], random: object) -> None:
    shuffled = list(entries)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert last_update(tuple(entries), SEEN)[1] == last_update(tuple(shuffled), SEEN)[1]
