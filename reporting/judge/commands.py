"""``report judge`` and ``report explain``: on stored facts alone, no clock, no network, nothing written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from govcrawl.storage.session import open_session
from reporting import terminal
from reporting.judge import differing, document, explain_json, explain_text
from reporting.judge.arithmetic import total_of
from reporting.judge.explaining import explain as explain_target
from reporting.judge.judging import Judgement, own_standard
from reporting.judge.judging import judge as judge_round
from reporting.standard.commands import chosen, standard_options

Command = Callable[..., None]


def _as_date(_ctx: click.Context, _param: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


def _what_if(command: Command) -> Command:
    """The round and all that can be assumed otherwise."""
    options = (
        click.option("--round", "round_name", required=True, metavar="轮次", help="轮次名，如 2020Q4。"),
        click.option(
            "--on", type=click.DateTime(["%Y-%m-%d"]), callback=_as_date, metavar="日期", help="假定在该日监测。"
        ),
        standard_options,
        click.option("--replayed", is_flag=True, help="依据各次抓取的最新一次重放，而不是抓取本身。"),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _judgement(
    session: Session, round_name: str, on: date | None, name: str | None, overlay: Path | None, replayed: bool
) -> Judgement:
    standard = chosen(own_standard(session, round_name), name, overlay)
    return judge_round(session, round_name, on, standard=standard, replayed=replayed)


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(explain_text.clean(line))


def _print_scores(judgement: Judgement) -> None:
    for one in judgement.judged:
        if one.score:
            click.echo(explain_text.clean(f"{one.target.key} {one.target.name} {total_of(one.score)}"))


@click.command()
@_what_if
@click.option("--diff", is_flag=True, help="只列出与本轮自己的检查指标、日期和抓取相比有什么变化。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出全部结果。")
def judge(
    round_name: str,
    on: date | None,
    standard_name: str | None,
    overlay: Path | None,
    replayed: bool,
    diff: bool,
    as_json: bool,
) -> None:
    """依检查指标判定一轮的全部对象。

    只依据已存的检查情况和复核记录，不联网，不写入；同样的内容得到同样的结果。
    """
    with open_session() as session:
        judgement = _judgement(session, round_name, on, standard_name, overlay, replayed)
        own = judge_round(session, round_name) if diff else judgement
    if diff and as_json:
        click.echo(differing.to_json(own, judgement), nl=False)
    elif diff:
        _echo(differing.lines_of(own, judgement))
    elif as_json:
        click.echo(document.to_json(judgement), nl=False)
    else:
        terminal.print_judgement(judgement)
        _print_scores(judgement)


@click.command()
@click.argument("target", metavar="对象")
@_what_if
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出，含每一次访问。")
def explain(
    target: str,
    round_name: str,
    on: date | None,
    standard_name: str | None,
    overlay: Path | None,
    replayed: bool,
    as_json: bool,
) -> None:
    """说明一个对象的结果：每项指标的条款、检查情况、佐证、计算和复核。

    对象写网站标识码、账号编号或名称；主办单位有异议时据此答复。
    """
    with open_session() as session:
        judgement = _judgement(session, round_name, on, standard_name, overlay, replayed)
        explanation = explain_target(session, judgement, target)
    if as_json:
        click.echo(explain_json.to_json(explanation), nl=False)
    else:
        _echo(explain_text.lines_of(explanation))
