"""HTML, the fragment and XLSX: the golden text taken back out of them, and hostile texts in every place."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from pathlib import Path

import docx
import markdown
import openpyxl
import pytest
from selectolax.lexbor import LexborHTMLParser

from reporting.bulletin.build import build
from reporting.bulletin.model import AnnexTable, Bulletin, Paragraph, Part
from reporting.bulletin.wording import Script
from reporting.formats import fragment, html, md, xlsx
from reporting.formats import json as json_format
from reporting.formats.html import pieces
from reporting.formats.plain import plain
from reporting.formats.readers import LABELS, Readers
from reporting.formats.sheets import MOST_CHARACTERS
from reporting.formats.table import FORMATS, render_all
from tests.conftest import SEEDS
from tests.reporting.conftest import check, report
from tests.reporting.hostile import HOSTILE, harm_in, hidden_in, sheets, table
from tests.reporting.office import Office
from tests.reporting.test_golden import LATE, as_text, lines
from tests.reporting.truth import store_truth

MARKUP = {"html": html.render, "html-fragment": fragment.render}
OWN_TAGS = {
    "html": fragment.TAGS | {"html", "head", "meta", "title", "style", "body", "main", "span"},
    "html-fragment": fragment.TAGS | {"html", "head", "body"},
}
HEADER = ("甲", "乙", "丙", "丁", "戊", "己", "庚")


def bulletin_of(text: str = "正文", draft: bool = False) -> Bulletin:
    """A bulletin that has ``text`` in every place."""
    parts = tuple(Paragraph(part, text) for part in Part)
    return Bulletin(draft, text if draft else "", text, parts, (AnnexTable(text, HEADER, (("1", *[text] * 6),)),))


def taken_back(markup: str) -> dict[str, object]:
    """An HTML bulletin as the JSON format would give it."""
    tree = LexborHTMLParser(markup)
    texts = {name: [node.text() for node in tree.css(css)] for name, css in CSS.items()}
    rows = [[cell.text() for cell in row.css("td")] for row in tree.css("tbody tr")]
    annex = {"label": texts["label"][0], "title": texts["caption"][0], "header": texts["header"], "rows": rows}
    return {"number": "", "title": texts["title"][0], "paragraphs": texts["paragraphs"], "annexes": [annex]}


CSS = {
    "title": "h1",
    "paragraphs": ":is(main, article) > :is(h2, p:not(.note))",
    "label": "section > p",
    "caption": "caption",
    "header": "th",
}


def golden_cells(name: str) -> list[str]:
    text = lines(name)
    return [line.removesuffix(" |") for line in text[text.index("附件:") + 1 :]]


def issued(folder: Path, *words: str) -> dict[str, bytes]:
    check("build", *words, "--format", "html,html-fragment,xlsx", "--out", str(folder))
    return {name: next(folder.glob(f"*.h???.{FORMATS[name].suffix}")).read_bytes() for name in (*MARKUP, "xlsx")}


def agrees(files: dict[str, bytes], golden: str) -> None:
    for name in MARKUP:
        assert as_text(taken_back(files[name].decode())) == lines(golden)
    title, *cells = golden_cells(golden)
    rows = table(files["xlsx"], "附件", cells[0])
    assert [str(cell) for row in rows for cell in row] == cells
    assert sheets(files["xlsx"])["附件"][0][0] == title


def test_golden_text_out_of_every_format(office: Office, tmp_path: Path) -> None:
    office.healthy(LATE)
    check("review", "import", "--round", "2020Q4", str(SEEDS / "decisions" / "2020Q4.csv"))
    files = issued(tmp_path, "--round", "2020Q4")
    agrees(files, "2020Q4.txt")
    rows = table(files["xlsx"], "附件", "序號")[1:]
    assert sum(map(len, rows)) == 385
    assert {tuple(map(type, row)) for row in rows} == {(int, *[str] * 6)}
    assert "讀者範圍：公開" in files["html"].decode()


def test_second_golden_text_out_of_every_format(second_office: Office, tmp_path: Path) -> None:
    store_truth(second_office, "faults")
    check("review", "import", "--round", "2021Q1", str(SEEDS / "decisions" / "2021Q1.csv"))
    agrees(issued(tmp_path, "--round", "2021Q1"), "2021Q1.txt")


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_bulletin_gives_the_same_bytes(second_office: Office, name: str) -> None:
    second_office.healthy()
    with second_office.session() as session:
        script, bulletin = build(session, "2021Q1", False, None)
    first, second = (render_all([name], bulletin, script)[0].content for _ in range(2))
    assert first == second


def test_issuing_again_in_every_format_changes_nothing(second_office: Office, tmp_path: Path) -> None:
    second_office.healthy()
    words = ("build", "--round", "2021Q1", "--format", ",".join(FORMATS), "--out", str(tmp_path))
    assert check(*words).count("已印发：") == len(FORMATS)
    assert check(*words).count("此前已印发，内容相同：") == len(FORMATS)
    names = {path.name for path in tmp_path.iterdir()} - {"govcrawl.db"}
    assert names == {f"bulletin-2021Q1.hans.{one.suffix}" for one in FORMATS.values()}


def test_drafts_are_written_where_asked_and_say_so(second_office: Office, tmp_path: Path) -> None:
    second_office.healthy({second_office.columns("4205000033")[0]: date(2019, 1, 1)})
    words = ("build", "--round", "2021Q1", "--draft", "--format", "html,xlsx", "--out", str(tmp_path / "out"))
    assert check(*words).count("已写出草稿：") == 2
    assert check(*words).count("草稿内容相同，未改动：") == 2
    page = (tmp_path / "out" / "bulletin-2021Q1.hans.draft.html").read_text(encoding="utf-8")
    assert all(words in page for words in ("草稿，仅供内部复核", "读者范围：内部", "noindex", 'data-mark="草稿"'))
    book = tmp_path / "out" / "bulletin-2021Q1.hans.draft.xlsx"
    above = [row[0] for row in sheets(book.read_bytes())["附件"][:3]]
    assert above[1].startswith("草稿，仅供内部复核")
    assert above[2] == "读者范围：内部"
    book.write_bytes(b"noted by hand")
    assert (report(*words).exit_code, book.read_bytes()) == (2, b"noted by hand")
    assert "已写出草稿" in check(*words, "--force")


@pytest.mark.parametrize(
    ("in_the_way", "told"), [("up", "无法写入"), ("up/out/bulletin-2021Q1.hans.draft.docx/x", "已经存在而无法读取")]
)
def test_where_a_draft_cannot_be_written_none_is(
    second_office: Office, tmp_path: Path, in_the_way: str, told: str
) -> None:
    second_office.healthy()
    (tmp_path / in_the_way).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / in_the_way).write_bytes(b"")
    before = sorted(tmp_path.glob("up/**/*"))
    words = ("--round", "2021Q1", "--draft", "--format", "md,xlsx,docx", "--out", str(tmp_path / "up" / "out"))
    result = report("build", *words)
    assert (result.exit_code, told in result.stderr) == (2, True)
    assert sorted(tmp_path.glob("up/**/*")) == before


def test_a_workbook_is_not_printed_to_the_terminal(second_office: Office) -> None:
    second_office.healthy()
    result = report("build", "--round", "2021Q1", "--draft", "--format", "md,xlsx")
    assert (result.exit_code, "xlsx 格式的草稿不能打印到终端" in result.stderr, result.stdout) == (2, True, "")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("name", MARKUP)
def test_hostile_texts_in_html(name: str, text: str) -> None:
    markup = MARKUP[name](bulletin_of(text, draft=True), "hans")
    tree = LexborHTMLParser(markup)
    assert {node.tag for node in tree.css("*")} <= OWN_TAGS[name]
    given = {attribute for node in tree.css("*") for attribute in node.attributes}
    assert given <= {
        "lang",
        "charset",
        "name",
        "content",
        "http-equiv",
        "class",
        "role",
        "scope",
        "data-name",
        "data-mark",
    }
    shown = plain(text)
    assert {node.text() for node in tree.css("h1, h2, td + td, caption, .note")} == {shown}
    assert hidden_in(markup) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_in_a_workbook(text: str) -> None:
    content = xlsx.render(bulletin_of(text, draft=True), "hans")
    assert harm_in(content) == set()
    cells = table(content, "附件", "甲")[1]
    assert cells[0] == 1
    assert {cell[:MOST_CHARACTERS] for cell in cells[1:]} == {plain(text)[:MOST_CHARACTERS]}
    assert max(map(len, cells[1:])) <= MOST_CHARACTERS + 20


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_in_markdown(text: str) -> None:
    page = markdown.markdown(md.render(bulletin_of(text)), extensions=["tables"])
    tree = LexborHTMLParser(page)
    tags = {"html", "head", "body", "h1", "h2", "p", "table", "thead", "tbody", "tr", "th", "td"}
    assert {node.tag for node in tree.css("*")} <= tags
    assert tree.css_first("h1").text() == " ".join(plain(text).split())
    assert hidden_in(page) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_in_json(text: str) -> None:
    content = json.loads(json_format.render(bulletin_of(text)))
    assert content["annexes"][0]["rows"][0][1] == text


def test_the_page_asks_nothing_of_the_network() -> None:
    page = html.render(bulletin_of(), "hans")
    assert "default-src 'none'" in page
    assert re.findall(r"url\(|@import|src=|href=|<link|<script|<iframe|https?:", page) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_the_fragment_passes_the_list_unchanged(text: str) -> None:
    content = fragment.render(bulletin_of(text), "hans")
    assert fragment.clean(content) == content
    assert re.findall(r"class=|style=|<span|<div", content) == []


def test_the_annex_is_ready_to_filter_and_to_print(tmp_path: Path) -> None:
    path = tmp_path / "annex.xlsx"
    path.write_bytes(xlsx.render(bulletin_of(), "hans"))
    sheet = openpyxl.load_workbook(path).active
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A4", "A3:G4", "$3:$3")
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToHeight) == ("landscape", 9, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert all(cell.quotePrefix for cell in sheet[4][1:])


@pytest.mark.parametrize("script", LABELS)
@pytest.mark.parametrize(("draft", "readers"), [(False, Readers.PUBLIC), (True, Readers.INTERNAL)])
def test_every_format_names_its_readers(script: Script, draft: bool, readers: Readers) -> None:
    rendered = render_all(FORMATS, bulletin_of("草稿，仅供内部复核", draft), script)
    line = LABELS[script].declare(readers)
    told = {one.name: one.content.decode() for one in rendered if one.format.is_text}
    assert line in told["html"] and line in told["html-fragment"]
    assert json.loads(told["json"])["readers"] == readers
    assert draft or line in told["md"]
    binary = {one.name: one.content for one in rendered if not one.format.is_text}
    assert [row[0] for row in sheets(binary["xlsx"])["附件"]].count(line) == 1
    assert docx.Document(io.BytesIO(binary["docx"])).core_properties.comments == line


def test_titles_are_broken_between_words() -> None:
    title = "某市2020年第四次政府网站和政务新媒体抽查情况通报"
    assert pieces(title) == ["某市2020年第四次", "政府网站", "和", "政务新媒体", "抽查", "情况", "通报"]
    assert "".join(pieces("")) == ""
