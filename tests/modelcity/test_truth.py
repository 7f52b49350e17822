"""What is planted is what the pages' own dates say, and nothing else is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from govcrawl.modelcity.deadlines import Deadline
from tests.modelcity.conftest import SCENARIOS

Truth = dict[str, Any]
LATE, BLANK, HOME = "栏目不更新", "空白栏目", "首页不更新"
CLAUSES = {"栏目不更新（一）": 5, "栏目不更新（二）": 10, "栏目不更新（三）": 5}
FIRST_LEVEL = ("通知公告", "政策文件")


def faults(target: Truth) -> set[str]:
    return {note["indicator"] for note in target["planted"] if note["kind"] == "fault"}


def columns(truth: Truth) -> Iterator[tuple[Truth, Truth]]:
    for site in truth["sites"]:
        for column in site["columns"]:
            yield site, column


def clause(column: Truth) -> str:
    if column["blank"]:
        return "栏目不更新（三）"
    category = column["category"]
    if category == "动态要闻" or (category in FIRST_LEVEL and column["level"] == 1):
        return "栏目不更新（一）"
    return "" if category in FIRST_LEVEL else "栏目不更新（二）"


def reached(site: Truth) -> set[str]:
    counts = Counter(clause(column) for column in site["columns"] if column["late"] or column["blank"])
    vetoes = {name for name, threshold in CLAUSES.items() if counts[name] >= threshold}
    return vetoes | ({HOME} if site["home"]["late"] else set())


def test_the_calm_quarter_holds_the_four_late_columns_and_nothing_else(truths: dict[str, Truth]) -> None:
    truth = truths["2020q4"]
    late = Counter(site["code"] for site, column in columns(truth) if column["late"])
    assert late == {"4205000034": 2, "4205000055": 1, "4205000035": 1}
    assert all(column["confirmed"] for _site, column in columns(truth) if column["late"])
    assert not [column for _site, column in columns(truth) if column["blank"] or column["answer"]]
    assert not [site for site in truth["sites"] if site["home"]["late"] or site["answer"]]
    assert not [account for account in truth["accounts"] if account["late"] or account["answer"]]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_planted_columns_are_the_ones_that_are_wrong(truths: dict[str, Truth], scenario: str) -> None:
    for site, column in columns(truths[scenario]):
        told = faults(column)
        assert column["late"] == (LATE in told), (site["code"], column)
        assert column["blank"] == (BLANK in told), (site["code"], column)
        assert column["confirmed"] or not told, (site["code"], column)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_planted_homes_are_the_ones_that_are_wrong(truths: dict[str, Truth], scenario: str) -> None:
    assert all(site["home"]["late"] == (HOME in faults(site)) for site in truths[scenario]["sites"])


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_planted_accounts_are_the_ones_that_are_wrong(truths: dict[str, Truth], scenario: str) -> None:
    assert all(account["late"] == bool(faults(account)) for account in truths[scenario]["accounts"])


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_parents_without_rows_have_a_fresh_child(truths: dict[str, Truth], scenario: str) -> None:
    parents = [column for _site, column in columns(truths[scenario]) if column["source"] == "empty"]
    assert parents
    assert all(column["days"] is not None and column["days"] <= 183 for column in parents)


def test_sites_that_reach_a_veto_are_those_declared(truths: dict[str, Truth]) -> None:
    truth = truths["faults"]
    declared = {(veto["target"], veto["clause"]) for veto in truth["vetoes"]}
    declared.add(("4205000028", HOME))  # undated, so left to a person: no veto is expected of a machine
    assert {(site["code"], name) for site in truth["sites"] for name in reached(site)} == declared


def test_every_kind_of_fault_stands_on_several_targets(truths: dict[str, Truth]) -> None:
    vetoes = Counter(veto["clause"] for veto in truths["faults"]["vetoes"])
    assert all(vetoes[name] >= 2 for name in (*CLAUSES, HOME))
    accounts = truths["faults"]["accounts"]
    assert sum(bool(faults(account)) for account in accounts) >= 20
    assert sum(any(note["kind"] == "trap" for note in account["planted"]) for account in accounts) >= 10


@pytest.mark.parametrize(
    ("deadline", "seen", "first"),
    [
        (Deadline(days=14), date(2021, 3, 12), date(2021, 2, 26)),
        (Deadline(months=6), date(2021, 3, 12), date(2020, 9, 12)),
        (Deadline(months=12), date(2021, 3, 12), date(2020, 3, 12)),
        (Deadline(months=6), date(2021, 8, 31), date(2021, 2, 28)),
        (Deadline(months=12), date(2020, 2, 29), date(2019, 2, 28)),
    ],
)
def test_the_last_day_of_a_deadline_still_passes(deadline: Deadline, seen: date, first: date) -> None:
    assert deadline.first_day(seen) == first
    assert not deadline.is_late(first, seen)
    assert deadline.is_late(date.fromordinal(first.toordinal() - 1), seen)
