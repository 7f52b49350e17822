"""Parts of a page by the names that page makers give them: header, navigation, side bar, footer, related lists."""

from __future__ import annotations

import re
from functools import lru_cache

from govcrawl.extract.tree import UNTOLD, Node

REGIONS = (
    (
        "footer",
        re.compile(
            r"(?:^|[\s_-])(?:foot\w*|copyright|yqlj|friend-?links?)(?:$|\s)|(?:^|\s)(?:foot|bottom|links?(?:$|\s))"
        ),
    ),
    (
        "related",
        re.compile(r"(?:^|[\s_-])(?:related\w*|xgwz|xgyd|recommend\w*|hot\w*|rank\w*|rmtj|tuijian)(?:$|[\s_-])"),
    ),
    ("side", re.compile(r"(?:^|\s)(?:side|side-?(?:bar|nav|menu|left|box)\w*|aside)(?:$|[\s_-])")),
    ("navigation", re.compile(r"(?:^|[\s_-])(?:(?:top|main|sub)?nav\w*|menu\w*)")),
    ("header", re.compile(r"(?:^|\s)(?:header|head|top|topbar|marquee|ticker)(?:$|[\s_-])")),
)
TAGS = {"footer": "footer", "aside": "side", "nav": "navigation", "header": "header", "marquee": "header"}
ENDS = frozenset({"body", "html"})
OUTSIDE = frozenset({"footer", "related", "navigation", "header"})


def region_of(node: Node) -> str | None:
    """The nearest named part of the page that an element stands in; None in the page's main part."""
    passed: list[Node] = []
    at: Node | None = node
    name: str | None = None
    while at is not None and at.tag not in ENDS:
        if at.region is not UNTOLD:
            name = at.region
            break
        passed.append(at)
        name = TAGS.get(at.tag) or _by_name(at.names)
        if name:
            break
        at = at.parent
    for each in passed:
        each.region = name
    return name


@lru_cache(maxsize=4096)
def _by_name(names: str) -> str | None:
    if names == " ":
        return None
    return next((name for name, pattern in REGIONS if pattern.search(names)), None)
