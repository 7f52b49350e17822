"""Guides to a service in the shapes that content systems give them, and wording that leaves materials open."""

from __future__ import annotations

import pytest

from govcrawl.extract import read_page
from govcrawl.extract.fields import PICTURE, TAB
from govcrawl.extract.guides import catch_alls
from govcrawl.vocabulary import GuidePart, GuideRemark

VALUES = {
    GuidePart.BASIS: ("设定依据", "《婚姻登记条例》第四条"),
    GuidePart.CONDITIONS: ("受理条件", "双方自愿"),
    GuidePart.MATERIALS: ("申报材料", "身份证原件1份"),
    GuidePart.PLACE: ("办理地址", "政务服务中心3楼"),
    GuidePart.AGENCY: ("实施机关", "市民政局"),
    GuidePart.FEE: ("收费依据及标准", "不收费"),
    GuidePart.TIME: ("承诺时限", "5个工作日"),
    GuidePart.PHONE: ("咨询电话", "0717-6256789"),
    GuidePart.PROCESS: ("办理程序", "受理、审查、发证"),
}
SHAPES = {
    "table": ("<table>{}</table>", "<tr><th>{0}</th><td>{1}</td></tr>"),
    "table of cells": ("<table>{}</table>", "<tr><td class='t'>{0}：</td><td>{1}</td></tr>"),
    "definition list": ("<dl>{}</dl>", "<dt>{0}</dt><dd>{1}</dd>"),
    "headings": ("<div>{}</div>", "<h3>{2}、{0}</h3><div class='c'><p>{1}</p></div>"),
    "strong lines": ("<div>{}</div>", "<p><strong>（{2}）{0}：</strong>{1}</p>"),
    "boxed": ("<div>{}</div>", "<p>【{0}】{1}</p>"),
    "plain lines": ("<div>{}</div>", "<p>{2}、{0}：{1}</p>"),
    "broken lines": ("<p>{}</p>", "{0}：{1}<br>"),
    "one line": ("<p>{}</p>", "{0}：{1}　"),
    "spans": ("<ul>{}</ul>", "<li><span class='name'>{0}</span><span class='value'>{1}</span></li>"),
}
NUMERALS = "一二三四五六七八九"


def guide(body: str, title: str = "结婚登记") -> dict[str, str]:
    html = f"<html><head><title>{title}</title></head><body><div class='main'>{body}</div></body></html>"
    return {one.name: one.text for one in read_page(html.encode(), url="http://a.gov.cn/g.html", thorough=True).guide}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_ten_elements(shape: str) -> None:
    whole, line = SHAPES[shape]
    lines = (line.format(label, text, number) for number, (label, text) in zip(NUMERALS, VALUES.values(), strict=True))
    found = guide(f"<h1>结婚登记</h1>{whole.format(''.join(lines))}")
    assert found == {GuidePart.NAME: "结婚登记", **{part: text for part, (_, text) in VALUES.items()}}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("lost", VALUES)
def test_an_element_that_is_left_out_is_not_found(shape: str, lost: GuidePart) -> None:
    whole, line = SHAPES[shape]
    kept = [value for part, value in VALUES.items() if part is not lost]
    lines = (line.format(label, text, number) for number, (label, text) in zip(NUMERALS[1:], kept, strict=True))
    found = guide(f"<h1>结婚登记</h1>{whole.format(''.join(lines))}")
    assert set(GuidePart) - found.keys() == {lost}


@pytest.mark.parametrize("shape", ["table", "table of cells", "definition list", "headings", "spans"])
def test_a_label_without_a_value_has_no_text(shape: str) -> None:
    whole, line = SHAPES[shape]
    values = {**VALUES, GuidePart.FEE: ("收费标准", ""), GuidePart.PROCESS: ("办理流程", "")}
    lines = (line.format(label, text, number) for number, (label, text) in zip(NUMERALS, values.values(), strict=True))
    found = guide(f"<h1>结婚登记</h1>{whole.format(''.join(lines))}")
    assert [part for part in GuidePart if not found.get(part)] == [GuidePart.FEE, GuidePart.PROCESS]


