"""The direct door: sites on loopback addresses, and crawls of them as an office runs them."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from govcrawl.modelcity.plants import PLANTS, SCENARIO
from govcrawl.modelcity.project import LOG, code_of, environment

_SECONDS = 240
CODES = {plant.id: code_of(number) for number, plant in enumerate(PLANTS, 1)}


@dataclass(frozen=True)
class Office:
    """A project folder at the door, with a var folder of its own."""

    door: Path
    var: Path
    extra: Mapping[str, str] = field(default_factory=dict)

    def start(self, *words: str, **options: Any) -> subprocess.Popen[str]:
        """Start a command in the door's project."""
        own = {"GOVCRAWL_VAR": str(self.var), "GOVCRAWL_DELAY": "0", "no_proxy": "*", **environment(self.door)}
        command = [sys.executable, "-c", words[1]] if words[0] == "python" else [_script(words[0]), *words[1:]]
        if words[0] == "python":
            command += words[2:]
        return subprocess.Popen(
            command,
            cwd=self.door,
            env={**os.environ, **own, **self.extra},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )

    def run(self, *words: str, **options: Any) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        process = self.start(*words, **options)
        out, err = process.communicate(timeout=_SECONDS)
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    def open(self) -> Office:
        """Import the ledger and open the round."""
        for words in (("ledger", "import", "sites.csv"), ("round", "open", SCENARIO)):
            result = self.run("govcrawl", *words)
            assert result.returncode == 0, result.stderr
        return self

    def crawl_words(self, *words: str, sites: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The arguments of a crawl of these plants, or of all."""
        chosen = ("-a", "sites=" + ",".join(CODES[name] for name in sites)) if sites else ()
        return ("crawl", "govsites", "-a", f"round={SCENARIO}", *chosen, "-s", "DOWNLOAD_TIMEOUT=3", *words)

    def crawl(self, *words: str, sites: tuple[str, ...] = (), **options: Any) -> subprocess.CompletedProcess[str]:
        """Crawl these plants, or all."""
        return self.run("scrapy", *self.crawl_words(*words, sites=sites), **options)

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What the database says."""
        connection = sqlite3.connect(self.var / "govcrawl.db")
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()

    @property
    def night(self) -> str:
        """The night that was crawled first."""
        return str(self.rows("SELECT min(night) FROM crawl")[0][0])

    def reached(self) -> list[dict[str, Any]]:
        """What reached the door, by any crawl."""
        return [json.loads(line) for line in (self.door / LOG).read_text(encoding="utf-8").splitlines()]


def _script(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def open_direct(folder: Path) -> Iterator[Path]:
    """Serve the transport scenario from ``folder``."""
    words = ("modelcity", "serve", "--scenario", SCENARIO, "--door", "direct", "--out", str(folder))
    process = subprocess.Popen([_script("govcrawl"), *words], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert any(line.startswith("ready=") for line in process.stdout)
        yield folder
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The direct door."""
    yield from open_direct(tmp_path_factory.mktemp("door"))


@pytest.fixture(scope="module")
def opened(door: Path, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office whose round is open and not crawled yet; tests take copies of it."""
    return Office(door, tmp_path_factory.mktemp("opened") / "var").open()


@pytest.fixture
def office(opened: Office, tmp_path: Path) -> Office:
    """An office of the test's own, with the round open."""
    return copy_of(opened, tmp_path / "var")


def copy_of(opened: Office, var: Path) -> Office:
    """Another office at the same door, with the same round open and nothing crawled."""
    var.mkdir()
    with sqlite3.connect(opened.var / "govcrawl.db") as source, sqlite3.connect(var / "govcrawl.db") as target:
        source.backup(target)
    source.close()
    target.close()
    return Office(opened.door, var)
