"""The small parts: addresses, encodings, categories, names, redirects, pagers, years."""

from __future__ import annotations

from datetime import date

import pytest

from govcrawl.extract import category_of, normalise_url, read_page
from govcrawl.extract.addresses import Base, date_in, followable
from govcrawl.extract.charset import decode
from govcrawl.extract.names import is_column_name, is_function, plain_name
from govcrawl.extract.pagination import page_in
from govcrawl.extract.record import Pagination, PartialDate
from govcrawl.extract.resolve import latest
from govcrawl.vocabulary import Category, CategorySource


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("HTTP://WWW.A.Example:80/b/#top", "http://www.a.example/b/"),
        ("https://a.example:443", "https://a.example/"),
        ("http://a.example:8080/b", "http://a.example:8080/b"),
        ("http://a.example/b;jsessionid=12AF?x=1", "http://a.example/b?x=1"),
        ("http://a.example/b?PHPSESSID=9&id=3", "http://a.example/b?id=3"),
        ("http://a.example/b?b=2&a=1", "http://a.example/b?b=2&a=1"),
        ("http://[::1]:81/x", "http://[::1]:81/x"),
        ("http://[bad", "http://[bad"),
        (" /relative ", "/relative"),
    ],
)
def test_one_form_identifies_an_address(url: str, normal: str) -> None:
    assert normalise_url(url) == normal
    assert normalise_url(normal) == normal


@pytest.mark.parametrize(
    "href", [None, "", "#", "javascript:;", "JavaScript:void(0)", "mailto:a@b.c", "tel:12345", "x" * 5000]
)
def test_what_cannot_be_followed(href: str | None) -> None:
    assert followable(href) is None


@pytest.mark.parametrize(
    ("href", "joined"),
    [
        ("a.html", "http://a.example/b/a.html"),
        ("./a.html", "http://a.example/b/a.html"),
        ("../a.html", "http://a.example/a.html"),
        ("/a.html", "http://a.example/a.html"),
        ("//c.example/a", "http://c.example/a"),
        ("?page=2", "http://a.example/b/index.html?page=2"),
        ("c/../d.html", "http://a.example/b/d.html"),
        ("a b.html", "http://a.example/b/a b.html"),
    ],
)
def test_addresses_join_like_urljoin(href: str, joined: str) -> None:
    assert Base("http://a.example/b/index.html").resolve(href) == joined


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("/2021/1/4/x.html", date(2021, 1, 4)),
        ("202012/t20201203_9.html", date(2020, 12, 3)),
        ("2018-07-27/1.html", date(2018, 7, 27)),
        ("/art/20201/5.html", None),
        ("/2020/13/41/x", None),
        (None, None),
    ],
)
def test_days_in_addresses(url: str | None, day: date | None) -> None:
    found = date_in(url)
    assert (found[0] if found else None) == day


@pytest.mark.parametrize(
    ("body", "declared", "encoding"),
    [
        ("中文网页".encode(), None, "utf-8"),
        ("中文网页".encode("gbk"), None, "gb18030"),
        ("中文网页".encode("gbk"), "utf-8", "gb18030"),
        (b'<meta charset="gb2312">' + "中文网页".encode("gbk"), None, "gb18030"),
        (b'<meta charset="big5">' + "中文網頁".encode("big5"), None, "big5"),
        ("中文网页".encode("utf-8-sig"), "gbk", "utf-8"),
        ("中文网页".encode("utf-16"), None, "utf-16-le"),
        ("<html><body>ab 中文网页</body></html>".encode("utf-16-be"), None, "utf-16-be"),
        ("中文网页".encode() + b"\xe4", None, "utf-8"),
        (b"", "no-such-charset", "utf-8"),
        (b"abc", "rot13", "utf-8"),
    ],
)
def test_encodings(body: bytes, declared: str | None, encoding: str) -> None:
    assert decode(body, declared).encoding == encoding


def test_a_wrong_declaration_is_a_doubt() -> None:
    assert decode("中文网页".encode("gbk"), "utf-8").doubts
    assert not decode("中文网页".encode("gbk"), "gb2312").doubts
    assert not decode(b"abc", "gbk").doubts


@pytest.mark.parametrize(
    ("name", "tag", "category", "by"),
    [
        ("随便什么", "信息公开，政策文件", Category.POLICY, CategorySource.TAG),
        ("工作动态", "工作动态专栏", Category.NEWS, CategorySource.NAME),
        ("通知公告", None, Category.NOTICE, CategorySource.NAME),
        ("领 导 信 箱", None, Category.INTERACTION, CategorySource.NAME),
        ("云溪要闻", None, Category.NEWS, CategorySource.SUFFIX),
        ("中标公示", None, Category.NOTICE, CategorySource.SUFFIX),
        ("云溪风光", None, Category.UNKNOWN, CategorySource.NONE),
    ],
)
def test_categories(name: str, tag: str | None, category: Category, by: CategorySource) -> None:
    assert category_of(name, tag) == (category, by)


def test_names() -> None:
    assert plain_name(" · 通知公告：") == "通知公告"
    assert plain_name("2020年政府工作要点已经发布请大家查看") is None
    assert is_function("登录") and is_function("某某县人民政府") and not is_function("部门动态")
    assert is_column_name("人事任免") and not is_column_name("张三")


@pytest.mark.parametrize(
    ("url", "page"), [("/a/index_4.html", 5), ("/a?page=2", 2), ("/a/", None), ("/a/index.html", None)]
)
def test_pages_in_addresses(url: str, page: int | None) -> None:
    assert page_in(url) == page


