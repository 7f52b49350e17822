"""The rows of a DOCX table, written as XML: a province's annexes have twenty thousand cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from reporting.bulletin.model import AnnexTable
from reporting.formats.extras import need

HEAD, BODY, LATIN = "黑体", "仿宋_GB2312", "Times New Roman"
HALF_POINTS = 21
"""10.5 pt: the standard gives the annex's table no size of its own."""
_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ROW = '<w:tr xmlns:w="{space}"><w:trPr><w:cantSplit/>{mark}</w:trPr>{cells}</w:tr>'
_CELL = (
    '<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{margins}<w:vAlign w:val="center"/></w:tcPr>'
    '<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/>{place}</w:pPr>'
    '<w:r><w:rPr><w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{font}" w:cs="{latin}"/>'
    '<w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:tc>'
)
_MARGINS = '<w:tcMar><w:top w:w="40" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/></w:tcMar>'
_MIDDLE, _REPEATED = '<w:jc w:val="center"/>', "<w:tblHeader/>"


def table_rows(annex: AnnexTable, widths: Sequence[int]) -> Iterator[Any]:
    """The header, which every page repeats, and the rows, which no page cuts; widths in twentieths of a point."""
    middle = [form.middle for form in annex.columns]
    yield _row(annex.header, widths, [True] * len(widths), HEAD, _REPEATED)
    for cells in annex.rows:
        yield _row(cells, widths, middle, BODY)


def _row(texts: Sequence[str], widths: Sequence[int], middle: Sequence[bool], font: str, mark: str = "") -> Any:
    triples = zip(texts, widths, middle, strict=True)
    return need("docx.oxml").parse_xml(
        _ROW.format(space=_SPACE, mark=mark, cells="".join(_cell(*one, font) for one in triples))
    )


def _cell(text: str, width: int, middle: bool, font: str) -> str:
    own = {"width": width, "place": _MIDDLE if middle else "", "font": font, "text": escape(text)}
    return _CELL.format(margins=_MARGINS, latin=LATIN, size=HALF_POINTS, **own)
