"""HTML for a content system: the bulletin's text and table alone, in tags that every such system keeps."""

from __future__ import annotations

import nh3

from reporting.bulletin.model import Bulletin
from reporting.bulletin.wording import Script
from reporting.formats.html import fill

TAGS = frozenset(
    {"article", "caption", "footer", "h1", "h2", "p", "section", "strong", "table", "tbody", "td", "th", "thead", "tr"}
)
ATTRIBUTES = {"th": {"scope"}}


def clean(html: str) -> str:
    """``html`` with the tags and attributes of this format only."""
    return nh3.clean(html, tags=set(TAGS), attributes=ATTRIBUTES, url_schemes=set(), link_rel=None)


def render(bulletin: Bulletin, script: Script) -> str:
    """The bulletin as one ``article`` without style, class, link or script."""
    return clean(fill("bulletin.fragment.jinja", bulletin, script))
