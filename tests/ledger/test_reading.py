"""Ledger files: what is read, and what is refused with file, line and field."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from govcrawl.errors import Problem
from govcrawl.ledger.kinds import COLUMNS as COLUMN_KIND
from govcrawl.ledger.reading import Readings, Sheet, read_file, read_files
from govcrawl.ledger.rows import ColumnRow, SiteRow
from tests.conftest import SEEDS
from tests.ledger.conftest import COLUMNS, SITES, save_xlsx

HEAD = ["序号", "网站标识码", "网站名称", "网站地址", "是否门户", "主办单位"]
ROW = [1, 4205000004, "甲市人民政府", "http://www.jia.gov.cn", "是", "甲市人民政府办公室"]


def write(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    file = tmp_path / "ledger.csv"
    file.write_bytes(text.encode(encoding))
    return file


def one(file: Path) -> Sheet:
    readings = read_file(file)
    assert not readings.faults
    (sheet,) = readings.sheets
    return sheet


def told(readings: Readings) -> str:
    return "\n".join(map(str, [*readings.faults, *(fault for sheet in readings.sheets for fault in sheet.faults)]))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_reads_what_offices_save(tmp_path: Path, encoding: str, delimiter: str) -> None:
    sheet = one(write(tmp_path, SITES.replace(",", delimiter), encoding))
    line, site = sheet.rows[0]
    assert isinstance(site, SiteRow)
    assert (line, site.code, site.is_portal, site.crawl_url) == (2, "4205000004", True, "http://www.jia.gov.cn")


def test_a_column_is_known_by_its_normalised_address(tmp_path: Path) -> None:
    column = one(write(tmp_path, COLUMNS)).rows[0][1]
    assert isinstance(column, ColumnRow)
    assert (column.url, column.deadline) == ("http://www.jia.gov.cn/yw/", "12m")


@pytest.mark.parametrize(
    ("headers", "row", "notice"),
    [
        # the annex of a bulletin, in Traditional script
        (
            ["序號", "網站標識碼", "網站名稱", "網站地址", "是否門戶", "結果", "主要問題"],
            [1, "4205000004", "甲市人民政府", "http://www.jia.gov.cn", "是", "合格", "無"],
            "没有“主办单位”列，按“网站名称”记",
        ),
        # the national system's list
        (
            ["网站标识码", "网站名称", "首页URL", "网站类型", "主办单位", "网站状态"],
            ["4205000004", "甲市人民政府", "http://www.jia.gov.cn", "门户", "甲市人民政府", "正常"],
            "没有“序号”列，按行的次序记",
        ),
        # an office's own
        (
            [" 网站 标识码*", "网站名称", "网站地址（URL）", "是否门户网站", "主办单位名称", "负责人"],
            [4205000004.0, "甲市人民政府 ", "http://www.jia.gov.cn", "√", "甲市人民政府", "某"],
            "这些列不属于网站台账，未读：负责人",
        ),
    ],
)
def test_headers_in_other_words(tmp_path: Path, headers: list[str], row: list[object], notice: str) -> None:
    sheet = one(save_xlsx(tmp_path / "x.xlsx", 台账=[headers, row]))
    assert sheet.faults == ()
    site = sheet.rows[0][1]
    assert isinstance(site, SiteRow)
    assert (site.display_order, site.code, site.unit[:5], site.is_portal) == (1, "4205000004", "甲市人民政", True)
    assert any(notice in line for line in sheet.notices)


def test_titles_totals_and_closed_sites_are_no_rows(tmp_path: Path) -> None:
    rows = [
        ["甲市政府网站台账"],
        [],
        [*HEAD, "状态"],
        [*ROW, "正常"],
        [2, 4205000009, "甲市某局", "http://mj.jia.gov.cn", "否", "甲市某局", "关停"],
        ["合计", 2],
        ["填表人：某", None, "日期：2020年11月9日"],
    ]
    sheet = one(save_xlsx(tmp_path / "x.xlsx", 台账=rows))
    assert [(line, row.model_dump()["code"]) for line, row in sheet.rows] == [(4, "4205000004")]
    passed_over = [notice.partition("：")[2] for notice in sheet.notices]
    assert passed_over == [
        "第 6 行是合计或说明，未读",
        "第 7 行是合计或说明，未读",
        "1 行已注明关停或注销，不列入台账",
    ]


def test_codes_of_ministries_are_kept_in_lower_case(tmp_path: Path) -> None:
    sheet = one(write(tmp_path, SITES.replace("4205000001", "BM14000002")))
    assert [row.model_dump()["code"] for _, row in sheet.rows][1] == "bm14000002"


def test_a_row_is_never_taken_for_a_total(tmp_path: Path) -> None:
    sheet = one(save_xlsx(tmp_path / "x.xlsx", 台账=[HEAD, ROW, [None, None, "共青团甲市委员会", None, None, None]]))
    assert [fault.line for fault in sheet.faults] == [3] * 5


def test_a_workbook_may_hold_several_ledgers(tmp_path: Path) -> None:
    columns = list(csv.reader(io.StringIO(COLUMNS)))
    readings = read_file(save_xlsx(tmp_path / "x.xlsx", 网站=[HEAD, ROW], 栏目=columns, 空=[]))
    assert [sheet.kind.word for sheet in readings.sheets] == ["网站", "栏目"]
    assert told(readings) == ""


def test_a_worksheet_that_is_no_ledger_is_told(tmp_path: Path) -> None:
    file = save_xlsx(tmp_path / "x.xlsx", 网站=[HEAD, ROW], 说明=[["请勿改动"]])
    assert "〔说明〕：没有台账表头" in told(read_file(file))


@pytest.mark.parametrize(
    ("old", "new", "line", "header", "reason"),
    [
        ("4205000001", "42050000O1", 3, "网站标识码", "“42050000O1”不是网站标识码"),
        ("4205000001", "4.205E+09", 3, "网站标识码", "末几位已丢失"),
        ("4205000001", "4205000004", 3, "网站标识码", "与第 2 行重复"),
        ("http://fgw.jia.gov.cn", "http:/fgw.jia.gov.cn", 3, "网站地址", "不是网址"),
        ("http://fgw.jia.gov.cn", "www.jia.gov.cn", 3, "网站地址", "不是网址"),
        ("http://fgw.jia.gov.cn", "http://[", 3, "网站地址", "不是网址"),
        ("http://fgw.jia.gov.cn", "http://a:99999/", 3, "网站地址", "不是网址"),
        ("http://fgw.jia.gov.cn", "http://me:pw@jia.gov.cn/", 3, "网站地址", "不是网址"),
        ("http://fgw.jia.gov.cn", "", 3, "网站地址", "缺少此项"),
        ("http://fgw.jia.gov.cn", "javascript:alert(1)", 3, "网站地址", "不是网址"),
        (",否,", ",不,", 3, "是否门户", "应为“是”或“否”"),
        ("2,4205000001", "二,4205000001", 3, "序号", "应为整数"),
        ("2,4205000001", "0,4205000001", 3, "序号", "应不小于 1"),
        ("2,4205000001", f"{10**30},4205000001", 3, "序号", "应不大于 1000000"),
        ("4205000001", "1.2345678901E+999999999", 3, "网站标识码", "不是网站标识码"),
        ("甲市发展和改革委员会,http", "\x1b[2J,http", 3, "网站名称", "控制字符"),
    ],
)
def test_a_fault_names_file_line_and_field(
    tmp_path: Path, old: str, new: str, line: int, header: str, reason: str
) -> None:
    file = write(tmp_path, SITES.replace(old, new))
    text = told(read_file(file))
    assert f"{file} 第 {line} 行“{header}”" in text
    assert reason in text


def test_a_bad_address_is_one_fault(tmp_path: Path) -> None:
    assert told(read_file(write(tmp_path, SITES.replace("http://fgw", "fgw")))).count("不是网址") == 1


def test_our_own_word_wins_over_another(tmp_path: Path) -> None:
    sheet = one(write(tmp_path, SITES.replace("序号", "主办单位名称")))
    assert sheet.rows[0][1].model_dump()["unit"] == "甲市人民政府办公室"
    assert "未读：主办单位名称" in sheet.notices[0]


def test_two_columns_for_one_field_are_refused(tmp_path: Path) -> None:
    file = write(tmp_path, SITES.replace("网站地址", "首页网址").replace("序号", "网址"))
    assert "“首页网址”：与“网址”都像是网站地址，请留下一列" in told(read_file(file))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("动态要闻", "动态", "不在可用词中"),
        ("1年", "常年", "不是更新期限"),
        ("1年", "0天", "不是更新期限"),
        ("1年", "14", "不是更新期限"),
        ("2021-06-30", "明年", "豁免截止"),
        ("本站", "外站", "上级链接"),
    ],
)
def test_column_faults(tmp_path: Path, old: str, new: str, reason: str) -> None:
    assert reason in told(read_file(write(tmp_path, COLUMNS.replace(old, new))))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("网站标识码,报备起始,报备截止,报备原因,报备人\n4205000004,2021-07-02,2021-07-01,升级,某\n", "报备截止应晚于"),
        (
            "网站标识码,报备起始,报备截止,报备原因,报备人\n4205000004,2021-07-02,2021-07-03,升级,\n",
            "报备人”：缺少此项",
        ),
        ("网站标识码,栏目地址,无更新原因,有效期至\n4205000004,http://a.gov.cn/,今年无招考,\n", "“有效期至”：缺少此项"),
        ("网站标识码,栏目地址,确认意见\n4205000004,http://a.gov.cn/,对\n", "属实、不是栏目、已停用、待核实"),
    ],
)
def test_faults_of_reports(tmp_path: Path, text: str, reason: str) -> None:
    assert reason in told(read_file(write(tmp_path, text)))


def test_an_announced_downtime_as_a_spreadsheet_types_it(tmp_path: Path) -> None:
    head = ["网站标识码", "停机开始时间", "停机结束时间", "停机原因", "报备单位"]
    row = [
        4205000004,
        datetime.fromisoformat("2021-06-30T22:00"),
        datetime.fromisoformat("2021-07-01"),
        "系统升级",
        "甲市政府办",
    ]
    row_read = one(save_xlsx(tmp_path / "x.xlsx", 报备=[head, row])).rows[0][1].model_dump()
    assert (row_read["starts_at"].isoformat(), row_read["ends_at"].isoformat()) == (
        "2021-06-30T22:00:00+08:00",
        "2021-07-02T00:00:00+08:00",
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"a,b\n1,2\n", "看不出是哪种台账"),
        (b"", "看不出是哪种台账"),
        (b"\xff\xfe\xff\xff\x00", "不是 UTF-8 或 GBK"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧式 XLS 或加密"),
        (b"PK\x03\x04 torn", "不是完好的 XLSX"),
        (b'"' + b"x" * 200_000, "不是完整的 CSV"),
    ],
)
def test_files_that_are_no_ledger(tmp_path: Path, content: bytes, reason: str) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(content)
    with pytest.raises(Problem, match=reason):
        read_file(file)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/a.xml", "w") as part:
        for _ in range(210):
            part.write(bytes(1_000_000))
    with pytest.raises(Problem, match="展开后超过 200 MB"):
        read_file(file)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (SITES.replace(",网站地址", ",甲"), "缺少列“网站地址”"),
        (SITES.splitlines()[0], "表头下没有数据"),
    ],
)
def test_ledgers_that_lack_something(tmp_path: Path, text: str, reason: str) -> None:
    assert reason in told(read_files([write(tmp_path, text)]))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="无法读取"):
        read_file(tmp_path / "none.csv")


def test_a_line_break_inside_a_cell_keeps_the_line_numbers(tmp_path: Path) -> None:
    text = SITES.replace("甲市人民政府,", '"甲市\n人民政府",').replace(",否,", ",不,")
    assert "第 4 行“是否门户”" in told(read_file(write(tmp_path, text)))


@pytest.mark.parametrize("name", ["sites", "columns", "accounts"])
def test_the_shipped_ledger_is_valid(name: str) -> None:
    sheet = one(SEEDS / f"{name}.csv")
    assert sheet.rows
    assert not sheet.faults
    assert not sheet.notices


def test_a_list_of_columns_may_name_the_site(tmp_path: Path) -> None:
    text = COLUMNS.replace("网站标识码,", "网站名称,网站标识码,", 1).replace(
        "\n4205000004", "\n甲市人民政府,4205000004"
    )
    assert one(write(tmp_path, text)).kind is COLUMN_KIND
