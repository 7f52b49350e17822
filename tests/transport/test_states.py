"""A night among every fault at once: it completes, each fault is stored as itself, and nothing private is reached."""

from __future__ import annotations

import re

import pytest

from govcrawl.modelcity.plants import PLANTS
from govcrawl.transport import STATES, Owner, certificate_faults
from tests.transport.conftest import CODES, Office

_MEGABYTE = 1 << 20


@pytest.fixture(scope="module")
def night(opened: Office, tmp_path_factory: pytest.TempPathFactory) -> tuple[Office, str, int]:
    """The office, what the crawl of all sites said, and its exit code."""
    result = opened.crawl("-s", "DOWNLOAD_TIMEOUT=10", "-s", "RETRY_TIMES=0")
    return opened, result.stderr, result.returncode


def seen(office: Office) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Of each plant the state that decides the look at its home page, and the faults of its certificate."""
    query = """SELECT f.state, f.detail FROM visit v JOIN fetch f ON f.visit_id = v.id
               WHERE v.target = ? AND v.role = 'home' ORDER BY f.position"""
    found = {}
    for plant in PLANTS:
        fetches = office.rows(query, CODES[plant.id])
        faults = {fault.id for _, detail in fetches for fault in certificate_faults(detail)}
        found[plant.id] = (fetches[-1][0], tuple(sorted(faults))) if fetches else ("never", ())
    return found


def dropped(office: Office) -> dict[str, int]:
    query = "SELECT reason, sum(number) FROM run_count WHERE kind = 'dropped' GROUP BY reason"
    return dict(office.rows(query))


def test_the_night_completes_and_each_fault_is_itself(night: tuple[Office, str, int]) -> None:
    office, told, code = night
    assert seen(office) == {plant.id: (plant.state, plant.faults) for plant in PLANTS}
    assert code == 0, told
    states = {state for (state,) in office.rows("SELECT DISTINCT state FROM fetch")}
    assert not [state for state in states if STATES[state].owner is Owner.OURS]


def test_nothing_private_is_reached(night: tuple[Office, str, int]) -> None:
    office, _, _ = night
    assert not [line for line in office.reached() if line.get("private")]
    query = "SELECT f.state FROM fetch f JOIN visit v ON v.id = f.visit_id WHERE v.role = 'article' AND v.target = ?"
    states = [state for (state,) in office.rows(query, CODES["literals"])]
    assert len(states) >= 18
    assert set(states) <= {"private", "bad_address", "refused"}
    assert states.count("refused") <= 2, "only [::1], which the test allows"


def test_hostile_pages_cost_neither_memory_nor_time(night: tuple[Office, str, int]) -> None:
    office, told, _ = night
    # Counted from the start: a process begins with the peak of the one that made it.
    peak, start = (re.search(rf"'memusage/{name}': (\d+)", told) for name in ("max", "startup"))
    assert peak and start and int(peak[1]) - int(start[1]) < 350 * _MEGABYTE
    told_of = "SELECT v.target, group_concat(d.text) FROM doubt d JOIN visit v ON v.id = d.visit_id GROUP BY 1"
    doubts = dict(office.rows(told_of))
    assert "没有读取" in doubts[CODES["deep"]]
    assert "只读了前面的" in doubts[CODES["huge"]]
    query = "SELECT reading FROM visit WHERE role = 'home' AND target = ?"
    assert [office.rows(query, CODES[id]) for id in ("deep", "huge")] == [[("unreadable",)], [("read",)]]


def test_log_lines_hold_nothing_that_a_terminal_obeys(night: tuple[Office, str, int]) -> None:
    _, told, _ = night
    assert not [line for line in told.splitlines() if not line.replace("\t", "").isprintable()]
    assert "Traceback" not in told


def test_what_is_not_asked_for_is_counted_by_reason(night: tuple[Office, str, int]) -> None:
    office, _, _ = night
    reasons = ("calendar", "printer", "later_page", "twin", "repeating_path", "not_an_address")
    assert {reason: dropped(office).get(reason, 0) for reason in reasons} == {
        "calendar": 2,
        **dict.fromkeys(reasons[1:], 1),
    }


def test_a_replay_of_the_night_reads_the_same(night: tuple[Office, str, int]) -> None:
    office, _, _ = night
    looks = office.rows("SELECT count(*) FROM visit WHERE crawl_id = 1")[0][0]
    before = len(office.reached())
    result = office.crawl("-a", f"replay={office.night}")
    assert f"相同 {looks}，不同 0，缺少 0，新增 0" in result.stderr, result.stderr
    assert result.returncode == 0
    assert len(office.reached()) == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--scenario", "transport"), "必须同时使用"),
        (("--scenario", "faults", "--door", "direct"), "必须同时使用"),
        (("--scenario", "transport", "--door", "direct"), "--out"),
    ],
)
def test_the_doors_options_are_checked(opened: Office, words: tuple[str, ...], told: str) -> None:
    result = opened.run("govcrawl", "modelcity", "serve", *words)
    assert result.returncode == 2
    assert told in result.stderr
