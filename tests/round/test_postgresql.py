"""Round 2020Q4 on PostgreSQL: the same bulletin."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.conftest import City, Program
from tests.round.conftest import AUTUMN, as_lines, golden_lines, play, report


def test_the_same_bulletin_on_postgresql(postgresql: Callable[[str], str], city: City, tmp_path: Path) -> None:
    program = Program(tmp_path / "var", {"GOVCRAWL_DATABASE_URL": postgresql("autumn")})
    play(program, AUTUMN, city)
    report(program, AUTUMN, "review", "import", "seeds/decisions/2020Q4.csv")
    report(program, AUTUMN, "build", "--format", "json", "--out", str(tmp_path / "out"))
    (file,) = (tmp_path / "out").glob("*.json")
    assert as_lines(json.loads(file.read_text(encoding="utf-8"))) == golden_lines("2020Q4.txt")
