"""Pages that open and say there is none (软404), and redirects to a page to log in on."""

from __future__ import annotations

import pytest

from govcrawl.extract.absence import Shown, leads_to_login, read_shown, same_notice

PAGE = "<html><head><title>{}</title></head><body><script>页面不存在</script>{}</body></html>"
LONG = "<p>各县市区人民政府，市政府各部门：现将有关事项通知如下，请认真贯彻执行。</p>" * 40


def shown(title: str, body: str) -> Shown:
    return read_shown(PAGE.format(title, body).encode(), "utf-8")


@pytest.mark.parametrize(
    ("title", "body", "wording", "plainly"),
    [
        ("样例市", "对不起，您访问的页面不存在", "页面不存在", True),
        ("样例市", "您要找的文件不存在或已被删除", "文件不存在", True),
        ("样例市", "抱歉，找不到您要访问的网页", "找不到您要访问的网页", True),
        ("样例市", "该信息已被删除", "信息已被删除", True),
        ("样例市", "您访问的栏目已下线", None, True),
        ("样例市", "The page cannot be found", "page cannot be found", True),
        ("404 Not Found", "nginx", "404", True),
        ("404错误", LONG, "404", True),
        ("样例市", f"{LONG}<p>您访问的页面不存在</p>", "页面不存在", False),
        ("样例市", "<div style='display:none'>页面不存在</div><div hidden>页面不存在</div>欢迎", "", False),
        ("样例市", LONG, "", False),
        ("关于404号文件的通知", "正文", "", False),
        ("市政府2020年工作报告", "共1404人，404万元", "", False),
        ("样例市", "欢迎访问", "", False),
    ],
)
def test_what_says_that_there_is_no_page(title: str, body: str, wording: str | None, plainly: bool) -> None:
    found = shown(title, body)
    assert (found.wording if wording is not None else bool(found.wording), found.plainly) == (
        wording if wording is not None else True,
        plainly,
    )


NOTICE = "<p>对不起，您访问的页面 {} 不存在，请返回首页或稍后再试</p>"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (shown("样例市", NOTICE.format("/a/1.html")), shown("样例市", NOTICE.format("/a/0f3c2d.html")), True),
        (shown("样例市", LONG + NOTICE.format("1")), shown("样例市", LONG + NOTICE.format("2")), True),
        (shown("样例市", NOTICE.format("1")), shown("系统提示", NOTICE.format("2")), False),
        (shown("样例市", f"{LONG}凡页面不存在的"), shown("样例市", NOTICE.format("2")), False),
        (shown("样例市", LONG), shown("样例市", LONG), False),
        (shown("样例市", NOTICE.format("1")), Shown(), False),
    ],
)
def test_the_same_notice(one: Shown, other: Shown, same: bool) -> None:
    assert same_notice(one, other) is same


@pytest.mark.parametrize(
    ("asked", "answered", "leads"),
    [
        ("http://a.cn/x", "http://a.cn/login?from=/x", True),
        ("http://a.cn/x", "https://sso.a.cn/", True),
        ("http://a.cn/x", "https://a.cn/cas/login.jsp", True),
        ("http://a.cn/x", "https://a.cn/passport/", True),
        ("http://a.cn/x", "https://a.cn/x", False),
        ("http://a.cn/login", "https://a.cn/login", False),
        ("http://a.cn/login", "http://a.cn/login", False),
        ("http://a.cn/x", "http://a.cn/cascade/catalogin/", False),
        ("http://a.cn/x", "http://a.cn/y?next=/login/", False),
    ],
)
def test_a_redirect_to_a_page_to_log_in_on(asked: str, answered: str, leads: bool) -> None:
    assert leads_to_login(asked, answered) is leads
