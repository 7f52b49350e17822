"""Scenario ``indicators``: what the manifest tells of each indicator is what the served pages show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import pytest

from govcrawl.modelcity.city import City, load
from govcrawl.modelcity.manifest import describe
from govcrawl.vocabulary import Indicator, Outcome
from tests.conftest import SEEDS
from tests.modelcity.conftest import Visitor, visit

SCENARIO = "indicators"
MARKS = ("bszs.conac.cn", "网站标识码：", "ICP备", "公安备|公网安备", "主办单位：", "联系电话：")
SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
INNER_TAGS = {"column": ("ColumnName", "ColumnType"), "article": ("ArticleTitle", "PubDate")}
Pages = dict[str, str]


@pytest.fixture(scope="module")
def visitor() -> Iterator[Visitor]:
    yield from visit(SCENARIO)


@pytest.fixture(scope="module")
def city() -> City:
    return load(SEEDS, SCENARIO)


@pytest.fixture(scope="module")
def pages(city: City, visitor: Visitor) -> dict[str, Pages]:
    """By site code, a home page, a column's page and an article's page as a visitor sees them."""
    return {site.row.code: dict(_pages(city, site, visitor)) for site in city.sites}


def _pages(city: City, site: Any, visitor: Visitor) -> Iterator[tuple[str, str]]:
    column = next(column for column in site.columns if column.source == "own")
    entry = city.rows(site, column)[0]
    for kind, address in (("home", "/"), ("column", column.href), ("article", entry.path)):
        response = visitor.get(urljoin(f"{site.row.address}/", address))
        assert response.status == 200, (site.row.code, address)
        yield kind, re.sub(r"<!--.*?-->", "", response.text, flags=re.S)


def _marked(code: str, pages: Pages) -> bool:
    return all(re.search(mark, page) for page in pages.values() for mark in MARKS)


def _reportable(code: str, pages: Pages) -> bool:
    return all(f'id="_jiucuo_" sitecode="{code}"' in page for page in pages.values())


def _tagged(code: str, pages: Pages) -> bool:
    return all(
        re.search(rf'(?i)<meta name="{tag}" content="[^"]+', pages[kind])
        for kind, tags in INNER_TAGS.items()
        for tag in (*SITE_TAGS, *tags)
    )


READINGS = {
    Indicator.DESIGN_MARKS: _marked,
    Indicator.DESIGN_REPORTING: _reportable,
    Indicator.DESIGN_TAGS: _tagged,
}


@pytest.mark.parametrize("indicator", READINGS)
def test_every_outcome_of_the_manifest_is_true_of_the_served_pages(
    city: City, pages: dict[str, Pages], indicator: Indicator
) -> None:
    right = {code for code, seen in pages.items() if READINGS[indicator](code, seen)}
    told = {
        site["code"]: truth["expect"]
        for site in describe(city)["sites"]
        for truth in site["indicators"]
        if truth["indicator"] == indicator.value
    }
    assert told == {code: [(Outcome.PASS if code in right else Outcome.FAIL).label] for code in pages}
    assert 0 < len(right) < len(pages)


def test_every_truth_names_a_measured_indicator_and_a_site_of_the_city(city: City) -> None:
    codes = {site.row.code for site in city.sites}
    measured = city.scenario.measured
    assert {Indicator(value) for value in measured} == set(READINGS)
    assert all(str(truth["site"]) in codes and truth["indicator"] in measured for truth in city.scenario.truths)
