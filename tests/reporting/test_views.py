"""Looks to views: which looks count, and what several nights say together."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.vocabulary import PageRole, Reading
from reporting.judge.facts import Look, Span
from reporting.judge.views import State, monitored, view
from tests.reporting.cases import ON, SPAN, ago, look, seen

FAILED, EMPTY, UNREADABLE = Reading.FAILED, Reading.EMPTY, Reading.UNREADABLE
NIGHT_1, NIGHT_2 = date(2020, 11, 15), date(2020, 11, 16)


@pytest.mark.parametrize(
    ("looks", "state", "newest"),
    [
        ((), State.UNSEEN, None),
        ((look(reading=FAILED),), State.UNSEEN, None),
        ((look(ago(3)),), State.DATED, ago(3)),
        ((look(None),), State.UNDATED, None),
        ((look(None, entries=0, role=PageRole.HOME),), State.EMPTY, None),
        ((look(reading=EMPTY),), State.EMPTY, None),
        ((look(reading=UNREADABLE),), State.UNREADABLE, None),
        ((look(reading=EMPTY), look(reading=UNREADABLE)), State.UNREADABLE, None),
        ((look(ago(5), day=NIGHT_1), look(ago(3), day=NIGHT_2)), State.DATED, ago(3)),
        ((look(ago(3), day=NIGHT_1), look(ago(5), day=NIGHT_2)), State.DATED, ago(3)),
        ((look(ago(3), day=NIGHT_1), look(reading=FAILED)), State.DATED, ago(3)),
        ((look(ago(3), day=NIGHT_1), look(reading=UNREADABLE)), State.DATED, ago(3)),
        ((look(ago(9), day=ago(20)),), State.DATED, ago(9)),
        ((look(None, day=ago(20)),), State.UNSEEN, None),
        ((look(ON, day=date(2020, 11, 19)),), State.UNSEEN, None),
        ((look(None), look(ago(2), role=PageRole.ARTICLE, url="a")), State.DATED, ago(2)),
    ],
)
def test_state_and_newest(looks: tuple[Look, ...], state: State, newest: date | None) -> None:
    assert (seen(*looks).state, seen(*looks).newest) == (state, newest)


def test_blank_nights_are_counted_by_night() -> None:
    first = look(reading=EMPTY, day=NIGHT_1)
    assert seen(first, look(reading=EMPTY, day=NIGHT_1)).empty_nights == 1
    assert seen(first, look(reading=EMPTY, day=NIGHT_2)).empty_nights == 2


def test_articles_without_a_date_are_gaps_until_another_look_reads_them() -> None:
    unread = look(reading=UNREADABLE, role=PageRole.ARTICLE, url="a")
    assert seen(look(None), unread).gaps == 1
    assert seen(look(None), unread, look(ago(1), role=PageRole.ARTICLE, url="a")).gaps == 0


def test_after_midnight_the_window_goes_on_for_its_last_night() -> None:
    late = datetime(2020, 11, 17, 17, 30, tzinfo=UTC)  # 01:30 on the 18th in Shanghai
    assert monitored([(look(ago(1), when=late, night=ON),)], SPAN) == ON
    assert monitored([(look(ago(1), when=late, night=date(2020, 11, 18)),)], SPAN) is None


@pytest.mark.parametrize(
    ("looks", "day"),
    [
        ([look(ago(1), day=NIGHT_1), look(ago(1), day=NIGHT_2)], NIGHT_2),
        ([look(ago(1), day=NIGHT_1), look(reading=FAILED)], NIGHT_1),
        ([look(reading=FAILED)], None),
        ([look(ago(1), day=ago(20))], None),
    ],
)
def test_monitoring_time_is_the_last_look_that_opened(looks: list[Look], day: date | None) -> None:
    assert monitored([tuple(looks)], SPAN) == day


def test_what_if_judges_on_the_given_day() -> None:
    assert monitored([(look(ago(1)),)], Span(SPAN.start, date(2020, 12, 1), date(2020, 12, 1))) == date(2020, 12, 1)
    assert monitored([(look(ago(1)),)], Span(SPAN.start, date(2020, 11, 14), date(2020, 11, 14))) is None


looks = st.builds(
    look,
    st.none() | st.dates(date(2020, 1, 1), ON),
    day=st.dates(SPAN.start, ON),
    reading=st.sampled_from(Reading),
    role=st.sampled_from([PageRole.COLUMN, PageRole.ARTICLE]),
)


@given(st.lists(looks, max_size=8), st.randoms())
def test_the_order_of_looks_does_not_matter(some: list[Look], random: object) -> None:
    shuffled = some.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = view(tuple(some), SPAN), view(tuple(shuffled), SPAN)
    assert (first.state, first.newest, first.seen_on, first.empty_nights, first.gaps) == (
        second.state,
        second.newest,
        second.seen_on,
        second.empty_nights,
        second.gaps,
    )


@given(st.lists(looks, max_size=8))
def test_a_failed_look_never_shortens_anything(some: list[Look]) -> None:
    before, after = view(tuple(some), SPAN), view((*some, look(reading=FAILED)), SPAN)
    assert (before.state, before.newest, before.seen_on) == (after.state, after.newest, after.seen_on)
