"""The formats there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from reporting.bulletin.model import Bulletin
from reporting.bulletin.wording import Script
from reporting.formats import docx, fragment, html, json, md, pdf, xlsx


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the end of its files' names, whether a terminal can show it, and what makes it."""

    suffix: str
    is_text: bool
    render: Callable[[Bulletin, Script], bytes]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A bulletin in one format."""

    name: str
    format: Format
    content: bytes


def _encoded(render: Callable[[Bulletin, Script], str]) -> Callable[[Bulletin, Script], bytes]:
    return lambda bulletin, script: render(bulletin, script).encode("utf-8", "replace")


FORMATS: Mapping[str, Format] = {
    "md": Format("md", True, _encoded(md.render)),
    "json": Format("json", True, _encoded(lambda bulletin, _: json.render(bulletin))),
    "html": Format("html", True, _encoded(html.render)),
    "html-fragment": Format("fragment.html", True, _encoded(fragment.render)),
    "xlsx": Format("xlsx", False, xlsx.render),
    "docx": Format("docx", False, docx.render),
    "pdf": Format("pdf", False, pdf.render),
}


def render_all(names: Iterable[str], bulletin: Bulletin, script: Script) -> list[Rendered]:
    """One bulletin in each of the named formats."""
    return [Rendered(name, FORMATS[name], FORMATS[name].render(bulletin, script)) for name in names]
