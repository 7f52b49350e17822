"""Sampled pages: drawn by the seed from what the night saw, stored with their marks and tags, judged, replayed."""

from __future__ import annotations

import json
from collections import Counter

from tests.conftest import City, Program
from tests.crawl.test_crawl import SITES, WHEN, crawl, opened, rows
from tests.crawl.test_replay import NO_NETWORK

__all__ = ["opened"]

PAGES = ("scrapy", "crawl", "pages", "-a", "round=2020Q4", "-a", f"sites={SITES}")
SAMPLED = (
    "SELECT v.target, v.role, v.url FROM visit v JOIN crawl c ON c.id = v.crawl_id WHERE c.spider = 'pages' "
    "ORDER BY 1, 2, 3"
)


def test_pages_are_drawn_stored_and_read_again(opened: Program, city: City) -> None:
    crawl(opened, city, "-a", f"sites={SITES}")
    opened.check(*PAGES, **WHEN, **city.door)
    drawn = rows(opened, SAMPLED)
    roles = Counter(role for site, role, _ in drawn if site == "4205000001")
    assert roles == {
        "front": 1,
        "inner_column": 5,
        "inner_page": 5,
        "document": 3,
        "commentary": 3,
        "service": 1,
        "guide": 6,
    }
    marked = "SELECT count(DISTINCT v.id) FROM visit v JOIN mark m ON m.visit_id = v.id WHERE v.role = 'inner_page'"
    assert rows(opened, marked) != [(0,)]
    leading = "SELECT DISTINCT l.kind FROM visit v JOIN link l ON l.visit_id = v.id WHERE v.role = 'front' ORDER BY 1"
    assert ("page",) in rows(opened, leading)
    result = opened.run(*PAGES, "-a", "replay=2020-11-17", **NO_NETWORK)
    assert result.returncode == 0, result.stderr
    assert f"相同 {len(drawn)}，不同 0" in result.stderr


def test_sampled_pages_do_not_count_as_updates(opened: Program, city: City) -> None:
    crawl(opened, city, "-a", f"sites={SITES}")
    words = ("report", "judge", "--round", "2020Q4", "--json")
    before = json.loads(opened.check(*words, **WHEN))
    opened.check(*PAGES, **WHEN, **city.door)
    assert json.loads(opened.check(*words, **WHEN)) == before


def test_nothing_is_drawn_before_the_sites_were_seen(opened: Program, city: City) -> None:
    result = opened.run(*PAGES, **WHEN, **city.door)
    assert result.returncode == 2
    assert "请先运行 scrapy crawl govsites" in result.stderr
