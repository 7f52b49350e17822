"""The annexes' pages at the end of a PDF, with their fonts and a bookmark for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack, closing
from typing import Any

from reporting.bulletin.model import AnnexTable
from reporting.formats.embedding import Font
from reporting.formats.extras import need
from reporting.formats.fonts import installed
from reporting.formats.tabular import HEIGHT, WIDTH, pages_of

_PARTS = ("title", "head", "body")


def append(annexes: Iterable[AnnexTable], families: Mapping[str, str], pdf: Any) -> None:
    """Draw the annexes after the pages of a PDF that is being made; ``families`` are the fonts' names by part."""
    with ExitStack() as files:
        names = dict.fromkeys(families[part] for part in _PARTS)
        loaded = {name: files.enter_context(closing(Font(installed()[name]))) for name in names}
        _append(annexes, {part: loaded[families[part]] for part in _PARTS}, pdf)


def _append(annexes: Iterable[AnnexTable], fonts: Mapping[str, Font], pdf: Any) -> None:
    resources = need("pydyf").Dictionary()
    pdf.add_object(resources)
    for annex in annexes:
        first = pdf.pages["Count"]
        for content in pages_of(annex, first + 1, fonts):
            _add_page(pdf, content, resources.reference)
        _bookmark(pdf, annex.title, first)
    used = dict.fromkeys(font for font in fonts.values() if font.used)
    embedded = {font: font.embedded(pdf) for font in used}
    resources["Font"] = need("pydyf").Dictionary({part: embedded[font] for part, font in fonts.items() if font.used})


def _add_page(pdf: Any, content: str, resources: Any) -> None:
    pydyf = need("pydyf")
    stream = pydyf.Stream([content.encode()], compress=True)
    pdf.add_object(stream)
    page = {"Type": "/Page", "Parent": pdf.pages.reference, "Contents": stream.reference, "Resources": resources}
    page["MediaBox"] = pydyf.Array([0, 0, round(WIDTH, 3), round(HEIGHT, 3)])
    pdf.add_page(pydyf.Dictionary(page))


def _bookmark(pdf: Any, title: str, page: int) -> None:
    """A bookmark after the last one, which is the bulletin's title or an annex."""
    pydyf = need("pydyf")
    outlines = next(one for one in pdf.objects if one.number and one.reference == pdf.catalog["Outlines"])
    last = next(one for one in pdf.objects if one.number and one.reference == outlines["Last"])
    place = pydyf.Array([pdf.page_references[page], "/XYZ", 0, round(HEIGHT, 3), 0])
    own = {"Title": pydyf.String(title), "Dest": place, "Parent": outlines.reference, "Prev": last.reference}
    made = pydyf.Dictionary(own)
    pdf.add_object(made)
    last["Next"] = outlines["Last"] = made.reference
    outlines["Count"] += 1
