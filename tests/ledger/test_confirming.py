"""The sheet that a unit confirms: filled with ledger and crawl, taken back column by column."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.ledger.columnsheet import confirmation_page
from govcrawl.ledger.importing import current, import_ledger
from govcrawl.ledger.workbooks import as_xlsx
from govcrawl.storage.models import LedgerColumn
from govcrawl.storage.models.ledger import LedgerNoColumn
from tests.ledger.conftest import MONDAY, SITES, TUESDAY, put
from tests.ledger.facts import Column, add_crawl, look, open_seed_round

CODE, OTHER = "4205000004", "4205000001"
HOME = "http://www.jia.gov.cn/"
COLUMNS = (
    "网站标识码,栏目名称,栏目地址,上级栏目,级别,类别,关系,责任单位,豁免原因,豁免截止,备注\n"
    f"{CODE},政务公开,{HOME}zwgk/,,1,信息公开,本站,甲市政府办,,,\n"
    f"{CODE},通知公告,{HOME}tzgg/,{HOME}zwgk/,2,通知公告,本站,甲市政府办,系统改版,2020-12-31,旧\n"
    f"{OTHER},动态,http://fgw.jia.gov.cn/dt/,,1,动态要闻,本站,,,,\n"
)
FOUND: tuple[Column, ...] = (
    (HOME + "yw/", "要闻", "news", 1, None),
    (HOME + "ys/", '=HYPERLINK("http://evil.example")\x1b[2J', "key_field", 2, "政务公开"),
    (HOME + "tzgg/", "通知公告", "notice", 2, "政务公开"),
)
Edit = Callable[[dict[str, dict[str, Any]]], None]


@pytest.fixture
def office(tmp_path: Path, session: Session) -> Session:
    """A ledger of two sites with three columns, and a crawl that found two more."""
    import_ledger(session, put(tmp_path, sites=SITES, columns=COLUMNS), MONDAY)
    open_seed_round(session)
    old, crawl = add_crawl(session), add_crawl(session, TUESDAY)
    look(session, old, CODE, [HOME], columns=[(HOME + "gone/", "早先的栏目", "unknown", 1, None)])
    look(session, crawl, CODE, [HOME], columns=FOUND)
    look(session, crawl, CODE, [HOME + "tzgg/"], role="column", newest=date(2020, 11, 8))
    session.flush()
    return session


def sheet(session: Session) -> tuple[list[str], dict[str, list[Any]]]:
    page = confirmation_page(session, CODE)
    return [field.header for field in page.fields], {row[3]: list(row) for row in page.rows}


def take_back(session: Session, folder: Path, edits: dict[str, dict[str, Any]], person: str = "") -> None:
    """The sheet as the unit sends it back, after edits by address and header."""
    workbook = openpyxl.load_workbook(io.BytesIO(as_xlsx([confirmation_page(session, CODE)])))
    worksheet = workbook.worksheets[0]
    places = {cell.value: cell.column for cell in worksheet[2]}
    lines = {worksheet.cell(line, places["栏目地址"]).value: line for line in range(3, worksheet.max_row + 1)}
    for number, (address, cells) in enumerate(edits.items(), 1):
        line = lines.get(address, worksheet.max_row + number)
        for header, value in ({"网站标识码": CODE, "栏目地址": address} | cells).items():
            worksheet.cell(line, places[header]).value = value
    file = folder / "back.xlsx"
    workbook.save(file)
    import_ledger(session, [file], TUESDAY, person)


def columns_of(session: Session) -> dict[str, LedgerColumn]:
    return {column.url.removeprefix(HOME): column for column in current(session, LedgerColumn)}


def test_the_sheet_holds_what_the_ledger_and_the_last_crawl_know(office: Session) -> None:
    headers, rows = sheet(office)
    cells = {url.removeprefix(HOME): dict(zip(headers, row, strict=True)) for url, row in rows.items()}
    assert list(cells) == ["zwgk/", "tzgg/", "yw/", "ys/"]
    assert (cells["tzgg/"]["一级栏目"], cells["tzgg/"]["子栏目"]) == ("政务公开", "通知公告")
    assert (cells["tzgg/"]["台账状态"], cells["tzgg/"]["抓取所见最后更新"]) == ("待确认", "2020-11-08")
    proposed = cells["yw/"]
    assert (proposed["一级栏目"], proposed["类别"], proposed["台账状态"]) == ("要闻", "动态要闻", "抓取发现")
    assert cells["ys/"]["子栏目"] == '=HYPERLINK("http://evil.example") [2J'


def test_the_sheet_has_no_formula_and_lists_to_choose_from(office: Session) -> None:
    worksheet = openpyxl.load_workbook(io.BytesIO(as_xlsx([confirmation_page(office, CODE)]))).worksheets[0]
    assert {cell.data_type for row in worksheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    lists = [rule.formula1 for rule in worksheet.data_validations.dataValidation]
    assert '"属实,不是栏目,已停用,待核实"' in lists
    assert len(lists) == 3


def test_an_untouched_sheet_changes_nothing(office: Session, tmp_path: Path) -> None:
    before = {column.id for column in current(office, LedgerColumn)}
    take_back(office, tmp_path, {}, "张三")
    assert {column.id for column in current(office, LedgerColumn)} == before


def test_a_named_person_confirms(office: Session, tmp_path: Path) -> None:
    take_back(
        office,
        tmp_path,
        {
            HOME + "tzgg/": {"确认意见": "属实", "联系人": "李四 0717-1234567", "更新月份": "2月"},
            HOME + "yw/": {"确认意见": "属实", "确认人": "王五"},
            HOME + "new/": {
                "一级栏目": "政务公开",
                "子栏目": "预决算",
                "类别": "重点领域",
                "关系": "本站",
                "确认意见": "属实",
            },
        },
        "张三",
    )
    columns = columns_of(office)
    notice = columns["tzgg/"]
    assert (notice.confirmed_by, notice.contact, notice.months) == ("张三", "李四 0717-1234567", "2")
    assert (notice.exempt_reason, notice.parent, notice.note) == ("系统改版", HOME + "zwgk/", "旧")
    assert (columns["yw/"].confirmed_by, columns["yw/"].level) == ("王五", 1)
    assert (columns["new/"].name, columns["new/"].level, columns["new/"].parent) == ("预决算", 2, HOME + "zwgk/")
    assert columns["zwgk/"].confirmed_by is None
    assert "http://fgw.jia.gov.cn/dt/" in columns


def test_what_is_no_column_goes_and_is_remembered(office: Session, tmp_path: Path) -> None:
    said = {"确认意见": "不是栏目", "确认人": "张三"}
    take_back(
        office, tmp_path, {HOME + "yw/": said, HOME + "tzgg/": said, HOME + "zwgk/": said | {"确认意见": "已停用"}}
    )
    assert list(columns_of(office)) == ["http://fgw.jia.gov.cn/dt/"]
    assert {row.url for row in current(office, LedgerNoColumn)} == {HOME + "yw/", HOME + "tzgg/"}
    headers, rows = sheet(office)
    assert rows[HOME + "yw/"][headers.index("台账状态")] == "已认定不是栏目（张三）"


def test_a_person_may_think_again(office: Session, tmp_path: Path) -> None:
    take_back(office, tmp_path, {HOME + "yw/": {"确认意见": "不是栏目", "确认人": "张三"}})
    take_back(office, tmp_path, {HOME + "yw/": {"确认意见": "属实", "确认人": "张三"}})
    assert columns_of(office)["yw/"].confirmed_by == "张三"
    assert current(office, LedgerNoColumn) == []


@pytest.mark.parametrize(
    ("address", "cells", "reason"),
    [
        ("yw/", {"确认意见": "属实"}, "有确认意见而没有确认人"),
        ("tzgg/", {"更新期限": "30天"}, "内容有改动而没有确认意见"),
        ("tzgg/", {"确认意见": "同意"}, "不在可用词中"),
        ("yw/", {"确认意见": "属实", "确认人": "张三", "类别": None}, "“类别”：缺少此项"),
        ("yw/", {"确认意见": "属实", "确认人": "张三", "一级栏目": None}, "“一级栏目”：缺少此项"),
        ("yw/", {"确认意见": "属实", "确认人": "张三", "子栏目": "本地要闻"}, "填了子栏目，级别不能是 1"),
        ("yw/", {"确认意见": "属实", "确认人": "张三", "网站标识码": "4205000099"}, "网站台账中没有 4205000099"),
    ],
)
def test_faults_of_a_sheet(office: Session, tmp_path: Path, address: str, cells: dict[str, Any], reason: str) -> None:
    before = {column.id for column in current(office, LedgerColumn)}
    with pytest.raises(Problem, match=reason):
        take_back(office, tmp_path, {HOME + address: cells})
    assert {column.id for column in current(office, LedgerColumn)} == before
    assert (tmp_path / "back.错误.xlsx").exists()


def test_an_unknown_site_is_told(office: Session) -> None:
    with pytest.raises(Problem, match="网站台账中没有 4205000099"):
        confirmation_page(office, "4205000099")
