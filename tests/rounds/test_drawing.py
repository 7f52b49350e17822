"""What pages lead on to: functions by their names, items of categories, the forms of guides."""

from __future__ import annotations

import pytest

from govcrawl.extract.record import GuideElement, ListEntry, PageKind, PageLink, PageRecord
from govcrawl.rounds.drawing import Passed, draw_onward
from govcrawl.vocabulary import GuidePart, LinkKind, PageRole

HOST = "http://www.a.gov.cn/"


def link(at: str, text: str, kind: LinkKind = LinkKind.PAGE) -> PageLink:
    return PageLink(f"{HOST}{at}", text, kind)


def drawn(role: PageRole, *links: PageLink, depth: int = 1, **parts: object) -> list[tuple[PageRole, str]]:
    record = PageRecord(**{"kind": PageKind.LIST, "encoding": "utf-8", "links": links, **parts})
    page = Passed(role, f"{HOST}here", depth, True, record)
    return [(one.role, one.url.removeprefix(HOST)) for one in draw_onward(page, 1)]


def test_titles_of_what_a_page_lists_are_no_functions() -> None:
    board = (link("1.html", "咨询小区停水问题"), link("write", "我要写信"))
    entries = (ListEntry("咨询小区停水问题", f"{HOST}1.html", None),)
    assert drawn(PageRole.CHANNEL, *board, entries=entries) == [(PageRole.CHANNEL, "write")]


def test_short_names_come_first() -> None:
    news = [link(f"{n}.html", f"丙镇开展便民服务活动{n}") for n in range(3)]
    assert drawn(PageRole.FRONT, *news, link("fw/", "办事服务"), depth=0)[0] == (PageRole.SERVICE, "fw/")


GUIDE = (GuideElement(GuidePart.FEE, "不收费"),)
ITEM = link("item.html", "居住证申领")


@pytest.mark.parametrize(
    ("parts", "depth", "expected"),
    [
        ({}, 2, [(PageRole.GUIDE, "item.html")]),
        ({}, 4, []),
        ({"kind": PageKind.ARTICLE}, 2, []),
        ({"guide": GUIDE}, 2, []),
    ],
)
def test_a_list_below_a_page_of_services_is_a_category(
    parts: dict[str, object], depth: int, expected: list[tuple[PageRole, str]]
) -> None:
    assert drawn(PageRole.GUIDE, ITEM, depth=depth, **parts) == expected


def test_the_files_of_a_guide_are_asked_for_forms_first() -> None:
    files = [link(f"{n}.doc", text, LinkKind.FILE) for n, text in enumerate(("附件一", "通知", "居住证申请表"))]
    assert drawn(PageRole.GUIDE, *files, depth=2, guide=GUIDE) == [(PageRole.FORM, "2.doc"), (PageRole.FORM, "0.doc")]
