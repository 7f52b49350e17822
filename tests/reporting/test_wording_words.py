"""Words that are computed: quantities, problems, lists, scores, text by hand, the parts of an annex that are masked."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest

from govcrawl.errors import Problem
from govcrawl.vocabulary import Indicator
from reporting.bulletin.annex import CELLS, masked
from reporting.bulletin.columns import COLUMNS, SUMMARIES
from reporting.bulletin.handwritten import paragraphs_of
from reporting.bulletin.model import Paragraph, Part
from reporting.bulletin.numbers import points
from reporting.bulletin.summary import SUMMARY_CELLS
from reporting.bulletin.tables import Rounding
from reporting.bulletin.values import counted
from reporting.bulletin.wording import read_wording
from reporting.formats.layout import Indent, attachment_indents
from tests.reporting.test_wording import MINIMUM

WORDING = read_wording(MINIMUM, "R")


def test_every_indicator_that_tells_a_problem_has_one_phrase() -> None:
    worded = Counter(indicator for one in WORDING.problems for indicator in one.indicators)
    assert worded == Counter(one for one in Indicator if not one.startswith("bonus-"))


def test_every_column_can_be_filled() -> None:
    assert CELLS.keys() | SUMMARY_CELLS.keys() == COLUMNS.keys()
    assert SUMMARY_CELLS.keys() - CELLS.keys() == {name for name, one in COLUMNS.items() if one.rows == SUMMARIES}


@pytest.mark.parametrize(
    ("count", "share", "word"),
    [(1, 0.5, "个别"), (2, 1, "个别"), (3, 0.05, "个别"), (3, 0.06, "部分"), (9, 0.5, "部分"), (9, 0.51, "较多")],
)
def test_words_of_quantity_for_targets(count: int, share: float, word: str) -> None:
    assert next(one.word for one in WORDING.quantities.targets if one.holds(count, share)) == word


@pytest.mark.parametrize(("mean", "word"), [(1, "少量"), (2, "少量"), (2.1, "部分"), (5, "部分"), (5.5, "较多")])
def test_words_of_quantity_for_problems(mean: float, word: str) -> None:
    assert next(one.word for one in WORDING.quantities.problems if one.holds(mean)) == word


@pytest.mark.parametrize(
    ("parts", "text"), [([], ""), (["甲"], "甲"), (["甲", "乙"], "甲和乙"), (["甲", "乙", "丙"], "甲、乙和丙")]
)
def test_lists(parts: list[str], text: str) -> None:
    assert read_wording(MINIMUM + '[bulletin.enumeration]\nlast = "和"\n', "R").listed(parts) == text


@pytest.mark.parametrize(
    ("score", "decimals", "text"),
    [("87", 1, "87.0"), ("59.96", 1, "59.9"), ("89.995", 2, "89.99"), ("60", 0, "60"), ("61.5", 0, "62")],
)
def test_a_score_is_never_rounded_up_to_a_line(score: str, decimals: int, text: str) -> None:
    style = Rounding(decimals=decimals, keep_zeros=True)
    assert points(Fraction(score), style, (Fraction(60), Fraction(90))) == text


def test_scores_fall_into_the_band_that_they_reach() -> None:
    bands = 'bands = [{ name = "甲", from = 90 }, { name = "乙", from = 60 }, { name = "丙", from = 0 }]\n'
    wording = read_wording(MINIMUM + bands, "R")
    scores = map(Fraction, ("100", "90", "89.9", "60", "59.9", "0"))
    assert counted(scores, wording) == [("甲", 2), ("乙", 2), ("丙", 2)]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("一段。\n\n二段。", ("一段。", "二段。")),
        ("一段分\n两行。", ("一段分两行。",)),
        ("1. 甲。\n2. 乙。\n", ("甲。", "乙。")),
        ("- 甲\n* 乙", ("甲", "乙")),
        ("**限期整改。** 甲在*10*日内`报送`。", ("限期整改。甲在10日内报送。",)),
        (r"甲\*乙\*", ("甲*乙*",)),
        ("甲 Web 乙", ("甲 Web 乙",)),
        ("", ()),
    ],
)
def test_text_by_hand_is_markdown(text: str, paragraphs: tuple[str, ...]) -> None:
    assert paragraphs_of(text) == paragraphs


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# 甲", "标题"),
        ("> 甲", "引用"),
        ("```\n甲\n```", "代码"),
        ("| 甲 |", "表格"),
        ("![甲](a.png)", "图片"),
        ("见[甲](http://a)", "链接"),
        ("甲<b>乙</b>", "HTML"),
    ],
)
def test_what_a_text_cannot_hold_is_refused_with_its_key(text: str, told: str) -> None:
    with pytest.raises(Problem, match=rf"bulletin\.human_steps：正文不能有 Markdown 的{told}"):
        read_wording(MINIMUM + f"human_steps = '''\n{text}\n'''\n", "R")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('number = "样政〔2021〕01号"', "bulletin.number：发文字号"),
        ('number = "样政〔2021〕第1号"', "bulletin.number：发文字号"),
        ('addressees = "各县人民政府"', "bulletin.addressees：主送机关应以全角冒号结束"),
        ('readers = "内部"', "bulletin.readers：应为其中之一"),
        ('sections = ["overview", "thanks"]', "bulletin.sections.1：应为其中之一"),
        ('human_overview = "{标题}"', "bulletin.human_overview.1：不认识占位符 {标题}"),
        ('bands = [{ name = "甲", from = 60 }, { name = "乙", from = 90 }]', "分数段应由高到低排列"),
        ('accountability = [{ measure = "约谈" }]', "应写且只写一项"),
        ('accountability = [{ measure = "约谈", people = 1, units = 1 }]', "应写且只写一项"),
        ('statements = [{ of = "网站", phrase = "x", each = "{名单}" }]', "bulletin.each.1：不认识占位符 {名单}"),
    ],
)
def test_bad_variants_are_refused_with_their_key(text: str, told: str) -> None:
    with pytest.raises(Problem) as raised:
        read_wording(MINIMUM + text + "\n", "R")
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("张某 13812345678", "张某 138****5678"),
        ("42050019900101123X", "420500********123X"),
        ("4205000004", "4205000004"),
        ("最后更新 2021-10-01", "最后更新 2021-10-01"),
    ],
)
def test_personal_numbers_are_masked(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize(
    ("texts", "indents"),
    [
        (["附件：甲表"], [Indent(2, 5)]),
        (["附件：1.甲表", "2.乙表", "3.丙表"], [Indent(2, 5.75), Indent(5, 5.75), Indent(5, 5.75)]),
        (["附：1.甲表", "2.2021年表"], [Indent(2, 4.75), Indent(4, 4.75)]),
        (["附件：2021年表"], [Indent(2, 5)]),
    ],
)
def test_names_of_annexes_stand_under_each_other(texts: list[str], indents: list[Indent]) -> None:
    paragraphs = [Paragraph(Part.BODY, "正文"), *(Paragraph(Part.ATTACHMENT, text) for text in texts)]
    assert attachment_indents(paragraphs) == indents
