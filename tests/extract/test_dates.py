"""Forms of days: each written form is read back, and what is no day is refused."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.extract.dates import chinese_number, days_before, full_dates, read_time, whole_date
from govcrawl.extract.labels import Weight, label_before
from govcrawl.extract.record import PartialDate

DIGITS = "〇一二三四五六七八九"
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2089, 12, 31))


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[ones] if ones else "")


FORMS = (
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"[{day:%Y-%m-%d}]",
    lambda day: f"（{day:%Y-%m-%d}）",
    lambda day: f"{day:%Y/%m/%d}",
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day:%Y.%m.%d}",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day:%Y}年{day:%m}月{day:%d}日 08:05",
    lambda day: f"{day:%Y-%m-%d} 23:59:59",
    lambda day: f"{day:%Y-%m-%d} 10∶08",
    lambda day: f"{day:%Y—%m—%d}",
    lambda day: "".join(DIGITS[int(d)] for d in str(day.year)) + f"年{chinese(day.month)}月{chinese(day.day)}日",
)
SPLIT_FORMS = (
    lambda day: f"--{day:%Y}--\n{day:%m-%d}",
    lambda day: f"{day:%d}\n{day:%Y-%m}",
    lambda day: f"{day:%m-%d}\n{day:%Y}",
    lambda day: f"{day:%Y}.{day:%m}\n{day:%d}",
    lambda day: f"{day:%Y%m%d}",
)


@pytest.mark.parametrize("form", FORMS)
@given(day=DAYS)
def test_a_rendered_day_is_read_back(form, day):
    found = whole_date(form(day))
    assert found is not None
    assert found.value == day


@pytest.mark.parametrize("form", SPLIT_FORMS)
@given(day=st.dates(min_value=date(2000, 1, 1), max_value=date(2089, 12, 31)))
def test_a_split_day_is_read_back(form, day):
    found = whole_date(form(day))
    assert found is not None
    assert found.value == day


@given(day=DAYS)
def test_a_year_less_day_keeps_its_month_and_day(day):
    for text in (f"[{day:%m-%d}]", f"{day.month}月{day.day}日", f"{day:%m/%d}"):
        found = whole_date(text)
        assert found is not None
        assert found.value == PartialDate(day.month, day.day)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "2020",
        "2020-11",
        "川教〔2020〕12号",
        "第2020-11-03-1期",
        "112020-11-03",
        "20-11-03",
        "12.5",
        "1/8页",
        "24小时",
    ],
)
def test_what_is_no_day_is_refused(text):
    assert whole_date(text) is None


@pytest.mark.parametrize("text", ["2020-02-30", "2021-2-29", "2020年13月1日", "二〇二〇年二月三十日"])
def test_a_day_that_no_calendar_has_is_found_without_a_value(text):
    found = whole_date(text)
    assert found is not None
    assert found.value is None


@pytest.mark.parametrize(
    ("text", "days"),
    [("今天", 0), ("今天 08:30", 0), ("昨天", 1), ("前天", 2), ("5分钟前", 0), ("3天前", 3), ("刚刚", 0)],
)
def test_relative_words_say_how_many_days_ago(text, days):
    found = whole_date(text)
    assert found is not None
    assert found.days_ago == days


def test_hours_ago_say_no_day_for_sure():
    found = whole_date("13小时前")
    assert found is None or found.days_ago is None


def test_all_days_of_a_sentence_are_found_in_it():
    text = "自2019年3月5日起至2020-04-01止"
    assert {found.value for found in full_dates(text)} == {date(2019, 3, 5), date(2020, 4, 1)}


@pytest.mark.parametrize(
    ("text", "value"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十一", 31), ("廿三", 23), ("三〇", 30), ("甲", 0)],
)
def test_chinese_numbers(text, value):
    assert chinese_number(text) == value


def test_times_of_day():
    assert read_time("9:05") == time(9, 5)
    assert read_time("29:05") is None
    assert read_time(None) is None


def test_before_the_calendar_there_is_no_day():
    assert days_before(date(1, 1, 1), 1) is None


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("来源：本站 发布时间：", Weight.PUBLISHED),
        ("发布日期 ", Weight.PUBLISHED),
        ("信息时间:", Weight.PUBLISHED),
        ("日期：", Weight.TIME),
        ("日间：", Weight.TIME),
        ("更新时间：", Weight.UPDATED),
        ("[提交时间：", Weight.RECEIVED),
        ("[回复时间：", Weight.REPLY),
        ("成文日期：", Weight.NEVER),
        ("成 文 日 期：", Weight.NEVER),
        ("投标截止时间：", Weight.NEVER),
        ("项目建立时间：", Weight.NEVER),
        ("会议定于", Weight.NEVER),
        ("今天是：", Weight.NEVER),
    ],
)
def test_labels_say_what_a_day_is(text, weight):
    label = label_before(text)
    assert label is not None
    assert label[1] is weight


@pytest.mark.parametrize("text", ["", "渡口镇新修的三座便桥", "浏览次数 12 "])
def test_no_label(text):
    assert label_before(text) is None
