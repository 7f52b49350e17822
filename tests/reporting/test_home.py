"""Veto 3 by table."""

from __future__ import annotations

from datetime import date

import pytest

from govcrawl.vocabulary import Outcome
from reporting.judge.home import SecondLevel, assess_home
from reporting.judge.views import UNSEEN, ListView, State
from reporting.standard.period import TWO_WEEKS
from tests.reporting.cases import MOMENT, ON, ago, dated

NOTHING = SecondLevel(None, False)
FRESH, STALE = SecondLevel(ago(2), True), SecondLevel(ago(20), True)
ENTRANCE = ListView(State.EMPTY, None, ON, (1,))
UNDATED = ListView(State.UNDATED, None, ON, (1,))
UNREADABLE = ListView(State.UNREADABLE, None, ON, (1,))


@pytest.mark.parametrize(
    ("home", "second", "linked", "outcome"),
    [
        (dated(14), NOTHING, None, Outcome.PASS),
        (dated(15), NOTHING, None, Outcome.FAIL),
        (dated(15), FRESH, None, Outcome.FAIL),
        (dated(15), FRESH, ago(2), Outcome.SUSPECT),
        (UNDATED, FRESH, None, Outcome.SUSPECT),
        (UNDATED, FRESH, ago(2), Outcome.PASS),
        (UNDATED, FRESH, ago(15), Outcome.SUSPECT),
        (UNREADABLE, FRESH, None, Outcome.SUSPECT),
        (ENTRANCE, FRESH, None, Outcome.PASS),
        (ENTRANCE, STALE, None, Outcome.FAIL),
        (ENTRANCE, SecondLevel(ago(20), False), None, Outcome.SUSPECT),
        (ENTRANCE, NOTHING, None, Outcome.SUSPECT),
        (UNSEEN, FRESH, None, Outcome.UNCHECKED),
    ],
)
def test_home_page(home: ListView, second: SecondLevel, linked: date | None, outcome: Outcome) -> None:
    assert assess_home(home, second, linked, TWO_WEEKS, MOMENT, ()).outcome is outcome


def test_a_doubt_makes_a_late_home_page_a_suspect_one() -> None:
    assert assess_home(dated(15), NOTHING, None, TWO_WEEKS, MOMENT, ("年份由推断",)).outcome is Outcome.SUSPECT


def test_second_level_is_complete_only_when_every_page_was_read() -> None:
    assert SecondLevel.of([dated(3), dated(5)]) == SecondLevel(ago(3), True)
    assert SecondLevel.of([dated(3), UNSEEN]) == SecondLevel(ago(3), False)
    assert SecondLevel.of([]) == NOTHING
