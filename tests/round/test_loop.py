"""The whole loop on the scenario ``faults``, played by two made-up inspectors: from notice to recheck to bulletin."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.conftest import SEEDS, City, Program, serve_city
from tests.crawl.test_crawl import rows
from tests.round.conftest import SPRING, play, report

DECISIONS = "seeds/decisions/2021Q1.csv"
SITE, UNIT = "4205000030", "宜昌市城市园林绿化建设管护中心"
MENDED, LEFT = "http://ylj.yichang.gov.cn/xwdt/", "http://ylj.yichang.gov.cn/tpxw/"
ACCOUNT = "WX0005"
LATER = "2021-03-22T20:00"
CHANGES = (
    ("sites_seen = 2021-03-12", "sites_seen = 2021-03-22"),
    ("accounts_seen = 2021-03-18", "accounts_seen = 2021-03-22"),
    ("home_newest = 2021-02-25\nfault", "home_newest = 2021-03-21\nfault"),
    (f'address = "{MENDED}"\nnewest = 2021-02-25', f'address = "{MENDED}"\nnewest = 2021-03-21'),
)


@pytest.fixture(scope="module")
def mended_city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """The same city ten days later: one site has mended its home page and one of its two late columns."""
    seeds = tmp_path_factory.mktemp("later")
    (seeds / "modelcity").mkdir()
    for name in ("sites.csv", "columns.csv", "accounts.csv", "modelcity/structure"):
        (seeds / name).symlink_to(SEEDS / name)
    plan = (SEEDS / "modelcity" / "faults.toml").read_text(encoding="utf-8")
    for old, new in CHANGES:
        assert old in plan
        plan = plan.replace(old, new, 1)
    (seeds / "modelcity" / "mended.toml").write_text(plan, encoding="utf-8")
    yield from serve_city("mended", "--seeds", str(seeds))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The round crawled, and decided by two inspectors."""
    program = Program(tmp_path_factory.mktemp("loop"))
    for city in serve_city("faults"):
        play(program, SPRING, city)
        yield program


def findings(office: Program) -> list[dict[str, Any]]:
    told = json.loads(report(office, SPRING, "judge", "--json"))["targets"]
    return [{**one, "target": target["target"]} for target in told for one in target["findings"]]


def of_site(office: Program) -> dict[str, dict[str, Any]]:
    """The confirmed findings of the site, by their subject."""
    return {one["subject"]: one for one in findings(office) if one["target"] == SITE and one["standing"] == "confirmed"}


def looks_of(office: Program, spider: str) -> int:
    query = "SELECT count(*) FROM visit v JOIN crawl c ON c.id = v.crawl_id WHERE c.spider = "
    return int(str(rows(office, f"{query}'{spider}'")[0][0]))


def during(office: Program, moment: str, *words: str) -> str:
    return office.check(*words, GOVCRAWL_CLOCK=moment)


