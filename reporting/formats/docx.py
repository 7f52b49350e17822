"""DOCX: the bulletin to sign, in the layout of GB/T 9704-2012 (STANDARD §6), with the official fonts by name."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from reporting.bulletin.model import AnnexTable, Bulletin, Paragraph, Part
from reporting.bulletin.wording import Script
from reporting.formats.docx_rows import BODY, HEAD, LATIN, table_rows
from reporting.formats.drawing import png
from reporting.formats.extras import need
from reporting.formats.layout import ANNEX_TITLE_CHARACTERS, Indent, attachment_indents, title_lines
from reporting.formats.plain import plain
from reporting.formats.readers import LABELS, readers_of

TITLE, KAI, SONG = "方正小标宋简体", "楷体_GB2312", "宋体"
TITLE_SIZE, BODY_SIZE, NUMBER_SIZE, ANNEX_TITLE_SIZE, AFTER_ANNEX_TITLE = 22, 16, 14, 18, 10
"""Points: 2号, 3号, 4号; the annex's table and its title have no size of their own in the standard."""
LINE = 28.95
"""Points from line to line: 22 lines in 225 mm."""
MARGINS = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}
ANNEX_MARGINS = {"top_margin": 28, "bottom_margin": 26, "left_margin": 35, "right_margin": 37}
TEXT_WIDTH = 156
FOOTER = 23
"""Millimetres: the page number stands 7 mm below the text."""
ANNEX_WIDTH = 225
"""Millimetres of a landscape page between its margins."""
_SUBHEADING = re.compile(r"[（(][一二三四五六七八九十]+[）)][^。]{1,30}。")
_BORN = (1980, 1, 1, 0, 0, 0)


def render(bulletin: Bulletin, script: Script) -> bytes:
    """The whole bulletin; the same bulletin gives the same bytes.

    Raises :class:`Problem` where the extra ``docs`` is not installed.
    """
    docx = need("docx")
    document = docx.Document()
    shown = bulletin.converted(plain)
    _prepare(document, shown, LABELS[script].declare(readers_of(bulletin)))
    if shown.draft:
        _write(document, shown.note, HEAD, BODY_SIZE)
    if shown.number:
        _middle(document, shown.number)
        _blank(document)
    _title(document, title_lines(shown.title), TITLE_SIZE)
    _blank(document)
    _text(document, shown, script)
    for annex in shown.annexes:
        _annex(document, annex)
    return _with_fixed_times(document)


def _prepare(document: Any, bulletin: Bulletin, declaration: str) -> None:
    style = document.styles["Normal"]
    _name_font(style.element.get_or_add_rPr(), BODY)
    style.font.size = _pt(BODY_SIZE)
    form = style.paragraph_format
    form.space_before = form.space_after = _pt(0)
    form.line_spacing = _pt(LINE)
    document.settings.odd_and_even_pages_header_footer = True
    document.core_properties.title = bulletin.title[:250]
    document.core_properties.comments = declaration
    document.core_properties.author = ""
    _page(document.sections[0], MARGINS)


