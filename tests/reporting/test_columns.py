"""Veto 4 by table: late and blank columns, parents, twins, exemptions, proposals."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.vocabulary import Category, Indicator, Outcome, Reading, Relation
from reporting.judge.columns import Candidate
from reporting.judge.facts import Column, ListContent
from reporting.judge.findings import Finding
from reporting.judge.twins import count_once, doubled_visits
from reporting.judge.views import UNSEEN, ListView, State
from tests.reporting.cases import ON, Site, ago, column, dated, look, seen

A4, B4, C4 = Indicator.SITE_4A, Indicator.SITE_4B, Indicator.SITE_4C
PASS, FAIL, SUSPECT, UNCHECKED, NA = (
    Outcome.PASS,
    Outcome.FAIL,
    Outcome.SUSPECT,
    Outcome.UNCHECKED,
    Outcome.NOT_APPLICABLE,
)
BLANK_ONCE = ListView(State.EMPTY, visits=(1,), empty_nights=1)
BLANK_TWICE = ListView(State.EMPTY, visits=(1,), empty_nights=2)


@pytest.mark.parametrize(
    ("one", "seen_of_it", "late", "blank"),
    [
        (column(), dated(14), (A4, PASS), PASS),
        (column(), dated(15), (A4, FAIL), PASS),
        (column(level=2), dated(15), (A4, FAIL), PASS),
        (column(category=Category.NOTICE), ListView(State.DATED, date(2020, 5, 17), ON, (1,)), (A4, PASS), PASS),
        (column(category=Category.NOTICE), ListView(State.DATED, date(2020, 5, 16), ON, (1,)), (A4, FAIL), PASS),
        (column(category=Category.POLICY, level=2), dated(200), (B4, FAIL), PASS),
        (column(category=Category.PLAN), ListView(State.DATED, date(2019, 11, 17), ON, (1,)), (B4, PASS), PASS),
        (column(category=Category.PLAN), ListView(State.DATED, date(2019, 11, 16), ON, (1,)), (B4, FAIL), PASS),
        (column(category=Category.PROFILE), dated(900), (B4, NA), PASS),
        (column(category=Category.SERVICE), dated(300), (B4, NA), PASS),
        (column(category=Category.SERVICE), dated(400), (B4, SUSPECT), PASS),
        (column(category=Category.SERVICE, confirmed=False), dated(400), (B4, NA), NA),
        (column(category=Category.PROFILE), UNSEEN, (B4, NA), UNCHECKED),
        (column(category=Category.UNKNOWN), dated(1), (B4, SUSPECT), PASS),
        (column(), ListView(State.UNDATED, None, ON, (1,)), (A4, SUSPECT), PASS),
        (column(), ListView(State.UNREADABLE, None, ON, (1,)), (A4, SUSPECT), NA),
        (column(), UNSEEN, (A4, UNCHECKED), NA),
        (column(), None, (A4, UNCHECKED), NA),
        (column(), BLANK_ONCE, (A4, NA), SUSPECT),
        (column(), BLANK_TWICE, (A4, NA), FAIL),
        (column(), seen(look(ago(20), day=ago(3)), look(reading=Reading.FAILED)), (A4, FAIL), PASS),
        (column(), seen(look(ago(15), day=ago(3)), look(reading=Reading.FAILED)), (A4, SUSPECT), PASS),
        (column(), seen(look(ago(30), day=ago(20))), (A4, UNCHECKED), PASS),
        (column(), seen(look(ago(9), day=ago(9))), (A4, PASS), PASS),
        (column(), ListView(State.DATED, ago(20), ON, (1,), gaps=1), (A4, SUSPECT), PASS),
        (column(relation=Relation.SUPERIOR), dated(300), (A4, NA), NA),
        (column(exempt=("无更新事项", ON)), dated(300), (A4, NA), NA),
        (column(exempt=("无更新事项", ago(1))), dated(300), (A4, FAIL), PASS),
        (column(relation=Relation.TOPIC, exempt=("专题已归档", None)), dated(300), (A4, NA), NA),
        (column(relation=Relation.TOPIC), dated(300), (A4, FAIL), PASS),
        (column(confirmed=False), dated(15), (A4, SUSPECT), PASS),
        (column(confirmed=False), dated(3), (A4, PASS), PASS),
        (column(confirmed=False), BLANK_TWICE, (A4, NA), SUSPECT),
        (column(confirmed=False), None, (A4, NA), NA),
        (column(confirmed=False, category=Category.SERVICE), BLANK_TWICE, (B4, NA), NA),
    ],
)
def test_one_column(one: Column, seen_of_it: ListView | None, late: tuple[Indicator, Outcome], blank: Outcome) -> None:
    findings = Site().add(one, seen_of_it).findings()
    assert {key: found.outcome for key, found in findings.items()} == {
        (late[0], one.url): late[1],
        (C4, one.url): blank,
    }


def test_values_are_the_canonical_text() -> None:
    found = Site().add(column(), dated(20)).findings()[A4, "http://a/x/"]
    assert found.values == "最后更新 2020-10-28；监测 2020-11-17"
    assert found.reason == "超过14天未更新"


def test_a_doubt_makes_a_late_column_a_suspect_one() -> None:
    site = Site(doubts={1: ("列表写的是成文日期",)})
    found = site.add(column(), dated(20)).findings()[A4, "http://a/x/"]
    assert (found.outcome, found.reason) == (SUSPECT, "列表写的是成文日期")


PARENT = column("http://a/p/")


@pytest.mark.parametrize(
    ("own", "child", "outcome"),
    [
        (BLANK_TWICE, dated(3), PASS),
        (dated(40), dated(3), PASS),
        (dated(3), dated(40), PASS),
        (dated(40), dated(30), FAIL),
        (ListView(State.UNREADABLE, visits=(1,)), dated(3), PASS),
        (ListView(State.UNREADABLE, visits=(1,)), dated(30), SUSPECT),
        (UNSEEN, dated(30), UNCHECKED),
    ],
)
def test_a_parent_takes_its_newest_child(own: ListView, child: ListView, outcome: Outcome) -> None:
    below = column("http://a/p/c/", level=2, parent=PARENT.url)
    findings = Site().add(PARENT, own).add(below, child).findings()
    assert findings[A4, PARENT.url].outcome is outcome


def test_a_superiors_child_does_not_count_for_its_parent() -> None:
    above = column("http://b/c/", level=2, parent=PARENT.url, relation=Relation.SUPERIOR)
    findings = Site().add(PARENT, dated(40)).add(above, dated(1)).findings()
    assert findings[A4, PARENT.url].outcome is FAIL


def test_columns_that_name_each_other_as_parents_end() -> None:
    first, second = column("http://a/1/", parent="http://a/2/"), column("http://a/2/", parent="http://a/1/")
    findings = Site().add(first, dated(40)).add(second, BLANK_TWICE).findings()
    assert findings[A4, first.url].outcome is FAIL


def counted(candidates: list[Candidate], contents: dict[int, ListContent]) -> dict[str, Finding]:
    return {one.key.subject: one for one in count_once(candidates, contents) if one.key.indicator is A4}


def test_an_empty_parent_and_its_late_child_are_one_list() -> None:
    below = column("http://a/p/c/", level=2, parent=PARENT.url)
    found = counted(Site().add(PARENT, BLANK_TWICE).add(below, dated(30)).candidates(), {})
    assert (found[PARENT.url].outcome, found[below.url].outcome) == (FAIL, NA)


@pytest.mark.parametrize(
    ("first", "second", "outcomes"),
    [
        (ListContent("http://a/1", ("e1", "e2")), ListContent("http://a/2", ("e1", "e2")), (FAIL, NA)),
        (ListContent("http://a/z", ("e1",)), ListContent("http://a/z", ("e2",)), (FAIL, NA)),
        (ListContent("http://a/1", ("e1", "e2")), ListContent("http://a/2", ("e1", "e3")), (FAIL, FAIL)),
        (ListContent(None, ()), ListContent(None, ()), (FAIL, FAIL)),
    ],
)
def test_the_same_list_counts_once(first: ListContent, second: ListContent, outcomes: tuple[Outcome, Outcome]) -> None:
    site = Site().add(column("http://a/1/"), dated(20, visit=1)).add(column("http://a/2/"), dated(20, visit=2))
    candidates = site.candidates()
    assert doubled_visits(candidates) == [1, 2]
    found = counted(candidates, {1: first, 2: second})
    assert (found["http://a/1/"].outcome, found["http://a/2/"].outcome) == outcomes


def test_of_twins_the_ledgers_column_stands() -> None:
    site = Site().add(column("http://a/1/", confirmed=False), dated(20, visit=1))
    site.add(column("http://a/2/", level=3), dated(20, visit=2))
    same = {visit: ListContent(None, ("e1", "e2")) for visit in (1, 2)}
    found = counted(site.candidates(), same)
    assert (found["http://a/1/"].outcome, found["http://a/2/"].outcome) == (NA, FAIL)


WORSE = [PASS, NA, UNCHECKED, SUSPECT, FAIL]


@given(st.integers(0, 800), st.integers(0, 800), st.sampled_from(Category), st.integers(1, 3))
def test_an_older_update_is_never_better(first: int, second: int, category: Category, level: int) -> None:
    one = column(category=category, level=level)
    younger, older = (
        max(WORSE.index(found.outcome) for found in Site().add(one, dated(age)).findings().values())
        for age in sorted((first, second))
    )
    assert younger <= older


def test_a_blank_leaf_that_nobody_registered_is_asked_about_and_a_blank_channel_is_not() -> None:
    blank = ListView(State.EMPTY, visits=(1,), empty_nights=2)
    leaf = column("http://a/gk/yjya/", Category.UNKNOWN, level=3, confirmed=False)
    channel = column("http://a/gk/", Category.UNKNOWN, level=2, confirmed=False)
    menu = column("http://a/col1.html", Category.UNKNOWN, level=2, confirmed=False)
    below = column("http://a/col2.html", Category.UNKNOWN, parent=menu.url, level=3, confirmed=False)
    first = column("http://a/col3.html", Category.UNKNOWN, confirmed=False)
    columns = (leaf, channel, menu, below, first)
    site = Site()
    for one in columns:
        site.add(one, blank)
    outcomes = {one: site.findings()[Indicator.SITE_4C, one.url].outcome for one in columns}
    asked, not_asked = Outcome.SUSPECT, Outcome.NOT_APPLICABLE
    assert outcomes == {leaf: asked, channel: not_asked, menu: not_asked, below: asked, first: not_asked}
