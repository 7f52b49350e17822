"""Charts drawn by matplotlib as SVG and PNG: the same chart gives the same bytes.

Text is drawn as outlines of a font that has every character of the chart, so that it is right on every machine.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree as ET

from reporting.bulletin.wording import Script
from reporting.charts.layout import MARGIN, WIDTH, Box, Drawing, Words, lay_out
from reporting.charts.model import Chart, Tone
from reporting.formats import fonts
from reporting.formats.extras import need

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_COLOURS: Mapping[Tone | None, str] = MappingProxyType(
    {
        Tone.GOOD: "#a9cbe3",
        Tone.FAIR: "#6fa3c7",
        Tone.MIDDLE: "#e0b04c",
        Tone.POOR: "#c9652b",
        Tone.BAD: "#8f1d18",
        Tone.NONE: "#c4c4c4",
        None: "#f1f1f1",
    }
)
_OFFICIAL = ("黑体", "SimHei")
_POINTS, _DPI = 72, 200
_BASELINE = 0.36
"""How far below the middle of a line its baseline is, in its size."""
_SETTINGS = {"svg.hashsalt": "govcrawl", "svg.fonttype": "path"}


def svg(chart: Chart[Any], script: Script, declaration: str = "") -> bytes:
    """The chart as a file of its own; raises :class:`Problem` without the extra ``docs`` or a font that has it all."""
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + inline(chart, script, declaration).encode() + b"\n"


def inline(chart: Chart[Any], script: Script, declaration: str = "") -> str:
    """The chart as an ``svg`` element to stand in a page; its ids begin with its name."""
    drawing = lay_out(chart.converted(fonts.printable), declaration)
    root = ET.fromstring(_drawn(drawing, script, "svg", {"Date": None}))  # noqa: S314 - our own drawing
    _tidy(root, drawing)
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _XLINK)
    return ET.tostring(root, encoding="unicode")


def png(chart: Chart[Any], script: Script) -> bytes:
    """The chart as a picture of 200 dots an inch."""
    return _drawn(lay_out(chart.converted(fonts.printable)), script, "png", {"Software": None})


def _drawn(drawing: Drawing, script: Script, form: str, metadata: dict[str, None]) -> bytes:
    matplotlib, figure = need("matplotlib"), need("matplotlib.figure")
    font = _font(drawing, script)
    written = io.BytesIO()
    with matplotlib.rc_context(_SETTINGS):
        made = figure.Figure(figsize=((WIDTH + 2 * MARGIN) / _POINTS, drawing.height / _POINTS), dpi=_DPI)
        axes = made.add_axes((0, 0, 1, 1), xlim=(-MARGIN, WIDTH + MARGIN), ylim=(drawing.height, 0))
        axes.set_axis_off()
        for box in drawing.boxes:
            axes.add_artist(_rectangle(box))
        for words in drawing.words:
            _write(axes, words, font)
        made.savefig(written, format=form, metadata=metadata, dpi=_DPI)
    return written.getvalue()


def _font(drawing: Drawing, script: Script) -> Any:
    families = (*_OFFICIAL, *fonts.SANS[script], *fonts.SERIF[script], *fonts.LAST)
    characters = frozenset("".join(words.text for words in drawing.words)) - {" "}
    face = fonts.installed()[fonts.best(families, characters)]
    manager = need("matplotlib.font_manager")
    return manager.FontProperties(fname=manager.FontPath(str(face.file), face.index))


def _rectangle(box: Box) -> Any:
    patches = need("matplotlib.patches")
    return patches.Rectangle(
        (box.x, box.y), box.width, box.height, color=_COLOURS[box.tone], linewidth=0, clip_on=False
    )


def _write(axes: Any, words: Words, font: Any) -> None:
    """A line of text; what looks like a formula is none."""
    y = words.y + _BASELINE * words.size
    style = {"fontproperties": font, "fontsize": words.size, "parse_math": False}
    axes.text(words.x, y, words.text, ha=words.align, va="baseline", **style)


def _tidy(root: ET.Element, drawing: Drawing) -> None:
    """Nothing of the library's own in it, a name for those who cannot see it, no id that another drawing has."""
    for place in [*root]:
        if place.tag == f"{{{_SVG}}}metadata" or place.find(f"{{{_SVG}}}style") is not None:
            root.remove(place)
    for element in root.iter():
        if element.tag == f"{{{_SVG}}}g":
            element.attrib.pop("id", None)
        for key, mark in (("id", ""), (f"{{{_XLINK}}}href", "#")):
            if key in element.attrib:
                element.set(key, f"{mark}{drawing.name}-{element.attrib[key].removeprefix(mark)}")
    for tag, text in (("desc", drawing.description), ("title", drawing.title)):
        told = ET.Element(f"{{{_SVG}}}{tag}")
        told.text = text
        root.insert(0, told)
    root.set("role", "img")
