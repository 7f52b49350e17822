"""The trees of disclosure pages: what the manifest tells of each leaf is what a visitor finds behind it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import pytest

from govcrawl.modelcity.city import City, load
from govcrawl.modelcity.manifest import describe
from govcrawl.vocabulary import Relation
from tests.conftest import SEEDS
from tests.modelcity.conftest import visit
from tests.modelcity.look import Look

SCENARIO = "indicators"
TREE = r"^(政府信息公开|信息公开|政务公开)$"
NODES = re.compile(r"var zNodes = (\[.*?\]);")
PAGES = frozenset({"own", "blank", "twin"})


@pytest.fixture(scope="module")
def city() -> City:
    return load(SEEDS, SCENARIO)


@pytest.fixture(scope="module")
def looks(city: City) -> Iterator[list[Look]]:
    for visitor in visit(SCENARIO):
        yield [
            Look(city, site, visitor, visitor) for site in city.sites if any(column.hidden for column in site.columns)
        ]


def tree(look: Look) -> dict[str, str]:
    """Address by name of the leaves that the site's disclosure page shows as links or in its script."""
    (page,) = look.menu(TREE)
    nodes = NODES.search(look.text(page))
    if nodes:
        return {node["name"]: urljoin(page, node["url"]) for node in json.loads(nodes[1]) if node["url"]}
    return {name: url for name, url in look.links(page) if name}


def leaves(city: City, look: Look) -> list[dict[str, Any]]:
    """What the manifest tells of the site's hidden columns that are pages."""
    hidden = {column.address for column in look.site.columns if column.hidden}
    told = next(site for site in describe(city)["sites"] if site["code"] == look.code)
    return [column for column in told["columns"] if column["address"] in hidden and column["source"] != "void"]


def test_every_leaf_is_in_the_tree_and_in_no_menu(city: City, looks: list[Look]) -> None:
    assert len(looks) > 5
    for look in looks:
        own = {leaf["name"] for leaf in leaves(city, look)}
        assert own <= set(tree(look))
        assert not own & {name for name, _url in look.links(look.site.root)}


def test_leaves_are_as_new_and_as_empty_as_the_manifest_tells(city: City, looks: list[Look]) -> None:
    for look in looks:
        shown = tree(look)
        for leaf in leaves(city, look):
            if leaf["source"] in PAGES:
                url = shown[leaf["name"]]
                newest = look.newest(url)
                assert (newest.isoformat() if newest else None) == leaf["last_update"], (look.code, leaf)
                assert (newest is None) == (leaf["source"] == "blank"), (look.code, leaf)


def test_what_is_planted_is_what_the_dates_say(city: City, looks: list[Look]) -> None:
    told = [(leaf, planted["kind"]) for look in looks for leaf in leaves(city, look) for planted in leaf["planted"]]
    faults = [leaf for leaf, kind in told if kind == "fault"]
    assert all(leaf["late"] or leaf["blank"] for leaf in faults)
    assert not any(leaf["late"] or leaf["blank"] for leaf, kind in told if kind == "trap")
    assert {leaf["blank"] for leaf in faults} == {True, False}


def test_leaves_that_are_no_columns_of_the_site_lead_elsewhere_or_to_one_text(city: City, looks: list[Look]) -> None:
    others = [(look, leaf) for look in looks for leaf in leaves(city, look) if leaf["source"] in ("link", "content")]
    assert {leaf["source"] for _look, leaf in others} == {"link", "content"}
    for look, leaf in others:
        url = tree(look)[leaf["name"]]
        inside = url.startswith(look.site.row.address)
        assert inside == (leaf["relation"] == Relation.OWN.label)
        assert not inside or len(look.links(url)) < len(look.links(look.site.root)) + 9
