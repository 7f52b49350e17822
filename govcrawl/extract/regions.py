"""Parts of a page by the names that page makers give them: header, navigation, side bar, footer, related lists."""

from __future__ import annotations

import re

from govcrawl.extract.tree import Node

WORD = r"(?:^|[^a-z])"
END = r"(?:$|[^a-z])"
REGIONS = (
    ("footer", re.compile(rf"{WORD}(?:foot|footer|bottom|copyright|copy|link|links|yqlj|friendlink)\w*{END}")),
    ("related", re.compile(rf"{WORD}(?:relat\w*|xgwz|xgyd|xgxx|recommend\w*|hot\w*|rank\w*|rmtj|tuijian)")),
    ("side", re.compile(rf"{WORD}(?:side\w*|aside)")),
    ("navigation", re.compile(rf"{WORD}(?:nav\w*|menu\w*|mainnav|topnav|submenu)")),
    ("header", re.compile(rf"{WORD}(?:header|head|top|banner|topbar|marquee|ticker|scroll\w*)\w*{END}")),
)
TAGS = {"footer": "footer", "aside": "side", "nav": "navigation", "header": "header", "marquee": "header"}


def region_of(node: Node) -> str | None:
    """The nearest named part of the page that an element stands in; None in the page's main part."""
    at: Node | None = node
    while at is not None and at.tag not in {"body", "html"}:
        name = TAGS.get(at.tag) or _by_name(at.names)
        if name:
            return name
        at = at.parent
    return None


def _by_name(names: str) -> str | None:
    if names == " ":
        return None
    return next((name for name, pattern in REGIONS if pattern.search(names)), None)
