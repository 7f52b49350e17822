"""Documents and interpretations are paired by what they are about."""

from __future__ import annotations

import pytest

from govcrawl.extract.pairing import commentaries_linked, documents_linked, is_commentary, same_matter
from govcrawl.extract.record import PageLink
from govcrawl.vocabulary import LinkKind

DOCUMENT = "云溪县人民政府关于印发云溪县粮食生产补贴办法的通知"
ARTICLE = "http://a/content/post_7.html"


@pytest.mark.parametrize(
    ("commentary", "document", "same"),
    [
        ("《云溪县粮食生产补贴办法》政策解读", DOCUMENT, True),
        ("一图读懂：云溪县粮食生产补贴办法", DOCUMENT, True),
        ("【文字解读】云溪县粮食生产补贴办法", DOCUMENT, True),
        ("关于《云溪县城市管理办法》的解读说明", "云溪县城市管理办法", True),
        ("《关于促进消费的若干措施》图解", "云溪县人民政府办公室关于印发《关于促进消费的若干措施》的通知", True),
        ("《云溪县城市管理办法》政策解读", DOCUMENT, False),
        ("政策解读", "政策解读", False),
        ("", "", False),
    ],
)
def test_pairs(commentary: str, document: str, same: bool) -> None:
    assert same_matter(commentary, document) is same
    assert same_matter(document, commentary) is same


@pytest.mark.parametrize(("title", "told"), [("《办法》解读", True), ("一图读懂办法", True), (DOCUMENT, False)])
def test_what_interprets(title: str, told: bool) -> None:
    assert is_commentary(title) is told


def link(text: str, url: str = ARTICLE) -> PageLink:
    return PageLink(url, text, LinkKind.PAGE)


@pytest.mark.parametrize(
    ("text", "leads"),
    [(DOCUMENT, True), ("相关文件", True), ("点击查看原文", True), ("政策文件", False), ("云溪县城市管理办法", False)],
)
def test_what_leads_to_a_document(text: str, leads: bool) -> None:
    assert bool(list(documents_linked("《云溪县粮食生产补贴办法》政策解读", [link(text)]))) is leads


@pytest.mark.parametrize(
    ("text", "url", "leads"),
    [
        ("《云溪县粮食生产补贴办法》政策解读", ARTICLE, True),
        ("相关解读", ARTICLE, True),
        ("政策解读", "http://a/zcjd/", False),
        ("《云溪县城市管理办法》解读", ARTICLE, False),
    ],
)
def test_what_leads_to_an_interpretation(text: str, url: str, leads: bool) -> None:
    assert bool(list(commentaries_linked(DOCUMENT, [link(text, url)]))) is leads
