"""Cells as spreadsheets leave them, by table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.ledger import cells
from govcrawl.ledger.escaping import escape, escape_apostrophe, unescape
from govcrawl.ledger.periods import read_end, read_months, read_start, show_end, show_months, show_start

READ: list[tuple[Callable[[cells.Raw], str], cells.Raw, str]] = [
    (cells.text, "　甲 市\u200b\n政府 ", "甲 市\u200b 政府"),
    (cells.text, None, ""),
    (cells.text, True, "是"),
    (cells.text, 2021.0, "2021"),
    (cells.code, 4205000004, "4205000004"),
    (cells.code, 4205000004.0, "4205000004"),
    (cells.code, "4205000004.0", "4205000004"),
    (cells.code, "４２０５００００04", "4205000004"),
    (cells.code, " 42 0500 0004", "4205000004"),
    (cells.code, "'4205000004", "4205000004"),
    (cells.code, "4.205000004E+09", "4205000004"),
    (cells.code, "BM14000002", "BM14000002"),
    (cells.number, "１２.0", "12"),
    (cells.compact, "６ 个月", "6个月"),
    (cells.address, " http://www.jia.gov.cn/ ", "http://www.jia.gov.cn/"),
    (cells.address, "ｈｔｔｐ：／／www.jia.gov.cn／yw／", "http://www.jia.gov.cn/yw/"),
    (cells.address, "http://www.jia.gov.cn/（一）/", "http://www.jia.gov.cn/（一）/"),
    (cells.day, "2021-06-30", "2021-06-30"),
    (cells.day, "2021/6/30", "2021-06-30"),
    (cells.day, "2021年6月30日", "2021-06-30"),
    (cells.day, "２０２１.６.３０", "2021-06-30"),
    (cells.day, "20210630", "2021-06-30"),
    (cells.day, 20210630, "2021-06-30"),
    (cells.day, 44377, "2021-06-30"),
    (cells.day, "44377", "2021-06-30"),
    (cells.day, datetime.fromisoformat("2021-06-30"), "2021-06-30"),
    (cells.day, date(2021, 6, 30), "2021-06-30"),
    (cells.day, "2021-06-30 00:00:00", "2021-06-30"),
    (cells.moment, "2021/6/30 22:05", "2021-06-30 22:05"),
    (cells.moment, "2021年6月30日 22时", "2021-06-30 22:00"),
    (cells.moment, "2021-06-30T22:05:00", "2021-06-30 22:05"),
    (cells.moment, datetime.fromisoformat("2021-06-30 22:05"), "2021-06-30 22:05"),
    (cells.moment, 44377.9166666667, "2021-06-30 22:00"),
]


@pytest.mark.parametrize(("read", "raw", "expected"), READ)
def test_what_a_spreadsheet_did_is_undone(read: Callable[[cells.Raw], str], raw: cells.Raw, expected: str) -> None:
    assert read(raw) == expected


@pytest.mark.parametrize(
    ("read", "raw", "reason"),
    [
        (cells.code, "4.205E+09", "末几位已丢失"),
        (cells.code, "4.21e9", "末几位已丢失"),
        (cells.text, "甲\x1b[31m", "控制字符"),
        (cells.text, "甲\x00", "控制字符"),
        (cells.text, "甲\uffff", "控制字符"),
        (cells.text, "甲" * 2001, "过长"),
        (cells.day, "明年", "应为日期"),
        (cells.day, "6/30/21", "应为日期"),
        (cells.day, "2021-02-30", "应为日期"),
        (cells.day, "2021", "应为日期"),
        (cells.day, "2021-06-30 22:00", "应为日期"),
        (cells.day, "9" * 300, "应为日期"),
        (cells.moment, "22:00", "应为日期或时间"),
        (cells.moment, "2021-06-30 25:00", "应为日期或时间"),
        (cells.moment, "NaN", "应为日期或时间"),
        (cells.day, "1E+999999999", "应为日期"),
    ],
)
def test_what_was_lost_is_not_guessed(read: Callable[[cells.Raw], str], raw: cells.Raw, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read(raw)


@pytest.mark.parametrize(("text", "stored"), [("2月", "2"), ("7月、1月", "1,7"), ("2,8", "2,8"), ("12", "12")])
def test_months(text: str, stored: str) -> None:
    assert read_months(text) == stored
    assert read_months(show_months(stored)) == stored


@pytest.mark.parametrize("text", ["每月", "13月", "0月", "2月8日", "", "2至8月"])
def test_months_that_are_none(text: str) -> None:
    with pytest.raises(ValueError, match="不是更新月份"):
        read_months(text)


@pytest.mark.parametrize(
    ("read", "show", "text", "utc"),
    [
        (read_start, show_start, "2021-06-30", "2021-06-29T16:00"),
        (read_start, show_start, "2021-06-30 22:00", "2021-06-30T14:00"),
        (read_end, show_end, "2021-06-30", "2021-06-30T16:00"),
        (read_end, show_end, "2021-06-30 06:00", "2021-06-29T22:00"),
    ],
)
def test_announced_times_are_local_and_last_days_whole(
    read: Callable[[str], datetime], show: Callable[[datetime], str], text: str, utc: str
) -> None:
    assert read(text) == datetime.fromisoformat(f"{utc}+00:00")
    assert show(read(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''+1"])
def test_dangerous_cells_are_harmless_in_csv(text: str) -> None:
    assert escape(text) == f"'{text}"


@given(st.text())
def test_escaping_is_taken_off_again(text: str) -> None:
    assert unescape(escape(text)) == text
    assert unescape(escape_apostrophe(text)) == text
    assert escape(text)[:1] not in {*"=+-@\t\r"} - {""}


@given(st.one_of(st.text(), st.integers(), st.floats(), st.datetimes(), st.booleans()))
def test_reading_a_cell_gives_text_or_a_reason(raw: cells.Raw) -> None:
    for read in (cells.text, cells.compact, cells.code, cells.number, cells.address, cells.day, cells.moment):
        try:
            text = read(raw)
        except ValueError as error:
            assert any("\u4e00" <= letter <= "\u9fff" for letter in str(error))
        else:
            assert read(text) == text
