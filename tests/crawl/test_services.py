"""Consultation and services through the whole: what a crawl over loopback finds, stores, judges and replays."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEEDS, Program
from tests.crawl.small_web import small_web
from tests.crawl.test_crawl import rows
from tests.crawl.test_replay import NO_NETWORK

SITE, HOST = "4205000004", "www.yichang.gov.cn"
ON = date(2020, 11, 17)
WHEN = {"GOVCRAWL_CLOCK": "2020-11-17T20:00"}
SCOPE = (
    *("site-5a", "site-5b", "site-6a", "site-6b", "site-6c", "interact-messages", "interact-replies"),
    *("service-catalogue", "service-statistics", "service-guides", "service-forms"),
)
SERVICES = {"gr": "个人办事", "fr": "法人办事", "tj": "办件统计"}
FULL = {
    "设定依据": "《婚姻登记条例》第四条：内地居民结婚，男女双方应当共同到婚姻登记机关办理结婚登记。",
    "申请条件": "年满法定婚龄，双方自愿。",
    "申请材料": "1.身份证原件；2.结婚登记申请表1份。",
    "办理地点": "市政务服务中心3楼",
    "办理机构": "市民政局",
    "收费标准": "不收费",
    "办理时限": "即时办结",
    "联系电话": "0717-6256789",
    "办理流程": "申请、受理、审查、发证。",
}


def page(title: str, content: str, place: str = "") -> str:
    """A page in the site's frame."""
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}-市政府</title></head><body>"
        "<div class='header'><div class='nav'><ul><li><a href='/'>首页</a></li>"
        "<li><a href='/xwzx/zwyw/'>政务动态</a></li>"
        "<li><a href='/hdjl/'>互动交流</a></li><li><a href='/bsfw/'>办事服务</a></li>"
        "<li><a href='http://xf.example.gov.cn/'>网上信访</a></li></ul></div></div>"
        f"<div class='position'>当前位置：<a href='/'>首页</a> &gt; {place}</div><div class='main'>{content}</div>"
        "<div class='footer'><p>主办单位：市政府办公室 网站标识码：4205000004</p></div></body></html>"
    )


def guide(name: str, elements: dict[str, str], more: str = "<p><a href='/sqb.doc'>申请表下载</a></p>") -> str:
    """A guide, its elements as a table."""
    cells = "".join(f"<tr><th>{label}</th><td>{text}</td></tr>" for label, text in elements.items())
    return page(name, f"<h1>{name}</h1><table>{cells}</table>{more}", "办事服务 &gt; 办事指南")


def letter(number: int, unit: str = "市教育局") -> str:
    """A message's own page with its answer."""
    day = ON - timedelta(days=5 * number)
    return page(
        f"咨询{number}",
        f"<h1>关于入学的咨询{number}</h1><p>来信时间：{day}</p><p>来信内容：怎样入学？</p><p>答复单位：{unit}</p>"
        f"<p>答复时间：{day + timedelta(days=2)}</p><h4>答复内容</h4><div>您好，请在规定时间内报名，材料见公告。</div>",
        "互动交流 &gt; 市长信箱",
    )


def board(number: int, waiting: date) -> str:
    """A board of messages, the last one without an answer."""
    lines = "".join(
        f"<tr><td><a href='{n}.html'>关于入学的咨询{n}</a></td><td>{ON - timedelta(days=5 * n)}</td>"
        f"<td>{ON - timedelta(days=5 * n - 2)}</td><td>已答复</td></tr>"
        for n in range(1, number + 1)
    )
    last = f"<tr><td><a href='99.html'>关于路灯的咨询</a></td><td>{waiting}</td><td></td><td>办理中</td></tr>"
    head = "<tr><th>标题</th><th>来信时间</th><th>答复时间</th><th>状态</th></tr>"
    form = "<form><input name='xm' placeholder='姓名'><textarea name='nr'></textarea><button>提交</button></form>"
    return page(
        "市长信箱", f"<table>{head}{lines}{last}</table>{form}<p>今年共收到来信120件</p>", "互动交流 &gt; 市长信箱"
    )