class TestLoop:
    """In the order of an office's work."""

    def test_nothing_can_be_rechecked_or_given_before_people_decided(self, office: Program, mended_city: City) -> None:
        words = ("scrapy", "crawl", "recheck", "-a", "round=2021Q1")
        result = office.run(*words, GOVCRAWL_CLOCK=LATER, **mended_city.door)
        assert (result.returncode, "没有可以复查的" in result.stderr) == (2, True)
        given = office.run("report", "notice", "--round", "2021Q1", GOVCRAWL_CLOCK="2021-03-19T09:00")
        assert (given.returncode, "没有待下发的问题" in given.stderr) == (2, True)

    def test_reviewers_see_the_archived_spot(self, office: Program, tmp_path: Path) -> None:
        words = ("report", "review", "export", "--round", "2021Q1", "--out", str(tmp_path))
        during(office, "2021-03-19T08:00", *words)
        page = (tmp_path / "review-2021Q1.html").read_text(encoding="utf-8")
        shown = dict(re.findall(r'<article class="fail" id="(\w+)">.*?<mark>(.*?)</mark>', page, re.DOTALL))
        late = [one for one in findings(office) if one["subject"] == LEFT and one["outcome"] == "fail"]
        assert [len(shown[one["id"]]) > 3 for one in late] == [True]

    def test_units_get_their_problems(self, office: Program, tmp_path: Path) -> None:
        during(office, "2021-03-19T09:00", "report", "review", "import", "--round", "2021Q1", DECISIONS)
        told = during(office, "2021-03-19T10:00", "report", "notice", "--round", "2021Q1", "--unit", UNIT)
        assert re.fullmatch(rf"{UNIT} 第1份，3 项：.*\.xlsx\n", told)
        sheet = load_workbook(told.strip().rpartition("：")[2]).worksheets[0]
        cells = {str(cell.value) for row in sheet.iter_rows() for cell in row}
        assert {MENDED, LEFT} <= cells
        assert len(during(office, "2021-03-19T10:05", "report", "notice", "--round", "2021Q1").splitlines()) > 5

    def test_a_unit_answers(self, office: Program) -> None:
        handle = of_site(office)[LEFT]["id"]
        words = ("report", "statement", "add", handle, "--round", "2021Q1", "--as", "异议", "--text", "该栏目已停用")
        during(office, "2021-03-20T09:00", *words, "--person", "样例甲")
        assert "该栏目已停用" in during(office, "2021-03-20T09:01", "report", "statement", "list", "--round", "2021Q1")

    def test_a_recheck_sees_what_was_mended_and_changes_no_verdict(self, office: Program, mended_city: City) -> None:
        before = report(office, SPRING, "judge", "--json")
        words = ("govcrawl", "recheck", "--round", "2021Q1")
        result = office.run(*words, GOVCRAWL_CLOCK=LATER, **mended_city.door)
        assert "recheck：应检" in result.stderr, result.stderr
        asked, whole = (looks_of(office, spider) for spider in ("recheck", "govsites"))
        assert 0 < asked * 4 < whole
        assert report(office, SPRING, "judge", "--json") == before
        told = during(office, "2021-03-23T09:00", "report", "progress", "--round", "2021Q1")
        lines = dict(re.findall(r"│ ([0-9a-f]{10}) │(.*)", told))
        own = of_site(office)
        assert "已整改（系统）" in lines[own[MENDED]["id"]]
        assert "未整改（系统）" in lines[own[LEFT]["id"]]
        assert "异议" in lines[own[LEFT]["id"]]

    def test_the_bulletin_tells_result_and_state(self, office: Program) -> None:
        def text() -> str:
            told: dict[str, Any] = json.loads(report(office, SPRING, "build", "--draft", "--format", "json"))
            return "\n".join(told["paragraphs"])

        first = re.search(r"截至2021年3月31日，本次抽查发现的问题已整改(\d+)个、待复查(\d+)个。", text())
        assert first, text()
        by_machine = int(first[1])
        assert by_machine >= 2
        handle = of_site(office)[LEFT]["id"]
        line = f"{SITE},栏目更新不及时,{LEFT},未整改,样例乙,再次打开，仍未更新"
        (office.var / "ruling.csv").write_text(f"对象,指标,栏目或地址,处理,复核人,理由\n{line}\n", encoding="utf-8")
        path = str(office.var / "ruling.csv")
        during(office, "2021-03-24T09:00", "report", "review", "import", "--round", "2021Q1", path)
        assert of_site(office)[LEFT]["id"] == handle
        assert f"已整改{by_machine}个、未整改1个、待复查" in text()
        issued = report(office, SPRING, "build", "--format", "json,md")
        assert "已印发" in issued

    def test_what_was_wrong_in_it_is_corrected_by_a_notice(self, office: Program) -> None:
        handle = of_site(office)[LEFT]["id"]
        words = ("review", "dismiss", handle, "--person", "样例甲", "--reason", "核实：该栏目确已停用", "--as", "误报")
        report(office, SPRING, *words)
        told = report(office, SPRING, "correct", "--reason", "复核有误", "--person", "样例甲")
        assert "第1次更正" in told
        notice = (office.var / "bulletins" / "2021Q1" / "correction-2021Q1.hans.1.md").read_text(encoding="utf-8")
        assert "更正通知" in notice
        assert "因复核有误" in notice
