"""Where articles show the day they were published, and the days that are something else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from govcrawl.extract import PageKind, read_page

TITLE = "渡口镇新修的三座便桥通车"
HEAD = (
    '<div class="header"><div class="time">2020年11月25日 星期三</div><div class="nav-box"><ul>'
    '<li><a href="/">首页</a></li>'
    '<li><a href="/xw/">新闻中心</a></li><li><a href="/gk/">政务公开</a></li></ul></div></div>'
)
FOOT = '<div class="foot"><p>版权所有：某某市人民政府 更新日期：2020-11-21</p><p>电话 0700-1234567</p></div>'
BODY = (
    "<p>11月16日，渡口镇三座便桥全部通车。这座桥连着两个村，过去涨水时要绕行十里。2019年3月5日曾有一次塌方。</p>"
    "<p>镇里筹措资金，春天开工，秋天建成。</p>"
) * 3
PATH = '<div class="pos">当前位置：<a href="/">首页</a>><a href="/xw/">新闻中心</a>>工作动态</div>'
OTHERS = "".join(f"<li><a href={n}.html>别的文章的标题{n}</a><span>2020-11-2{n}</span></li>" for n in range(6))


CASES = {case["name"]: case for case in json.loads(Path(__file__).with_name("articles.json").read_text("utf-8"))}


def page_of(case: dict[str, Any]) -> str:
    """A case of articles.json as a whole page; ``@title@``, ``@path@``, ``@body@`` and ``@others@`` are put in."""
    window = f"{TITLE}-某某市人民政府" if case.get("named", True) else "某某市人民政府"
    head = f"<meta charset=utf-8><title>{window}</title>{case.get('head', '')}"
    page = f"<html><head>{head}</head><body>{HEAD}{case['html']}{FOOT}</body></html>"
    for name, text in (("@path@", PATH), ("@others@", OTHERS), ("@body@", BODY), ("@title@", TITLE)):
        page = page.replace(name, text)
    return page


@pytest.mark.parametrize("name", CASES)
def test_article(name: str) -> None:
    case = CASES[name]
    record = read_page(page_of(case).encode(), url="http://a.example/xw/gzdt/t20201116_7.html")
    assert record.kind is PageKind.ARTICLE
    assert (str(record.published.date) if record.published else None) == case["day"]
    if "title" not in case:
        assert record.title == TITLE