def news_list() -> str:
    lines = (f"<li><a href='{n}.html'>市政府召开第{n}次会议</a><span>2020-11-1{n}</span></li>" for n in range(1, 6))
    return "".join(lines)


def site() -> dict[str, str]:
    """A portal: a board with a message that waits, eight guides of which two lack much, old statistics."""
    news = news_list()
    counts = "".join(f"<li><a href='{n}.html'>2020年{n}月办件统计</a><span>2020-0{n}-28</span></li>" for n in (9, 8, 7))
    names = [f"事项{n}的办理服务" for n in range(1, 9)]
    items = "".join(f"<li><a href='g{n}.html'>{name}</a></li>" for n, name in enumerate(names, 1))
    poor = {label: FULL[label] for label in ("申请条件", "申请材料", "办理流程")}
    links = "".join(f"<a href='/bsfw/{at}/'>{name}</a>" for at, name in SERVICES.items())
    pages = {
        "/": page("首页", f"<ul>{news}</ul>"),
        "/xwzx/zwyw/": page("政务动态", f"<ul>{news}</ul>", "政务动态"),
        "/hdjl/": page("互动交流", "<a href='/hdjl/szxx/'>市长信箱</a> <a href='/hdjl/yjzj/'>意见征集</a>", "互动交流"),
        "/hdjl/szxx/": board(6, ON - timedelta(days=120)),
        "/hdjl/szxx/99.html": page(
            "路灯", "<h1>关于路灯的咨询</h1><p>来信时间：2020-07-20</p><h4>答复内容</h4><p>暂无</p>"
        ),
        "/bsfw/": page("办事服务", links, "办事服务"),
        "/bsfw/gr/": page("个人办事", f"<ul>{items}</ul>", "办事服务 &gt; 个人办事"),
        "/bsfw/fr/": page("法人办事", "<p>见个人办事。</p>", "办事服务 &gt; 法人办事"),
        "/bsfw/tj/": page("办件统计", f"<ul>{counts}</ul>", "办事服务 &gt; 办件统计"),
    }
    pages["/sqb.doc"] = "结婚登记申请表"
    pages |= {f"/hdjl/szxx/{n}.html": letter(n) for n in range(1, 7)}
    pages |= {f"/bsfw/gr/g{n}.html": guide(name, poor if n < 3 else FULL) for n, name in enumerate(names, 1)}
    return {f"{HOST}{path}": content for path, content in pages.items()}


@pytest.fixture
def opened(program: Program, tmp_path: Path) -> Program:
    """A round with the indicators on consultation and services in scope."""
    folder = tmp_path / "project"
    shutil.copytree(SEEDS, folder / "seeds")
    shutil.copy(ROOT / "scrapy.cfg", folder)
    declared = folder / "seeds" / "rounds" / "2020Q4.toml"
    text = declared.read_text(encoding="utf-8")
    first = text.index("scope = [")
    scope = f"scope = {json.dumps(SCOPE)}"
    declared.write_text(f"{text[:first]}{scope}{text[text.index(']', first) + 1 :]}", encoding="utf-8")
    program = replace(program, folder=folder)
    program.check("govcrawl", "ledger", "import", "seeds", **WHEN)
    program.check("govcrawl", "round", "open", "2020Q4", **WHEN)
    return program


@pytest.fixture
def web() -> Iterator[dict[str, str]]:
    with small_web(site()) as door:
        yield door


def crawl(program: Program, spider: str, *words: str, **door: str) -> str:
    command = ("scrapy", "crawl", spider, "-a", "round=2020Q4", "-a", f"sites={SITE}", *words)
    result = program.run(*command, **{**WHEN, **door})
    assert result.returncode == 0, result.stderr
    return result.stderr


def findings(program: Program) -> dict[str, list[dict[str, str]]]:
    judged = json.loads(program.check("report", "judge", "--round", "2020Q4", "--json", **WHEN))
    (one,) = (row for row in judged["targets"] if row["target"] == SITE)
    found: dict[str, list[dict[str, str]]] = {}
    for finding in one["findings"]:
        found.setdefault(finding["indicator"], []).append(finding)
    return found


