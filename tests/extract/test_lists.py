"""The markup that content systems make of a dated list: the same three entries are read from every form."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from govcrawl.extract import PageKind, read_page

HEAD = (
    '<div class="header"><div class="nav-box"><ul><li><a href="/">首页</a></li><li><a href="/xw/">新闻中心</a></li>'
    '<li><a href="/gk/">政务公开</a></li></ul></div></div>'
)
FOOT = '<div class="foot"><p>版权所有：某某市人民政府 更新日期：2020-11-21</p><p>电话 0700-1234567</p></div>'
ENTRIES = (
    ("县林场完成冬季防火演练", "t1.html", "2020-11-18"),
    ("渡口镇新修的三座便桥通车", "t2.html", "2020-11-16"),
    ("城关小学举办秋季运动会", "t3.html", "2020-11-09"),
)


def rows(form: str) -> str:
    return "".join(
        form.format(t=title, u=url, d=day, y=day[:4], md=day[5:], m=day[5:7], dd=day[8:], ym=day[:7])
        for title, url, day in ENTRIES
    )


def others(count: int) -> str:
    return "".join(
        f"<li><a href=h{n}.html>别处的文章标题第{n}号</a><span>2020-12-0{n}</span></li>" for n in range(1, count)
    )


def unfold(html: str) -> str:
    """A form of lists.json as markup: ``@@row@@`` stands for the three entries, ``##n##`` for other lists' entries."""
    html = re.sub(r"##(\d+)##", lambda match: others(int(match[1])), html)
    return re.sub(r"@@(.*?)@@", lambda match: rows(match[1]), html)


TABLE = json.loads(Path(__file__).with_name("lists.json").read_text("utf-8"))
FORMS = {form["name"]: form["html"] for form in TABLE}


@pytest.mark.parametrize("name", FORMS)
def test_form_of_list(name: str) -> None:
    head = "<head><meta charset=utf-8><title>工作动态</title></head>"
    html = f"<html>{head}<body>{HEAD}{unfold(FORMS[name])}{FOOT}</body></html>"
    record = read_page(html.encode(), url="http://a.example/xw/gzdt/index.html")
    assert record.kind is PageKind.LIST
    assert [(entry.title, str(entry.stamp and entry.stamp.date)) for entry in record.entries] == [
        (title, day) for title, _, day in ENTRIES
    ]


def test_addresses_are_absolute_with_a_page_address_and_as_written_without() -> None:
    html = unfold('<ul>@@<li><a href="{u}">{t}</a><span>{d}</span></li>@@</ul>').encode()
    assert read_page(html, url="http://a.example/b/").entries[0].url == "http://a.example/b/t1.html"
    assert read_page(html).entries[0].url == "t1.html"
