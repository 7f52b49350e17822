"""PDF: the bulletin as it is printed, in the layout of GB/T 9704-2012 (STANDARD §6), with fonts that anyone may use.

The official fonts are not free. Of each part's fonts the first is taken that this machine has and that has every
character of the bulletin (猇 of 猇亭区 is missing in many); the file's keywords say which.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from govcrawl.errors import Problem
from reporting.bulletin.model import Bulletin
from reporting.bulletin.wording import Script
from reporting.formats.appending import append
from reporting.formats.extras import need
from reporting.formats.fonts import LAST, SANS, SERIF, best, printable
from reporting.formats.html import page, pictures_of
from reporting.formats.layout import attachment_indents, title_lines
from reporting.formats.readers import LABELS, readers_of

FONTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "title": ("方正小标宋简体", "FZXiaoBiaoSong-B05S"),
        "head": ("黑体", "SimHei"),
        "kai": ("楷体_GB2312", "KaiTi_GB2312", "KaiTi"),
        "body": ("仿宋_GB2312", "FangSong_GB2312", "FangSong"),
    }
)
"""The official fonts by part, and names under which they are known."""


def render(bulletin: Bulletin, script: Script) -> bytes:
    """The whole bulletin; raises :class:`Problem` without the extra ``docs`` or a font with every character."""
    weasyprint = _weasyprint()
    shown = bulletin.converted(printable)
    fonts = chosen_fonts(_characters(shown), script)
    labels = LABELS[script]
    declaration = labels.declare(readers_of(bulletin))
    values = {
        "bulletin": shown,
        "title_lines": title_lines(shown.title),
        "indents": attachment_indents(shown.paragraphs),
        "labels": labels,
        "pictures": pictures_of(shown, script),
        "fonts": fonts,
        "declaration": declaration,
        "told_fonts": "、".join(dict.fromkeys(fonts.values())),
    }
    made = weasyprint.HTML(string=page("bulletin.pdf.jinja", **values), url_fetcher=_refuse)

    def finish(_: Any, pdf: Any) -> None:
        append(shown.annexes, fonts, pdf)

    return bytes(made.write_pdf(finisher=finish, pdf_identifier=b"govcrawl", custom_metadata=False))


def _weasyprint() -> Any:
    try:
        return need("weasyprint")
    except OSError as error:
        advice = "请安装系统的 libpango-1.0-0、libpangoft2-1.0-0、libharfbuzz-subset0"
        raise Problem(f"写出 PDF 缺少系统组件（{error}）。{advice}。") from error


def _refuse(url: str, *_: Any, **__: Any) -> Any:
    raise ValueError(f"no request: {url}")


def _characters(bulletin: Bulletin) -> frozenset[str]:
    texts = [bulletin.note, bulletin.title, bulletin.number, *(paragraph.text for paragraph in bulletin.paragraphs)]
    for annex in bulletin.annexes:
        texts += [annex.label, annex.title, *annex.header, *(cell for row in annex.rows for cell in row)]
    return frozenset("".join(texts)) - {" "}


def chosen_fonts(characters: frozenset[str], script: Script) -> dict[str, str]:
    """A font for each part; raises :class:`Problem` naming the characters that no font of this machine has."""
    free = {"head": SANS[script]}
    return {
        part: best((*official, *free.get(part, SERIF[script]), *SERIF[script], *LAST), characters)
        for part, official in FONTS.items()
    }
