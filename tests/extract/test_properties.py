"""Reading never raises, takes a bounded time, and reports no day that is not on the page."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govcrawl.extract import growing, read_page
from govcrawl.extract.account import as_object

PAGES = sorted((Path(__file__).parents[1] / "pages").glob("*/page.*"))
TAG_NAMES = "ul li a span div p table tr td dl dt dd h1 em script style iframe meta br"
TAGS = st.sampled_from(TAG_NAMES.split())
TEXTS = st.sampled_from(
    [
        "2020-11-16",
        "[11-16]",
        "发布时间：",
        "二〇二〇年十月三日",
        "今天",
        "更多>>",
        "首页",
        ">",
        "位置：",
        "县里的一件小事",
        "{{x}}",
        "2020年2月30日",
        "",
    ]
)


@st.composite
def markup(draw: st.DrawFn) -> str:
    parts = []
    for _ in range(draw(st.integers(0, 40))):
        tag = draw(TAGS)
        parts.append(
            draw(
                st.sampled_from(
                    [f"<{tag}>", f"</{tag}>", f'<a href="{draw(st.sampled_from(["a.html", "javascript:;", ""]))}">']
                )
            )
        )
        parts.append(draw(TEXTS))
    return "".join(parts)


@given(st.binary(max_size=600))
def test_any_bytes_are_read_without_raising(body):
    json.dumps(as_object(read_page(body, url="http://a.example/", seen_on=date(2020, 11, 20))))


@given(markup(), st.sampled_from(["", "http://a.example/b/", "http://[bad", "not an address"]))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_markup_is_read_without_raising(html, url):
    for is_home in (None, True):
        json.dumps(as_object(read_page(html.encode(), url=url, is_home=is_home)))


@given(markup())
@settings(deadline=None)
def test_no_day_is_reported_that_is_not_on_the_page(html):
    record = read_page(html.encode())
    stamps = [entry.stamp for entry in record.entries if entry.stamp]
    stamps += [record.published] if record.published else []
    shown = "".join(html.split())
    for stamp in stamps:
        assert "".join(stamp.raw.split()) in shown
        if isinstance(stamp.date, date) and "年份据" not in stamp.rule:
            assert str(stamp.date.year) in stamp.raw or "二〇二〇" in stamp.raw


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_a_page_cut_short_is_read_without_raising(page, share):
    body = page.read_bytes()
    read_page(body[: int(len(body) * share)], url="http://a.example/b/")


HOSTILE = {
    "deep nesting": "<div>" * 50_000 + "2020-11-16" + "</div>" * 50_000,
    "nesting without end": "<div>" * 400_000 + "</div>" * 400_000,
    "lists in lists": "<ul><li><a href=x>题目题目</a><span>2020-11-16</span>" * 4_000,
    "deep lists": "<ul><li>" * 20_000 + "<a href=x>2020-11-16</a>",
    "a megabyte in one attribute": f'<a href="{"x" * 1_000_000}" title="{"2020-11-16 " * 90_000}">题目题目</a>',
    "a megabyte of digits": "<p>" + "20201116" * 125_000 + "</p>",
    "a megabyte of spaces": "<p>2020" + " " * 1_000_000 + "-11-16</p>",
    "100,000 links": "".join(f"<a href={n}>第{n}条</a>" for n in range(100_000)),
    "100,000 days in one container": "<div>" + "<a href=1>题目题目</a><i>2020-11-16</i>" * 50_000 + "</div>",
    "many open brackets": "<script>var a = " + "[" * 200_000 + "</script>",
    "many open braces": '<script>{"title":' * 20_000 + "</script>",
    "script of assignments": '<script>"title";' + "a=[" * 100_000 + "</script>",
    "redirect lines": "<script>" + "function f(){location.href='a'}" * 3_000 + "</script>",
    "nested JSON": '{"title":' * 100_000,
    "a table of days": "<table>" + "<tr><td><a href=1>题目题目</a></td><td>2020-11-16</td></tr>" * 20_000 + "</table>",
    "half a feed": "<rss>" + "<item><title>" * 20_000,
    "half an XML answer": "<datastore>" + "<record><![CDATA[" * 20_000,
    "meta without end": "<meta " + "a=b " * 200_000,
    "comments without end": "<!--" * 100_000,
    "paths": "<p>" + "位置：首页>" * 30_000 + "</p>",
    "many paths": "<p>当前位置：首页 > 新闻</p>" * 20_000,
    "frames": "<iframe src=list.html></iframe>" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_take_a_bounded_time(name):
    body = HOSTILE[name].encode()
    start = time.process_time()
    as_object(read_page(body, url="http://a.example/b/", seen_on=date(2020, 11, 20)))
    assert time.process_time() - start < 10


ROW = '<li><a href="{0}.html">关于第{0}号事项的通知</a><span>2020-11-16</span></li>'


@pytest.mark.parametrize(
    ("body", "kind", "told"),
    [
        ("<div>" * 30_000, "shell", "嵌套超过"),
        ("<ul>" + "".join(ROW.format(n) for n in range(600)) + "</ul>", "home", "只读了前面的"),
        ("<ul>" + "".join(ROW.format(n) for n in range(20)) + "</ul>" + "<br>" * 30_000, "list", None),
    ],
)
def test_what_is_not_read_of_a_page_is_a_doubt(body, kind, told, monkeypatch):
    monkeypatch.setattr(growing, "MOST_TAGS", 2_000 if told else 200_000)
    monkeypatch.setattr(growing, "STRETCH", 1_000)
    page = read_page(body.encode(), url="http://a.example/b/", is_home=kind == "home")
    assert page.kind == kind
    assert [told in doubt for doubt in page.doubts] == ([True] if told else [])
