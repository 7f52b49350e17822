"""The addresses that a page leads to, read of sampled pages only."""

from __future__ import annotations

import pytest

from govcrawl.extract import read_page
from govcrawl.extract.links import MOST_LINKS
from govcrawl.vocabulary import LinkKind

URL = "http://www.a.gov.cn/zw/index.html"


def links(html: str) -> list[tuple[str, str, LinkKind]]:
    page = read_page(html.encode(), url=URL, thorough=True)
    return [(link.url, link.text, link.kind) for link in page.links]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<a href='../a.html'>通知</a>", [("http://www.a.gov.cn/a.html", "通知", LinkKind.PAGE)]),
        ("<a href='./P02.doc' title='附件'></a>", [("http://www.a.gov.cn/zw/P02.doc", "附件", LinkKind.FILE)]),
        ("<img src='/x.png' alt='图'>", [("http://www.a.gov.cn/x.png", "图", LinkKind.PICTURE)]),
        ("<a href='..\\f\\1.doc'>附件</a>", [("http://www.a.gov.cn/f/1.doc", "附件", LinkKind.FILE)]),
        ("<a href='http://b.cn/a/../c/./d'>乙</a>", [("http://b.cn/c/d", "乙", LinkKind.PAGE)]),
        ("<a href='http://b.cn/a/../d?x=../y'>乙</a>", [("http://b.cn/d?x=../y", "乙", LinkKind.PAGE)]),
        ("<a href='http://b.cn/a/..'>乙</a>", [("http://b.cn/", "乙", LinkKind.PAGE)]),
        ("<map><area href='//b.gov.cn/' alt='乙'></map>", [("http://b.gov.cn/", "乙", LinkKind.PAGE)]),
        ("<a href='s.jsp?sid=7'>甲</a>", [("http://www.a.gov.cn/zw/s.jsp?sid=7", "甲", LinkKind.PAGE)]),
        ("<a href='http://[!--news.url--]/'>甲</a>", []),
        ("<a href='a.html#1'></a><a href='a.html'>甲</a>", [("http://www.a.gov.cn/zw/a.html", "甲", LinkKind.PAGE)]),
        ("<a href='#'>上</a><a href='javascript:x()'>打印</a><a href='mailto:a@b.cn'>信</a><a href=''>空</a>", []),
        ("<!-- <a href='old.html'>旧</a> --><img src='data:image/png;base64,AA'>", []),
    ],
)
def test_links_of_a_page(html: str, expected: list[tuple[str, str, LinkKind]]) -> None:
    assert links(f"<html><body>{html}</body></html>") == expected


def test_links_are_read_only_where_asked() -> None:
    assert read_page(b"<html><body><a href='a.html'>x</a></body></html>", url=URL).links == ()


def test_links_are_bounded() -> None:
    html = "".join(f"<a href='{number}.html'>x</a>" for number in range(MOST_LINKS + 50))
    assert len(links(html)) == MOST_LINKS
