"""PDF: the bulletin as it is printed, in the layout of GB/T 9704-2012 (STANDARD §6), with fonts that anyone may use.

The official fonts are not free. Of each part's fonts the first is taken that this machine has and that has every
character of the bulletin (猇 of 猇亭区 is missing in many); the file's keywords say which.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from govcrawl.errors import Problem
from reporting.bulletin.model import Bulletin
from reporting.bulletin.wording import Script
from reporting.formats.docx import title_lines
from reporting.formats.extras import need
from reporting.formats.html import page
from reporting.formats.plain import plain
from reporting.formats.readers import LABELS, readers_of

_SERIF = {"hans": ("Noto Serif CJK SC", "Source Han Serif SC"), "hant": ("Noto Serif CJK TC", "Source Han Serif TC")}
_SANS = {"hans": ("Noto Sans CJK SC", "Source Han Sans SC"), "hant": ("Noto Sans CJK TC", "Source Han Sans TC")}
_LAST = ("LXGW WenKai", "WenQuanYi Zen Hei")
FONTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "title": ("方正小标宋简体", "FZXiaoBiaoSong-B05S"),
        "head": ("黑体", "SimHei"),
        "kai": ("楷体_GB2312", "KaiTi_GB2312", "KaiTi"),
        "body": ("仿宋_GB2312", "FangSong_GB2312", "FangSong"),
    }
)
"""The official fonts by part, and names under which they are known."""

_UNREADABLE = "□"
"""What stands for a character that is no writing; fonts do not have the usual sign for it."""

_ADVICE = "请安装字体，例如 apt-get install fonts-noto-cjk"


def render(bulletin: Bulletin, script: Script) -> bytes:
    """The whole bulletin; raises :class:`Problem` without the extra ``docs`` or a font with every character."""
    weasyprint = _weasyprint()
    shown = bulletin.converted(lambda text: plain(text).replace("�", _UNREADABLE))
    fonts = chosen_fonts(_characters(shown), script)
    labels = LABELS[script]
    declaration = labels.declare(readers_of(bulletin))
    values = {
        "bulletin": shown,
        "title_lines": title_lines(shown.title),
        "annex_lines": title_lines(shown.annex.title, 30),
        "labels": labels,
        "fonts": fonts,
        "declaration": declaration,
        "told_fonts": "、".join(dict.fromkeys(fonts.values())),
    }
    made = weasyprint.HTML(string=page("bulletin.pdf.jinja", **values), url_fetcher=_refuse)
    return bytes(made.write_pdf(pdf_identifier=b"govcrawl", custom_metadata=False))


def _weasyprint() -> Any:
    try:
        return need("weasyprint")
    except OSError as error:
        advice = "请安装系统的 libpango-1.0-0、libpangoft2-1.0-0、libharfbuzz-subset0"
        raise Problem(f"写出 PDF 缺少系统组件（{error}）。{advice}。") from error


def _refuse(url: str, *_: Any, **__: Any) -> Any:
    raise ValueError(f"no request: {url}")


def _characters(bulletin: Bulletin) -> frozenset[str]:
    texts = [bulletin.note, bulletin.title, bulletin.annex.title, *bulletin.annex.header]
    texts += [paragraph.text for paragraph in bulletin.paragraphs]
    texts += [cell for row in bulletin.annex.rows for cell in row]
    return frozenset("".join(texts)) - {" "}


def chosen_fonts(characters: frozenset[str], script: Script) -> dict[str, str]:
    """A font for each part; raises :class:`Problem` naming the characters that no font of this machine has."""
    families = installed()
    found = {}
    for part, official in FONTS.items():
        free = _SANS[script] if part == "head" else _SERIF[script]
        candidates = [name for name in (*official, *free, *_SERIF[script], *_LAST) if name in families]
        if not candidates:
            raise Problem(f"写出 PDF 需要中文字体。{_ADVICE}。")
        lacking = {name: characters - covered(families[name], name) for name in candidates}
        best = min(candidates, key=lambda name: (len(lacking[name]), candidates.index(name)))
        if lacking[best]:
            raise Problem(f"已安装的字体都缺少这些字：{''.join(sorted(lacking[best]))[:50]}。{_ADVICE}。")
        found[part] = best
    return found


@cache
def installed() -> Mapping[str, Path]:
    """The font families of this machine and a file of each, as fontconfig tells."""
    program = shutil.which("fc-list")
    if program is None:
        raise Problem(f"写出 PDF 需要 fontconfig（fc-list）。{_ADVICE}。")
    words = [program, "--format", "%{family}\t%{file}\n"]
    told = subprocess.run(words, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own words
    found: dict[str, Path] = {}
    for line in sorted(told.splitlines()):
        names, _, file = line.partition("\t")
        for name in names.split(","):
            found.setdefault(name.strip(), Path(file))
    return found


@cache
def covered(file: Path, family: str) -> frozenset[str]:
    """The characters that a font has; of a collection the member of that family."""
    library = need("fontTools.ttLib")
    kind = library.TTCollection if file.suffix.lower() == ".ttc" else library.TTFont
    with file.open("rb") as opened, kind(opened, lazy=True) as font:
        members = list(getattr(font, "fonts", [font]))
        named = [one for one in members if family in {str(name) for name in one["name"].names}]
        return frozenset(chr(code) for code in (named or members)[0].getBestCmap())
