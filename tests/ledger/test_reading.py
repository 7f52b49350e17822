"""Ledger files: what is refused, with file, line and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from govcrawl.errors import Problem
from govcrawl.ledger.reading import read_sheet
from govcrawl.ledger.rows import ColumnRow, SiteRow
from tests.conftest import SEEDS

SITES = (
    "序号,网站标识码,网站名称,网站地址,是否门户,主办单位\n"
    "1,4205000004,甲市人民政府,http://www.jia.gov.cn,是,甲市人民政府办公室\n"
    "2,4205000001,甲市发展和改革委员会,http://fgw.jia.gov.cn,否,甲市发展和改革委员会\n"
)
COLUMNS = (
    "网站标识码,栏目名称,栏目地址,级别,类别,关系,更新期限,豁免截止\n"
    "4205000004,要闻,http://WWW.jia.gov.cn:80/yw/#top,1,动态要闻,本站,1年,2021-06-30\n"
)


def write(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    file = tmp_path / "ledger.csv"
    file.write_bytes(text.encode(encoding))
    return file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_reads_what_offices_save(tmp_path: Path, encoding: str) -> None:
    sheet = read_sheet(write(tmp_path, SITES, encoding))
    line, site = sheet.rows[0]
    assert isinstance(site, SiteRow)
    assert (line, site.code, site.is_portal, site.crawl_url) == (2, "4205000004", True, "http://www.jia.gov.cn")


def test_a_column_is_known_by_its_normalised_address(tmp_path: Path) -> None:
    column = read_sheet(write(tmp_path, COLUMNS)).rows[0][1]
    assert isinstance(column, ColumnRow)
    assert (column.url, column.deadline) == ("http://www.jia.gov.cn/yw/", "12m")


@pytest.mark.parametrize(
    ("old", "new", "line", "header", "reason"),
    [
        ("4205000001", "42050000O1", 3, "网站标识码", "不是网站标识码"),
        ("4205000001", "4205000004", 3, "网站标识码", "与第 2 行重复"),
        ("http://fgw.jia.gov.cn", "http:/fgw.jia.gov.cn", 3, "网站地址", "不是网址"),
        ("http://fgw.jia.gov.cn", "", 3, "网站地址", "缺少此项"),
        ("http://fgw.jia.gov.cn", "javascript:alert(1)", 3, "网站地址", "不是网址"),
        (",否,", ",不,", 3, "是否门户", "应为“是”或“否”"),
        ("2,4205000001", "二,4205000001", 3, "序号", "应为整数"),
        ("2,4205000001", "0,4205000001", 3, "序号", "应不小于 1"),
    ],
)
def test_a_fault_names_file_line_and_field(
    tmp_path: Path, old: str, new: str, line: int, header: str, reason: str
) -> None:
    file = write(tmp_path, SITES.replace(old, new))
    with pytest.raises(Problem) as caught:
        read_sheet(file)
    assert f"{file} 第 {line} 行“{header}”" in str(caught.value)
    assert reason in str(caught.value)
    assert "未导入任何内容" in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("动态要闻", "动态", "不在可用词中"),
        ("1年", "常年", "不是更新期限"),
        ("1年", "0天", "不是更新期限"),
        ("2021-06-30", "明年", "豁免截止"),
        ("本站", "外站", "上级链接"),
    ],
)
def test_column_faults(tmp_path: Path, old: str, new: str, reason: str) -> None:
    with pytest.raises(Problem, match=reason):
        read_sheet(write(tmp_path, COLUMNS.replace(old, new)))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (SITES.replace(",网站地址", ",地址").encode(), "缺少列“网站地址”"),
        (b"a,b\n1,2\n", "看不出是哪种台账"),
        (b"", "看不出是哪种台账"),
        (b"\xff\xfe\xff\xff\x00", "不是 UTF-8 或 GBK"),
    ],
)
def test_files_that_are_no_ledger(tmp_path: Path, content: bytes, reason: str) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(content)
    with pytest.raises(Problem, match=reason):
        read_sheet(file)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="无法读取"):
        read_sheet(tmp_path / "none.csv")


def test_all_faults_are_listed_at_once(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="2 处错误"):
        read_sheet(write(tmp_path, SITES.replace("4205000001", "x").replace(",否,", ",不,")))


@pytest.mark.parametrize("name", ["sites", "columns", "accounts"])
def test_the_shipped_ledger_is_valid(name: str) -> None:
    assert read_sheet(SEEDS / f"{name}.csv").rows
