"""A replay: from the archive alone, a crawl of its own, the same facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import City, Program
from tests.crawl.test_crawl import SITES, crawl, opened, rows

__all__ = ["opened"]

NO_NETWORK = {"http_proxy": "http://127.0.0.1:9", "GOVCRAWL_CLOCK": "2026-01-01"}


def replay(program: Program, night: str) -> tuple[int, str]:
    words = ("scrapy", "crawl", "govsites", "-a", "round=2020Q4", "-a", f"sites={SITES}", "-a", f"replay={night}")
    result = program.run(*words, **NO_NETWORK)
    return result.returncode, result.stderr


def test_a_replay_reads_the_same_without_a_network(opened: Program, city: City) -> None:
    crawl(opened, city, "-a", f"sites={SITES}")
    looks = rows(opened, "SELECT count(*) FROM visit")[0][0]
    code, told = replay(opened, "2020-11-17")
    assert code == 0, told
    assert f"相同 {looks}，不同 0，缺少 0，新增 0" in told
    assert rows(opened, "SELECT replay, replay_of, night FROM crawl ORDER BY id") == [
        (0, None, "2020-11-17"),
        (1, 1, "2020-11-17"),
    ]
    times = "SELECT target, role, list_url, url, observed_at FROM visit WHERE crawl_id = {} ORDER BY 1, 2, 3, 4"
    assert rows(opened, times.format(1)) == rows(opened, times.format(2))


def test_a_night_that_was_not_crawled_cannot_be_replayed(opened: Program) -> None:
    code, told = replay(opened, "2020-11-18")
    assert code == 2
    assert "在 2020-11-18 没有 govsites 的抓取可以重放" in told


@pytest.mark.parametrize("harm", ["gone", "torn"])
def test_a_lost_archive_is_told_and_nothing_is_invented(opened: Program, city: City, harm: str) -> None:
    crawl(opened, city, "-a", f"sites={SITES}")
    file: Path = next((opened.var / "evidence" / "2020Q4").glob("*.warc.gz"))
    file.unlink() if harm == "gone" else file.write_bytes(file.read_bytes()[:5000])
    code, told = replay(opened, "2020-11-17")
    assert code == 1
    assert "内容不一致" in told
    assert "Traceback" not in told
