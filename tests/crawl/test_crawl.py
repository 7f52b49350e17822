"""A crawl as it is used: exit codes, what a second and a killed run do, what bad input gets."""

from __future__ import annotations

import signal
import socket
import sqlite3
import time
from pathlib import Path

import pytest

from tests.conftest import City, Program

SITES = "4205000001,4205000034,4205000035"
WHEN = {"GOVCRAWL_CLOCK": "2020-11-17T20:00"}
FACTS = ("visit", "fetch", "entry", "found_column", "doubt")


def rows(program: Program, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(program.var / "govcrawl.db")
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def counts(program: Program) -> dict[str, object]:
    return {table: rows(program, f"SELECT count(*) FROM {table}")[0][0] for table in FACTS}


def content(program: Program) -> list[tuple[object, ...]]:
    """What was read, without the times and places of the looks."""
    return rows(
        program,
        """SELECT v.target, v.role, v.list_url, v.url, v.reading, v.newest, e.position, e.title, e.date, e.exclusion
           FROM visit v LEFT JOIN entry e ON e.visit_id = v.id ORDER BY 1, 2, 3, 4, 7""",
    )


@pytest.fixture
def opened(program: Program) -> Program:
    program.check("govcrawl", "ledger", "import", "seeds", **WHEN)
    program.check("govcrawl", "round", "open", "2020Q4", **WHEN)
    return program


def crawl(program: Program, city: City, *words: str) -> None:
    program.check("scrapy", "crawl", "govsites", "-a", "round=2020Q4", *words, **WHEN, **city.door)


def test_a_crawl_stores_facts_with_evidence(opened: Program, city: City) -> None:
    crawl(opened, city, "-a", f"sites={SITES}")
    assert rows(opened, "SELECT count(DISTINCT target) FROM visit WHERE role = 'home' AND reading = 'read'") == [(3,)]
    assert rows(opened, "SELECT count(*) FROM fetch WHERE record_id IS NULL OR payload_digest NOT LIKE 'sha1:%'") == [
        (0,)
    ]
    assert rows(opened, "SELECT clock_set FROM run") == [(1,)]
    assert rows(opened, "SELECT expected, seen, finish_reason FROM run_end") == [(3, 3, "finished")]
    observed = rows(opened, "SELECT min(observed_at), max(observed_at) FROM visit")[0]
    assert all(str(moment).startswith("2020-11-17 12:0") for moment in observed)


def test_a_second_crawl_of_the_night_adds_no_fact(opened: Program, city: City) -> None:
    crawl(opened, city, "-a", f"sites={SITES}")
    before = counts(opened)
    crawl(opened, city, "-a", f"sites={SITES}")
    assert counts(opened) == before


@pytest.mark.parametrize("looks", [1, 25])
def test_a_killed_crawl_is_completed_by_the_same_command(
    opened: Program, city: City, tmp_path: Path, looks: int
) -> None:
    whole = Program(tmp_path / "whole")
    for words in (("ledger", "import", "seeds"), ("round", "open", "2020Q4")):
        whole.check("govcrawl", *words, **WHEN)
    crawl(whole, city, "-a", f"sites={SITES}")
    arguments = ("scrapy", "crawl", "govsites", "-a", "round=2020Q4", "-a", f"sites={SITES}", "-s", "STORE_BATCH=5")
    process = opened.start(*arguments, "-s", "DOWNLOAD_DELAY=0.02", **WHEN, **city.door)
    while process.poll() is None and int(str(counts(opened)["visit"])) < looks:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert rows(opened, "SELECT count(*) FROM run_end") == [(0,)]
    crawl(opened, city, "-a", f"sites={SITES}")
    assert content(opened) == content(whole)
    assert rows(opened, "SELECT count(*) FROM crawl") == [(1,)]


def test_ctrl_c_ends_a_crawl_as_incomplete(opened: Program, city: City) -> None:
    arguments = ("scrapy", "crawl", "govsites", "-a", "round=2020Q4", "-s", "DOWNLOAD_DELAY=0.2", "-s", "STORE_BATCH=5")
    process = opened.start(*arguments, **WHEN, **city.door)
    while process.poll() is None and not counts(opened)["visit"]:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "尚未完成" in err
    assert rows(opened, "SELECT finish_reason FROM run_end") == [("shutdown",)]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("-a", "round=2020Q3"), "没有轮次 2020Q3"),
        ((), "请指明轮次"),
        (("-a", "rond=2020Q4"), "不认识的参数 -a rond"),
        (("-a", "round=2020Q4", "-a", "night=tonight"), "不是日期"),
        (("-a", "round=2020Q4", "-a", "sites=4205000099"), "没有网站 4205000099"),
    ],
)
def test_bad_arguments_are_told_before_anything_is_written(opened: Program, words: tuple[str, ...], told: str) -> None:
    result = opened.run("scrapy", "crawl", "govsites", *words, **WHEN)
    assert result.returncode == 2
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert rows(opened, "SELECT count(*) FROM crawl") == [(0,)]


def test_a_proxy_that_is_down_is_told(opened: Program) -> None:
    proxy = f"http://127.0.0.1:{free_port()}"
    result = opened.run("scrapy", "crawl", "govsites", "-a", "round=2020Q4", http_proxy=proxy, **WHEN)
    assert result.returncode == 2
    assert f"http_proxy={proxy}：代理连不上" in result.stderr
    assert rows(opened, "SELECT count(*) FROM run") == [(0,)]


def test_a_closed_round_is_not_crawled(opened: Program) -> None:
    opened.check("govcrawl", "round", "close", "2020Q4", **WHEN)
    result = opened.run("scrapy", "crawl", "govsites", "-a", "round=2020Q4", **WHEN)
    assert result.returncode == 2
    assert "已于 2020-11-17 关闭" in result.stderr


def test_a_read_only_database_is_told(opened: Program) -> None:
    database = opened.var / "govcrawl.db"
    for file in opened.var.glob("govcrawl.db*"):
        file.chmod(0o444)
    url = f"sqlite:///file:{database}?mode=ro&uri=true"
    result = opened.run("scrapy", "crawl", "govsites", "-a", "round=2020Q4", GOVCRAWL_DATABASE_URL=url, **WHEN)
    assert result.returncode == 2
    assert "无法使用" in result.stderr
    assert "Traceback" not in result.stderr
