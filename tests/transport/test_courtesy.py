"""Courtesy as the server saw it: the pace of each platform, and robots.txt."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.transport.conftest import CODES, Office

_DELAY = 0.2
# What a clock reading may be out by; the crawl itself allows nothing less than the delay.
_TOLERANCE = 0.9
PLATFORMS = {
    "by the address": ("shared1", "shared2", "shared3"),
    "by the ledger": ("platform1", "platform2"),
}


@pytest.fixture(scope="module")
def paced(opened: Office) -> tuple[Office, int]:
    """A crawl at a measurable pace, and how many requests had reached the door before."""
    before = len(opened.reached())
    slow = Office(opened.door, opened.var, {"GOVCRAWL_DELAY": str(_DELAY)})
    sites = (*PLATFORMS["by the address"], *PLATFORMS["by the ledger"], *ROBOTS, "dies", "reset")
    result = slow.crawl("-s", "PAGES_PER_TARGET=8", sites=sites)
    assert result.returncode == 0, result.stderr
    return slow, before


@pytest.mark.parametrize("members", PLATFORMS.values(), ids=PLATFORMS)
def test_no_platform_is_asked_faster_than_its_delay(paced: tuple[Office, int], members: tuple[str, ...]) -> None:
    office, before = paced
    hosts = {f"www.{name}.example" for name in members}
    times = [line["at"] for line in office.reached()[before:] if line.get("host") in hosts]
    assert len(times) >= 9 * len(members), "robots.txt and eight pages each"
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert min(gaps) >= _DELAY * _TOLERANCE
    assert (times[-1] - times[0]) / len(gaps) >= _DELAY * 0.95


# Which pages of a site are asked for, as its robots.txt says: the home page, 要闻动态, 通知公告.
ROBOTS = {
    "robots": (True, True, False),
    "robotsall": (False, False, False),
    "robotshuge": (True, True, False),
    "robotsendless": (True, False, False),
    "robotsfailing": (True, False, False),
    "robotsgone": (True, True, True),
    "robotssilent": (True, True, True),
    "robotstls": (True, True, False),
}


@pytest.mark.parametrize("site", ROBOTS)
def test_robots_is_obeyed(paced: tuple[Office, int], site: str) -> None:
    paths = asked(paced, site)
    assert tuple(path in paths for path in ("/", "/ywdt/", "/tzgg/")) == ROBOTS[site]
    assert "/robots.txt" in paths
    office, _ = paced
    query = """SELECT count(*) FROM visit v JOIN fetch f ON f.visit_id = v.id
               WHERE f.state = 'robots' AND v.target = ? AND v.url LIKE '%/tzgg/'"""
    if site != "robotsall":
        assert office.rows(query, CODES[site]) == [(int(not ROBOTS[site][2]),)]


def asked(paced: tuple[Office, int], name: str) -> list[str]:
    """The paths that the server of a plant was asked for."""
    office, before = paced
    return [line["path"] for line in office.reached()[before:] if line.get("host") == f"www.{name}.example"]


def test_a_host_that_fails_in_a_row_is_left_alone(paced: tuple[Office, int]) -> None:
    columns = [path for path in asked(paced, "dies") if path not in {"/", "/robots.txt"}]
    assert 5 <= len(columns) <= 7, "seven columns, each tried twice, would be fourteen"
    office, _ = paced
    query = "SELECT sum(number) FROM run_count WHERE kind = 'dropped' AND reason = 'host_down'"
    assert office.rows(query)[0][0] >= 2


def test_a_page_is_tried_again_once_where_the_table_says_so(paced: tuple[Office, int]) -> None:
    assert asked(paced, "reset").count("/") == 2
    office, _ = paced
    query = """SELECT f.url, f.state FROM fetch f JOIN visit v ON v.id = f.visit_id
               WHERE v.target = ? ORDER BY f.position"""
    http, https = "http://www.reset.example/", "https://www.reset.example/"
    assert office.rows(query, CODES["reset"]) == [(https, "refused")] * 2 + [(http, "broken")] * 2