def told(program: Program) -> dict[str, list[tuple[str, str, str]]]:
    """By indicator: outcome, subject's path, and what was seen without the monitoring time."""
    return {
        indicator: [
            (one["outcome"], one["subject"].removeprefix(f"http://{HOST}"), one["values"].partition("；监测")[0])
            for one in found
        ]
        for indicator, found in findings(program).items()
    }


LACKING = "缺少6类要素：设定依据、办理地点、办理机构、收费标准、办理时间、联系电话"


def test_consultation_and_services_from_pages_to_findings(opened: Program, web: dict[str, str]) -> None:
    crawl(opened, "govsites", **web)
    crawl(opened, "pages", **web)
    found = told(opened)
    assert found["site-5a"] == [("pass", "", f"咨询渠道：http://{HOST}/hdjl/szxx/")]
    assert found["site-5b"] == [("suspect", "/hdjl/szxx/99.html", "提问 2020-07-20，未见答复")]
    assert [outcome for outcome, _, _ in found["site-6a"]] == ["pass"]
    assert found["site-6b"] == [("suspect", f"/bsfw/gr/g{n}.html", LACKING) for n in (1, 2)]
    assert [outcome for outcome, _, _ in found["site-6c"]] == ["not_applicable"]
    assert {values for _, _, values in found["service-guides"]} == {f"缺少{name}" for name in LACKING[7:].split("、")}
    assert found["service-statistics"] == [("fail", "", "最新统计 2020-09-28")]
    assert [found[name][0][0] for name in ("service-catalogue", "service-forms")] == ["pass", "pass"]
    assert [outcome for outcome, _, _ in found["interact-messages"]] == ["pass"]
    assert found["interact-replies"] == [("unchecked", "", "已登记0个模拟提问")]
    before = counts(opened)
    crawl(opened, "pages", **web)
    assert counts(opened) == before
    looks = rows(opened, "SELECT count(*) FROM visit v JOIN crawl c ON c.id = v.crawl_id WHERE c.spider = 'pages'")
    assert f"相同 {looks[0][0]}，不同 0" in crawl(opened, "pages", "-a", "replay=2020-11-17", **NO_NETWORK)


def counts(program: Program) -> list[list[tuple[object, ...]]]:
    tables = ("visit", "channel", "message", "guide_element")
    return [rows(program, f"SELECT count(*) FROM {table}") for table in tables]


def bare_site() -> dict[str, str]:
    """A site that only leads elsewhere: to letters of complaint, and to the province's platform for services."""
    news = news_list()
    home = f"<html><body><a href='http://zw.example.gov.cn/'>政务服务网</a><ul>{news}</ul></body></html>"
    services = "<html><body><h1>政务服务</h1><a href='/g1.html'>结婚登记</a><p>欢迎使用</p></body></html>"
    return {f"{HOST}/": home, f"{HOST}/xwzx/zwyw/": home, "zw.example.gov.cn/": services}


def test_what_stands_elsewhere_is_no_fault_of_the_site(opened: Program) -> None:
    with small_web(bare_site()) as door:
        crawl(opened, "govsites", **door)
        before = told(opened)
        crawl(opened, "pages", **door)
    assert {outcome for found in before.values() for outcome, _, _ in found} == {"unchecked"}
    found = {indicator: rows[0] for indicator, rows in told(opened).items()}
    assert found["site-5a"] == ("suspect", "", "没有看到咨询建言渠道")
    assert found["site-5b"] == ("unchecked", "", "没有看到公开的留言")
    assert found["site-6a"] == ("pass", "", "办事服务：http://zw.example.gov.cn/")
    assert found["site-6b"] == found["site-6c"] == ("unchecked", "", "办事指南在其他网站")
    assert found["service-guides"] == found["service-forms"] == ("unchecked", "", "办事指南在其他网站")
