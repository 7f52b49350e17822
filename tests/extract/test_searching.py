"""The site's own search: which form is one, and the address that it asks."""

from __future__ import annotations

import pytest

from govcrawl.extract import read_page
from govcrawl.extract.record import SearchForm
from govcrawl.extract.searching import search_address

URL = "http://www.yunxi.gov.cn/index.html"


def search(html: str) -> SearchForm | None:
    return read_page(f"<html><body>{html}</body></html>".encode(), url=URL, thorough=True).search


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<form action='/so/s'><input type=hidden name=siteCode value=1><input name=qt placeholder=搜索></form>",
            SearchForm("http://www.yunxi.gov.cn/so/s", "qt", "get", (("siteCode", "1"),)),
        ),
        (
            "<form method='POST' action='search.jsp'><input type='search' name='w'></form>",
            SearchForm("http://www.yunxi.gov.cn/search.jsp", "w", "post"),
        ),
        ("<form class='search'><input name='words'></form>", SearchForm(URL, "words", "get")),
        ("<form onsubmit='go()'><input id='searchword' name='q'></form>", SearchForm("", "q", "script")),
        ("<div class='ss'><input id='keyword' placeholder='站内搜索'></div>", SearchForm("", "", "script")),
        ("<form action='/login'><input name='username'><input type='password' name='pass'></form>", None),
        ("<form action='/search/login'><input name='username'></form>", None),
        ("<p>站内搜索</p>", None),
    ],
)
def test_the_form_that_searches(html: str, expected: SearchForm | None) -> None:
    assert search(html) == expected


def test_only_sampled_pages_are_asked_for_it() -> None:
    page = b"<html><body><form action='/so/s'><input name=qt></form></body></html>"
    assert read_page(page, url=URL).search is None


@pytest.mark.parametrize(
    ("form", "address"),
    [
        (SearchForm("http://a/s?c=1", "q", "get", (("x", "2"),)), "http://a/s?c=1&x=2&q=%E8%A1%A5%E8%B4%B4"),
        (SearchForm("http://a/s", "q", "post"), None),
        (SearchForm("", "q", "script"), None),
    ],
)
def test_what_a_form_asks(form: SearchForm, address: str | None) -> None:
    assert search_address(form, "补贴") == address
