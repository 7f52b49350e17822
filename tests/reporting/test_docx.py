"""DOCX: the golden texts out of it, the layout of GB/T 9704-2012 in its XML, hostile texts, a missing library."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Pt

from reporting.formats import docx as docx_format
from reporting.formats import extras
from reporting.formats.layout import title_lines
from reporting.formats.plain import plain
from tests.conftest import SEEDS
from tests.reporting.conftest import check, report
from tests.reporting.hostile import HOSTILE
from tests.reporting.office import Office
from tests.reporting.test_formats import bulletin_of
from tests.reporting.test_golden import LATE, as_text, lines
from tests.reporting.truth import store_truth

OFFICIAL = {"方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"}


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def taken_back(content: bytes) -> dict[str, Any]:
    """A bulletin as the JSON format would give it."""
    document = opened(content)
    texts = [paragraph.text.replace("\n", "") for paragraph in document.paragraphs if paragraph.text]
    at = texts.index("附件")
    header, *rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    annex = {"label": "附件", "title": texts[at + 1], "header": header, "rows": rows}
    return {"number": "", "title": texts[0], "paragraphs": texts[1:at], "annexes": [annex]}


def issued(folder: Path, name: str) -> bytes:
    check("review", "import", "--round", name, str(SEEDS / "decisions" / f"{name}.csv"))
    check("build", "--round", name, "--format", "docx", "--out", str(folder))
    (file,) = folder.glob("*.docx")
    return file.read_bytes()


def test_golden_text_out_of_it(office: Office, tmp_path: Path) -> None:
    office.healthy(LATE)
    assert as_text(taken_back(issued(tmp_path, "2020Q4"))) == lines("2020Q4.txt")


def test_second_golden_text_out_of_it(second_office: Office, tmp_path: Path) -> None:
    store_truth(second_office, "faults")
    assert as_text(taken_back(issued(tmp_path, "2021Q1"))) == lines("2021Q1.txt")


@pytest.fixture
def laid_out(office: Office, tmp_path: Path) -> Any:
    office.healthy(LATE)
    return opened(issued(tmp_path, "2020Q4"))


def test_page_margins_and_lines(laid_out: Any) -> None:
    text, annex = laid_out.sections
    margins = (text.top_margin, text.bottom_margin, text.left_margin, text.right_margin)
    assert [round(side.mm, 1) for side in (text.page_width, text.page_height)] == [210, 297]
    assert [round(margin.mm, 1) for margin in margins] == [37, 35, 28, 26], "版心 156 by 225 mm"
    assert [round(side.mm, 1) for side in (annex.page_width, annex.page_height)] == [297, 210]
    grid = text._sectPr.find(docx_format._name("w:docGrid"))
    pitch = int(grid.get(docx_format._name("w:linePitch"))) / 20
    assert round(225 / 25.4 * 72 / pitch) == 22
    assert 156 / 25.4 * 72 / docx_format.BODY_SIZE >= 27.6, "28 characters of 3号, squeezed by the grid"
    assert laid_out.styles["Normal"].paragraph_format.line_spacing == Pt(28.95)


def runs(document: Any, start: str) -> list[tuple[str, float]]:
    """The fonts and sizes of the first paragraph that begins with ``start``."""
    paragraph = next(one for one in document.paragraphs if one.text.startswith(start))
    fonts = (
        run._r.rPr.find(docx_format._name("w:rFonts")).get(docx_format._name("w:eastAsia")) for run in paragraph.runs
    )
    return [(font, run.font.size.pt) for font, run in zip(fonts, paragraph.runs, strict=True)]


@pytest.mark.parametrize(
    ("start", "fonts"),
    [
        ("宜昌市2020", ["方正小标宋简体"] * 2),
        ("一、", ["黑体"]),
        ("(一)", ["楷体_GB2312", "仿宋_GB2312"]),
        ("按照", ["仿宋_GB2312"]),
        ("附件", ["仿宋_GB2312"]),
    ],
)
def test_fonts_of_the_parts(laid_out: Any, start: str, fonts: list[str]) -> None:
    assert [font for font, _ in runs(laid_out, start)] == fonts
    assert {size for _, size in runs(laid_out, start)} == {22 if fonts[0] == "方正小标宋简体" else 16}


def test_page_numbers_odd_right_even_left(laid_out: Any) -> None:
    assert laid_out.settings.odd_and_even_pages_header_footer
    for section in laid_out.sections:
        odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
        assert (odd.alignment, even.alignment) == (2, 0)
        assert odd.paragraph_format.right_indent == even.paragraph_format.left_indent == Pt(14)
        assert [odd.text, even.text] == ["—  —"] * 2
        assert "PAGE" in odd._p.xml
        assert {run.font.size for run in odd.runs} == {Pt(14)}
    assert round(laid_out.sections[0].footer_distance.mm) == 23


def test_the_annex_repeats_its_header(laid_out: Any) -> None:
    first, second = laid_out.tables[0].rows[:2]
    assert "w:tblHeader" in first._tr.xml
    assert "w:tblHeader" not in second._tr.xml
    assert "w:cantSplit" in second._tr.xml
    assert 'w:snapToGrid w:val="0"' in second._tr.xml


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_plain_words(name: str) -> None:
    content = docx_format.render(bulletin_of(HOSTILE[name]), "hans")
    found = taken_back(content)
    assert found["annexes"][0]["rows"][0][1] == plain(HOSTILE[name])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        text = parts.read("word/document.xml").decode()
        assert not [one for one in parts.namelist() if "external" in one.lower() or one.endswith(".bin")]
    assert "<script" not in text
    assert "w:hyperlink" not in text


LONG = "宜昌市2020年第四次政府网站和政务新媒体抽查情况通报"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (LONG, ["宜昌市2020年第四次政府网站", "和政务新媒体抽查情况通报"]),
        ("通报", ["通报"]),
        ("长" * 30, ["长" * 30]),
    ],
)
def test_a_title_is_broken_between_words(title: str, expected: list[str]) -> None:
    assert title_lines(title) == expected


def test_without_the_library_it_is_said(office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    office.healthy(LATE)
    extras.need.cache_clear()
    for name in [name for name in sys.modules if name.split(".")[0] == "docx"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docx", None)
    result = report("build", "--round", "2020Q4", "--draft", "--format", "md,docx", "--out", str(tmp_path))
    extras.need.cache_clear()
    assert (result.exit_code, "请安装 govcrawl[docs]" in result.stderr) == (2, True)
    assert list(tmp_path.glob("*.md")) == []
