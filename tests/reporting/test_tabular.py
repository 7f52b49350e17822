"""The annexes of the PDF: lines of text, tables of any length, what no page holds, fonts of both kinds."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.bulletin.model import AnnexTable, Bulletin, Form, Paragraph, Part
from reporting.formats import pdf
from reporting.formats.breaking import lines_of
from reporting.formats.embedding import Font
from reporting.formats.fonts import installed, printable
from reporting.formats.tabular import pages_of
from reporting.verify.reading import READERS
from tests.reporting.hostile import HOSTILE, hidden_in

HEADER = ("序号", "名称", "地址", "结果")
SITES = tuple((str(n), f"某某网站{n}", f"http://www.a{n}.example/index.html", "合格") for n in range(1, 61))
ACCOUNTS = tuple((str(n), f"某某发布{n}", "微信公众号") for n in range(1, 101))


def of(*annexes: AnnexTable) -> Bulletin:
    return Bulletin(False, "", "通报", (Paragraph(Part.BODY, "正文"),), annexes)


BOTH = of(
    AnnexTable("网站表", HEADER, SITES, "附件1"),
    AnnexTable("账号表", ("序号", "账号", "平台"), ACCOUNTS, "附件2", (Form(6, True), Form(20), Form(20, True))),
)


def width(text: str) -> float:
    return sum(0.5 if one.isascii() else 1 for one in text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [""]),
        ("甲乙丙丁戊己", ["甲乙丙丁", "戊己"]),
        ("甲乙丙丁，戊", ["甲乙丙", "丁，戊"]),
        ("甲乙丙（丁）", ["甲乙丙", "（丁）"]),
        ("甲乙 word 丙", ["甲乙", "word 丙"]),
        ("甲乙丙2021年", ["甲乙丙", "2021年"]),
        ("http://a.example", ["http://", "a.", "example"]),
        ("abcdefghijkl", ["abcdefgh", "ijkl"]),
    ],
)
def test_lines_end_where_chinese_lines_end(text: str, expected: list[str]) -> None:
    assert lines_of(text, 4, width) == expected


@given(st.text(st.sampled_from("甲乙，。（）《》 ab/.1-"), max_size=60), st.integers(3, 12))
@settings(deadline=None)
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, room: int) -> None:
    lines = lines_of(text, room, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line.rstrip()) <= room for line in lines)


@pytest.fixture(scope="module")
def both() -> Any:
    return pdfplumber.open(io.BytesIO(pdf.render(BOTH, "hans"))).pages


def test_every_row_once_and_in_order(both: Any) -> None:
    annexes = READERS[".pdf"](pdf.render(BOTH, "hans"))["annexes"]
    assert [[tuple(row) for row in annex["rows"]] for annex in annexes] == [list(SITES), list(ACCOUNTS)]
    assert [annex["label"] for annex in annexes] == ["附件1", "附件2"]


def test_numbers_go_on_and_stand_outside(both: Any) -> None:
    assert len(both) > 8
    for number, page in enumerate(both, 1):
        (shown,) = [line for line in page.extract_text_lines() if line["text"].startswith("— ")]
        assert shown["text"] == f"— {number} —"
        assert (shown["x0"] > page.width / 2) is (number % 2 == 1)
        assert {round(char["size"]) for char in shown["chars"]} == {14}


def test_tables_keep_within_the_margins_below_their_header(both: Any) -> None:
    millimetre = 72 / 25.4
    for page in both[1:]:
        assert page.extract_table()[0][0] == "序号"
        (table,) = page.find_tables()
        left, top, right, bottom = (side / millimetre for side in table.bbox)
        assert (round(left), round(right)) == (35, 297 - 37)
        assert top > 28 - 0.5
        assert bottom < 210 - 26 + 0.5


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_in_either_annex_are_plain_words(text: str) -> None:
    sites = AnnexTable(text[:300], HEADER, (("1", text, text, "合格"), ("2", "乙", "乙", "合格")), "附件1")
    accounts = AnnexTable("账号表", ("序号", text[:50], "平台"), (("1", text, "微信"), ("2", "乙", "微信")), "附件2")
    made = pdf.render(of(sites, accounts), "hans")
    shown = "".join(printable(text).split())
    first, second = READERS[".pdf"](made)["annexes"]
    assert first["rows"] == [["1", shown, shown, "合格"], ["2", "乙", "乙", "合格"]]
    assert second["rows"] == [["1", shown, "微信"], ["2", "乙", "微信"]]
    assert [harm for harm in (b"/URI", b"/JavaScript", b"/Launch", b"/EmbeddedFile") if harm in made] == []
    assert hidden_in("".join(page.extract_text() for page in pdfplumber.open(io.BytesIO(made)).pages)) == []


def test_a_header_that_fills_a_page_is_shown_once() -> None:
    long = AnnexTable("表", ("序号", "长" * 3000), ACCOUNTS_IN_TWO, "附件")
    pages = pdfplumber.open(io.BytesIO(pdf.render(of(long), "hans"))).pages
    text = "".join(page.extract_text() for page in pages)
    assert text.count("长") == 3000
    assert all(f"某某发布{n}" in text for n in range(1, 101))


ACCOUNTS_IN_TWO = tuple(row[:2] for row in ACCOUNTS)


def test_an_annex_without_rows_has_its_header() -> None:
    (annex,) = READERS[".pdf"](pdf.render(of(replace(BOTH.annexes[0], rows=())), "hans"))["annexes"]
    assert (annex["header"], annex["rows"]) == (list(HEADER), [])


def test_each_annex_has_a_bookmark() -> None:
    with pdfplumber.open(io.BytesIO(pdf.render(BOTH, "hans"))) as file:
        titles = [title for _, title, *_ in file.doc.get_outlines()]
    assert titles == ["通报", "网站表", "账号表"]


def test_a_font_with_truetype_outlines_is_embedded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    names = dict.fromkeys(pdf.FONTS, "DejaVu Sans")
    monkeypatch.setattr(pdf, "chosen_fonts", lambda *_: names)
    latin = AnnexTable("List", ("No", "Name"), (("1", "first"), ("2", "second, (b)")), "A")
    made = pdf.render(Bulletin(False, "", "Report", (Paragraph(Part.BODY, "Text"),), (latin,)), "hans")
    page = pdfplumber.open(io.BytesIO(made)).pages[-1]
    assert page.extract_table() == [["No", "Name"], ["1", "first"], ["2", "second, (b)"]]
    assert {char["fontname"].partition("+")[2] for char in page.chars} == {"DejaVuSans"}


def test_only_what_was_used_of_a_font_is_embedded() -> None:
    face = installed()[pdf.chosen_fonts(frozenset("甲"), "hans")["body"]]
    assert len(pdf.render(BOTH, "hans")) < face.file.stat().st_size / 20


def test_a_page_number_stands_on_the_side_of_its_parity() -> None:
    font = Font(installed()["DejaVu Sans"])
    fonts = dict.fromkeys(("title", "head", "body"), font)
    latin = AnnexTable("List", ("No",), (("1",),), "A")
    odd, even = (pages_of(latin, first, fonts)[0].splitlines()[1] for first in (7, 8))
    font.close()
    assert float(odd.split()[4]) > 600 > 200 > float(even.split()[4])
