"""Round 2020Q4 from ledger to bulletin: equal to the published one, character by character."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Program
from tests.round.conftest import AUTUMN, as_lines, golden_lines, report

DECISIONS = "seeds/decisions/2020Q4.csv"


class TestAutumn:
    """In the order of an office's work."""

    def test_the_machine_finds_the_four_late_columns_and_nothing_else(self, autumn: Program) -> None:
        judged = json.loads(report(autumn, AUTUMN, "judge", "--json"))
        open_findings = {
            (target["target"], finding["subject"])
            for target in judged["targets"]
            for finding in target["findings"]
            if finding["outcome"] in {"fail", "suspect", "unchecked"}
        }
        assert open_findings == {
            ("4205000034", "http://mzzjswj.yichang.gov.cn/list-4902-1.html"),
            ("4205000034", "http://mzzjswj.yichang.gov.cn/list-4904-1.html"),
            ("4205000055", "http://wjw.yichang.gov.cn/jcdt/"),
            ("4205000035", "http://sz.yichang.gov.cn/list-2814-1.html"),
        }

    def test_judging_gives_the_same_bytes_twice(self, autumn: Program) -> None:
        assert report(autumn, AUTUMN, "judge", "--json") == report(autumn, AUTUMN, "judge", "--json")

    def test_nothing_is_issued_before_people_have_decided(self, autumn: Program, tmp_path: Path) -> None:
        words = ("report", "build", "--round", "2020Q4", "--format", "json", "--out", str(tmp_path))
        result = autumn.run(*words, GOVCRAWL_CLOCK=AUTUMN.judged)
        assert result.returncode == 2
        assert "4205000034" in result.stderr
        assert not list(tmp_path.iterdir())

    def test_the_bulletin_equals_the_published_one(self, autumn: Program, tmp_path: Path) -> None:
        report(autumn, AUTUMN, "review", "import", DECISIONS)
        report(autumn, AUTUMN, "build", "--format", "json,md", "--out", str(tmp_path))
        (file,) = tmp_path.glob("*.json")
        bulletin = json.loads(file.read_text(encoding="utf-8"))
        assert as_lines(bulletin) == golden_lines("2020Q4.txt")
        assert sum(len(row) for row in bulletin["annexes"][0]["rows"]) == 385
