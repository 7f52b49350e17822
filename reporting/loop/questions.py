"""``report question``: simulated questions (模拟提问) that people send; the program books the days and counts them."""

from __future__ import annotations

from datetime import date, datetime

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl import clock
from govcrawl.cli.shell import Group
from govcrawl.errors import Problem
from govcrawl.storage.models import Question as QuestionRow
from govcrawl.storage.models import QuestionAnswer, RosterSite
from govcrawl.storage.rounds import find_round
from govcrawl.storage.session import open_session
from reporting import terminal
from reporting.judge.facts import Question
from reporting.judge.questions import due_of
from reporting.judge.source_sampled import load_questions

_HEADER = ("编号", "网站", "问题", "提交日", "期限", "答复日", "情况", "经办人")


def _day(_ctx: click.Context, _param: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


def _filled(_ctx: click.Context, param: click.Parameter, value: str) -> str:
    if not value.strip():
        raise Problem(f"--{param.name} 不能为空")
    return value.strip()


def _past(day: date, name: str) -> date:
    if day > clock.today():
        raise Problem(f"{name} {day} 还没有到。")
    return day


_round = click.option("--round", "round_name", required=True, metavar="轮次", help="轮次名，如 2020Q4。")
_person = click.option("--person", required=True, callback=_filled, metavar="姓名", help="经办人。")
_text = click.option("--text", required=True, callback=_filled, metavar="文字", help="内容。")
_date = click.DateTime(["%Y-%m-%d"])


@click.group(cls=Group)
def question() -> None:
    """模拟提问：登记由人提交的问题和得到的答复，按工作日历计算期限。

    程序不代人提交问题。5个工作日内没有答复的、推诿的，列入“办理答复”。
    """


@question.command("add")
@click.argument("site", metavar="网站标识码")
@_round
@_text
@click.option("--sent", type=_date, callback=_day, metavar="日期", help="提交日，默认今天。")
@_person
def add(site: str, round_name: str, text: str, sent: date | None, person: str) -> None:
    """登记提交给一个网站的一个问题。"""
    day = _past(sent or clock.today(), "提交日")
    with open_session() as session:
        name = _sampled(session, round_name, site)
        details = {"round": round_name, "site": site, "text": text, "sent_on": day}
        if session.scalar(select(QuestionRow.id).filter_by(**details)) is not None:
            click.echo("此前已登记，未重复。")
            return
        row = QuestionRow(**details, person=person, recorded_at=clock.now())
        session.add(row)
        session.flush()
        booked = Question(row.id, text, day, person)
    due = due_of(booked)
    told = "" if due.certain else "（当年工作日历未知，按周一至周五计算）"
    click.echo(f"已登记：{name}，编号 {booked.number}，答复期限 {due.day}{told}。")


def _sampled(session: Session, round_name: str, site: str) -> str:
    """The name of a sampled site of the round; raises :class:`Problem` where there is none."""
    find_round(session, round_name)
    row = session.scalar(select(RosterSite).where(RosterSite.round == round_name, RosterSite.code == site))
    if row is None or not row.sampled:
        raise Problem(f"轮次 {round_name} 的抽查名单中没有网站 {site}。标识码见 report roster。")
    return row.name


@question.command("answer")
@click.argument("number", type=int, metavar="编号")
@_round
@_text
@click.option("--on", "day", type=_date, callback=_day, metavar="日期", help="答复日，默认今天。")
@click.option("--poor", default="", metavar="理由", help="答复推诿或质量不高的理由。")
@_person
def answer(number: int, round_name: str, text: str, day: date | None, poor: str, person: str) -> None:
    """登记一个问题得到的答复；编号见 report question list。"""
    answered = _past(day or clock.today(), "答复日")
    with open_session() as session:
        asked = _asked(session, round_name, number)
        if answered < asked.sent_on:
            raise Problem(f"答复日 {answered} 早于提交日 {asked.sent_on}。")
        if asked.answered_on is not None:
            raise Problem(f"编号 {number} 已登记答复（{asked.answered_on}，{asked.answered_by}），登记后不能更改。")
        session.add(
            QuestionAnswer(
                question_id=number,
                answered_on=answered,
                text=text,
                fault=poor.strip(),
                person=person,
                recorded_at=clock.now(),
            )
        )
    click.echo("已登记。")


def _asked(session: Session, round_name: str, number: int) -> Question:
    find_round(session, round_name)
    for questions in load_questions(session, round_name).values():
        for one in questions:
            if one.number == number:
                return one
    raise Problem(f"轮次 {round_name} 没有编号为 {number} 的模拟提问。编号见 report question list。")


@question.command("list")
@_round
def list_questions(round_name: str) -> None:
    """列出一轮登记的问题：期限、答复、到今天的情况。"""
    with open_session() as session:
        find_round(session, round_name)
        found = load_questions(session, round_name)
    rows = [_cells(site, one) for site, questions in found.items() for one in questions]
    if not rows:
        click.echo("没有登记的模拟提问。")
        return
    terminal.print_table(f"{round_name} 模拟提问（{len(rows)}个）", _HEADER, rows)


def _cells(site: str, one: Question) -> tuple[str, ...]:
    due = due_of(one).day
    answered = one.answered_on.isoformat() if one.answered_on else ""
    return (str(one.number), site, one.text, str(one.sent_on), str(due), answered, _state(one, due), one.person)


def _state(one: Question, due: date) -> str:
    late = (one.answered_on or clock.today()) > due
    state = ("超期答复" if late else "已答复") if one.answered_on else ("超期未答复" if late else "待答复")
    return f"{state}：{one.fault}" if one.fault else state
