"""Fonts of this machine that have every character of a text (猇 of 猇亭区 is missing in many)."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from govcrawl.errors import Problem
from reporting.bulletin.wording import Script
from reporting.formats.extras import need
from reporting.formats.plain import plain

SERIF: Mapping[Script, tuple[str, ...]] = {
    "hans": ("Noto Serif CJK SC", "Source Han Serif SC"),
    "hant": ("Noto Serif CJK TC", "Source Han Serif TC"),
}
SANS: Mapping[Script, tuple[str, ...]] = {
    "hans": ("Noto Sans CJK SC", "Source Han Sans SC"),
    "hant": ("Noto Sans CJK TC", "Source Han Sans TC"),
}
LAST = ("LXGW WenKai", "WenQuanYi Zen Hei")
"""Fonts that anyone may use, the best first."""

_UNREADABLE = "□"
"""What stands for a character that is no writing; fonts do not have the usual sign for it."""

_ADVICE = "请安装字体，例如 apt-get install fonts-noto-cjk"
_REGULAR = ("Regular", "Book", "Normal")
"""How fonts call the face that is neither bold nor slanted."""


@dataclass(frozen=True, slots=True)
class Face:
    """One font: a file, and which of the file's fonts."""

    file: Path
    index: int


def printable(text: str) -> str:
    """``text`` as plain words in characters that fonts have."""
    return plain(text).replace("�", _UNREADABLE)


def best(families: Iterable[str], characters: frozenset[str]) -> str:
    """The first of the families that this machine has and that has every character.

    Raises :class:`Problem` without any, or naming the characters that the best one lacks.
    """
    found = [name for name in families if name in installed()]
    if not found:
        raise Problem(f"写出 PDF 和图需要中文字体。{_ADVICE}。")
    lacking = {name: characters - covered(installed()[name]) for name in found}
    chosen = min(found, key=lambda name: (len(lacking[name]), found.index(name)))
    if lacking[chosen]:
        raise Problem(f"已安装的字体都缺少这些字：{''.join(sorted(lacking[chosen]))[:50]}。{_ADVICE}。")
    return chosen


@cache
def installed() -> Mapping[str, Face]:
    """The font families of this machine and a face of each, as fontconfig tells; the regular one where there is one."""
    program = shutil.which("fc-list")
    if program is None:
        raise Problem(f"写出 PDF 和图需要 fontconfig（fc-list）。{_ADVICE}。")
    words = [program, "--format", "%{family}\t%{style}\t%{file}\t%{index}\n"]
    told = subprocess.run(words, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own words
    lines = [line.split("\t") for line in told.splitlines()]
    found: dict[str, Face] = {}
    for names, _, file, index in sorted(lines, key=lambda line: (not _regular(line[1]), line)):
        for name in names.split(","):
            found.setdefault(name.strip(), Face(Path(file), int(index) & 0xFFFF))
    return found


def _regular(styles: str) -> bool:
    return any(style in _REGULAR for style in styles.split(","))


@cache
def covered(face: Face) -> frozenset[str]:
    """The characters that a font has."""
    library = need("fontTools.ttLib")
    with library.TTFont(face.file, fontNumber=face.index, lazy=True) as font:
        return frozenset(chr(code) for code in font.getBestCmap())
