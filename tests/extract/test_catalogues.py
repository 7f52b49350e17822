"""Trees of columns on disclosure pages, and the way to the site map."""

from __future__ import annotations

import pytest

from govcrawl.extract import read_page

URL = "http://www.yunxi.gov.cn/zfxxgk/index.html"
PLACE = "<div class='place'>当前位置：<a href='/'>首页</a> &gt; <a href='./'>政府信息公开</a></div>"
LEAVES = "<li><a href='/a/'>财政预决算</a></li><li><a href='/b/'>应急预案</a></li><li><a href='/c/'>防灾减灾</a></li>"
NODES = """<script>var nodes=[
{id:1,pId:0,name:"法定主动公开内容",url:"/x/"},{"id":2,"pId":1,"name":"应急预案","url":"/b/"},
{id:3,pId:1,name:"预案一",url:"/b/t20210104_7.html"},{id:4,pId:1,name:"省厅",url:"http://www.other.gov.cn/z/"}];</script>"""


def tree(body: str, place: str = PLACE) -> list[tuple[str, str | None, int, str | None]]:
    page = f"<html><head><title>政府信息公开-云溪县人民政府</title></head><body>{place}{body}</body></html>"
    return [(one.name, one.url, one.level, one.parent) for one in read_page(page.encode(), url=URL).columns]


HOST = "http://www.yunxi.gov.cn"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            f"<ul>{LEAVES}</ul>",
            [
                ("财政预决算", f"{HOST}/a/", 2, None),
                ("应急预案", f"{HOST}/b/", 2, None),
                ("防灾减灾", f"{HOST}/c/", 2, None),
            ],
        ),
        (
            f"<ul class='tree'><li><span>重点领域</span><ul>{LEAVES}</ul></li></ul>",
            [
                ("财政预决算", f"{HOST}/a/", 3, "重点领域"),
                ("应急预案", f"{HOST}/b/", 3, "重点领域"),
                ("防灾减灾", f"{HOST}/c/", 3, "重点领域"),
            ],
        ),
        (NODES, [("法定主动公开内容", f"{HOST}/x/", 3, None), ("应急预案", f"{HOST}/b/", 3, None)]),
        ("<ul><li><a href='/a/1.pdf'>年度报告</a></li><li><a href='/b/'>应急预案</a></li></ul>", []),
        (f"<div class='footer'><ul>{LEAVES}</ul></div>", []),
    ],
)
def test_trees(body: str, expected: list[tuple[str, str | None, int, str | None]]) -> None:
    assert tree(body) == expected


def test_only_a_disclosure_page_holds_a_tree() -> None:
    assert tree(f"<ul>{LEAVES}</ul>", PLACE.replace("政府信息公开", "财政预决算")) == []


def test_a_home_page_leads_to_its_site_map() -> None:
    links = "<a href='/xw/'>新闻中心</a><a href='/wzdt.html'>网站地图</a>"
    home = f"<html><title>云溪县人民政府</title><body>{links}</body></html>"
    page = read_page(home.encode(), url=f"{HOST}/", is_home=True)
    assert page.site_map == f"{HOST}/wzdt.html"
