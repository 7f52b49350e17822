"""``report review``: list, confirm, dismiss, sign, export, import."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import click

from govcrawl import paths
from govcrawl.cli.shell import Group
from govcrawl.errors import Problem
from govcrawl.storage.session import open_session
from govcrawl.vocabulary import Ruling
from reporting import terminal
from reporting.formats.files import write_unless_there
from reporting.judge.judging import Judgement
from reporting.judge.judging import judge as judge_round
from reporting.judge.settle import Settled
from reporting.review.decide import Decided, needs_another, open_findings, points_of, record, reviewable, sign
from reporting.review.export import page_of, sheets_of, table_of
from reporting.review.file import read_decisions
from reporting.review.sheet import read_sheet
from reporting.standard.rule import Rule
from reporting.standard.telling import find_rule

Decorator = Callable[[Callable[..., None]], Callable[..., None]]


def _round_option() -> Decorator:
    return click.option("--round", "round_name", required=True, metavar="轮次", help="轮次名，如 2020Q4。")


@click.group(cls=Group)
def review() -> None:
    """复核：由具名人员对问题、疑似和未检事项作出决定。"""


@review.command("list")
@_round_option()
@click.option("--all", "every", is_flag=True, help="连同已复核的一并列出。")
def list_findings(round_name: str, every: bool) -> None:
    """列出待复核的事项及其编号。"""
    with open_session() as session:
        judgement = judge_round(session, round_name)
    found = reviewable(judgement) if every else open_findings(judgement)
    if found:
        terminal.print_findings(f"{round_name} {'复核事项' if every else '待复核'}（{len(found)}项）", found, judgement)
        terminal.print_advice(found)
    else:
        click.echo("没有待复核的事项。")


def _chosen(handles: tuple[str, ...], judgement: Judgement) -> list[Settled]:
    found = {one.finding.handle: one for one in reviewable(judgement)}
    unknown = [handle for handle in handles if handle not in found]
    if unknown:
        raise Problem(
            f"没有编号为 {'、'.join(unknown)} 的复核事项；看到的值变了，编号也会变。请用 report review list 重新核对。"
        )
    return [found[handle] for handle in handles]


def _filled(_ctx: click.Context, param: click.Parameter, value: str) -> str:
    if not value.strip():
        raise Problem(f"--{param.name} 不能为空")
    return value.strip()


_person = click.option("--person", required=True, callback=_filled, metavar="姓名", help="复核人。")
_reason = click.option("--reason", required=True, callback=_filled, metavar="理由", help="核对的方式和所见。")


def _decision_options(command: Callable[..., None]) -> Callable[..., None]:
    options = (
        click.argument("handles", nargs=-1, required=True, metavar="编号..."),
        _round_option(),
        _person,
        _reason,
    )
    for option in reversed(options):
        command = option(command)
    return command


def _decide(
    handles: tuple[str, ...], round_name: str, ruling: Ruling, person: str, reason: str, points: str | None = None
) -> None:
    with open_session() as session:
        judgement = judge_round(session, round_name)
        chosen = _chosen(handles, judgement)
        rules = {one.target.key: one.rules for one in judgement.judged}
        keys = [one.finding.key for one in chosen]
        amounts = [_points(points, rules[key.target][key.indicator]) for key in keys]
        decided = [Decided(one, ruling, person, reason, own) for one, own in zip(chosen, amounts, strict=True)]
        _ask_another(decided, judgement)
        number = record(session, round_name, decided)
    click.echo(f"已记录 {number} 项{ruling.label}。")


def _ask_another(decided: Sequence[Decided], judgement: Judgement) -> None:
    waiting = {one.finding.handle for one in open_findings(judgement)}
    for one in decided:
        handle = one.settled.finding.handle
        if handle in waiting and needs_another(one):
            raise Problem(f"{handle} 已由 {one.person} 确认，触及单项否决的须由另一人确认。")


def _points(text: str | None, rule: Rule) -> Fraction | None:
    try:
        return points_of(text, rule) if text else None
    except ValueError as error:
        raise Problem(f"--points：{error}") from error


_CONFIRMATIONS = [ruling.label for ruling in Ruling if ruling.confirms]
_AS_CONFIRMED = click.Choice(_CONFIRMATIONS)


@review.command()
@_decision_options
@click.option("--as", "label", type=_AS_CONFIRMED, default=_CONFIRMATIONS[0], show_default=True, help="处理。")
@click.option("--points", metavar="分值", help="扣或加几分，如 1.5；指标有几种分值时必须写明。")
def confirm(
    handles: tuple[str, ...], round_name: str, person: str, reason: str, label: str, points: str | None
) -> None:
    """确认事项属实，或确认后来已整改、未整改。导致不合格的问题须由两名不同的人员确认。"""
    _decide(handles, round_name, Ruling.from_label(label), person, reason, points)


_DISMISSALS = [ruling.label for ruling in Ruling if not ruling.confirms]


@review.command()
@_decision_options
@click.option("--as", "label", type=click.Choice(_DISMISSALS), default=_DISMISSALS[0], show_default=True, help="处理。")
def dismiss(handles: tuple[str, ...], round_name: str, person: str, reason: str, label: str) -> None:
    """排除事项：误报、未发现问题或已报备。"""
    _decide(handles, round_name, Ruling.from_label(label), person, reason)


@review.command("sign")
@click.argument("indicators", nargs=-1, required=True, metavar="指标...")
@_round_option()
@_person
@_reason
def sign_for_all(indicators: tuple[str, ...], round_name: str, person: str, reason: str) -> None:
    """一次签字，了结全轮只能由人判断的指标（未发现问题）。

    指标写编号或名称；由程序检查的指标不能这样了结。个别对象另有问题的，仍逐项复核。
    """
    with open_session() as session:
        judgement = judge_round(session, round_name)
        chosen = [find_rule(judgement.standard, text).id for text in indicators]
        number = sign(session, judgement, chosen, person, reason)
    click.echo(f"已签字了结 {number} 项指标。")


@review.command("export")
@_round_option()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="目录", help="默认 var/lists/轮次/。")
@click.option("--all", "every", is_flag=True, help="连同已复核的一并写出。")
@click.option("--force", is_flag=True, help="覆盖已有的文件。")
def export(round_name: str, out: Path | None, every: bool, force: bool) -> None:
    """写出复核材料：一个离线网页（每项的页面、日期和存档原文），一张供填写的表（XLSX）。

    表中填“处理”“复核人”“理由”，再用 report review import 导入。内部底稿，不得外传。
    """
    folder = out or paths.var_folder() / "lists" / round_name
    with open_session() as session:
        sheets = sheets_of(session, round_name, every)
    if not sheets.items:
        click.echo("没有待复核的事项。")
        return
    for suffix, content in (("html", page_of(sheets)), ("xlsx", table_of(sheets))):
        path = (folder / f"review-{round_name}.{suffix}").absolute()
        click.echo(f"{'已写出' if write_unless_there(path, content, force) else '内容相同，未改动'}：{path}")
    click.echo(f"共 {len(sheets.items)} 项。")


@review.command("import")
@_round_option()
@click.argument("file", type=click.Path(path_type=Path), metavar="文件")
def import_file(round_name: str, file: Path) -> None:
    """导入复核记录。

    \b
    CSV：表头 对象,指标,栏目或地址,处理,复核人,理由，另可加“看到的值”“分值”；
         有一行不对则全部不导入。
    XLSX：report review export 写出的表；逐行导入，没有填写处理的行略过，
         不合的行说明原因，不导入。

    重复导入不会重复记录。
    """
    refused: Sequence[str] = ()
    with open_session() as session:
        judgement = judge_round(session, round_name)
        if file.suffix.lower() == ".xlsx":
            decided, refused = read_sheet(file, judgement)
        else:
            decided = read_decisions(file, judgement)
        number = record(session, round_name, decided)
    click.echo(f"已导入 {number} 项复核记录。")
    if refused:
        raise Problem("\n".join((*refused, f"以上 {len(refused)} 行没有导入，请改正后再导入同一文件。")))
