"""The columns of home pages: what navigation and blocks name, and what is no column."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from govcrawl.extract import PageKind, read_page
from govcrawl.vocabulary import Relation

TABLE = json.loads(Path(__file__).with_name("homes.json").read_text("utf-8"))
CASES = {case["name"]: case for case in TABLE}
FOOT = '<div class="footer">主办单位：云溪县人民政府办公室 网站标识码：9901230001</div>'
ITEM = '<li><a href="/xw/t2020111{n}_{n}.html">县里发生的第{n}件新闻事情标题</a><span>2020-11-1{n}</span></li>'


def read(html: str):
    html = html.replace("@items@", "".join(ITEM.format(n=n) for n in range(6)))
    head = "<head><meta charset=utf-8><title>云溪县人民政府</title></head>"
    return read_page(f"<html>{head}<body>{html}{FOOT}</body></html>".encode(), url="http://www.yx.example.gov.cn/")


@pytest.mark.parametrize("name", CASES)
def test_columns_of_home(name):
    record = read(CASES[name]["html"])
    found = {column.name: column.url for column in (*record.columns, *record.other_columns)}
    assert record.kind is PageKind.HOME
    assert found == dict(CASES[name]["columns"].items())


def test_other_sites_and_topics_stand_apart():
    menu = (
        "<div class='nav'><a href='/gk/'>政务公开</a><a href='http://zwfw.yn.example.gov.cn/yx/'>政务服务</a>"
        "<a href='/zt/'>专题专栏</a></div><ul>@items@</ul>"
    )
    record = read(menu)
    assert [column.name for column in record.columns] == ["政务公开"]
    assert {column.name: column.relation for column in record.other_columns} == {
        "政务服务": Relation.SUPERIOR,
        "专题专栏": Relation.TOPIC,
    }


def test_a_home_of_a_site_under_a_path_is_known_by_the_sites_address():
    address = "http://www.yx.example.gov.cn/bm/jyj/"
    assert read_page(b"<a href=a>x</a>", url=address, site_url=address).kind is PageKind.HOME
