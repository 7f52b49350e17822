"""The city over real HTTP, as a crawler meets it through the proxy door."""

from __future__ import annotations

import csv
import gzip
import json
import re
import socket
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest

from govcrawl.modelcity.city import City
from tests.conftest import SEEDS, Program, serve_city
from tests.modelcity.conftest import Visitor, visit

MARK = "样例 · 模型城市"
FULL_DATE = re.compile(r"\b(20\d\d)([-/.])(\d\d)\2(\d\d)\b")
WRITTEN_IN_FULL = ("iso", "bracket", "time", "slash", "dot")


def test_every_site_opens_with_its_code_and_the_mark(calm: Visitor, cities: dict[str, City]) -> None:
    hosts = {site.host for site in cities["2020q4"].sites}
    assert len(cities["2020q4"].sites) == 55
    assert len(hosts) == 54  # one site is a path on another's host
    for site in cities["2020q4"].sites:
        page = calm.get(site.row.address)
        assert page.status == 200
        assert f"网站标识码：{site.row.code}" in page.text
        assert MARK in page.text


def test_every_confirmed_column_opens(calm: Visitor) -> None:
    with (SEEDS / "columns.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["栏目地址"] for row in rows if calm.get(row["栏目地址"]).status != 200] == []


def test_every_account_opens(calm: Visitor, cities: dict[str, City]) -> None:
    for account in cities["2020q4"].accounts:
        assert calm.get(account.row.address).status == 200


@pytest.mark.parametrize("scenario", ["calm", "faulty"])
def test_dates_on_the_pages_are_those_of_the_manifest(
    request: pytest.FixtureRequest, cities: dict[str, City], scenario: str
) -> None:
    visitor: Visitor = request.getfixturevalue(scenario)
    city = cities["2020q4" if scenario == "calm" else "faults"]
    compared = 0
    for site in city.sites:
        if site.answer or "aside" in site.traits or site.family.rows == "json":
            continue
        for column in site.columns:
            plain = column.source == "own" and column.shape != "cards" and column.dates in WRITTEN_IN_FULL
            if plain and not column.answer:
                page = visitor.get(column.address).text.replace("页面生成时间", "\0").split("\0")
                text = page[0] + page[-1][20:]
                days = [date(int(y), int(m), int(d)) for y, _sep, m, d in FULL_DATE.findall(text)]
                newest = max(day for day in days if day <= city.scenario.sites_seen)
                assert newest == city.last_update(site, column), column.address
                compared += 1
    assert compared > 150


def test_a_stranger_gets_what_a_proxy_says_of_a_dead_name(calm: Visitor) -> None:
    page = calm.get("http://www.example.org/")
    assert page.status == 502
    assert page.headers["Proxy-Status"].endswith("error=dns_error")
    assert calm.get("http://10.1.2.3/").status == 502


def test_an_unknown_page_of_a_site_is_404_and_robots_are_allowed(calm: Visitor) -> None:
    assert calm.get("http://www.yidu.gov.cn/nothing.html").status == 404
    assert "Disallow: /admin/" in calm.get("http://www.yidu.gov.cn/robots.txt").text


def test_packed_bodies_etags_and_head(calm: Visitor) -> None:
    url = "http://www.yidu.gov.cn/"
    plain, packed = calm.get(url), calm.get(url, Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert plain.headers["Last-Modified"].endswith("GMT")
    assert calm.get(url, If_None_Match=plain.headers["ETag"]).status == 304
    head = calm.get(url, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == str(len(plain.body))


def test_a_request_that_is_not_for_a_proxy_is_told_how(calm: Visitor) -> None:
    page = calm.get("/")
    assert page.status == 400
    assert "http_proxy=" in page.text


def test_rows_behind_scripts(calm: Visitor) -> None:
    shell = calm.get("http://10.gov.cn/jryw/index.shtml").text
    address = re.search(r'listUrl = "([^"]+)"', shell)
    assert address is not None
    data = json.loads(calm.get(f"http://10.gov.cn{address[1]}").body)
    assert data["data"]["list"][0]["publishTime"]
    page = calm.get("http://www.zgzhijiang.gov.cn/col/col3302/index.html").text
    following = re.search(r'<nextgroup><!\[CDATA\[<a href="([^"]+)">', page)
    assert following is not None
    xml = calm.get(f"http://www.zgzhijiang.gov.cn{following[1].replace('&amp;', '&')}")
    assert len(ElementTree.fromstring(xml.body).findall("./recordset/record")) >= 5


def test_gbk_pages_say_so_only_in_the_page(calm: Visitor) -> None:
    page = calm.get("http://shj.yichang.gov.cn/")
    assert page.headers["Content-Type"] == "text/html"
    assert b"charset=gb2312" in page.body
    assert MARK in page.body.decode("gb18030")


def test_the_path_site_carries_the_navigation_of_its_host(calm: Visitor) -> None:
    page = calm.get("http://sz.yichang.gov.cn/list-2812-1.html").text
    assert 'href="/list-2701-1.html"' in page
    assert "网站标识码：4205000035" in page


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("http://rfb.yichang.gov.cn/", 403),
        ("http://cgw.yichang.gov.cn/", 412),
        ("http://lyj.yichang.gov.cn/", 521),
        ("http://gzw.yichang.gov.cn/", 502),
        ("http://scjg.yichang.gov.cn/list-6512-1.html", 404),
    ],
)
def test_refusals(faulty: Visitor, url: str, status: int) -> None:
    assert faulty.get(url).status == status


def test_a_silent_site_never_answers(faulty: Visitor) -> None:
    host, port = faulty.proxy.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=1.5) as connection:
        connection.sendall(b"GET http://glj.yichang.gov.cn/ HTTP/1.1\r\nHost: glj.yichang.gov.cn\r\n\r\n")
        with pytest.raises(TimeoutError):
            connection.recv(1)


