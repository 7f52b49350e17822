"""补录线索: what was put in after the fact, what has an innocent explanation, and what leaves the office (nothing)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.clues.backdated import BATCH, GRACE, Clue, Item, ListLook, compared, find_clues
from tests.reporting.office import at

FIRST, SECOND, THIRD = date(2020, 11, 11), date(2020, 11, 14), date(2020, 11, 17)
LIST = "http://a/tzgg/"


def item(day: date | None, name: str = "", **other: Any) -> Item:
    text = name or f"通知{day}"
    return Item(text, other.pop("url", f"http://a/{text}.html"), day, **other)


def days(*ago: int, last: date = FIRST) -> tuple[Item, ...]:
    return tuple(item(last - timedelta(n)) for n in ago)


def look(night: date, *items: Item, url: str = LIST, round_name: str = "R") -> ListLook:
    return ListLook(night.toordinal(), round_name, night, at(night), url, items)


def late(*looks: ListLook, round_name: str = "R") -> list[Clue]:
    return list(find_clues(looks, round_name))


OLD = days(1, 10, 20, 30, 40)
INNOCENT: dict[str, tuple[ListLook, ...]] = {
    "nothing new": (look(FIRST, *OLD), look(SECOND, *OLD)),
    "new since": (look(FIRST, *OLD), look(SECOND, item(SECOND), *OLD)),
    "a few days late": (look(FIRST, *OLD), look(SECOND, item(FIRST - GRACE, "晚几天"), *OLD)),
    "of a further page": (look(FIRST, *OLD), look(SECOND, *OLD[1:], item(FIRST - timedelta(50), "更早"))),
    "of the last day that was read": (look(FIRST, *OLD), look(SECOND, *OLD, item(OLD[-1].date, "同日"))),
    "another address": (look(FIRST, *OLD), look(SECOND, OLD[0], item(OLD[1].date, OLD[1].title, url="http://a/new"))),
    "another title": (look(FIRST, *OLD), look(SECOND, OLD[0], item(OLD[1].date, "改题", url=OLD[1].url), *OLD[2:])),
    "from another column": (
        look(FIRST, item(FIRST - timedelta(15), "移来"), url="http://a/gg/"),
        look(FIRST, *OLD),
        look(SECOND, *OLD[:2], item(FIRST - timedelta(15), "移来"), *OLD[2:]),
    ),
    "another list": (look(FIRST, *OLD), look(SECOND, *(item(FIRST - timedelta(n), f"新{n}") for n in range(5, 35)))),
    "seen on an earlier night": (
        look(FIRST, *OLD),
        look(SECOND, *OLD[:2], *OLD[3:]),
        look(THIRD, *OLD),
    ),
    "no first look": (look(SECOND, item(FIRST - timedelta(15)), *OLD),),
    "pinned": (look(FIRST, *OLD), look(SECOND, item(FIRST - timedelta(15), "置顶", pinned=True), *OLD)),
    "undated": (look(FIRST, *OLD), look(SECOND, item(None, "无日期"), *OLD)),
    "an old entry on top of a short span": (
        look(FIRST, item(FIRST - timedelta(900), "置顶旧文"), *days(1, 2, 3)),
        look(SECOND, *days(1, 2, 3), item(FIRST - timedelta(30), "第二页")),
    ),
    "a list without order": (
        look(FIRST, *days(40, 1, 30, 2, 35, 3)),
        look(SECOND, *days(40, 1, 30, 2, 35, 3), item(FIRST - timedelta(12), "原在后页")),
    ),
    "both looks of one night": (look(FIRST, *OLD), look(FIRST, *OLD, item(FIRST - timedelta(15)))),
    "of another round": (look(FIRST, *OLD), look(SECOND, item(FIRST - timedelta(15)), *OLD, round_name="Q")),
}


@pytest.mark.parametrize("name", INNOCENT)
def test_what_has_an_innocent_explanation_is_no_clue(name: str) -> None:
    assert late(*INNOCENT[name]) == []


def test_a_blank_column_filled_at_once_with_spread_dates_is_a_clue() -> None:
    assert {clue.batch for clue in late(look(FIRST), look(SECOND, *OLD))} == {True}
    assert late(look(FIRST), look(SECOND, *OLD[1:BATCH])) == []
    assert late(look(FIRST), look(SECOND, item(SECOND, "今天"), item(FIRST, "昨天"))) == []


def test_a_date_moved_forward_is_a_clue() -> None:
    was = item(FIRST - timedelta(90), "办法", url="http://a/7.html")
    now = item(FIRST - timedelta(2), "办法", url="http://a/7.html")
    (clue,) = late(look(FIRST, *OLD, was), look(SECOND, now, *OLD))
    assert (clue.item, clue.was) == (now, was.date)
    assert late(look(FIRST, *OLD, now), look(SECOND, *OLD, was)) == []


def test_an_entry_put_in_after_the_fact_is_a_clue() -> None:
    put_in = item(FIRST - timedelta(15), "补入")
    (clue,) = late(look(FIRST, *OLD), look(SECOND, *OLD[:2], put_in, *OLD[2:]))
    assert (clue.item, clue.first.night, clue.without.night, clue.days) == (put_in, SECOND, FIRST, 15)
    assert (clue.together, clue.batch) == (1, False)


def test_the_last_look_without_it_is_told_and_earlier_rounds_count() -> None:
    put_in = item(FIRST - timedelta(15), "补入")
    looks = look(FIRST, *OLD, round_name="Q"), look(SECOND, *OLD), look(THIRD, put_in, *OLD)
    (clue,) = late(*looks)
    assert (clue.without.night, clue.days) == (SECOND, 18)
    (clue,) = late(looks[0], look(SECOND, put_in, *OLD))
    assert clue.without.round == "Q"


def test_several_with_spread_dates_are_a_batch() -> None:
    put_in = [item(FIRST - timedelta(n), f"补入{n}") for n in (12, 15, 25)]
    clues = late(look(FIRST, *OLD), look(SECOND, *put_in, *OLD))
    assert {(clue.together, clue.batch) for clue in clues} == {(BATCH, True)}
    same_day = [item(FIRST - timedelta(15), f"补入{n}") for n in range(3)]
    assert {clue.batch for clue in late(look(FIRST, *OLD), look(SECOND, *same_day, *OLD))} == {False}


@given(st.lists(st.integers(0, 60), min_size=1, max_size=12), st.lists(st.integers(-3, 3), max_size=3))
def test_a_list_to_which_new_days_are_added_gives_no_clue(ago: list[int], added: list[int]) -> None:
    before = days(*sorted(ago))
    after = tuple(item(FIRST + timedelta(n), f"新{k}") for k, n in enumerate(added))
    assert late(look(FIRST, *before), look(SECOND, *after, *before)) == []


def test_lists_that_can_be_compared_are_counted() -> None:
    looks = [look(FIRST, *OLD), look(SECOND, *OLD), look(SECOND, *OLD, url="http://a/one/")]
    assert (compared(looks, "R"), compared(looks, "Q")) == (1, 0)
