"""PDF: the golden text out of it, the layout of GB/T 9704-2012 measured on its pages, fonts, hostile texts."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from govcrawl.errors import Problem
from reporting.formats import fonts, pdf
from tests.conftest import SEEDS
from tests.reporting.conftest import check
from tests.reporting.hostile import HOSTILE
from tests.reporting.office import Office
from tests.reporting.test_formats import bulletin_of
from tests.reporting.test_golden import LATE, lines

MILLIMETRE = 72 / 25.4
NUMBER = re.compile(r"— \d+ —")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Made once: the pages are only looked at."""
    return {}


@pytest.fixture
def pages(office: Office, tmp_path: Path, drawn: dict[str, bytes]) -> Any:
    """The pages of the issued bulletin of 2020Q4."""
    if not drawn:
        office.healthy(LATE)
        check("review", "import", "--round", "2020Q4", str(SEEDS / "decisions" / "2020Q4.csv"))
        check("build", "--round", "2020Q4", "--format", "pdf", "--out", str(tmp_path))
        (file,) = tmp_path.glob("*.pdf")
        drawn["2020Q4"] = file.read_bytes()
    return pdfplumber.open(io.BytesIO(drawn["2020Q4"])).pages


def squeezed(text: str) -> str:
    return "".join(text.split())


def lines_on(page: Any) -> list[dict[str, Any]]:
    """The lines of a page's text, the page number left out."""
    return [line for line in page.extract_text_lines() if not NUMBER.fullmatch(line["text"].strip())]


def test_the_golden_text_out_of_it(pages: Any) -> None:
    golden = lines("2020Q4.txt")
    upright = [page for page in pages if page.height > page.width]
    text = squeezed("".join(line["text"] for page in upright for line in lines_on(page)))
    assert text == squeezed("".join(golden[: golden.index("附件:")]))
    rows = [[squeezed(cell or "") for cell in row] for page in pages[len(upright) :] for row in page.extract_table()]
    cells = [squeezed(line.removesuffix("|")) for line in golden[golden.index("附件:") + 2 :]]
    header = rows[0]
    assert [cell for row in rows if row != header or row is header for cell in row] == cells


def test_pages_margins_and_lines(pages: Any) -> None:
    first = pages[0]
    assert (round(first.width / MILLIMETRE), round(first.height / MILLIMETRE)) == (210, 297)
    own = lines_on(first)
    assert min(line["x0"] for line in own) >= 28 * MILLIMETRE - 1
    assert max(line["x1"] for line in own) <= (210 - 26) * MILLIMETRE + 1
    assert min(line["top"] for line in own) >= 37 * MILLIMETRE
    assert max(line["bottom"] for line in own) <= (297 - 35) * MILLIMETRE + 1
    tops = sorted(line["top"] for line in own if round(line["chars"][0]["size"]) == 16)
    steps = {round(later - earlier, 1) for earlier, later in pairwise(tops)}
    assert min(steps) == pytest.approx(28.95, abs=0.3), "22 lines in 225 mm"
    widest = max((line["x1"] - line["x0"]) / 16 for line in own)
    assert 26.5 < widest <= 28, "28 characters a line"
    assert {round(pages[-1].width / MILLIMETRE), round(pages[-1].height / MILLIMETRE)} == {297, 210}


def test_sizes_of_the_parts(pages: Any) -> None:
    sizes = {line["text"]: {round(char["size"]) for char in line["chars"]} for line in lines_on(pages[0])}
    assert next(size for text, size in sizes.items() if "2020年第四次政府網站" in squeezed(text)) == {22}
    assert sizes["一、總體情況"] == {16}


def test_page_numbers_odd_right_even_left(pages: Any) -> None:
    for number, page in enumerate(pages, 1):
        (shown,) = [line for line in page.extract_text_lines() if NUMBER.fullmatch(line["text"].strip())]
        assert shown["text"].strip() == f"— {number} —"
        middle = page.width / 2
        assert (shown["x0"] > middle) is (number % 2 == 1)
        assert {round(char["size"]) for char in shown["chars"]} == {14}


def test_the_header_of_the_annex_stands_on_every_page(pages: Any) -> None:
    landscape = [page for page in pages if page.width > page.height]
    assert len(landscape) >= 2
    assert {page.extract_table()[0][0] for page in landscape} == {"序號"}


def test_every_character_has_a_glyph() -> None:
    fonts = pdf.chosen_fonts(frozenset("猇亭区〔2020〕—"), "hans")
    assert set(fonts) == set(pdf.FONTS)
    with pytest.raises(Problem, match="已安装的字体都缺少这些字：\U0001f9ff"):
        pdf.chosen_fonts(frozenset("字\U0001f9ff"), "hans")


def test_without_fonts_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "installed", dict)
    with pytest.raises(Problem, match="apt-get install fonts-noto-cjk"):
        pdf.render(bulletin_of(), "hans")


@pytest.mark.parametrize("name", ["script", "formula", "control", "right to left", "template", "address", "long"])
def test_hostile_texts_are_plain_words(name: str) -> None:
    made = pdf.render(bulletin_of(HOSTILE[name]), "hans")
    for harm in (b"/URI", b"/JavaScript", b"/Launch", b"/EmbeddedFile"):
        assert harm not in made
    assert pdfplumber.open(io.BytesIO(made)).pages


def test_the_same_bulletin_gives_the_same_text() -> None:
    files = [pdf.render(bulletin_of(), "hans") for _ in "ab"]
    first, second = ([page.extract_text() for page in pdfplumber.open(io.BytesIO(file)).pages] for file in files)
    assert first == second
