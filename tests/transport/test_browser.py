"""Pages as a browser shows them, at the direct door: by our resolver, and in their platform's turn."""

from __future__ import annotations

import shutil
from itertools import pairwise

import pytest

from tests.transport.conftest import CODES, Office

READING = "SELECT reading, newest IS NOT NULL FROM visit WHERE target = ? AND list_url LIKE '%/zcwj/'"
CHAIN = """SELECT f.state, f.detail FROM fetch f JOIN visit v ON v.id = f.visit_id
           WHERE v.target = ? AND v.list_url LIKE '%/zcwj/' ORDER BY f.position"""
SITES = ("filled", "filledtls", "polling", "spinning", "flooded", "waiting")


def test_without_a_browser_the_list_is_unreadable(office: Office) -> None:
    result = office.crawl(sites=("filled",))
    assert result.returncode == 0, result.stderr
    assert office.rows(READING, CODES["filled"]) == [("unreadable", 0)]


@pytest.fixture(scope="module")
def rendered(opened: Office) -> tuple[Office, list[dict[str, object]], str]:
    """A crawl with the browser, what reached the door, and what it said."""
    before = len(opened.reached())
    office = Office(opened.door, opened.var, {"GOVCRAWL_RENDER": "1", "GOVCRAWL_DELAY": "0.2"})
    result = office.crawl("-s", "DOWNLOAD_TIMEOUT=6", sites=SITES)
    assert result.returncode == 0, result.stderr
    return office, office.reached()[before:], result.stderr


BROWSER = pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium here (apt-get install chromium)")


@BROWSER
def test_a_browser_fills_the_list_in_its_turn(rendered: tuple[Office, list[dict[str, object]], str]) -> None:
    office, reached, told = rendered
    assert office.rows(READING, CODES["filled"]) == [("read", 1)]
    own = [line for line in reached if line.get("host") == "www.filled.example"]
    assert [line["path"] for line in own].count("/zcwj/") == 2, "once plain, once as a browser shows it"
    plain = [float(str(line["at"])) for line in own if line["path"] != "/data/zcwj"]
    assert min(later - earlier for earlier, later in pairwise(plain)) >= 0.2 * 0.9
    assert "Traceback" not in told


@BROWSER
def test_the_browser_reaches_nothing_private(rendered: tuple[Office, list[dict[str, object]], str]) -> None:
    assert not [line for line in rendered[1] if line.get("private")]


# What goes wrong in a browser: the reading of the list, the states of its fetches.
OUTCOMES = {
    "filledtls": ("read", ["ok", "ok"]),
    "polling": ("read", ["ok", "ok"]),
    "flooded": ("read", ["ok", "ok"]),
    "spinning": ("unreadable", ["ok", "timeout", "timeout"]),
    "waiting": ("unreadable", ["ok", "timeout", "timeout"]),
}


@BROWSER
@pytest.mark.parametrize("site", OUTCOMES)
def test_a_page_that_troubles_the_browser(site: str, rendered: tuple[Office, list[dict[str, object]], str]) -> None:
    office, _, _ = rendered
    reading, states = OUTCOMES[site]
    assert [row[0] for row in office.rows(READING, CODES[site])] == [reading], office.rows(CHAIN, CODES[site])
    chain = office.rows(CHAIN, CODES[site])
    assert [state for state, _ in chain] == states, chain
    assert chain[0][1] == ("certificate: expired" if site == "filledtls" else None)
    assert all((detail or "").startswith("rendered") for _, detail in chain[1:]), chain


@BROWSER
def test_what_a_page_loads_is_bounded(rendered: tuple[Office, list[dict[str, object]], str]) -> None:
    office, _, _ = rendered
    query = "SELECT title FROM visit WHERE target = ? AND list_url LIKE '%/zcwj/'"
    assert office.rows(query, CODES["flooded"]) == [("取数中断",)]


@BROWSER
def test_a_replay_needs_no_browser(rendered: tuple[Office, list[dict[str, object]], str]) -> None:
    office, _, _ = rendered
    result = office.crawl("-a", f"replay={office.night}", sites=SITES)
    assert result.returncode == 0, result.stderr
    assert "不同 0，缺少 0，新增 0" in result.stderr