def _page(section: Any, margins: dict[str, int], landscape: bool = False) -> None:
    orientation = need("docx.enum.section").WD_ORIENT
    section.orientation = orientation.LANDSCAPE if landscape else orientation.PORTRAIT
    section.page_width, section.page_height = (_mm(297), _mm(210)) if landscape else (_mm(210), _mm(297))
    for name, millimetres in margins.items():
        setattr(section, name, _mm(millimetres))
    section.footer_distance = _mm(FOOTER if not landscape else 15)
    section.footer.is_linked_to_previous = section.even_page_footer.is_linked_to_previous = False
    _page_number(section.footer.paragraphs[0], "RIGHT")
    _page_number(section.even_page_footer.paragraphs[0], "LEFT")
    grid = _element("w:docGrid", {"w:type": "lines", "w:linePitch": str(round(LINE * 20))})
    for old in section._sectPr.findall(_name("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(grid)


def _page_number(paragraph: Any, side: str) -> None:
    """— 1 — in 4号宋体, one character from the outer edge."""
    alignment = need("docx.enum.text").WD_ALIGN_PARAGRAPH
    paragraph.alignment = alignment[side]
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = _pt(NUMBER_SIZE)
    for text in ("— ", None, " —"):
        run = paragraph.add_run(text or "")
        if text is None:
            for kind in ("begin", "instr", "end"):
                run._r.append(_field(kind))
        _name_font(run._r.get_or_add_rPr(), SONG, SONG)
        run.font.size = _pt(NUMBER_SIZE)


def _field(kind: str) -> Any:
    if kind == "instr":
        code = _element("w:instrText", {})
        code.text = "PAGE"
        return code
    return _element("w:fldChar", {"w:fldCharType": kind})


def _title(document: Any, lines: list[str], size: int, after: int = 0) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = need("docx.enum.text").WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = _pt(size * 1.5)
    paragraph.paragraph_format.space_after = _pt(after)
    for number, line in enumerate(lines):
        run = _run(paragraph, line, TITLE, size)
        if number < len(lines) - 1:
            run.add_break()


def _middle(document: Any, text: str) -> None:
    """发文字号, in the middle above the title."""
    _write(document, text, indent=0).alignment = need("docx.enum.text").WD_ALIGN_PARAGRAPH.CENTER


def _text(document: Any, bulletin: Bulletin, script: Script) -> None:
    paragraphs = bulletin.paragraphs
    indents, blanks = iter(attachment_indents(paragraphs)), {Part.ISSUER, Part.ATTACHMENT}
    for number, paragraph in enumerate(paragraphs):
        if number == bulletin.charts_at:
            _pictures(document, bulletin, script)
        if paragraph.part in blanks and paragraphs[number - 1].part is not paragraph.part:
            _blank(document)
        if paragraph.part is Part.ATTACHMENT:
            _attachment(document, paragraph, next(indents))
        else:
            _PARTS[paragraph.part](document, paragraph)


def _blank(document: Any) -> None:
    document.add_paragraph()


def _write(document: Any, text: str, font: str = BODY, size: int = BODY_SIZE, indent: int = 2) -> Any:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.first_line_indent = _pt(size * indent)
    _run(paragraph, text, font, size)
    return paragraph


def _heading(document: Any, paragraph: Paragraph) -> None:
    _write(document, paragraph.text, HEAD).paragraph_format.keep_with_next = True


def _body(document: Any, paragraph: Paragraph) -> None:
    """A paragraph; what it begins with, counted （一）, is set in 楷体."""
    made = document.add_paragraph()
    made.alignment = need("docx.enum.text").WD_ALIGN_PARAGRAPH.JUSTIFY
    made.paragraph_format.first_line_indent = _pt(BODY_SIZE * 2)
    begins = _SUBHEADING.match(paragraph.text)
    at = begins.end() if begins else 0
    for text, font in ((paragraph.text[:at], KAI), (paragraph.text[at:], BODY)):
        if text:
            _run(made, text, font, BODY_SIZE)


def _pictures(document: Any, bulletin: Bulletin, script: Script) -> None:
    """The charts, each as wide as the text, with what it shows in words for those who cannot see it."""
    for chart in bulletin.charts:
        made = document.add_paragraph()
        made.paragraph_format.line_spacing = 1.0
        picture = made.add_run().add_picture(io.BytesIO(png(chart, script)), width=_mm(TEXT_WIDTH))
        told = picture._inline.docPr
        told.set("title", chart.title)
        told.set("descr", chart.description)


def _addressees(document: Any, paragraph: Paragraph) -> None:
    """主送机关, flush left."""
    _write(document, paragraph.text, indent=0)


def _attachment(document: Any, paragraph: Paragraph, indent: Indent) -> None:
    form = _write(document, paragraph.text).paragraph_format
    form.keep_with_next = True
    form.left_indent = _pt(BODY_SIZE * indent.others)
    form.first_line_indent = _pt(BODY_SIZE * (indent.first - indent.others))


def _signed(document: Any, paragraph: Paragraph) -> None:
    """署名 and 成文日期, four characters from the right edge."""
    made = _write(document, paragraph.text, indent=0)
    made.alignment = need("docx.enum.text").WD_ALIGN_PARAGRAPH.RIGHT
    made.paragraph_format.right_indent = _pt(BODY_SIZE * 4)
    made.paragraph_format.keep_with_next = True


_PARTS = {
    Part.ADDRESSEES: _addressees,
    Part.HEADING: _heading,
    Part.BODY: _body,
    Part.ISSUER: _signed,
    Part.DATE: _signed,
}


def _annex(document: Any, annex: AnnexTable) -> None:
    """The annex on a landscape page of its own, its header on every page."""
    _page(document.add_section(need("docx.enum.section").WD_SECTION.NEW_PAGE), ANNEX_MARGINS, landscape=True)
    _write(document, annex.label, HEAD, indent=0)
    _title(document, title_lines(annex.title, ANNEX_TITLE_CHARACTERS), ANNEX_TITLE_SIZE, AFTER_ANNEX_TITLE)
    table = document.add_table(rows=0, cols=len(annex.header))
    table.style, table.autofit = "Table Grid", False
    widths = [_mm(ANNEX_WIDTH * share / 100) for share in annex.shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table_rows(annex, [width.twips for width in widths]):
        table._tbl.append(row)


def _run(paragraph: Any, text: str, font: str, size: float) -> Any:
    run = paragraph.add_run(text)
    _name_font(run._r.get_or_add_rPr(), font)
    run.font.size = _pt(size)
    return run


def _name_font(properties: Any, font: str, latin: str = LATIN) -> None:
    fonts = properties.find(_name("w:rFonts"))
    if fonts is None:
        fonts = _element("w:rFonts", {})
        properties.insert(0, fonts)
    for name, value in (("w:ascii", latin), ("w:hAnsi", latin), ("w:eastAsia", font), ("w:cs", latin)):
        fonts.set(_name(name), value)
    for name in [name for name in fonts.keys() if name.endswith("Theme")]:  # noqa: SIM118 - an element of lxml
        del fonts.attrib[name]


def _element(name: str, attributes: dict[str, str]) -> Any:
    made = need("docx.oxml").OxmlElement(name)
    for key, value in attributes.items():
        made.set(_name(key), value)
    return made


def _name(name: str) -> str:
    return str(need("docx.oxml.ns").qn(name))


def _pt(points: float) -> Any:
    return need("docx.shared").Pt(points)


def _mm(millimetres: float) -> Any:
    return need("docx.shared").Mm(millimetres)


def _with_fixed_times(document: Any) -> bytes:
    written, fixed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _BORN), source.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