def test_a_second_city_gives_the_same_bytes(calm: Visitor, cities: dict[str, City]) -> None:
    urls = [site.row.address for site in cities["2020q4"].sites]
    urls += [column.address for site in cities["2020q4"].sites for column in site.columns if column.has_page][::9]
    urls += [account.row.address for account in cities["2020q4"].accounts][::25]
    for again in visit("2020q4"):
        assert [calm.get(url).body for url in urls] == [again.get(url).body for url in urls]


def test_latency_and_scale_are_parameters() -> None:
    for served in serve_city("2020q4", "--latency", "0.2", "--scale", "2"):
        visitor = Visitor(served.proxy)
        page = visitor.get("http://mzj.yichang.gov.cn/").text
        assert "要闻速递（2）" in page
        visitor.close()


def test_the_city_ends_well_when_told_to(program: Program) -> None:
    process = program.start("govcrawl", "modelcity", "serve", "--scenario", "2020q4")
    assert process.stdout is not None
    assert any(line.startswith("http_proxy=http://127.0.0.1:") for line in process.stdout)
    process.terminate()
    process.communicate(timeout=20)
    assert process.returncode == 0


def test_an_unknown_scenario_is_told_which_there_are(program: Program) -> None:
    result = program.run("govcrawl", "modelcity", "serve", "--scenario", "nothing")
    assert result.returncode != 0
    assert "2020q4、faults" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_taken_port_is_told(program: Program, calm: Visitor) -> None:
    port = calm.proxy.rsplit(":", 1)[1]
    result = program.run("govcrawl", "modelcity", "serve", "--scenario", "2020q4", "--port", port)
    assert result.returncode != 0
    assert f"端口 {port} 已被占用" in result.stderr


def test_the_manifest_is_the_same_twice_whatever_the_hash_seed(program: Program) -> None:
    first = program.check("govcrawl", "modelcity", "manifest", "--scenario", "faults", PYTHONHASHSEED="1")
    second = program.check("govcrawl", "modelcity", "manifest", "--scenario", "faults", PYTHONHASHSEED="2")
    assert first == second
    truth: dict[str, Any] = json.loads(first)
    assert len(truth["sites"]) == 55
    assert len(truth["accounts"]) == 402