@pytest.mark.parametrize(
    ("body", "part", "text"),
    [
        ("<p>受理条件：甲</p><p>办公时间、地点：周一至周五，3楼</p>", GuidePart.PLACE, "周一至周五，3楼"),
        ("<p>受理条件：甲</p><h3>办理地点和时间</h3><p>3楼，周一</p>", GuidePart.TIME, "3楼，周一"),
        ("<h3>受理条件</h3><p>甲</p><h3>办理流程</h3><p><img src='lc.png'></p>", GuidePart.PROCESS, PICTURE),
        (
            "<h3>受理条件</h3><p>甲</p><h3>办理机构</h3><p>民政局（电话：0717-6256789）</p>",
            GuidePart.PHONE,
            "电话：0717-6256789",
        ),
        (
            "<table><tr><th>受理条件</th><th>收费标准</th></tr><tr><td>双方自愿</td><td>不收费</td></tr></table>",
            GuidePart.FEE,
            "不收费",
        ),
        (
            "<ul><li>受理条件</li><li>申请材料</li><li>办理流程</li></ul><div>甲</div><div>乙</div><div>丙</div>",
            GuidePart.MATERIALS,
            "乙",
        ),
        (
            "<ul class='tab-nav'><li>受理条件</li><li>申请材料</li><li>办理流程</li></ul>"
            "<div class='box'><div>甲</div><div>乙</div><div>丙</div></div>",
            GuidePart.MATERIALS,
            "乙",
        ),
        (
            "<ul><li>基本信息</li><li>申请材料</li><li>办理信息</li></ul><div>受理条件：甲</div><div>乙</div>"
            "<div>收费标准：不收费 咨询及投诉电话：6256789</div>",
            GuidePart.CONDITIONS,
            "甲",
        ),
        (
            "<ul class='tab-nav'><li>基本信息</li><li>申请材料</li><li>办理流程</li></ul>"
            "<div>受理条件：甲</div><div>收费标准：乙</div>",
            GuidePart.MATERIALS,
            TAB,
        ),
        (
            "<p>受理条件：甲</p><p>收费标准：不收费</p><p>表格下载：<a href='#'>申请表.doc</a></p>",
            GuideRemark.FORM,
            "申请表.doc",
        ),
        (
            "<p>【受理条件】甲</p><p>【法定时限】3日</p><p>【咨询及投诉电话】6256789</p>",
            GuidePart.TIME,
            "3日",
        ),
    ],
)
def test_other_ways_to_show_an_element(body: str, part: GuidePart | GuideRemark, text: str) -> None:
    assert guide(f"<div>{body}</div>")[part] == text


@pytest.mark.parametrize(
    ("more", "unread"),
    [
        ("<iframe src='/detail.html'></iframe>", "页面有框架或由脚本取得的内容"),
        ("<p><img src='guide.jpg'></p>", "部分内容可能在图片中"),
        ("<p><a href='zn.pdf'>结婚登记办事指南</a></p>", "部分内容可能在“结婚登记办事指南”中"),
        ("<p><a href='/more.html'>查看详情</a></p>", "部分内容可能在“查看详情”中"),
        ("<p><a href='sq.doc'>申请表下载</a></p>", None),
        ("<p><img src='icon.png' width='16'></p>", None),
        ("<p><a href='/'><img src='logo.png'></a></p>", None),
    ],
)
def test_what_was_not_read_is_said(more: str, unread: str | None) -> None:
    assert guide(f"<p>受理条件：甲</p><p>申请材料：乙</p>{more}").get(GuideRemark.UNREAD) == unread


def test_a_notice_is_no_guide() -> None:
    assert guide("<h1>关于放假的通知</h1><p>各单位：</p><p>联系电话：0717-6256789</p>", "关于放假的通知") == {}


def test_a_link_in_the_basis_is_told() -> None:
    found = guide("<p>设定依据：<a href='/f.html'>《婚姻登记条例》</a></p><p>受理条件：甲</p>")
    assert found[GuideRemark.BASIS_LINK] == "《婚姻登记条例》"


@pytest.mark.parametrize(
    "body",
    [
        "<p>办理地点：甲</p>" * 5000,
        "<li>办理地点</li>" * 5000,
        "<table><tr>" + "<th>办理地点</th>" * 2000 + "</tr></table>",
        "<p>" + "办 " * 100_000 + "</p>",
        "<p>申请材料：</p><p>" + "其他相关" * 50_000 + "</p>",
    ],
)
def test_hostile_pages_are_read_in_bounds(body: str) -> None:
    assert all(len(text) <= 2000 for text in guide(body).values())


ALL, MAYBE = [GuideRemark.CATCH_ALL], [GuideRemark.VAGUE]


@pytest.mark.parametrize(
    ("materials", "remarks"),
    [
        ("1.申请表（原件1份）；2.其他需要提交的材料。", ALL),
        ("法律、法规规定的其他材料", ALL),
        ("5.其他相关资料", ALL),
        ("其它有关证明文件", ALL),
        ("身份证、户口本等相关材料。", MAYBE),
        ("其他材料：授权委托书原件1份", MAYBE),
        ("无需提供其他材料", []),
        ("除上述材料外，不得要求提供其他材料", []),
        ("其他材料：无", []),
        ("身份证原件，无其他材料", []),
        ("不用提供其他材料；免提交其他材料", []),
        ("未办理登记的其他材料", MAYBE),
        ("其他人员的身份证明原件", []),
        ("身份证原件、户口本原件等材料各一份", []),
        ("", []),
    ],
)
def test_catch_all_wording(materials: str, remarks: list[GuideRemark]) -> None:
    assert [remark for remark, _ in catch_alls(materials)] == remarks
