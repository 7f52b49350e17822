"""JSON: the bulletin for other programs and for comparison with a golden text."""

from __future__ import annotations

import json
from typing import Any

from reporting.bulletin.model import AnnexTable, Bulletin
from reporting.formats.readers import readers_of


def render(bulletin: Bulletin) -> str:
    """One object: draft, readers, number, title, paragraphs, annexes.

    Of an annex: label, title, header, the columns that tell rows apart (``keys``) and name them (``name``), rows.
    """
    content = {
        "draft": bulletin.draft,
        "readers": readers_of(bulletin),
        "number": bulletin.number,
        "title": bulletin.title,
        "paragraphs": [paragraph.text for paragraph in bulletin.paragraphs],
        "annexes": [_annex(annex) for annex in bulletin.annexes],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _annex(annex: AnnexTable) -> dict[str, Any]:
    return {name: getattr(annex, name) for name in ("label", "title", "header", "keys", "name", "rows")}
