"""Addresses that are no page of their own, by table; and those that only look like it."""

from __future__ import annotations

import pytest

from govcrawl.spiders.drops import DROPS
from govcrawl.spiders.traps import trap_of, twin_key, twin_of

HOST = "http://www.jia.gov.cn"
KNOWN = (f"{HOST}/tzgg/", f"{HOST}/list-2812-1.html", f"{HOST}/lm.jsp?id=7", f"{HOST}/gk/index.html")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/hd/calendar/2020-11.html", "calendar"),
        ("/zwgk/2020/11/", "calendar"),
        ("/zwgk/2020-11-17", "calendar"),
        ("/hd/?date=2020-11-17", "calendar"),
        ("/zwgk/2020/", None),
        ("/zwgk/2020ndbg/", None),
        ("/gk/print/7.html", "printer"),
        ("/gk/7.html?print=1", "printer"),
        ("/gk/blueprint/", None),
        ("/a/b/a/b/a/b/", "repeating_path"),
        ("/a/a/a/x.html", "repeating_path"),
        ("/zwgk/zwgk/tzgg/", None),
        ("/" + "x/" * 20, "repeating_path"),
        ("/" + "x" * 3000, "too_long"),
        ("/col/col1234/index.html?uid=5678&pageNum=1", None),
    ],
)
def test_traps(path: str, reason: str | None) -> None:
    assert trap_of(HOST + path) == reason


@pytest.mark.parametrize("url", ["", "ftp://www.jia.gov.cn/", "http://[bad/", "http:///x", "http://x:99999/", "/tzgg/"])
def test_what_is_no_address(url: str) -> None:
    assert trap_of(url) == "not_an_address"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/tzgg/index_2.html", "later_page"),
        ("/list-2812-3.html", "later_page"),
        ("/lm.jsp?id=7&page=4", "later_page"),
        ("/lm.jsp?id=7&pageNo=2", "later_page"),
        ("/gk/index_1.html", "later_page"),
        ("/list-2813-2.html", None),
        ("/lm.jsp?id=8&page=4", None),
        ("/zcwj/index_2.html", None),
        ("/tzgg/?_t=1605571200", "twin"),
        ("/tzgg/;jsessionid=0A1B", "twin"),
        ("/(S(abcdef0123456789))/tzgg/", "twin"),
        ("/tzgg/?t=1", None),
        ("/tzgg/", None),
    ],
)
def test_twins_and_later_pages(path: str, reason: str | None) -> None:
    known = {twin_key(url): url for url in KNOWN}
    assert twin_of(HOST + path, known) == reason


def test_every_reason_is_printed_in_words() -> None:
    assert all(label and not label.isascii() for label in DROPS.values())
