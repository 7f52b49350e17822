"""People's decisions: listed, recorded once, bound to values, imported whole or not at all."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from govcrawl.storage.models import Decision
from tests.reporting.conftest import check, report
from tests.reporting.office import Office

SITE = "4205000034"
COLUMN = "http://mzzjswj.yichang.gov.cn/list-4902-1.html"
HEADER = "对象,指标,栏目或地址,处理,复核人,理由"
ROUND = ("--round", "2020Q4")
WHO = ("--person", "样例甲", "--reason", "用浏览器核对")


@pytest.fixture
def late(office: Office) -> Office:
    """One column late, everything else up to date."""
    office.healthy({COLUMN: date(2020, 10, 19)})
    return office


def decisions(office: Office) -> list[Decision]:
    with office.session() as session:
        rows = list(session.scalars(select(Decision).order_by(Decision.id)))
        session.expunge_all()
        return rows


def finding(standing: str) -> dict[str, Any]:
    targets = json.loads(check("judge", *ROUND, "--json"))["targets"]
    found = [one for target in targets for one in target["findings"] if one["standing"] == standing]
    assert len(found) == 1
    return dict(found[0])


def test_confirm_binds_to_the_values_seen(late: Office) -> None:
    handle = finding("open")["id"]
    assert handle in check("review", "list", *ROUND)
    assert "1 项属实" in check("review", "confirm", handle, *ROUND, *WHO)
    assert "0 项属实" in check("review", "confirm", handle, *ROUND, *WHO)
    (row,) = decisions(late)
    assert (row.person, row.subject, row.values_seen) == ("样例甲", COLUMN, "最后更新 2020-10-19；监测 2020-11-17")
    assert check("review", "list", *ROUND) == "没有待复核的事项。\n"
    assert "样例甲" in check("review", "list", *ROUND, "--all")
    confirmed = finding("confirmed")
    assert (confirmed["ruling"], confirmed["people"]) == ("confirmed", ["样例甲"])


def test_changed_values_open_the_finding_again(late: Office) -> None:
    handle = finding("open")["id"]
    check("review", "confirm", handle, *ROUND, *WHO)
    late.look(SITE, COLUMN, date(2020, 10, 25), night=late.site_night - timedelta(1))
    changed = finding("open")
    assert changed["values"] == "最后更新 2020-10-25；监测 2020-11-17"
    result = report("review", "confirm", handle, *ROUND, *WHO)
    assert (result.exit_code, handle in result.stderr) == (2, True)


def test_dismiss_says_as_what(late: Office) -> None:
    check("review", "dismiss", finding("open")["id"], *ROUND, *WHO, "--as", "已报备")
    assert finding("dismissed")["ruling"] == "reported"


def test_a_decision_needs_a_name_and_a_reason(late: Office) -> None:
    for words in (("--person", " ", "--reason", "x"), ("--person", "甲", "--reason", "")):
        result = report("review", "confirm", "x", *ROUND, *words)
        assert (result.exit_code, "不能为空" in result.stderr) == (2, True)
    assert decisions(late) == []


def write(folder: Path, *lines: str, header: str = HEADER) -> str:
    file = folder / "decisions.csv"
    file.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return str(file)


GOOD = f"{SITE},栏目更新不及时,{COLUMN},属实,样例甲,核对"


@pytest.mark.parametrize(
    "line", [GOOD, "宜昌市民族宗教事务委员会,site-4a,基层动态,属实,样例甲,核对", f"{SITE},site-4a,,属实,甲,看"]
)
def test_import_takes_addresses_names_and_the_only_one(late: Office, tmp_path: Path, line: str) -> None:
    file = write(tmp_path, line)
    assert "1 项" in check("review", "import", *ROUND, file)
    assert "0 项" in check("review", "import", *ROUND, file)
    assert [row.subject for row in decisions(late)] == [COLUMN]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("4205000099,栏目更新不及时,,属实,甲,看", "第3行：“对象”“4205000099”不在本轮抽查对象中"),
        (f"{SITE},栏目,,属实,甲,看", "第3行：“指标”"),
        (f"{SITE},空白栏目,{COLUMN},属实,甲,看", "第3行：“处理”属实，而现在的结果是通过"),
        (f"{SITE},首页不更新,{COLUMN},属实,甲,看", "第3行：“栏目或地址”"),
        (f"{SITE},栏目更新不及时,*,属实,甲,看", "第3行：“栏目或地址”“*”没有可复核的"),
        (f"{SITE},栏目更新不及时,{COLUMN},同意,甲,看", "第3行：“处理”“同意”不在可用词中：属实、误报、未发现、已报备"),
        (f"{SITE},栏目更新不及时,{COLUMN},属实,,看", "第3行：“复核人”没有填写"),
        (f"{SITE},栏目更新不及时,{COLUMN},属实,甲,", "第3行：“理由”没有填写"),
        (f"{SITE},栏目更新不及时,{COLUMN},误报,样例 甲,看", "第3行：“复核人”“样例 甲”在第2行已对同一事项作出处理"),
        (f"{SITE},栏目更新不及时,{COLUMN},属实,甲", "第3行：有 5 栏，表头有 6 栏"),
    ],
)
def test_one_bad_line_refuses_the_whole_file(late: Office, tmp_path: Path, line: str, told: str) -> None:
    result = report("review", "import", *ROUND, write(tmp_path, GOOD, line))
    assert result.exit_code == 2
    assert f"{tmp_path / 'decisions.csv'} {told}" in result.stderr
    assert decisions(late) == []


def test_a_dismissal_of_what_the_machine_passes_adds_nothing(late: Office, tmp_path: Path) -> None:
    file = write(tmp_path, f"{SITE},空白栏目,{COLUMN},误报,样例甲,核对")
    assert "0 项" in check("review", "import", *ROUND, file)
    assert decisions(late) == []


def test_import_checks_the_values_seen(late: Office, tmp_path: Path) -> None:
    header = f"{HEADER},看到的值"
    assert "1 项" in check(
        "review", "import", *ROUND, write(tmp_path, f"{GOOD},最后更新 2020-10-19；监测 2020-11-17", header=header)
    )
    result = report(
        "review", "import", *ROUND, write(tmp_path, f"{GOOD},最后更新 2020-10-01；监测 2020-11-17", header=header)
    )
    assert (result.exit_code, "“看到的值”" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("对象,指标", "缺少“处理”"),
        (f"{HEADER},备注", "不认识“备注”"),
        (f"{HEADER},理由", "有重复的列名"),
        ("", "缺少“对象”"),
    ],
)
def test_a_wrong_header_is_refused(late: Office, tmp_path: Path, header: str, told: str) -> None:
    result = report("review", "import", *ROUND, write(tmp_path, GOOD, header=header))
    assert (result.exit_code, told in result.stderr) == (2, True)


def test_a_file_that_cannot_be_read_is_refused(late: Office, tmp_path: Path) -> None:
    gbk = tmp_path / "gbk.csv"
    gbk.write_bytes(HEADER.encode("gb18030"))
    for file in (tmp_path / "none.csv", gbk):
        result = report("review", "import", *ROUND, str(file))
        assert (result.exit_code, "无法读取" in result.stderr) == (2, True)
