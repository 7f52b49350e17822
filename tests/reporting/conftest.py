"""Databases of an office: the shipped ledger, rounds opened from the shipped files, facts by hand."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from govcrawl.ledger.importing import import_ledger
from govcrawl.rounds.declaration import read_file
from govcrawl.rounds.opening import open_round
from govcrawl.storage.session import VARIABLE, make_engine, upgrade
from reporting.cli import main
from tests.conftest import ROOT, SEEDS
from tests.reporting.office import Office

ROUNDS = {
    "2020Q4": (date(2020, 11, 17), date(2020, 11, 24)),
    "2021Q1": (date(2021, 3, 12), date(2021, 3, 18)),
    "2020Q4-daily": (date(2020, 11, 17), date(2020, 11, 17)),
}


def _make(path: Path, name: str) -> None:
    engine = make_engine(create_engine(f"sqlite:///{path}").url)
    upgrade(engine)
    with Session(engine) as session, session.begin():
        import_ledger(session, [SEEDS], date(2020, 1, 1))
        declaration, text = read_file(SEEDS / "rounds" / f"{name}.toml")
        open_round(session, declaration, text, datetime(2020, 11, 1, tzinfo=UTC))
    engine.dispose()


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One database for each round, opened and without facts."""
    folder = tmp_path_factory.mktemp("offices")
    for name in ROUNDS:
        _make(folder / name, name)
    return {name: folder / name for name in ROUNDS}


def _office(name: str, templates: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    path = tmp_path / "govcrawl.db"
    shutil.copy(templates[name], path)
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv(VARIABLE, f"sqlite:///{path}")
    monkeypatch.setenv("GOVCRAWL_VAR", str(tmp_path / "var"))
    return Office(path, name, *ROUNDS[name])


@pytest.fixture
def office(templates: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Round 2020Q4, opened, without facts."""
    return _office("2020Q4", templates, tmp_path, monkeypatch)


@pytest.fixture
def second_office(templates: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Round 2021Q1, opened, without facts."""
    return _office("2021Q1", templates, tmp_path, monkeypatch)


@pytest.fixture
def daily_office(templates: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Round 2020Q4-daily, opened, without facts."""
    return _office("2020Q4-daily", templates, tmp_path, monkeypatch)


def report(*words: str) -> Result:
    """Run the ``report`` command."""
    return CliRunner().invoke(main, list(words), catch_exceptions=False)


def check(*words: str) -> str:
    """Run a ``report`` command that must succeed; gives its output."""
    result = report(*words)
    assert result.exit_code == 0, result.output
    return result.stdout
