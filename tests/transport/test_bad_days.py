"""A disk that fills, an archive torn by a kill, a locked database, a clock that jumps, a component that fails."""

from __future__ import annotations

import signal
import sqlite3
import threading
import time

import pytest

from tests.transport.conftest import Office, copy_of

SITES = ("healthy", "bulky")
_SCRAPY = "import sys; from scrapy.cmdline import execute; {prelude}\nsys.argv = ['scrapy', *sys.argv[1:]]; execute()"


def crawl_after(office: Office, prelude: str, *words: str) -> tuple[int, str]:
    """A crawl in a process that is prepared by some lines of Python; gives exit code and error output."""
    result = office.run("python", _SCRAPY.format(prelude=prelude), *office.crawl_words(*words, sites=SITES))
    return result.returncode, result.stderr


def content(office: Office) -> list[tuple[object, ...]]:
    query = """SELECT v.target, v.role, v.url, v.reading, v.newest, e.position, e.title, e.date
               FROM visit v LEFT JOIN entry e ON e.visit_id = v.id ORDER BY 1, 2, 3, 6"""
    return office.rows(query)


@pytest.fixture(scope="module")
def undisturbed(opened: Office, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[object, ...]]:
    """What an undisturbed crawl reads."""
    office = copy_of(opened, tmp_path_factory.mktemp("undisturbed") / "var")
    result = office.crawl(sites=SITES)
    assert result.returncode == 0, result.stderr
    return content(office)


def completes(office: Office, expected: list[tuple[object, ...]]) -> None:
    """The same command completes the night."""
    result = office.crawl(sites=SITES)
    assert result.returncode == 0, result.stderr
    assert content(office) == expected


LIMITED = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))"


def test_a_disk_that_fills_ends_the_run_and_the_same_command_goes_on(
    office: Office, undisturbed: list[tuple[object, ...]]
) -> None:
    code, told = crawl_after(office, LIMITED)
    assert code == 1
    assert "佐证无法写入（[Errno 27] File too large），抓取停止" in told
    assert "尚未完成" in told
    assert "Traceback" not in told
    assert office.rows("SELECT finish_reason FROM run_end") == [("evidence_failed",)]
    assert office.rows("SELECT count(*) FROM fetch WHERE state = 'evidence'") == [(0,)]
    completes(office, undisturbed)


def test_a_torn_archive_is_cut_back_and_told(office: Office, undisturbed: list[tuple[object, ...]]) -> None:
    completes(office, undisturbed)
    (file,) = (office.var / "evidence" / "transport").glob("*.warc.gz")
    size = file.stat().st_size
    with file.open("ab") as torn:
        torn.write(b"\x1f\x8b\x08 half a record")
    result = office.crawl(sites=SITES)
    assert result.returncode == 0
    assert "末尾有 17 字节不完整的记录，已截去" in result.stderr
    assert file.stat().st_size == size


def lock(office: Office, seconds: float) -> threading.Thread:
    """Hold the database's write lock from the first stored look on, for some seconds."""

    def hold() -> None:
        connection = sqlite3.connect(office.var / "govcrawl.db", timeout=30, isolation_level=None)
        while not connection.execute("SELECT count(*) FROM visit").fetchone()[0]:
            time.sleep(0.05)
        connection.execute("BEGIN IMMEDIATE")
        time.sleep(seconds)
        connection.execute("ROLLBACK")
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    return thread


OFTEN = ("-s", "STORE_BATCH=1", "-s", "STORE_SECONDS=0")


def test_a_database_that_is_locked_for_a_while_is_waited_for(
    office: Office, undisturbed: list[tuple[object, ...]]
) -> None:
    holder = lock(office, 3)
    slow = Office(office.door, office.var, {"GOVCRAWL_DELAY": "0.1"})
    result = slow.crawl(*OFTEN, sites=SITES)
    holder.join()
    assert result.returncode == 0, result.stderr
    assert content(office) == undisturbed


# From the second look at the clock on it is a day earlier, then two days later.
JUMPING = """
import itertools, time
real, jumps = time.time, itertools.chain([0, 0], itertools.cycle([-86_400, 172_800]))
import govcrawl.clock
class Jumping:
    monotonic = staticmethod(time.monotonic)
    time = staticmethod(lambda: real() + next(jumps))
govcrawl.clock.time = Jumping
"""


def test_a_clock_that_jumps_disturbs_nothing(office: Office, undisturbed: list[tuple[object, ...]]) -> None:
    code, told = crawl_after(office, JUMPING)
    assert code == 0, told
    assert [row[:3] for row in content(office)] == [row[:3] for row in undisturbed]
    assert office.rows("SELECT count(*) FROM crawl") == [(1,)]


# Components that fail in the worst way: one that never comes back, one whose failure nobody expects.
FAILING = {
    "a pipeline that never returns": """
import asyncio
from govcrawl.pipelines.last_update import LastUpdatePipeline
async def process_item(self, item): await asyncio.sleep(3600)
LastUpdatePipeline.process_item = process_item
""",
    "a log formatter that raises": """
from govcrawl.logformat import LogFormatter
def scraped(self, *args): raise RuntimeError("boom")
LogFormatter.scraped = scraped
""",
    "a pipeline that raises": """
import govcrawl.pipelines.last_update
def last_update(*args): raise RuntimeError("boom")
govcrawl.pipelines.last_update.last_update = last_update
""",
    "a reader that raises": """
import govcrawl.spiders.looks
def read_page(*args, **kwargs): raise RuntimeError("boom")
govcrawl.spiders.looks.read_page = read_page
""",
}


@pytest.mark.parametrize("prelude", FAILING.values(), ids=FAILING)
def test_no_failure_of_a_component_hangs_the_night(office: Office, prelude: str) -> None:
    code, told = crawl_after(office, prelude, "-s", "STALL_SECONDS=3")
    assert code == 1, told
    assert "重新运行同一命令" in told


def test_ctrl_c_in_the_middle_ends_the_run_at_once(office: Office) -> None:
    slow = Office(office.door, office.var, {"GOVCRAWL_DELAY": "2"})
    process = slow.start("scrapy", *slow.crawl_words(*OFTEN, sites=("healthy", "silent")))
    while process.poll() is None and not office.rows("SELECT count(*) FROM visit")[0][0]:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    stopped_at = time.monotonic()
    _, told = process.communicate(timeout=60)
    assert time.monotonic() - stopped_at < 14, "ten columns that wait two seconds each are not waited for"
    assert process.returncode == 1
    assert "尚未完成" in told
    assert "Traceback" not in told
    assert office.rows("SELECT finish_reason FROM run_end") == [("shutdown",)]
