"""The categories under which pages show their items."""

from __future__ import annotations

import pytest

from govcrawl.extract import read_page

ITEMS = "<ul><li><a href='1.html'>居住证申领</a></li><li><a href='2.html'>新生儿入户登记</a></li></ul>"
HEAD = "<tr><th>事项名称</th><th>{}</th></tr>"
CELLS = "<tr><td><a href='{0}.html'>事项{0}</a></td><td>{1}</td></tr>"


def table(head: str, first: str, second: str) -> str:
    return f"<table>{HEAD.format(head)}{CELLS.format(1, first)}{CELLS.format(2, second)}</table>"


@pytest.mark.parametrize(
    ("body", "groups"),
    [
        (f"<h3>户籍证件</h3>{ITEMS}<h3>社会保障</h3>{ITEMS}", ("户籍证件", "社会保障")),
        (
            f"<div class='t'><span>户籍证件</span></div>{ITEMS}<div class='t'>社会保障</div>{ITEMS}",
            ("户籍证件", "社会保障"),
        ),
        (f"<dl><dt>个人：</dt><dd>{ITEMS}</dd><dt>法人：</dt><dd>{ITEMS}</dd></dl>", ("个人", "法人")),
        (f"<h2>办事服务</h2>{ITEMS}", ()),
        (f"<h3>热门服务</h3>{ITEMS}<h3>友情链接</h3>{ITEMS}", ()),
        ("<ul><li><a href='1'>甲</a><i>即办件</i></li><li><a href='2'>乙</a><i>承诺件</i></li></ul>", ()),
        (ITEMS, ()),
        (table("事项类别", "社会保障", "户籍证件"), ("社会保障", "户籍证件")),
        (table("备注", "可网办", "只跑一次"), ()),
    ],
)
def test_groups_of_links(body: str, groups: tuple[str, ...]) -> None:
    html = f"<html><head><title>办事服务_甲市</title></head><body><div class='main'>{body}</div></body></html>"
    assert read_page(html.encode(), url="http://a.gov.cn/bs/", thorough=True).categories == groups
