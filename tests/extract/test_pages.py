"""Each case under tests/pages: a page made for one pattern, what must be read from it, and the day of the look."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from govcrawl.extract import read_page
from govcrawl.extract.account import as_object
from govcrawl.extract.telling import tell

PAGES = Path(__file__).parents[1] / "pages"
CASES = sorted(path.name for path in PAGES.iterdir() if path.is_dir())
Read = dict[str, Any]

CHECKS: dict[str, Callable[[Read], Any]] = {
    "entries": lambda read: [[entry["date"], entry["title"]] for entry in read["entries"]],
    "count": lambda read: len(read["entries"]),
    "pinned": lambda read: [entry["title"] for entry in read["entries"] if entry["pinned"]],
    "first_url": lambda read: read["entries"][0]["url"],
    "published": lambda read: read["published"] and read["published"]["date"],
    "time": lambda read: read["published"]["time"],
    "page": lambda read: read["pagination"]["page"],
    "pages": lambda read: read["pagination"]["pages"],
    "next": lambda read: read["pagination"]["next_url"],
    "columns": lambda read: [column["name"] for column in read["columns"] if column["relation"] == "own"],
}


def load(case: str) -> tuple[dict[str, Any], Read]:
    expected = json.loads((PAGES / case / "expected.json").read_text(encoding="utf-8"))
    (page,) = (PAGES / case).glob("page.*")
    seen_on = date.fromisoformat(expected["on"]) if "on" in expected else None
    record = read_page(page.read_bytes(), url=expected.get("url", ""), seen_on=seen_on)
    assert tell(record, seen_on)
    return expected["expect"], as_object(record, seen_on)


@pytest.mark.parametrize("case", CASES)
def test_page_is_read_as_expected(case: str) -> None:
    expect, read = load(case)
    doubts = "\n".join(read["doubts"])
    for field, wanted in expect.items():
        if field == "doubt":
            assert wanted in doubts
        elif field == "no_doubt":
            assert wanted not in doubts
        elif field == "marks":
            assert {name: read["marks"][name] for name in wanted} == wanted
        elif field == "witness":
            named = {witness["name"]: witness["date"] for witness in read["witnesses"]}
            assert {name: named.get(name) for name in wanted} == wanted
        elif field in ("column_urls", "categories"):
            key = "url" if field == "column_urls" else "category"
            named = {column["name"]: column[key] for column in read["columns"]}
            assert {name: named.get(name) for name in wanted} == wanted
        else:
            assert (CHECKS[field](read) if field in CHECKS else read[field]) == wanted, field
