"""Round 2021Q1 on the scenario ``faults``: nobody is wrongly accused, and the bulletin of another office comes out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from govcrawl.extract import normalise_url
from tests.conftest import Program
from tests.round.conftest import SPRING, as_lines, golden_lines, report

DECISIONS = "seeds/decisions/2021Q1.csv"
OPEN = {"fail", "suspect", "unchecked"}


def manifest(program: Program) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads(program.check("govcrawl", "modelcity", "manifest", "--scenario", "faults"))
    return truth


def lists_at_fault(truth: dict[str, Any]) -> set[tuple[str, str | None]]:
    """Sites with a column at fault, and the newest date of its list (two entrances to one list count once)."""
    return {
        (site["code"], column["last_update"])
        for site in truth["sites"]
        for column in site["columns"]
        if (column["late"] or column["blank"]) and not column["exempt"]
    }


class TestSpring:
    """In the order of an office's work."""

    def test_what_the_machine_calls_a_problem_is_one(self, spring: Program) -> None:
        truth = manifest(spring)
        at_fault = lists_at_fault(truth)
        newest = {
            (site["code"], normalise_url(column["address"])): column["last_update"]
            for site in truth["sites"]
            for column in site["columns"]
        }
        judged = json.loads(report(spring, SPRING, "judge", "--json"))
        called = {
            (target["target"], normalise_url(finding["subject"]))
            for target in judged["targets"]
            for finding in target["findings"]
            if finding["indicator"].startswith("site-4") and finding["outcome"] == "fail"
        }
        assert called
        assert {key for key in called if (key[0], newest.get(key)) not in at_fault} == set()

    def test_every_planted_column_is_found(self, spring: Program) -> None:
        truth = manifest(spring)
        reached = {site["code"] for site in truth["sites"] if site["answer"] is None}
        judged = json.loads(report(spring, SPRING, "judge", "--json"))
        found = {
            (target["target"], normalise_url(finding["subject"]))
            for target in judged["targets"]
            for finding in target["findings"]
            if finding["outcome"] in OPEN
        }
        twins = {"http://gxq.yichang.gov.cn/gsgg/"}
        missed = {
            (site["code"], column["address"])
            for site in truth["sites"]
            if site["code"] in reached
            for column in site["columns"]
            if (column["late"] or column["blank"])
            and not column["exempt"]
            and (site["code"], normalise_url(column["address"])) not in found
            and column["address"] not in twins
        }
        assert missed == set()

    def test_firewalls_and_silence_are_never_a_problem(self, spring: Program) -> None:
        silent = {site["code"] for site in manifest(spring)["sites"] if site["answer"]}
        judged = json.loads(report(spring, SPRING, "judge", "--json"))
        outcomes = {
            finding["outcome"]
            for target in judged["targets"]
            if target["target"] in silent
            for finding in target["findings"]
        }
        assert silent
        assert "fail" not in outcomes

    def test_the_bulletin_equals_its_golden_text(self, spring: Program, tmp_path: Path) -> None:
        report(spring, SPRING, "review", "import", DECISIONS)
        report(spring, SPRING, "build", "--format", "json,md", "--out", str(tmp_path))
        (file,) = tmp_path.glob("*.json")
        bulletin = json.loads(file.read_text(encoding="utf-8"))
        assert as_lines(bulletin) == golden_lines("2021Q1.txt")
