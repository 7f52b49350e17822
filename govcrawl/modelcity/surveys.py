"""Surveys (征集调查) of a column, told by their days: each a call for opinions and, where published, its results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

Table = Mapping[str, Any]
SUBJECTS = (
    "停车收费", "公园开放时间", "老旧小区改造", "养老服务", "校园周边环境", "公交线路调整", "垃圾分类", "夜间经济",
    "便民市场", "河道整治", "社区食堂", "健身设施",
)  # fmt: skip
FORM = (
    '<form action="/dczj/submit" method="post"><label>您的意见：<textarea name="opinion"></textarea></label>'
    '<input type="text" name="code" placeholder="验证码"><input type="submit" value="提交意见"></form>'
)
BY = {
    "form": FORM,
    "email": "有关意见请于截止日期前以电子邮件发送至 yangli@yangli.example，邮件标题请注明“意见征集”。",
}


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _call(survey: Table, number: int, opened: date, results: str) -> Table:
    ends = opened + timedelta(days=survey.get("days", 20))
    subject = SUBJECTS[number % len(SUBJECTS)]
    text = [f"征集时间：{_day(opened)}至{_day(ends)}", f"现就{subject}有关事项公开征求社会公众意见。"]
    return {
        "site": survey["site"],
        "column": survey["column"],
        "title": f"关于《{subject}管理办法（征求意见稿）》公开征求意见的公告（{number + 1}）",
        "date": opened,
        "text": [*text, BY[survey.get("by", "form")], *([results] if results else [])],
    }


def _results(survey: Table, number: int, day: date) -> Table:
    subject = SUBJECTS[number % len(SUBJECTS)]
    text = f"{subject}意见征集活动已结束，共收到意见 {number + 7} 条，采纳 {number + 2} 条。"
    return {
        "site": survey["site"],
        "column": survey["column"],
        "title": f"《{subject}管理办法（征求意见稿）》意见征集结果反馈（{number + 1}）",
        "date": day,
        "text": [text],
    }


def _one(survey: Table, number: int, opened: date) -> Iterator[Table]:
    """``answered`` are the days from the end to the results, 0 for none; ``same_page`` shows them below the call."""
    waits = survey.get("answered", ())
    wait = waits[number] if number < len(waits) else 0
    day = opened + timedelta(days=survey.get("days", 20) + wait)
    if wait and survey.get("same_page"):
        yield _call(
            survey, number, opened, f"结果反馈（{_day(day)}）：共收到意见 {number + 7} 条，采纳 {number + 2} 条。"
        )
        return
    yield _call(survey, number, opened, "")
    if wait:
        yield _results(survey, number, day)


def entries(tables: Iterable[Table]) -> Iterator[Table]:
    """The entries of the surveys' columns, as scenarios tell entries."""
    for survey in tables:
        for number, opened in enumerate(survey["opened"]):
            yield from _one(survey, number, opened)
