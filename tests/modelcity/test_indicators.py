"""Scenario ``indicators``: what the manifest tells of each indicator is what the served pages show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest

from govcrawl.modelcity.city import City, load
from govcrawl.modelcity.manifest import describe
from govcrawl.modelcity.scenario import codes as of
from govcrawl.vocabulary import Indicator, Outcome
from tests.conftest import SEEDS
from tests.modelcity import (
    read_dates,
    read_domain,
    read_interaction,
    read_links,
    read_marks,
    read_publication,
    read_search,
    read_services,
    read_surveys,
)
from tests.modelcity.conftest import visit
from tests.modelcity.look import Look

SCENARIO = "indicators"
BEFORE = "2021-03-11"
READINGS: Mapping[Indicator, Callable[[Look], bool]] = {
    **read_marks.READINGS,
    **read_links.READINGS,
    **read_domain.READINGS,
    **read_search.READINGS,
    **read_surveys.READINGS,
    **read_dates.READINGS,
    **read_interaction.READINGS,
    **read_services.READINGS,
    **read_publication.READINGS,
}
"""By indicator, whether a plain reader of the pages finds nothing wrong; one module per part of the scenario."""


@pytest.fixture(scope="module")
def city() -> City:
    return load(SEEDS, SCENARIO)


@pytest.fixture(scope="module")
def looks(city: City) -> Iterator[list[Look]]:
    for visitor in visit(SCENARIO):
        for before in visit(SCENARIO, "--on", BEFORE):
            yield [Look(city, site, visitor, before) for site in city.sites]


def told(city: City, indicator: Indicator) -> dict[str, tuple[str, set[str]]]:
    """By the code of each site to which the indicator applies, what was planted and the outcomes that are allowed."""
    return {
        site["code"]: (truth["kind"], set(truth["expect"]))
        for site in describe(city)["sites"]
        for truth in site["indicators"]
        if truth["indicator"] == indicator.value and truth["expect"] != [Outcome.NOT_APPLICABLE.label]
    }


@pytest.mark.parametrize("indicator", READINGS)
def test_every_outcome_of_the_manifest_is_true_of_the_served_pages(
    city: City, looks: list[Look], indicator: Indicator
) -> None:
    expected = told(city, indicator)
    right = {look.code for look in looks if look.code in expected and READINGS[indicator](look)}
    assert {code for code, (kind, _words) in expected.items() if kind == "fault"}.isdisjoint(right)
    assert {
        code for code, (kind, words) in expected.items() if kind != "fault" and Outcome.PASS.label in words
    } <= right
    assert 0 < len(right) < len(expected)


def test_every_truth_names_a_measured_indicator_and_a_site_of_the_city(city: City) -> None:
    codes = {site.row.code for site in city.sites}
    measured = city.scenario.measured
    assert {Indicator(value) for value in measured} == set(READINGS)
    assert len(measured) == len(set(measured))
    assert all(set(of(truth)) <= codes and truth["indicator"] in measured for truth in city.scenario.truths)
    assert city.scenario.only.keys() | city.scenario.usual.keys() <= set(measured)


def test_several_truths_of_one_indicator_on_one_site_tell_where_each_is(city: City) -> None:
    told_at = [
        (code, truth["indicator"], str(truth.get("at", ""))) for truth in city.scenario.truths for code in of(truth)
    ]
    assert len(told_at) == len(set(told_at))


def test_the_dead_addresses_are_the_ones_told_and_hundreds_are_alive(city: City, looks: list[Look]) -> None:
    truths = [truth for truth in city.scenario.truths if truth["indicator"] == Indicator.DESIGN_LINKS.value]
    wrong = {(truth["site"], truth["at"]) for truth in truths if truth["kind"] == "fault"}
    asked = [look for look in looks if city.scenario.asks(look.code, Indicator.DESIGN_LINKS.value)]
    assert {(look.code, url) for look in asked if look.site.row.portal for url in read_links.dead(look)} == wrong
    once = {(truth["site"], truth["at"]) for truth in truths if "只在 3 月 11 日夜" in truth["why"]}
    dead_before = {
        (look.code, url)
        for look in asked
        for url in read_links.targets(look) & {at for _site, at in once}
        if read_links.is_dead(look.before, url) and not read_links.is_dead(look, url)
    }
    assert dead_before == once != set()
    led_to = {url for look in asked for url in read_links.targets(look)}
    assert len(led_to - {at for _site, at in wrong}) > 300


def test_the_columns_with_false_dates_are_the_ones_told(city: City, looks: list[Look]) -> None:
    truths = [truth for truth in city.scenario.truths if truth["indicator"] == Indicator.SITE_1E.value]
    wrong = {(truth["site"], truth["at"]) for truth in truths if truth["kind"] == "fault"}
    asked = [look for look in looks if city.scenario.asks(look.code, Indicator.SITE_1E.value)]
    assert {(look.code, address) for look in asked for address in read_dates.false_columns(look)} == wrong


def test_the_overdue_letters_are_the_ones_told(city: City, looks: list[Look]) -> None:
    truths = [truth for truth in city.scenario.truths if truth["indicator"] == Indicator.SITE_5B.value]
    wrong = {
        (truth["site"], at) for truth in truths if truth["kind"] == "fault" for at in truth["at"] if "letter" in at
    }
    asked = [look for look in looks if city.scenario.asks(look.code, Indicator.SITE_5B.value)]
    assert {(look.code, letter) for look in asked for letter in read_interaction.overdue(look)} == wrong != set()


def test_each_place_of_the_last_groups_is_a_column_or_a_page_that_opens(city: City, looks: list[Look]) -> None:
    own = read_interaction.READINGS.keys() | read_services.READINGS.keys() | read_publication.READINGS.keys()
    columns = {column.address for site in city.sites for column in site.columns}
    by_code = {look.code: look for look in looks}
    for site in describe(city)["sites"]:
        for truth in site["indicators"]:
            places = [place["address"] for place in truth["at"] if Indicator(truth["indicator"]) in own]
            assert [at for at in places if at not in columns and not by_code[site["code"]].opens(at)] == []
            assert not truth["kind"] or places or Indicator(truth["indicator"]) not in own
