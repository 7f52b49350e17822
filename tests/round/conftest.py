"""A whole round of the model city, crawled once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, City, Program, serve_city


@dataclass(frozen=True)
class Stage:
    """A round on the model city: its scenario and the times at which the office's steps are played."""

    round: str
    scenario: str
    opened: str
    crawls: tuple[tuple[str, str], ...]
    judged: str


AUTUMN = Stage(
    "2020Q4",
    "2020q4",
    "2020-11-10T09:00",
    (("govsites", "2020-11-17T20:00"), ("newmedia", "2020-11-24T20:00")),
    "2020-11-30T09:00",
)
SPRING = Stage(
    "2021Q1",
    "faults",
    "2021-03-07T09:00",
    (("govsites", "2021-03-11T20:00"), ("govsites", "2021-03-12T20:00"), ("newmedia", "2021-03-18T20:00")),
    "2021-03-31T09:00",
)


def play(program: Program, stage: Stage, city: City) -> None:
    """Import, open and crawl; a short time limit, since scenarios hold addresses that never answer."""
    program.check("govcrawl", "ledger", "import", "seeds", GOVCRAWL_CLOCK=stage.opened)
    program.check("govcrawl", "round", "open", stage.round, GOVCRAWL_CLOCK=stage.opened)
    for spider, moment in stage.crawls:
        words = ("scrapy", "crawl", spider, "-a", f"round={stage.round}", "-s", "DOWNLOAD_TIMEOUT=3")
        program.check(*words, GOVCRAWL_CLOCK=moment, **city.door)


def report(program: Program, stage: Stage, *words: str) -> str:
    """A ``report`` command at the time of judging."""
    return program.check("report", *words, "--round", stage.round, GOVCRAWL_CLOCK=stage.judged)


def as_lines(bulletin: dict[str, Any]) -> list[str]:
    """A bulletin's JSON as the lines of its golden text."""
    (annex,) = bulletin["annexes"]
    cells = [f"{cell} |" for row in [annex["header"], *annex["rows"]] for cell in row]
    return [bulletin["title"], *bulletin["paragraphs"], "附件:", annex["title"], *cells]


def golden_lines(name: str) -> list[str]:
    """The lines of a golden text that are not empty."""
    text: str = Path(ROOT / "tests" / "golden" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip()]


@pytest.fixture(scope="session")
def autumn(city: City, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Round 2020Q4, crawled."""
    program = Program(tmp_path_factory.mktemp("autumn"))
    play(program, AUTUMN, city)
    return program


@pytest.fixture(scope="session")
def spring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """Round 2021Q1 on the scenario ``faults``, crawled."""
    program = Program(tmp_path_factory.mktemp("spring"))
    for faults in serve_city("faults"):
        play(program, SPRING, faults)
        yield program
