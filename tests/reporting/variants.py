"""The folders below tests/golden, each an office: ledger, round's file, what was seen, decisions, the whole text."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, update
from sqlalchemy.orm import Session

from govcrawl.ledger.importing import import_ledger
from govcrawl.rounds.declaration import read_file
from govcrawl.rounds.opening import open_round
from govcrawl.storage.models import Round
from govcrawl.storage.session import VARIABLE, make_engine, upgrade
from tests.conftest import ROOT
from tests.reporting.conftest import check
from tests.reporting.office import Office, at

GOLDEN = ROOT / "tests" / "golden"
NAMES = sorted(path.parent.name for path in GOLDEN.glob("*/bulletin.txt"))


def as_lines(bulletin: dict[str, Any]) -> list[str]:
    """A bulletin's JSON as the lines of its golden text."""
    number = [bulletin["number"]] if bulletin["number"] else []
    lines = [*number, bulletin["title"], *bulletin["paragraphs"]]
    for annex in bulletin["annexes"]:
        lines += [annex["label"], annex["title"], *(" | ".join(row) for row in (annex["header"], *annex["rows"]))]
    return lines


def golden(name: str) -> list[str]:
    """The golden text's lines."""
    text = (GOLDEN / name / "bulletin.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip()]


class Stage:
    """A database in which the rounds of a folder are played as an office plays them; ``round`` is the last."""

    def __init__(self, name: str, var: Path, monkeypatch: pytest.MonkeyPatch, decided: bool = True) -> None:
        self.folder, self.path, self.round = GOLDEN / name, var / "govcrawl.db", ""
        self.monkeypatch, self.decided = monkeypatch, decided
        monkeypatch.chdir(ROOT)
        monkeypatch.setenv(VARIABLE, f"sqlite:///{self.path}")
        monkeypatch.setenv("GOVCRAWL_VAR", str(var / "var"))
        self._import()
        for folder in (self.folder / "before", self.folder):
            if folder.is_dir():
                self._play(folder)

    def _import(self) -> None:
        engine = make_engine(create_engine(f"sqlite:///{self.path}").url)
        upgrade(engine)
        with Session(engine) as session, session.begin():
            import_ledger(session, [self.folder / "ledger"], date(2020, 1, 1))
        engine.dispose()

    def _play(self, folder: Path) -> None:
        """Open the round, store what was seen, import the decisions."""
        declaration, text = read_file(folder / "round.toml")
        facts = tomllib.loads((folder / "facts.toml").read_text(encoding="utf-8"))
        night = facts.get("site_night") or facts["account_night"]
        office = Office(self.path, declaration.name, night, facts.get("account_night", night))
        with office.session() as session:
            open_round(session, declaration, text, datetime(2020, 11, 1, tzinfo=UTC))
        office.healthy(facts.get("late"), facts.get("stale"))
        self.round, self.office = declaration.name, office
        self.monkeypatch.setattr("govcrawl.clock.now", lambda: at(facts["clock"]))
        if self.decided:
            check("review", "import", "--round", self.round, str(folder / "decisions.csv"))
            self._dismiss_others(facts.get("others", ""))

    def _dismiss_others(self, person: str) -> None:
        """Whatever else waits is nothing, as that person has seen."""
        targets = json.loads(check("judge", "--round", self.round, "--json"))["targets"]
        waiting = [one["id"] for target in targets for one in target["findings"] if one["standing"] == "open"]
        if person and waiting:
            words = ("--round", self.round, "--person", person, "--reason", "逐项核对，未发现问题")
            check("review", "dismiss", *waiting, *words)

    def reword(self, *changes: tuple[str, str]) -> None:
        """Edit the round's file as people do until it is issued."""
        with self.office.session() as session:
            text = session.get_one(Round, self.round).wording
            for was, now in changes:
                assert was in text
                text = text.replace(was, now)
            session.execute(update(Round).where(Round.name == self.round).values(wording=text))
