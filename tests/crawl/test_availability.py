"""Probes: a sweep, a week of sweeps on a fast clock, what is no site's fault, and what is judged of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import SEEDS, City, Program, serve_city
from tests.crawl.test_crawl import WHEN, opened, rows

__all__ = ["opened"]

OPEN, DEAD, WALLED, CHALLENGED = "4205000001", "4205000021", "4205000003", "4205000035"


@pytest.fixture
def faulty(tmp_path: Path) -> Iterator[City]:
    """A city with a dead name, a firewall and a challenge page among its home pages."""
    seeds = tmp_path / "seeds"
    (seeds / "modelcity").mkdir(parents=True)
    for name in ("sites.csv", "columns.csv", "accounts.csv", "modelcity/structure"):
        (seeds / name).symlink_to(SEEDS / name)
    sites = [(DEAD, "dead"), (WALLED, "521"), (CHALLENGED, "captcha")]
    changes = "".join(f'[[site]]\ncode = "{code}"\nanswer = "{answer}"\n' for code, answer in sites)
    plan = (SEEDS / "modelcity" / "2020q4.toml").read_text(encoding="utf-8").split("[[", 1)[0]
    (seeds / "modelcity" / "walls.toml").write_text(plan + changes, encoding="utf-8")
    yield from serve_city("walls", "--seeds", str(seeds))


def probe(program: Program, city: City, *words: str, clock: str = "2020-11-17T20:00", **extra: str) -> str:
    arguments = ("scrapy", "crawl", "availability", "-a", "round=2020Q4", *words)
    result = program.run(*arguments, **{"GOVCRAWL_CLOCK": clock, **city.door, **extra})
    assert result.returncode == 0, result.stderr
    return result.stderr


def test_a_sweep_stores_one_probe_of_each_site(opened: Program, city: City) -> None:
    probe(opened, city)
    assert rows(opened, "SELECT count(*), count(DISTINCT site), count(DISTINCT sweep) FROM probe") == [(55, 55, 1)]
    assert rows(opened, "SELECT DISTINCT state, variant, status, redirects FROM probe") == [("ok", "ledger", 200, 0)]
    assert rows(opened, "SELECT count(*) FROM probe WHERE first_byte > 0 AND elapsed >= first_byte AND size > 500") == [
        (55,)
    ]
    assert rows(opened, "SELECT expected, seen, finish_reason FROM run_end") == [(55, 55, "finished")]


def test_a_firewall_is_no_outage_and_other_addresses_are_tried(opened: Program, faulty: City) -> None:
    probe(opened, faulty, "-a", f"sites={OPEN},{DEAD},{WALLED},{CHALLENGED}")
    states = dict(rows(opened, "SELECT site, state FROM probe WHERE variant = 'ledger'"))
    assert states == {OPEN: "ok", DEAD: "gateway", WALLED: "blocked", CHALLENGED: "blocked"}
    tried = rows(opened, "SELECT DISTINCT site, variant FROM probe WHERE variant <> 'ledger' ORDER BY 1, 2")
    assert [variant for site, variant in tried if site == DEAD] == ["scheme", "www"]
    assert OPEN not in {site for site, _ in tried}


@pytest.fixture
def office(tmp_path: Path) -> Program:
    """An office whose round inspects nothing but veto 2."""
    return open_office(tmp_path, "site-2")


def open_office(tmp_path: Path, indicator: str) -> Program:
    """An office whose round inspects one indicator."""
    folder = tmp_path / "office"
    (folder / "seeds" / "rounds").mkdir(parents=True)
    for name in ("scrapy.cfg", "seeds/sites.csv", "seeds/columns.csv", "seeds/accounts.csv"):
        (folder / name).symlink_to(SEEDS.parent / name)
    declared = (SEEDS / "rounds" / "2020Q4.toml").read_text(encoding="utf-8")
    asked = declared[declared.index("scope") : declared.index("seed")]
    chosen = declared.replace(asked, f'scope = ["{indicator}"]\n')
    (folder / "seeds" / "rounds" / "2020Q4.toml").write_text(chosen, encoding="utf-8")
    program = Program(tmp_path / "var", folder=folder)
    program.check("govcrawl", "ledger", "import", "seeds", GOVCRAWL_CLOCK="2020-11-10T09:00")
    program.check("govcrawl", "round", "open", "2020Q4", GOVCRAWL_CLOCK="2020-11-10T09:00")
    return program


def judged(program: Program) -> dict[str, tuple[str, str]]:
    """Outcome and values of veto 2 by site."""
    told = json.loads(program.check("report", "judge", "--round", "2020Q4", "--json", **WHEN))
    return {
        one["target"]: (finding["outcome"], finding["values"]) for one in told["targets"] for finding in one["findings"]
    }


def test_many_sweeps_in_one_process(office: Program, faulty: City) -> None:
    sites = f"sites={OPEN},{DEAD}"
    probe(office, faulty, "-a", sites, "-a", "every=70m", "-a", "during=7h", clock="2020-11-11T00:05*20000")
    assert rows(office, "SELECT site, variant, count(*) FROM probe WHERE variant = 'ledger' GROUP BY 1") == [
        (OPEN, "ledger", 6),
        (DEAD, "ledger", 6),
    ]
    outcome, values = judged(office)[OPEN]
    assert (outcome, values.split("，")[0]) == ("unchecked", "够20次的有0天")


def week_of(program: Program, site: str, template: str, state: str) -> None:
    """Repeat a stored probe twenty-four times a day for a week, with another state."""
    with sqlite3.connect(program.var / "govcrawl.db") as connection:
        query = "SELECT crawl_id, variant, url, final_url, elapsed, redirects FROM probe WHERE site = ?"
        crawl, variant, url, final, elapsed, redirects = connection.execute(query, (template,)).fetchone()
        for hour in range(7 * 24):
            moment = f"{datetime(2020, 11, 10, 16, 30, tzinfo=UTC) + timedelta(hours=hour):%Y-%m-%d %H:%M:%S.%f}"
            row = (crawl, site, variant, moment, moment, url, final, state, elapsed, redirects)
            names = "crawl_id, site, variant, sweep, observed_at, url, final_url, state, elapsed, redirects"
            connection.execute(f"INSERT INTO probe ({names}) VALUES ({', '.join('?' * 10)})", row)
    connection.close()


def test_a_week_is_judged(office: Program, city: City) -> None:
    probe(office, city, "-a", f"sites={OPEN}", clock="2020-11-09T20:00")
    for site, state in ((OPEN, "ok"), (DEAD, "timeout"), (WALLED, "blocked")):
        week_of(office, site, OPEN, state)
    found = judged(office)
    assert found[OPEN] == ("pass", "够20次的有7天，访问168次，打不开0次（0.0%）")
    assert found[DEAD] == ("suspect", "够20次的有7天，访问168次，打不开168次（100.0%）")
    assert [found[site][0] for site in (WALLED, CHALLENGED)] == ["unchecked"] * 2


def test_our_own_line_is_not_the_sites(office: Program, faulty: City) -> None:
    probe(office, faulty, "-a", f"sites={OPEN},{DEAD}", GOVCRAWL_CONTROL="http://www.nowhere.example/")
    assert rows(office, "SELECT state FROM probe WHERE variant = 'control'") == [("gateway",)]
    assert judged(office)[DEAD] == ("unchecked", "没有连通性监测")


def test_through_a_proxy_nothing_is_said_of_ipv6(tmp_path: Path, city: City) -> None:
    office = open_office(tmp_path, "design-ipv6")
    probe(office, city, clock="2020-11-11T20:00")
    assert rows(office, "SELECT DISTINCT variant FROM probe") == [("ledger",)]
    assert set(judged(office).values()) == {("unchecked", "没有经IPv6访问")}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("-a", "every=30m"), "every 和 during 要一起给出"),
        (("-a", "every=often", "-a", "during=1d"), "every=often：不是时长"),
        (("-a", "every=0m", "-a", "during=1d"), "every=0m：不是时长"),
        (("-a", "replay=2020-11-17"), "没有可以重放的内容"),
        (("-a", "speed=2"), "不认识的参数 -a speed"),
    ],
)
def test_bad_arguments_are_told_before_the_first_probe(opened: Program, words: tuple[str, ...], told: str) -> None:
    result = opened.run("scrapy", "crawl", "availability", "-a", "round=2020Q4", *words, **WHEN)
    assert (result.returncode, told in result.stderr) == (2, True), result.stderr
    assert rows(opened, "SELECT count(*) FROM run") == [(0,)]
