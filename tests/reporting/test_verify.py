"""Verifying: a file as it was issued agrees in every format; whatever is altered in it is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from reporting.bulletin.model import AnnexTable, Bulletin, Paragraph, Part
from reporting.formats import json as json_format
from reporting.formats.table import FORMATS
from reporting.verify.comparing import differences
from reporting.verify.reading import READERS
from tests.conftest import SEEDS
from tests.reporting.conftest import check, report
from tests.reporting.office import Office
from tests.reporting.test_golden import LATE

ROUND = ("--round", "2020Q4")
NAMES = ("json", "html", "xlsx", "docx", "pdf")
TEXT = "政府网站抽查情况。对全市正在运行的55个政府网站进行了抽查，抽查比例70.15%，合格52个、不合格3个。"


def row(n: int) -> tuple[str, ...]:
    return (str(n), f"42050000{n:02}", f"某某网站{n}", f"http://www.a{n}.gov.cn", "否", "合格", f"{n}个栏目更新不及时")


ROWS = tuple(map(row, range(1, 9)))
HEADER = ("序号", "网站标识码", "网站名称", "网站地址", "是否门户", "结果", "主要问题")
PARTS = (Paragraph(Part.HEADING, "一、总体情况"), Paragraph(Part.BODY, TEXT), Paragraph(Part.DATE, "2020年11月30日"))
ANNEX = AnnexTable("统计表", HEADER, ROWS)
TRUE = Bulletin(False, "", "某市2020年通报", PARTS, (ANNEX,))
FACTS = json.loads(json_format.render(TRUE))


def told(bulletin: Bulletin, name: str) -> list[Any]:
    """What verifying that bulletin in that format against the true one finds."""
    content = FORMATS[name].render(bulletin, "hans")
    return differences(READERS[f".{FORMATS[name].suffix}"](content), FACTS)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_true_agrees(name: str) -> None:
    assert told(TRUE, name) == []


def altered_digit(text: str, at: int, digit: str) -> str:
    places = [place for place, letter in enumerate(text) if letter.isdigit()]
    place = places[at % len(places)]
    return text[:place] + digit + text[place + 1 :]


def with_row(row: int, cell: int, text: str) -> Bulletin:
    rows = [list(one) for one in ROWS]
    rows[row][cell] = text
    return replace(TRUE, annexes=(replace(ANNEX, rows=tuple(map(tuple, rows))),))


SOON = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("name", ["json", "html", "docx"])
@SOON
@given(at=st.integers(0, 40), digit=st.sampled_from("0123456789"))
def test_any_altered_digit_of_the_text_is_found(name: str, at: int, digit: str) -> None:
    text = altered_digit(TEXT, at, digit)
    assume(text != TEXT)
    paragraphs = (PARTS[0], Paragraph(Part.BODY, text), PARTS[2])
    assert told(replace(TRUE, paragraphs=paragraphs), name)


@pytest.mark.parametrize("name", ["json", "html", "docx", "xlsx"])
@SOON
@given(row=st.integers(0, 7), cell=st.integers(0, 6), text=st.sampled_from(["9", "不合格", "4205000099", ""]))
def test_any_altered_cell_is_found(name: str, row: int, cell: int, text: str) -> None:
    assume(ROWS[row][cell] != text)
    assert told(with_row(row, cell, text), name)


@pytest.mark.parametrize("name", ["json", "html", "docx", "xlsx"])
@SOON
@given(one=st.integers(0, 7), other=st.integers(0, 7))
def test_any_two_swapped_rows_are_found(name: str, one: int, other: int) -> None:
    assume(one != other)
    rows = list(ROWS)
    rows[one], rows[other] = rows[other], rows[one]
    assert told(replace(TRUE, annexes=(replace(ANNEX, rows=tuple(rows)),)), name)


@pytest.mark.parametrize(
    "bulletin",
    [
        replace(TRUE, paragraphs=(PARTS[0], Paragraph(Part.BODY, TEXT.replace("70.15", "70.51")), PARTS[2])),
        replace(TRUE, paragraphs=(PARTS[0], PARTS[2])),
        replace(TRUE, paragraphs=(*PARTS, Paragraph(Part.BODY, "另有一段。"))),
        replace(TRUE, annexes=(replace(ANNEX, rows=(ROWS[1], ROWS[0], *ROWS[2:])),)),
        replace(TRUE, annexes=(replace(ANNEX, rows=ROWS[:-1]),)),
        replace(TRUE, annexes=(replace(ANNEX, rows=(*ROWS, ROWS[-1])),)),
        with_row(3, 5, "不合格"),
        replace(TRUE, title="某市2021年通报"),
    ],
)
@pytest.mark.parametrize("name", ["pdf", "docx"])
def test_what_is_altered_in_a_printed_form_is_found(name: str, bulletin: Bulletin) -> None:
    assert told(bulletin, name)


@pytest.fixture
def issued(office: Office, tmp_path: Path) -> Path:
    office.healthy(LATE)
    check("review", "import", *ROUND, str(SEEDS / "decisions" / "2020Q4.csv"))
    check("build", *ROUND, "--format", ",".join(NAMES), "--out", str(tmp_path))
    return tmp_path


def test_the_issued_files_agree_and_an_altered_one_does_not(issued: Path) -> None:
    for name in NAMES:
        assert "一致" in check("verify", str(issued / f"bulletin-2020Q4.hant.{name}"), *ROUND)
    html = issued / "bulletin-2020Q4.hant.html"
    html.write_text(html.read_text(encoding="utf-8").replace("282", "283"), encoding="utf-8")
    result = report("verify", str(html), *ROUND)
    assert (result.exit_code, "处不同" in result.stdout, "正文第" in result.stdout) == (1, True, True)


BROKEN = (
    ("a.txt", b"x", "不认识这种文件"),
    ("a.json", b"{", "无法读出通报"),
    ("a.docx", b"PK", "无法读出通报"),
    ("b.html", None, "无法读出通报"),
)


@pytest.mark.parametrize(("name", "content", "told"), BROKEN)
def test_what_is_no_bulletin_is_said(
    office: Office, tmp_path: Path, name: str, content: bytes | None, told: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = report("verify", str(tmp_path / name), *ROUND)
    assert (result.exit_code, told in result.stderr) == (2, True)


SIGNED = ("--number", "宜数政〔2020〕12号", "--date", "2020-11-30")


def edited(issued: Path, change: Callable[[Any], None]) -> str:
    """The issued DOCX as somebody went on with it in WPS."""
    document = docx.Document(str(issued / "bulletin-2020Q4.hant.docx"))
    change(document)
    path = issued / "signed.docx"
    document.save(str(path))
    return str(path)


def reword(document: Any) -> None:
    paragraph = next(one for one in document.paragraphs if "現將有關情況通報如下" in one.text)
    paragraph.text = "現將抽查情況通報如下，請認真整改。"
    document.paragraphs[0].insert_paragraph_before("宜數政〔2020〕12號")


def test_a_reworded_version_is_adopted_and_what_was_reworded_is_shown(issued: Path) -> None:
    path = edited(issued, lambda document: reword(document))
    told = check("adopt", path, *ROUND, *SIGNED)
    assert "文字改动" in told
    assert "已登记为印发版" in told
    assert "已登记为印发版" in check("adopt", path, *ROUND, *SIGNED), "the same file again changes nothing"
    other = edited(issued, lambda document: document.add_paragraph("另加一段"))
    again = report("adopt", other, *ROUND, *SIGNED)
    assert (again.exit_code, "不能另行登记" in again.stderr) == (2, True)


def in_cell(row: int, cell: int, text: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        document.tables[0].rows[row].cells[cell].text = text

    return change


def added(text: str) -> Callable[[Any], None]:
    return lambda document: document.paragraphs[4].add_run(text)


def exchanged(one: str, other: str) -> Callable[[Any], None]:
    """Two words of the text in each other's place: every number and name is one of the bulletin's own."""

    def change(document: Any) -> None:
        paragraph = next(text for text in document.paragraphs if one in text.text)
        paragraph.text = paragraph.text.replace(one, "\0").replace(other, one).replace("\0", other)

    return change


@pytest.mark.parametrize(
    "change",
    [
        in_cell(3, 5, "不合格"),
        in_cell(9, 2, "某某網站"),
        added("另有283個帳號"),
        added("其中30個帳號為空"),
        added("宜昌市教育局網站不合格"),
        exchanged("55", "41"),
        exchanged("402", "334"),
        exchanged("宜昌市民族宗教事務委員會", "宜昌市衛生健康委員會"),
        exchanged("70%", "100%"),
        exchanged("均合格", "均不合格"),
    ],
)
def test_a_version_with_other_numbers_names_or_rows_is_refused(issued: Path, change: Callable[[Any], None]) -> None:
    result = report("adopt", edited(issued, change), *ROUND, *SIGNED)
    assert (result.exit_code, "没有登记" in result.stderr) == (2, True)
    assert not list((issued / "var" / "bulletins").rglob("*adopted*"))


@pytest.mark.parametrize("number", ["宜数政[2020]12号", "宜数政〔2020〕012号", "宜数政〔2020〕第12号", "12"])
def test_a_document_number_has_one_form(issued: Path, number: str) -> None:
    path = str(issued / "bulletin-2020Q4.hant.docx")
    result = report("adopt", path, *ROUND, "--number", number, "--date", "2020-11-30")
    assert (result.exit_code, "发文字号" in result.stderr) == (2, True)
