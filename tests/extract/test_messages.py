"""Interaction pages in the shapes that content systems give them: forms, boards, a message's own page."""

from __future__ import annotations

from datetime import date

import pytest

from govcrawl.extract import read_page
from govcrawl.extract.messages import unanswered_of
from govcrawl.extract.record import Channel, Message, PageRecord

URL = "http://www.a.gov.cn/hdjl/szxx/"
AREA, SEND = "<textarea name='nr'></textarea>", "<input type='submit' value='提交'>"
D = date


def read(body: str, title: str = "市长信箱") -> PageRecord:
    html = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return read_page(html.encode(), url=URL, seen_on=D(2020, 11, 17), thorough=True)


@pytest.mark.parametrize(
    ("body", "form", "login"),
    [
        (f"<form><input name='xm' placeholder='姓名'>{AREA}{SEND}</form>", "姓名、nr", False),
        (f"<form>{AREA}<a href='javascript:send()'>我要留言</a></form>", "nr", False),
        (f"<div class='xx'><input type='text' id='bt'>{AREA}<button>发送</button></div>", "bt、nr", False),
        ("<form><div contenteditable='true' title='内容'></div><button>提交</button></form>", "内容", False),
        (f"<form>{AREA}<input type='image' src='b.png'></form>", "nr", False),
        ("<form action='/s'><input name='q'><button>搜索</button></form>", "", False),
        (f"<form>{AREA}<button>搜索提交</button></form>", "", False),
        (f"<form>{AREA}</form>", "", False),
        ("<form><input name='u'><input type='password' name='p'><button>登录</button></form>", "", True),
        ("<p>市长信箱：szxx@a.gov.cn</p>", "", False),
    ],
)
def test_the_form_that_takes_messages(body: str, form: str, login: bool) -> None:
    assert read(body).channel == Channel(form, login)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p>今年共收到来信1234件，办结1200件。</p>", "收到来信1234件"),
        ("<p>答复率：98%</p>", "答复率：98"),
        ("<a href='tj.html'>来信情况统计</a>", "来信情况统计"),
        ("<span>已受理</span><b>35</b><span>件</span>", "受理35件"),
        ("<p>办理时限：5个工作日</p>", ""),
        ("<p>2020年统计公报</p>", ""),
        ("<ul class='nav'><li><a href='/bj/'>办件统计</a></li></ul>", ""),
    ],
)
def test_statistics_that_a_page_tells(body: str, told: str) -> None:
    assert read(body).channel.statistics == told


def board(row: str, before: str = "", after: str = "") -> list[Message]:
    """The messages of a list of four rows, the third without an answer: ``row`` is a template of one."""
    rows = []
    for n in range(1, 5):
        waiting = n == 3
        values = {"n": n, "at": f"2020-10-0{n}", "back": "" if waiting else f"2020-10-1{n}"}
        values |= {"state": "办理中" if waiting else "已答复", "unit": "" if waiting else "市教育局"}
        rows.append(row.format(**values))
    return list(read(before + "".join(rows) + after).messages)


