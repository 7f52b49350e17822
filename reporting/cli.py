"""The ``report`` command: judge, review, build."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import click

from govcrawl import paths
from govcrawl.cli.shell import Group
from govcrawl.errors import Problem
from govcrawl.storage.session import open_session
from govcrawl.vocabulary import Ruling
from reporting import terminal
from reporting.bulletin.build import build as build_bulletin
from reporting.bulletin.issue import issue
from reporting.bulletin.wording import Script
from reporting.formats.table import FORMATS
from reporting.judge.document import to_json
from reporting.judge.judging import Judgement
from reporting.judge.judging import judge as judge_round
from reporting.judge.settle import Settled
from reporting.review.decide import Decided, open_findings, record, reviewable
from reporting.review.file import read_decisions

_HELP = {"help_option_names": ["-h", "--help"]}
Decorator = Callable[[Callable[..., None]], Callable[..., None]]


def _round_option() -> Decorator:
    return click.option("--round", "round_name", required=True, metavar="轮次", help="轮次名，如 2020Q4。")


@click.group(cls=Group, context_settings=_HELP)
def main() -> None:
    """判定抽查结果、复核问题、编写通报。

    \b
    一轮的次序：
      report judge   依检查指标判定，列出问题和未定事项
      report review  由具名人员逐项复核（属实、误报、未发现、已报备）
      report build   编写通报；全部复核后才能印发，草稿随时可看
    """


def _as_date(_ctx: click.Context, _param: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


@main.command()
@_round_option()
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), callback=_as_date, metavar="日期", help="假定在该日监测。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出全部结果。")
def judge(round_name: str, on: date | None, as_json: bool) -> None:
    """依检查指标判定一轮的全部对象。

    只依据已存的检查情况和复核记录，不联网，不写入；同样的内容得到同样的结果。
    """
    with open_session() as session:
        judgement = judge_round(session, round_name, on)
    if as_json:
        click.echo(to_json(judgement), nl=False)
    else:
        terminal.print_judgement(judgement)


@main.group(cls=Group)
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


def _decision_options(command: Callable[..., None]) -> Callable[..., None]:
    options = (
        click.argument("handles", nargs=-1, required=True, metavar="编号..."),
        _round_option(),
        click.option("--person", required=True, callback=_filled, metavar="姓名", help="复核人。"),
        click.option("--reason", required=True, callback=_filled, metavar="理由", help="核对的方式和所见。"),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _decide(handles: tuple[str, ...], round_name: str, ruling: Ruling, person: str, reason: str) -> None:
    with open_session() as session:
        chosen = _chosen(handles, judge_round(session, round_name))
        number = record(session, round_name, [Decided(one, ruling, person, reason) for one in chosen])
    click.echo(f"已记录 {number} 项{ruling.label}。")


@review.command()
@_decision_options
def confirm(handles: tuple[str, ...], round_name: str, person: str, reason: str) -> None:
    """确认事项属实。导致不合格的问题须由两名不同的人员确认。"""
    _decide(handles, round_name, Ruling.CONFIRMED, person, reason)


_DISMISSALS = [ruling.label for ruling in Ruling if ruling is not Ruling.CONFIRMED]


@review.command()
@_decision_options
@click.option("--as", "label", type=click.Choice(_DISMISSALS), default=_DISMISSALS[0], show_default=True, help="处理。")
def dismiss(handles: tuple[str, ...], round_name: str, person: str, reason: str, label: str) -> None:
    """排除事项：误报、未发现问题或已报备。"""
    _decide(handles, round_name, Ruling.from_label(label), person, reason)


@review.command("import")
@_round_option()
@click.argument("file", type=click.Path(path_type=Path), metavar="文件")
def import_file(round_name: str, file: Path) -> None:
    """导入复核记录表（CSV）。

    表头：对象,指标,栏目或地址,处理,复核人,理由，另可加“看到的值”。一行一项，有一行不对则全部不导入；重复导入不会重复记录。
    """
    with open_session() as session:
        number = record(session, round_name, read_decisions(file, judge_round(session, round_name)))
    click.echo(f"已导入 {number} 项复核记录。")


def _formats(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    names = [name.strip() for value in values for name in value.split(",")]
    unknown = [name for name in names if name not in FORMATS]
    if unknown:
        raise Problem(f"不认识格式 {'、'.join(unknown)}，可用的有 {'、'.join(FORMATS)}")
    return tuple(dict.fromkeys(names))


@main.command()
@_round_option()
@click.option(
    "--format", "formats", multiple=True, default=["md"], callback=_formats, metavar="格式", help="md、json。"
)
@click.option("--draft", is_flag=True, help="只把草稿打印到终端，不印发。")
@click.option("--script", type=click.Choice(["hans", "hant"]), help="简体或繁体，默认依轮次设置。")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="目录", help="印发到该目录。")
def build(round_name: str, formats: tuple[str, ...], draft: bool, script: Script | None, out: Path | None) -> None:
    """编写通报。

    印发时写入 var/bulletins/轮次/ 并登记；有待复核的事项时拒绝印发，已印发的不会被覆盖。
    """
    with open_session() as session:
        chosen, bulletin = build_bulletin(session, round_name, draft, script)
        contents = {name: FORMATS[name](bulletin) for name in formats}
        if draft:
            click.echo("\n".join(contents.values()), nl=False)
            return
        folder = out.absolute() if out else paths.bulletin_folder(round_name)
        issued = issue(session, round_name, chosen, folder, contents)
    for edition in issued:
        click.echo(f"{'已印发' if edition.anew else '此前已印发，内容相同'}：{edition.path}")
