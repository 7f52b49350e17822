"""Which update class a column's name belongs to (栏目类别): tag, exact name, suffix, in this order."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files

from govcrawl.vocabulary import Category, CategorySource

DATA = "categories.csv"
SEPARATORS = re.compile(r"[，,、;；|/\s]+")


@cache
def _table(kind: str) -> dict[str, Category]:
    text = files("govcrawl.extract").joinpath(DATA).read_text(encoding="utf-8")
    return {row["text"]: Category(row["category"]) for row in csv.DictReader(text.splitlines()) if row["match"] == kind}


@lru_cache(maxsize=4096)
def category_of(name: str, tag: str | None = None) -> tuple[Category, CategorySource]:
    """The class of a column by its ``ColumnType`` tag, else its exact name, else its suffix; unknown else."""
    for word in SEPARATORS.split(tag or ""):
        if word in _table("name"):
            return _table("name")[word], CategorySource.TAG
    plain = re.sub(r"\s+", "", name)
    if plain in _table("name"):
        return _table("name")[plain], CategorySource.NAME
    for suffix, category in _table("suffix").items():
        if plain.endswith(suffix):
            return category, CategorySource.SUFFIX
    return Category.UNKNOWN, CategorySource.NONE