def test_the_latest_such_day_is_never_after_the_limit() -> None:
    assert latest(PartialDate(12, 30), date(2021, 1, 5)) == date(2020, 12, 30)
    assert latest(PartialDate(1, 5), date(2021, 1, 5)) == date(2021, 1, 5)
    assert latest(PartialDate(2, 29), date(2022, 1, 5)) is None


@pytest.mark.parametrize(
    "script",
    [
        "function toMobile(){ location.href='/m/'; }",
        "if(/Android/.test(navigator.userAgent)){ window.location.href='/m/'; }",
        "window.location.href='/s?q='+word;",
        "$('#b').click(function(){ location.href='/x/'; })",
    ],
)
def test_conditional_lines_are_no_redirect(script: str) -> None:
    assert read_page(f"<p>欢迎</p><script>{script}</script>".encode(), url="http://a.example/").redirect is None


@pytest.mark.parametrize(
    "script",
    [
        "location.href='/x/'",
        "window.location.replace('/x/');",
        "setTimeout(function(){window.location.href='/x/'},1000)",
        "window.onload=function(){location.href='/x/'}",
    ],
)
def test_lines_that_run_by_themselves_redirect(script: str) -> None:
    assert (
        read_page(f"<p>欢迎</p><script>{script}</script>".encode(), url="http://a.example/").redirect
        == "http://a.example/x/"
    )


def test_a_day_that_rises_again_in_a_falling_list_stays_without_a_year() -> None:
    items = "".join(
        f"<li><a href={n}>第{n}件实事办结的情况</a><span>{day}</span></li>"
        for n, day in enumerate(["01-05", "12-20", "08-01", "09-09"])
    )
    record = read_page(f"<ul>{items}</ul>".encode(), seen_on=date(2021, 1, 8))
    days = [str(entry.stamp.date) for entry in record.entries if entry.stamp]
    assert days == ["2021-01-05", "2020-12-20", "2020-08-01", "--09-09"]


def test_an_error_answer_is_no_empty_list() -> None:
    assert read_page(b'{"code":500,"msg":"error"}').kind == "shell"
    assert read_page(b'{"total":0,"rows":[]}').kind == "list"


@pytest.mark.parametrize(
    ("header", "day"),
    [
        ("Mon, 16 Nov 2020 23:30:00 GMT", date(2020, 11, 17)),
        ("Mon, 16 Nov 2020 01:00:00 GMT", date(2020, 11, 16)),
        ("yesterday", None),
        ("Mon, 16 Nov 99999 01:00:00 GMT", None),
    ],
)
@pytest.mark.parametrize(
    "body", ["<p>县里的一件小事</p>".encode(), b'{"total":0,"rows":[]}', b"<datastore></datastore>"]
)
def test_the_header_is_a_witness_by_the_day_in_china(body: bytes, header: str, day: date | None) -> None:
    witness = read_page(body, last_modified=header).witnesses[-1]
    assert (witness.name, witness.raw, witness.date) == ("last-modified", header, day)
    assert not read_page(body, last_modified=" ").witnesses and not read_page(body).witnesses


def test_a_year_heading_is_no_year_of_days_after_the_look() -> None:
    items = "<h3>2020年</h3><ul><li><a href=1>第一件实事办结</a><span>12-05</span></li>"
    items += "<li><a href=2>第二件实事办结</a><span>10-05</span></li></ul>"
    record = read_page(items.encode(), seen_on=date(2020, 11, 8))
    assert [str(entry.stamp.date) for entry in record.entries if entry.stamp] == ["--12-05", "2020-10-05"]
    assert record.doubts


def test_a_bare_number_is_a_year_heading_only_in_a_heading_element() -> None:
    rows = "<ul><li><a href=1>第一件实事</a><span>10-05</span></li><li><a href=2>第二件</a><span>9-05</span></li></ul>"
    for heading, newest in (("<h3>2019</h3>", "2019-10-05"), ("<p>2019</p>", "2020-10-05")):
        stamps = [entry.stamp for entry in read_page((heading + rows).encode(), seen_on=date(2020, 11, 8)).entries]
        assert str(stamps[0].date) == newest


LIST = "http://a.example/xx/"


@pytest.mark.parametrize(
    ("at", "pager", "told"),
    [
        ("index.html", "<b>1</b> <a href='p2.html'>2</a> <a href='p3.html'>3</a>", (1, None, "p2.html")),
        ("p2.html", "<a href='index.html'>1</a> <b>2</b> <a href='p3.html'>3</a>", (2, None, "p3.html")),
        ("p2.html", "<a href='index.html'>1</a> 2 <a href='p3.html'>3</a>", (2, None, "p3.html")),
        ("p2.html", "<a href='index.html'>1</a> <a href='p2.html'>2</a> <a href='p3.html'>3</a>", (2, None, "p3.html")),
        (
            "p2.html",
            "<li><a href='index.html'>1</a></li><li>2</li><li><a href='p3.html'>3</a></li>",
            (2, None, "p3.html"),
        ),
        ("p3.html", "<a href='index.html'>1</a> <a href='p2.html'>2</a> <b>3</b>", (3, 3, None)),
        ("x.html", "<a href='1.html'>1</a> <a href='2.html'>2</a> 共 30 条 每页 15 条", (1, None, "2.html")),
        ("x.html", "<a href='2018.html'>2018</a> <b>2019</b>", None),
    ],
)
def test_pagers_of_numbers(at: str, pager: str, told: tuple[int, int | None, str | None] | None) -> None:
    record = read_page(f"<div class='pages'>{pager}</div>".encode(), url=f"{LIST}{at}")
    expected = told and Pagination(told[0], told[1], told[2] and f"{LIST}{told[2]}")
    assert record.pagination == expected
