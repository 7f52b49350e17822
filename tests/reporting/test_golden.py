"""The bulletins against their whole golden texts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from govcrawl.modelcity.city import load
from govcrawl.modelcity.manifest import describe
from tests.conftest import ROOT, SEEDS
from tests.reporting.conftest import check, report
from tests.reporting.office import Office
from tests.reporting.truth import store_truth

GOLDEN = ROOT / "tests" / "golden"
LATE = {
    "http://mzzjswj.yichang.gov.cn/list-4902-1.html": date(2020, 10, 19),
    "http://mzzjswj.yichang.gov.cn/list-4904-1.html": date(2020, 3, 26),
    "http://wjw.yichang.gov.cn/jcdt/": date(2020, 10, 27),
    "http://sz.yichang.gov.cn/list-2814-1.html": date(2020, 4, 22),
}


SECOND = ("--round", "2021Q1")


def as_text(bulletin: dict[str, Any]) -> list[str]:
    """A bulletin's JSON as the lines of the golden text."""
    number = [bulletin["number"]] if bulletin["number"] else []
    annexes = [line for annex in bulletin["annexes"] for line in of_annex(annex)]
    return [*number, bulletin["title"], *bulletin["paragraphs"], *annexes]


def of_annex(annex: dict[str, Any]) -> list[str]:
    """An annex as the lines of the golden text."""
    cells = [cell for row in [annex["header"], *annex["rows"]] for cell in row]
    return [f"{annex['label']}:", annex["title"], *(f"{cell} |" for cell in cells)]


def lines(name: str) -> list[str]:
    return [line for line in (GOLDEN / name).read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.fixture
def found(office: Office) -> Office:
    """The facts of the golden text: four columns late, everything else up to date."""
    office.healthy(LATE)
    return office


def test_golden_character_by_character(found: Office, tmp_path: Path) -> None:
    check("review", "import", "--round", "2020Q4", str(SEEDS / "decisions" / "2020Q4.csv"))
    check("build", "--round", "2020Q4", "--format", "json", "--out", str(tmp_path))
    (file,) = tmp_path.glob("*.json")
    bulletin = json.loads(file.read_text(encoding="utf-8"))
    assert as_text(bulletin) == lines("2020Q4.txt")
    assert len(bulletin["paragraphs"]) == 15
    assert sum(len(row) for row in bulletin["annexes"][0]["rows"]) == 385
    assert bulletin["draft"] is False


def test_draft_before_decisions_tells_what_the_machine_found(found: Office) -> None:
    bulletin = json.loads(check("build", "--round", "2020Q4", "--format", "json", "--draft"))
    assert bulletin["draft"] is True
    assert [row[5] for row in bulletin["annexes"][0]["rows"]].count("未定") == 3
    assert bulletin["annexes"][0]["rows"][18][6] == "2個欄目更新不及時"


def test_issuing_before_decisions_is_refused_with_the_targets(found: Office, tmp_path: Path) -> None:
    result = report("build", "--round", "2020Q4", "--out", str(tmp_path / "out"))
    assert result.exit_code == 2
    for code in ("4205000034", "4205000055", "4205000035"):
        assert code in result.stderr
    assert not (tmp_path / "out").exists()


def issued(folder: Path, *words: str) -> dict[str, Any]:
    check("build", *words, "--format", "json", "--out", str(folder))
    (file,) = folder.glob("*.json")
    return dict(json.loads(file.read_text(encoding="utf-8")))


def test_second_golden_of_another_office_and_style(second_office: Office, tmp_path: Path) -> None:
    store_truth(second_office, "faults")
    check("review", "import", *SECOND, str(SEEDS / "decisions" / "2021Q1.csv"))
    bulletin = issued(tmp_path, *SECOND)
    assert as_text(bulletin) == lines("2021Q1.txt")


def test_the_vetoes_of_the_second_golden_are_those_that_were_planted(second_office: Office) -> None:
    store_truth(second_office, "faults")
    check("review", "import", *SECOND, str(SEEDS / "decisions" / "2021Q1.csv"))
    rows = json.loads(check("build", *SECOND, "--format", "json", "--draft"))["annexes"][0]["rows"]
    planted = {veto["target"] for veto in describe(load(SEEDS, "faults"))["vetoes"]}
    assert {row[1] for row in rows if row[5] == "不合格"} == planted
