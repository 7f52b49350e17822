"""Round 2020Q4, its night killed three times: the same command completes it, and the bulletin is the published one."""

from __future__ import annotations

import json
import signal
import sqlite3
import time
from itertools import pairwise
from pathlib import Path

from tests.conftest import City, Program
from tests.round.conftest import AUTUMN, as_lines, golden_lines, play, report

LOOKS = (1, 250, 700)


def count(program: Program, table: str) -> int:
    connection = sqlite3.connect(program.var / "govcrawl.db")
    try:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    finally:
        connection.close()


def kill_after(program: Program, city: City, looks: int) -> int:
    """Crawl the night until so many looks are stored, then kill; gives how many were stored in the end."""
    spider, moment = AUTUMN.crawls[0]
    words = ("scrapy", "crawl", spider, "-a", "round=2020Q4", "-s", "STORE_BATCH=20")
    process = program.start(*words, GOVCRAWL_CLOCK=moment, **city.door)
    while process.poll() is None and count(program, "visit") < looks:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return count(program, "visit")


def test_a_night_killed_three_times_gives_the_same_bulletin(city: City, program: Program, tmp_path: Path) -> None:
    for words in (("ledger", "import", "seeds"), ("round", "open", "2020Q4")):
        program.check("govcrawl", *words, GOVCRAWL_CLOCK=AUTUMN.opened)
    stored = [kill_after(program, city, looks) for looks in LOOKS]
    assert all(looks <= left for looks, left in zip(LOOKS, stored, strict=True))
    assert all(earlier < later for earlier, later in pairwise(stored))
    assert count(program, "run") == 3
    assert count(program, "run_end") == 0
    play(program, AUTUMN, city)
    assert count(program, "crawl") == 2
    report(program, AUTUMN, "review", "import", "seeds/decisions/2020Q4.csv")
    report(program, AUTUMN, "build", "--format", "json", "--out", str(tmp_path / "out"))
    (file,) = (tmp_path / "out").glob("*.json")
    assert as_lines(json.loads(file.read_text(encoding="utf-8"))) == golden_lines("2020Q4.txt")