TITLE = "<a href='{n}.html'>关于入学问题的咨询{n}</a>"
SHAPES = {
    "table": "<tr><td>{n}</td><td>" + TITLE + "</td><td>{at}</td><td>{back}</td><td>{unit}</td><td>{state}</td></tr>",
    "labels": "<li>"
    + TITLE
    + "<span>来信时间：{at}</span><span>答复时间：{back}</span><i>答复单位：{unit} </i>{state}</li>",
    "cards": "<div class='item'><h3>" + TITLE + "</h3><p>提问时间：{at}</p><p>状态：{state} 回复时间：{back}</p>"
    "<p>承办单位：{unit}</p></div>",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_boards_with_both_days(shape: str) -> None:
    head = "<tr><th>序号</th><th>标题</th><th>来信时间</th><th>答复时间</th><th>答复单位</th><th>状态</th></tr>"
    wrap = ("<table>" + head, "</table>") if shape == "table" else ("<div class='list'>", "</div>")
    rows = board(SHAPES[shape], *wrap)
    first, _, third, _ = rows
    assert first == Message(
        "关于入学问题的咨询1", f"{URL}1.html", D(2020, 10, 1), D(2020, 10, 11), None, "已答复", "市教育局"
    )
    assert (third.asked, third.answered, third.status, third.unit) == (D(2020, 10, 3), None, "办理中", "")
    assert unanswered_of(rows) == [third]


@pytest.mark.parametrize(
    ("row", "waiting"),
    [
        ("<li>" + TITLE + "<em>{state}</em><span>{at}</span></li>", 1),
        ("<li>" + TITLE + "<span>留言日期：{at}</span><span>{state}</span></li>", 1),
        ("<li>" + TITLE + "<span>来信时间：{at}</span></li>", 0),
    ],
)
def test_boards_without_the_answers_day(row: str, waiting: int) -> None:
    rows = board(row)
    assert [one.asked or one.shown for one in rows] == [D(2020, 10, n) for n in range(1, 5)]
    assert len(unanswered_of(rows)) == waiting


QUESTION = "<dl><dt>问：" + TITLE + "（留言时间：{at}）</dt><dd>"


def test_boards_of_questions_with_their_answers_below() -> None:
    answer = "答：您反映的问题暂无规定，正在办理中的事项请咨询窗口。（办理单位：市教育局　回复日期：{back}）"
    answered = board(QUESTION + answer + "</dd></dl>")
    waiting = read(
        QUESTION.format(n=1, at="2020-10-01")
        + answer.format(back="2020-10-09")
        + "</dd></dl>"
        + QUESTION.format(n=2, at="2020-10-02")
        + "已转办</dd></dl>"
    ).messages
    assert {(one.answered is not None, one.unit, one.has_answer) for one in answered} == {
        (True, "市教育局", True),
        (False, "市教育局", True),
    }
    assert [(one.status, one.answered) for one in waiting] == [("", D(2020, 10, 9)), ("转办", None)]
    assert unanswered_of(waiting) == [waiting[1]]


def test_an_article_is_no_board_of_one_message() -> None:
    path = "<div class='position'><a href='/'>首页</a> &gt; <a href='./'>局长信箱</a></div>"
    letter = "<p>来信内容：路灯不亮</p><p>留言时间：2020-10-01</p><p>办理结果：您反映的问题收悉，现答复如下。</p>"
    assert read(f"{path}<h1>路灯</h1><div class='con'>{letter}</div>", "路灯").messages == ()


def test_a_list_of_news_is_no_board() -> None:
    rows = "".join(
        f"<li><a href='{n}.html'>市政府召开第{n}次常务会议</a><span>2020-10-0{n}</span></li>" for n in range(1, 6)
    )
    assert read(f"<ul>{rows}</ul>", "政务动态").messages == ()


ASKED, ANSWERED = D(2020, 10, 1), D(2020, 10, 8)
OWN_PAGES = {
    "table": (
        "<h1>路灯</h1><table><tr><td>来信人</td><td>王**</td><td>来信时间</td><td>2020-10-01 10:20</td></tr>"
        "<tr><td>来信内容</td><td colspan=3>路灯不亮</td></tr><tr><td>答复单位</td><td>市城管局</td>"
        "<td>答复时间</td><td>2020-10-08</td></tr>"
        "<tr><td>答复内容</td><td colspan=3>您好，已派人维修。</td></tr></table>",
        (ASKED, ANSWERED, "市城管局", True),
    ),
    "lines": (
        "<div class='con'><h1>路灯</h1><p>咨询时间：2020年10月1日　办理状态：已办结</p><p>咨询内容：路灯不亮</p></div>"
        "<div class='hf'><h3>【部门回复】</h3><p>回复单位：市城管局</p><p>回复时间：2020/10/8</p>"
        "<p>回复内容：已派人维修。</p></div>",
        (ASKED, ANSWERED, "市城管局", True),
    ),
    "definition list": (
        "<dl><dt>留言时间：</dt><dd>2020-10-01</dd><dt>留言内容：</dt><dd>路灯不亮</dd><dt>办理单位：</dt><dd>市城管局</dd>"
        "<dt>办理结果：</dt><dd>已派人维修。</dd></dl>",
        (ASKED, None, "市城管局", True),
    ),
    "waiting": (
        "<p>提问时间：2020-10-01 状态：处理中</p><p>提问内容：路灯不亮</p><h4>答复内容</h4><div>暂无回复</div>",
        (ASKED, None, "", False),
    ),
    "empty answer": (
        "<table><tr><th>来信时间</th><td>2020-10-01</td></tr><tr><th>答复内容</th><td></td></tr>"
        "<tr><th>答复单位</th><td>-</td></tr></table>",
        (ASKED, None, "", False),
    ),
    "unit left out": (
        "<p>写信时间：2020-10-01</p><p>信件内容：路灯不亮</p><p>答复时间：2020-10-08</p><h3>答复意见</h3><p>已修。</p>",
        (ASKED, ANSWERED, "", True),
    ),
}


@pytest.mark.parametrize("shape", OWN_PAGES)
def test_a_messages_own_page(shape: str) -> None:
    body, expected = OWN_PAGES[shape]
    shown = read(f"<div class='main'>{body}</div>", "路灯").message
    assert shown is not None
    assert (shown.asked, shown.answered, shown.unit, shown.has_answer) == expected


def test_an_article_is_no_message() -> None:
    assert read("<h1>通知</h1><p>发布时间：2020-10-01</p><p>内容：……</p>").message is None
