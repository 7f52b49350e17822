"""Pages as a browser shows them, at the direct door: by our resolver, and in their platform's turn."""

from __future__ import annotations

import shutil
from itertools import pairwise

import pytest

from tests.transport.conftest import CODES, Office

LIST = "http://www.filled.example/zcwj/"
READING = "SELECT reading, newest IS NOT NULL FROM visit WHERE target = ? AND list_url = ?"


def test_without_a_browser_the_list_is_unreadable(office: Office) -> None:
    result = office.crawl(sites=("filled",))
    assert result.returncode == 0, result.stderr
    assert office.rows(READING, CODES["filled"], LIST) == [("unreadable", 0)]


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium on this machine (apt-get install chromium)")
def test_a_browser_fills_it_and_reaches_nothing_private(opened: Office, office: Office) -> None:
    before = len(office.reached())
    rendering = Office(office.door, office.var, {"GOVCRAWL_RENDER": "1", "GOVCRAWL_DELAY": "0.2"})
    result = rendering.crawl("-s", "DOWNLOAD_TIMEOUT=20", sites=("filled", "expired"))
    assert result.returncode == 0, result.stderr
    assert office.rows(READING, CODES["filled"], LIST) == [("read", 1)]
    reached = office.reached()[before:]
    assert not [line for line in reached if line.get("private")]
    rendered = [line["at"] for line in reached if line.get("host") == "www.filled.example" and line["path"] == "/zcwj/"]
    assert len(rendered) == 2, "once plain, once as a browser shows it"
    plain = [line["at"] for line in reached if line.get("host") == "www.filled.example" and "data" not in line["path"]]
    assert min(later - earlier for earlier, later in pairwise(sorted(plain))) >= 0.2 * 0.9
    detail = (
        "SELECT DISTINCT detail FROM fetch f JOIN visit v ON v.id = f.visit_id WHERE v.target = ? AND f.state = 'ok'"
    )
    assert office.rows(detail, CODES["expired"]) == [("certificate: expired",)]
