"""Lists that only a browser can fill, in real Chromium: rendered when asked for, unreadable otherwise, never blank."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from tests.conftest import City, Program, serve_city
from tests.crawl.test_crawl import rows

SHELLS = "4205000062"
WHEN = {"GOVCRAWL_CLOCK": "2021-03-12T20:00"}
TRUTH = [
    ("http://gjj.yichang.gov.cn/bszn/", "2020-09-26"),
    ("http://gjj.yichang.gov.cn/czyjs/", "2021-01-26"),
    ("http://gjj.yichang.gov.cn/ghjh/", "2020-08-28"),
    ("http://gjj.yichang.gov.cn/gknb/", "2020-11-26"),
    ("http://gjj.yichang.gov.cn/rsxx/", "2020-10-15"),
]


@pytest.fixture(scope="module")
def faults() -> Iterator[City]:
    yield from serve_city("faults")


@pytest.fixture
def opened(program: Program) -> Program:
    program.check("govcrawl", "ledger", "import", "seeds", **WHEN)
    program.check("govcrawl", "round", "open", "2021Q1", **WHEN)
    return program


def looks(program: Program) -> list[tuple[object, ...]]:
    shells = ", ".join(f"'{url}'" for url, _ in TRUTH)
    return rows(program, f"SELECT list_url, reading, newest FROM visit WHERE list_url IN ({shells}) ORDER BY 1")


def crawl(program: Program, *words: str, **environment: str) -> None:
    arguments = ("scrapy", "crawl", "govsites", "-a", "round=2021Q1", "-a", f"sites={SHELLS}", *words)
    program.check(*arguments, **WHEN, **environment)


def test_without_a_browser_shells_are_unreadable(opened: Program, faults: City) -> None:
    crawl(opened, **faults.door)
    assert looks(opened) == [(url, "unreadable", None) for url, _ in TRUTH]


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium on this machine (apt-get install chromium)")
def test_a_browser_reads_them_and_a_replay_needs_none(opened: Program, faults: City) -> None:
    crawl(opened, GOVCRAWL_RENDER="1", **faults.door)
    assert looks(opened) == [(url, "read", newest) for url, newest in TRUTH]
    chains = "SELECT position, detail FROM fetch JOIN visit ON visit.id = visit_id WHERE list_url = '{}' ORDER BY 1"
    assert rows(opened, chains.format(TRUTH[0][0])) == [(0, None), (1, "rendered")]
    crawl(opened, "-a", "replay=2021-03-12", GOVCRAWL_RENDER="1", http_proxy="http://127.0.0.1:9")


def test_a_missing_browser_is_told(opened: Program) -> None:
    words = ("scrapy", "crawl", "govsites", "-a", "round=2021Q1")
    result = opened.run(*words, GOVCRAWL_RENDER="1", GOVCRAWL_BROWSER="/nowhere/chromium", **WHEN)
    assert result.returncode == 2
    assert "没有找到 Chromium" in result.stderr
