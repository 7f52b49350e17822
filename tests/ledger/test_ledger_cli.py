"""``govcrawl ledger`` as an inspector uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from govcrawl.cli import main
from tests.conftest import Program
from tests.ledger.conftest import COLUMNS, SITES, put


class Desk:
    """``govcrawl ledger`` in this process, on a database of its own."""

    def run(self, *words: str) -> Result:
        """Run a command to its end."""
        return CliRunner().invoke(main, ["ledger", *words])

    def check(self, *words: str) -> str:
        """Run a command that must succeed; gives its output."""
        result = self.run(*words)
        assert result.exit_code == 0, result.output
        return result.stdout


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("GOVCRAWL_VAR", str(tmp_path / "var"))
    return Desk()


@pytest.fixture
def office(desk: Desk, tmp_path: Path) -> Desk:
    desk.check("import", *map(str, put(tmp_path, sites=SITES, columns=COLUMNS)))
    return desk


def test_export_import_and_diff(office: Desk, tmp_path: Path) -> None:
    file = tmp_path / "all.xlsx"
    assert office.check("export", str(file)).strip().endswith("all.xlsx：网站 2 行，栏目 1 行")
    assert "新增 0，变更 0，取消 0" in office.check("import", str(file))
    same = office.run("diff", str(file))
    assert (same.exit_code, same.stdout) == (0, "网站台账：相同\n栏目台账：相同\n")
    moved = put(tmp_path, moved=SITES.replace("http://fgw", "http://fg").replace("甲市人民政府,", "甲\x9b,"))[0]
    assert office.run("diff", str(moved)).exit_code == 2
    moved.write_text(SITES.replace("http://fgw", "http://fg"), encoding="utf-8")
    other = office.run("diff", str(moved))
    assert other.exit_code == 1
    assert "迁移 4205000001" in other.stdout
    assert "网站地址：http://fgw.jia.gov.cn → http://fg.jia.gov.cn" in other.stdout


def test_files_are_not_overwritten_unasked(office: Desk, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("mine")
    words = ("export", "--kind", "网站", str(file))
    refused = office.run(*words)
    assert (refused.exit_code, file.read_text()) == (2, "mine")
    assert "已存在" in refused.stderr
    office.check(*words, "--force")
    assert file.read_bytes().startswith("\ufeff序号,网站标识码".encode())


def test_faults_are_told_marked_and_change_nothing(office: Desk, tmp_path: Path) -> None:
    bad = put(tmp_path, bad=SITES.replace("4205000001", "4.21E+09"))[0]
    result = office.run("import", str(bad))
    assert result.exit_code == 2
    assert "bad.csv 第 3 行“网站标识码”：“4.21E+09”是科学计数法，末几位已丢失" in result.stderr
    assert "Traceback" not in result.stderr
    assert (tmp_path / "bad.错误.xlsx").exists()
    assert "相同" in office.check("diff", str(tmp_path / "sites.csv"))


def test_the_sheet_goes_out_and_comes_back(office: Desk, tmp_path: Path) -> None:
    file = tmp_path / "sheet.xlsx"
    words = ("columns", "--site", "4205000004", "--xlsx", str(file))
    assert "1 个栏目待核对" in office.check(*words)
    out = office.check("import", "--confirmed-by", "张三", str(file))
    assert "栏目台账：共 1 行，新增 0，变更 0，取消 0" in out


def test_a_report_of_downtime(office: Desk, tmp_path: Path) -> None:
    text = "网站标识码,报备起始,报备截止,报备原因,报备人\n4205000004,2021/6/30 22:00,2021/7/1,升级,甲市政府办\n"
    out = office.check("import", str(put(tmp_path, down=text)[0]))
    assert out == "报备：共 1 行，新增 1，变更 0，取消 0\n"
    office.check("export", "--kind", "报备", str(tmp_path / "out.csv"))
    empty = put(tmp_path, down=text.splitlines()[0])[0]
    assert "取消 4205000004 2021-06-30 22:00 升级" in office.run("diff", str(empty)).stdout
    line = (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()[1]
    assert line == "4205000004,2021-06-30 22:00,2021-07-01,升级,甲市政府办,"


def test_check_tells_by_its_exit_code(desk: Desk) -> None:
    desk.check("import", "seeds/sites.csv")
    result = desk.run("check")
    assert result.exit_code == 3
    assert "[提示] 地址未加密（http）：55 处，序号 1–55（" in result.stdout
    assert len([line for line in result.stdout.splitlines() if line.startswith("[")]) == 7
    result = desk.run("check", "--json")
    assert result.exit_code == 3
    document = json.loads(result.stdout)
    assert document["crawled"] is False
    assert {one["severity"]: one["count"] for one in document["checks"] if one["id"] in {"suffix", "http"}} == {
        "error": 1,
        "note": 55,
    }


@pytest.mark.parametrize(("codes", "exit_code"), [("bm140000", 0), ("42050700", 1)])
def test_warnings_weigh_more_than_notes(desk: Desk, tmp_path: Path, codes: str, exit_code: int) -> None:
    file = put(tmp_path, sites=SITES.replace("42050000", codes))[0]
    desk.check("import", str(file))
    assert desk.run("check").exit_code == exit_code


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("import", "none.csv"), "无法读取"),
        (("export", "x.txt", "--kind", "网站"), "应以 .csv 或 .xlsx 结尾"),
        (("export", "x.xlsx"), "台账是空的"),
        (("diff",), "二者取一"),
        (("diff", "x.csv", "--round", "R"), "二者取一"),
        (("diff", "--round", "2099Q1"), "没有轮次 2099Q1"),
        (("check",), "没有可核对的网站台账"),
        (("check", "--round", "2099Q1"), "没有轮次 2099Q1"),
        (("columns", "--site", "4205000004", "--xlsx", "x.csv"), "应以 .xlsx 结尾"),
        (("columns", "--site", "4205000004", "--xlsx", "x.xlsx"), "网站台账中没有 4205000004"),
    ],
)
def test_bad_input_is_told(desk: Desk, words: tuple[str, ...], reason: str) -> None:
    result = desk.run(*words)
    assert result.exit_code == 2
    assert reason in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("command", ["import", "export", "diff", "columns", "check"])
def test_help_is_chinese(desk: Desk, command: str) -> None:
    text = desk.check(command, "--help")
    assert "台账" in text or "栏目确认表" in text


def test_the_command_itself(program: Program, tmp_path: Path) -> None:
    bad = put(tmp_path, bad=SITES.replace("4205000001", "x"))[0]
    result = program.run("govcrawl", "ledger", "import", str(bad))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("错误：台账有 1 处错误，未导入任何内容：\n")
