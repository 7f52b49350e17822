"""The national page tags (网页标签, 国办发〔2017〕47号) and the page's own word on when it was generated."""

from __future__ import annotations

import re

from govcrawl.extract.dates import Found, full_dates
from govcrawl.extract.places import matches_at
from govcrawl.extract.tree import Tree, flat

NAMES = (
    "SiteName",
    "SiteDomain",
    "SiteIDCode",
    "ColumnName",
    "ColumnDescription",
    "ColumnKeywords",
    "ColumnType",
    "ArticleTitle",
    "PubDate",
    "ContentSource",
)
BY_LOWER = {name.lower(): name for name in NAMES}
GENERATED = re.compile(
    r"(?:生成时间|GenerateTime)[^0-9]{0,30}(20\d\d[^<>\n]{6,24})",
    re.I,
)
GENERATED_WORDS = ("生成时间", "GenerateTime")
GENERATED_SOURCE = GENERATED_WORDS[0].encode()


def read_tags(tree: Tree) -> dict[str, str]:
    """The ten tags as found, by their official spelling; where an included header repeats them, the first counts."""
    tags: dict[str, str] = {}
    for meta in tree.shelf("meta"):
        name = BY_LOWER.get((meta.get("name") or meta.get("property")).strip().lower())
        if name and name not in tags:
            tags[name] = flat(meta.get("content"))
    return tags


def read_base(tree: Tree) -> str | None:
    """The address that the page says its links start from."""
    return next(filter(None, (base.get("href") for base in tree.shelf("base"))), None)


def _says_when(tree: Tree) -> bool:
    return GENERATED_SOURCE in tree.source or any("generate" in meta.get("name").lower() for meta in tree.shelf("meta"))


def read_generated(tree: Tree) -> Found | None:
    """The time at which the content system made the page, from its comment or tag; None where it does not say."""
    for match in matches_at(tree.html, GENERATED, GENERATED_WORDS) if _says_when(tree) else ():
        found = next(full_dates(match.group(1)), None)
        if found is not None and found.value is not None:
            return found
    return None
