"""Wording as data: what is refused, how phrases are filled, how numbers are printed."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.errors import Problem
from reporting.bulletin.columns import COLUMNS
from reporting.bulletin.numbers import ordinal, percentage
from reporting.bulletin.phrases import FACTS, OWN, fill
from reporting.bulletin.script import converter
from reporting.bulletin.tables import (
    AnnexSpec,
    Cells,
    Enumeration,
    MeasureTaken,
    Rounding,
    Rows,
    Statement,
    Subjects,
    Table,
)
from reporting.bulletin.wording import Wording, read_wording
from tests.conftest import ROOT, SEEDS

MINIMUM = '[bulletin]\nregion = "样例市"\nissuer = "样例办公室"\ndate = 2021-03-31\n'


def annex(keys: str) -> str:
    return f'{MINIMUM}[[bulletin.annexes]]\nof = "网站"\ntitle = "表"\n{keys}\n'


def test_defaults_complete_a_minimal_table() -> None:
    wording = read_wording(MINIMUM, "R")
    assert (wording.script, wording.rate.decimals, len(wording.annexes[0].columns)) == ("hans", 1, 7)


@pytest.mark.parametrize("name", ["2020Q4", "2021Q1"])
def test_shipped_rounds_are_valid(name: str) -> None:
    assert read_wording((SEEDS / "rounds" / f"{name}.toml").read_text(encoding="utf-8"), name).region


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "bulletin.region：缺少此项"),
        (MINIMUM + "regoin = 1\n", "bulletin.regoin：不认识此项"),
        (MINIMUM + '[bulletin.phrases]\nopenning = ""\n', "bulletin.phrases.openning：不认识此项"),
        (MINIMUM + '[bulletin.phrases]\nopening = "{地址}"\n', "bulletin.phrases.opening：不认识占位符 {地址}"),
        (MINIMUM + '[bulletin.phrases]\nopening = "{地区"\n', "bulletin.phrases.opening：花括号不成对"),
        (MINIMUM + '[bulletin.phrases]\nopening = "{}"\n', "不认识占位符 {}"),
        (MINIMUM + '[bulletin.phrases]\nopening = "{地区.x}"\n', "不认识占位符 {地区.x}"),
        (MINIMUM + '[bulletin.phrases]\nopening = "{地区:>9}"\n', "不认识占位符 {地区}"),
        (MINIMUM + 'human_steps = ["{名单}"]\n', "bulletin.human_steps.1：不认识占位符 {名单}"),
        (annex('columns = ["序号", "名称"]'), "不认识列“名称”"),
        (annex('columns = ["序号", "账号名称"]'), "网站的附件没有列“账号名称”"),
        (annex('columns = ["序号", "栏目"]'), "列“栏目”只用于 rows 为 问题 的附件"),
        (annex('columns = ["序号", "结果"]\nheader = ["序号"]'), "header 应有 2 项，实有 1 项"),
        (annex('columns = ["序号", "网站名称"]\nrows = "汇总"'), "rows 为 汇总 的附件没有列“网站名称”"),
        (annex('columns = ["序号", "总数"]'), "列“总数”只用于 rows 为 汇总、地区汇总 的附件"),
        (annex('columns = ["序号", "序号"]'), "columns 有重复的列"),
        (annex('columns = ["序号", "结果"]\nrows = "部分"'), "bulletin.annexes.0.rows：应为其中之一"),
        (MINIMUM + "[bulletin.rate]\ndecimals = 9\n", "bulletin.rate.decimals：应不大于 4"),
        (MINIMUM + '[[bulletin.statements]]\nof = "栏目"\nphrase = "x"\n', "bulletin.statements.0.of"),
        ("[bulletin\n", "不是有效的 TOML"),
        ("bulletin = 1\n", "应是一节"),
    ],
)
def test_bad_wording_is_refused_with_its_key(text: str, told: str) -> None:
    with pytest.raises(Problem, match=re.escape(told)):
        read_wording(text, "R")


def test_punctuation_changes_in_phrases_and_never_in_names() -> None:
    assert fill("甲，{地区}：", {"地区": "乙，丙"}, {"，": ",", "：": ":"}) == "甲,乙，丙:"


def test_a_placeholder_without_a_value_is_a_problem() -> None:
    with pytest.raises(Problem, match=re.escape("{账号总数}")):
        fill("共{账号总数}个", {"账号总数": None}, {})


@pytest.mark.parametrize(
    ("part", "whole", "decimals", "zeros", "text"),
    [
        (52, 55, 1, True, "94.5%"),
        (55, 55, 1, True, "100.0%"),
        (55, 55, 1, False, "100%"),
        (19, 20, 1, False, "95%"),
        (1, 8, 0, True, "13%"),
        (9999, 10000, 1, True, "99.9%"),
        (9999, 10000, 2, True, "99.99%"),
        (199, 200, 0, True, "99%"),
        (0, 3, 2, True, "0.00%"),
        (0, 0, 2, True, None),
    ],
)
def test_rates(part: int, whole: int, decimals: int, zeros: bool, text: str | None) -> None:
    assert percentage(part, whole, Rounding(decimals=decimals, keep_zeros=zeros)) == text


@given(st.integers(0, 5000), st.integers(1, 5000), st.integers(0, 4))
def test_only_all_of_them_are_a_hundred_per_cent(part: int, extra: int, decimals: int) -> None:
    text = percentage(part, part + extra, Rounding(decimals=decimals, keep_zeros=False))
    assert text is not None
    assert abs(float(text[:-1]) - 100 * part / (part + extra)) <= 10**-decimals
    assert text != "100%"


def test_ordinals() -> None:
    assert [ordinal(number) for number in (1, 9, 10, 11, 20, 34)] == ["一", "九", "十", "十一", "二十", "三十四"]


def test_unknown_conversion_is_a_problem() -> None:
    hant = read_wording(MINIMUM + '[bulletin.hant]\nconfig = "nothing"\n', "R").hant
    assert converter("hans", hant)("规范") == "规范"
    with pytest.raises(Problem, match="nothing"):
        converter("hant", hant)


DOCUMENT = (ROOT / "docs" / "bulletin.md").read_text(encoding="utf-8")


def test_every_placeholder_is_documented() -> None:
    own = {name for names in OWN.values() for name in names}
    assert [name for name in (*FACTS, *sorted(own)) if f"`{{{name}}}`" not in DOCUMENT] == []


@pytest.mark.parametrize("table", [Wording, Statement, AnnexSpec, Cells, Enumeration, Rounding, Subjects, MeasureTaken])
def test_every_key_is_documented(table: type[Table]) -> None:
    keys = table.model_fields
    named = set(re.findall(r"`(?:\[{1,2}bulletin\.)?(\w+)\]{0,2}(?: =[^`]*)?`", DOCUMENT))
    assert [key for key in keys if key not in named] == []


def test_every_column_and_kind_of_rows_is_documented() -> None:
    cells = {name for name in re.split(r"[|、；;,\s]+", DOCUMENT) if name}
    assert [name for name in (*COLUMNS, *get_args(Rows)) if name not in cells] == []
