"""A database that cannot be written, and Ctrl-C before the crawl has begun: told, exit code 1, completed afterwards."""

from __future__ import annotations

import pytest

from tests.transport.conftest import Office
from tests.transport.test_bad_days import OFTEN, completes, crawl_after, lock, undisturbed

__all__ = ["undisturbed"]

FULL = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))"
IMPATIENT = "import govcrawl.storage.session as session; session._BUSY_SECONDS = 1"


def test_a_disk_that_fills_under_the_database(office: Office, undisturbed: list[tuple[object, ...]]) -> None:
    code, told = crawl_after(office, FULL, *OFTEN)
    assert code == 1
    assert "抓取停止" in told
    assert "重新运行同一命令" in told
    completes(office, undisturbed)


def test_a_database_that_stays_locked(office: Office, undisturbed: list[tuple[object, ...]]) -> None:
    holder = lock(office, 8)
    code, told = crawl_after(office, IMPATIENT, *OFTEN)
    holder.join()
    assert code == 1
    assert "存储失败（database is locked），抓取停止" in told
    assert told.count("存储失败") == 1
    completes(office, undisturbed)


# Where the program is when it is interrupted: at each step before the first request.
MOMENTS = {
    "before the database is read": ("govcrawl.rounds.running", "open_engine", 0),
    "before the proxies are asked": ("govcrawl.rounds.running", "check_proxies", 0),
    "when a run is to be opened": ("govcrawl.rounds.running", "begin_run", 0),
}
_INTERRUPT = """
import os, signal, {module}
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run in a shell's background
real = {module}.{name}
def interrupted(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGINT)
    return real(*args, **kwargs)
{module}.{name} = interrupted
"""


@pytest.mark.parametrize(("module", "name", "runs"), MOMENTS.values(), ids=MOMENTS)
def test_ctrl_c_during_start_up(office: Office, module: str, name: str, runs: int) -> None:
    code, told = crawl_after(office, _INTERRUPT.format(module=module, name=name))
    assert code == 1
    assert "已中断" in told
    assert "Traceback" not in told
    assert office.rows("SELECT count(*) FROM run") == [(runs,)]


# Where the program is when it is interrupted on the way, and how often: the second time forces it.
STEPS = {
    "a response is archived": ("govcrawl.evidence.archive.ArchiveWriter.add", 1),
    "looks are written": ("govcrawl.storage.looks.store_looks", 1),
    "looks are written, twice": ("govcrawl.storage.looks.store_looks", 2),
    "a page is read, twice": ("govcrawl.spiders.looks.read_page", 2),
    "the run's record is closed": ("govcrawl.storage.runs.end_run", 1),
}
_INTERRUPT_AT = """
import itertools, os, pkgutil, signal
owner, real = pkgutil.resolve_name({owner!r}), pkgutil.resolve_name({step!r})
times = itertools.count(1)
def interrupted(*args, **kwargs):
    if next(times) <= {most}:
        os.kill(os.getpid(), signal.SIGINT)
    return real(*args, **kwargs)
setattr(owner, {name!r}, interrupted)
"""


@pytest.mark.parametrize(("step", "most"), STEPS.values(), ids=STEPS)
def test_ctrl_c_at_any_step_loses_nothing(
    office: Office, undisturbed: list[tuple[object, ...]], step: str, most: int
) -> None:
    owner, _, name = step.rpartition(".")
    code, told = crawl_after(office, _INTERRUPT_AT.format(owner=owner, step=step, name=name, most=most), *OFTEN)
    assert "SIGINT" in told
    assert code == (0 if name == "end_run" else 1), told
    assert "Traceback" not in told
    completes(office, undisturbed)
