"""JSON: the bulletin for other programs and for comparison with a golden text."""

from __future__ import annotations

import json

from reporting.bulletin.model import Bulletin
from reporting.formats.readers import readers_of


def render(bulletin: Bulletin) -> str:
    """One object: draft, readers, title, paragraphs, annex (title, header, rows)."""
    annex = bulletin.annex
    content = {
        "draft": bulletin.draft,
        "readers": readers_of(bulletin),
        "title": bulletin.title,
        "paragraphs": [paragraph.text for paragraph in bulletin.paragraphs],
        "annex": {"title": annex.title, "header": annex.header, "rows": annex.rows},
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
