"""Veto 2: a week of probes, what counts, what does not, and who is to look."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.clock import ZONE
from govcrawl.vocabulary import Outcome
from reporting.judge.availability import FAILING, SPACING, assess_probes, spaced
from reporting.judge.facts import Probe

FIRST = date(2020, 11, 11)


def probes(
    days: int, a_day: int, *, minutes: int = 60, failing: int = 0, state: str = "timeout", together: int = 0
) -> list[Probe]:
    """Probes of some days, the first ``failing`` of all of them failed."""
    made: list[Probe] = []
    for day in range(days):
        midnight = datetime(2020, 11, 11, 0, 10, tzinfo=ZONE) + timedelta(days=day)
        for number in range(a_day):
            at = (midnight + timedelta(minutes=number * minutes)).astimezone(UTC)
            failed = len(made) < failing
            made.append(Probe(at, state if failed else "ok", together if failed else 0))
    return made


@pytest.mark.parametrize(
    ("seen", "outcome", "told"),
    [
        ([], Outcome.UNCHECKED, "没有连通性监测"),
        (probes(7, 20), Outcome.PASS, "访问140次，打不开0次（0.0%）"),
        (probes(7, 20, failing=6), Outcome.PASS, "打不开6次（4.3%）"),
        (probes(7, 20, failing=7), Outcome.FAIL, "打不开7次（5.0%）"),
        (probes(7, 19, failing=133), Outcome.UNCHECKED, "够20次的有0天"),
        (probes(6, 20, failing=120), Outcome.UNCHECKED, "够20次的有6天"),
        (probes(8, 20, failing=8), Outcome.FAIL, "访问160次，打不开8次（5.0%）"),
        (probes(7, 72, minutes=10), Outcome.PASS, "访问252次"),
        (probes(7, 40, minutes=10), Outcome.PASS, "访问140次"),
        (probes(7, 38, minutes=10), Outcome.UNCHECKED, "够20次的有0天"),
        (probes(7, 20, failing=140, state="blocked"), Outcome.UNCHECKED, "够20次的有0天"),
        (probes(7, 22, failing=2, state="blocked"), Outcome.PASS, "访问152次，打不开0次"),
    ],
)
def test_a_week_of_probes(seen: list[Probe], outcome: Outcome, told: str) -> None:
    found = assess_probes(seen)
    assert found.outcome is outcome
    assert told in found.values


def test_what_was_not_enough_is_told_by_day() -> None:
    found = assess_probes(probes(7, 20)[:-1])
    assert "次数不够的日子：11-17（19次）" in found.reason
    blocked = assess_probes(probes(7, 20, failing=30, state="blocked"))
    assert "另有30次被拦截" in blocked.reason


def test_an_outage_of_a_platform_is_one_incident() -> None:
    found = assess_probes(probes(7, 20, failing=10, together=12))
    assert "其中10次与同平台多个网站同时发生" in found.reason


@given(st.lists(st.integers(0, 3000), max_size=60), st.sampled_from(sorted(FAILING)))
def test_spaced_probes_stand_apart_and_their_order_does_not_matter(minutes: list[int], state: str) -> None:
    start = datetime(2020, 11, 11, tzinfo=UTC)
    made = [Probe(start + timedelta(minutes=one), state) for one in minutes]
    taken = spaced(made)
    assert all(b.at - a.at >= SPACING for a, b in pairwise(taken))
    assert [one.at for one in taken] == [one.at for one in spaced(made[::-1])]
    assert bool(taken) == bool(made)


@given(st.integers(0, 140), st.integers(0, 140))
def test_more_failures_never_improve_the_outcome(one: int, other: int) -> None:
    rank = [Outcome.PASS, Outcome.FAIL]
    fewer, more = (rank.index(assess_probes(probes(7, 20, failing=n)).outcome) for n in sorted((one, other)))
    assert fewer <= more
