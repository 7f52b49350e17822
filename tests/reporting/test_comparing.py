"""Two rounds side by side, and a year's figures."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from govcrawl.rounds.declaration import read_file
from govcrawl.rounds.opening import open_round
from tests.conftest import SEEDS
from tests.reporting.conftest import check, report
from tests.reporting.office import Office

COLUMN = "http://mzzjswj.yichang.gov.cn/list-4902-1.html"
AGAIN, RECOVERED, ANEW = "4205000034", "4205000062", "4205000055"


@pytest.fixture
def two_rounds(second_office: Office, tmp_path: Path) -> Office:
    """2020Q4 and 2021Q1 in one database: a column late in both, one home page mended, another new."""
    with second_office.session() as session:
        declaration, text = read_file(SEEDS / "rounds" / "2020Q4.toml")
        open_round(session, declaration, text, datetime(2020, 11, 1, tzinfo=UTC))
    first = Office(second_office.path, "2020Q4", date(2020, 11, 17), date(2020, 11, 24))
    first.healthy({COLUMN: date(2020, 10, 19), RECOVERED: date(2020, 9, 1)})
    second_office.healthy({COLUMN: date(2020, 10, 19), ANEW: date(2021, 1, 1)})
    for person in ("样例甲", "样例乙"):
        confirm("2020Q4", person)
        confirm("2021Q1", person)
    return second_office


def confirm(name: str, person: str) -> None:
    told = json.loads(check("judge", "--round", name, "--json"))["targets"]
    open_ones = [
        one["id"]
        for target in told
        for one in target["findings"]
        if one["standing"] != "clear" and person not in one["people"]
    ]
    check("review", "confirm", *open_ones, "--round", name, "--person", person, "--reason", "看过")


def test_movements_and_what_came_back(two_rounds: Office, tmp_path: Path) -> None:
    out = tmp_path / "compare.xlsx"
    told = check("compare", "2020Q4", "2021Q1", "--out", str(out))
    assert "新不合格 1" in told
    assert "恢复合格 1" in told
    table = [[cell.value for cell in row] for row in load_workbook(out).worksheets[0].iter_rows()]
    lines = {row[2]: row for row in table if row[2]}
    assert [lines[code][7] for code in (ANEW, RECOVERED, AGAIN)] == ["新不合格", "恢复合格", "未变"]
    assert lines[AGAIN][10] == "栏目更新不及时：基层动态"
    assert "已写出" not in check("compare", "2020Q4", "2021Q1", "--out", str(out))


def test_a_years_figures_sum_up(two_rounds: Office, tmp_path: Path) -> None:
    out = tmp_path / "year.xlsx"
    check("year", "2020", "--out", str(out))
    table = [[cell.value for cell in row] for row in load_workbook(out).worksheets[0].iter_rows()]
    (head,) = (number for number, row in enumerate(table) if row[0] == "轮次")
    names = [str(name) for name in table[head]]
    first, whole = table[head + 1 :]
    assert dict(zip(names, first, strict=True)) | {"轮次": ""} == dict(zip(names, whole, strict=True)) | {"轮次": ""}
    assert (first[names.index("网站抽查")], first[names.index("网站不合格")]) == (55, 1)
    assert (first[names.index("账号总数")], first[names.index("账号抽查")]) == (402, 282)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("compare", "2020Q4", "2020Q9"), "没有轮次 2020Q9"),
        (("year", "1999"), "1999"),
        (("year", "2019"), "2019 年没有季度或专项轮次"),
        (("year", "2021", "--out", "a.txt"), "应以 .xlsx 或 .svg 结尾"),
    ],
)
def test_bad_input_is_told(second_office: Office, words: tuple[str, ...], told: str) -> None:
    with second_office.session() as session:
        declaration, text = read_file(SEEDS / "rounds" / "2020Q4.toml")
        open_round(session, declaration, text, datetime(2020, 11, 1, tzinfo=UTC))
    result = report(*words)
    assert (result.exit_code, told in result.stderr) == (2, True)
