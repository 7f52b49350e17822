"""The model city behind a proxy, and our own commands run against it as on some day, for measuring scripts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).resolve().parents[1]


MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds, seconds of CPU, megabytes at the peak; its exit code and what it said."""

    seconds: float
    cpu: float
    peak: float
    code: int
    said: str


def script(name: str) -> str:
    """The command of that name in this environment."""
    return str(Path(sys.executable).with_name(name))


@contextmanager
def proxy(scenario: str, when: str, *options: str) -> Iterator[str]:
    """Serve a scenario as at ``when`` for as long as the block runs; gives the proxy's address."""
    command = [script("govcrawl"), "modelcity", "serve", "--scenario", scenario, *options]
    environment = {**os.environ, "GOVCRAWL_CLOCK": when}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        lines = process.stdout or ()
        address = next((line.strip() for line in lines if line.startswith("http_proxy=")), None)
        if address is None:
            raise SystemExit("the door did not open")
        yield address.removeprefix("http_proxy=")
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


def project(folder: Path, ledger: Path, name: str, declaration: str) -> None:
    """A project folder with the sheets of ``ledger`` that have rows, and the declaration of one round."""
    rounds = folder / "seeds" / "rounds"
    rounds.mkdir(parents=True, exist_ok=True)
    (rounds / f"{name}.toml").write_text(declaration, encoding="utf-8")
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = govcrawl.settings\n", encoding="utf-8")
    for sheet in ledger.glob("*.csv"):
        text = sheet.read_text(encoding="utf-8")
        if text.strip().count("\n"):
            (folder / "seeds" / sheet.name).write_text(text, encoding="utf-8")


def run(folder: Path, when: str, *words: str, **extra: str) -> str:
    """Run one of our commands in a project folder as at ``when``; gives what it printed."""
    own = {"GOVCRAWL_VAR": str(folder / "var"), "GOVCRAWL_DELAY": "0", "GOVCRAWL_CLOCK": when, **extra}
    command = [script(words[0]), *words[1:]]
    done = subprocess.run(command, cwd=folder, env={**os.environ, **own}, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(words)}: exit code {done.returncode}\n{done.stderr}")
    return done.stdout


def timed(folder: Path, environment: Mapping[str, str], *words: str) -> Cost:
    """Run one of our commands in a project folder and measure it."""
    begun, said = monotonic(), folder / "said"
    with said.open("w", encoding="utf-8") as output:
        command = [script(words[0]), *words[1:]]
        own = {**os.environ, "GOVCRAWL_VAR": str(folder / "var"), **environment}
        process = subprocess.Popen(command, cwd=folder, env=own, stdout=output, stderr=output)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    cpu = used.ru_utime + used.ru_stime
    text = said.read_text(encoding="utf-8")
    return Cost(monotonic() - begun, cpu, used.ru_maxrss * 1024 / MEGABYTE, process.returncode, text)
