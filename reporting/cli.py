"""The ``report`` command: judge, review, lists, build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from govcrawl import paths
from govcrawl.cli.shell import Group
from govcrawl.errors import Problem
from govcrawl.storage.session import open_session
from reporting.bulletin.build import build as build_bulletin
from reporting.bulletin.wording import Script
from reporting.charts.commands import charts
from reporting.clues.commands import clues
from reporting.comparing.commands import compare, year
from reporting.formats.files import as_text, issue_all, write_drafts
from reporting.formats.table import FORMATS, render_all
from reporting.judge.commands import explain, judge
from reporting.lists.commands import problems, roster
from reporting.loop.commands import correct, notice, progress, statement
from reporting.loop.questions import question
from reporting.papers.commands import papers
from reporting.review.commands import review
from reporting.standard.commands import standard
from reporting.submission.commands import submission
from reporting.verify.commands import adopt, verify
from reporting.warning.commands import warn

_HELP = {"help_option_names": ["-h", "--help"]}
Decorator = Callable[[Callable[..., None]], Callable[..., None]]


def _round_option() -> Decorator:
    return click.option("--round", "round_name", required=True, metavar="轮次", help="轮次名，如 2020Q4。")


@click.group(cls=Group, context_settings=_HELP)
def main() -> None:
    """判定抽查结果、复核问题、编写通报。

    \b
    一轮的次序：
      report roster     抽查名单：检查哪些对象，如何抽出
      report standard   检查指标：条款、期限、分值，哪些由程序检查
      report question   模拟提问：登记提交的问题和答复，计算工作日
      report judge      依检查指标判定，列出问题和未定事项
      report explain    说明一个对象的结果，答复异议
      report papers     工作底稿：每个对象的检查情况、佐证、计算和复核
      report clues      补录线索：事后补入、标注旧日期的条目（内部）
      report review     由具名人员逐项复核（属实、误报、未发现、已报备）
      report problems   问题清单：经复核属实的问题
      report notice     整改通知书：发各主办单位
      report statement  单位说明：登记情况说明和异议
      report progress   问题进展：下发、说明、整改
      report submission 呈批说明：一页，随通报草稿送签
      report build      编写通报；全部复核后才能印发，草稿随时可看
      report charts     图：抽查结果、栏目更新、首页连通性
      report verify     核验通报文件
      report adopt      登记签发的版本
      report correct    更正通知

    \b
    平时：
      report warn       预警：日常轮次中即将超期的栏目和账号
      report compare    比较两轮
      report year       汇总一年
    """


def _formats(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    names = [name.strip() for value in values for name in value.split(",")]
    unknown = [name for name in names if name not in FORMATS]
    if unknown:
        raise Problem(f"不认识格式 {'、'.join(unknown)}，可用的有 {'、'.join(FORMATS)}")
    return tuple(dict.fromkeys(names))


_FORMATS_HELP = f"{'、'.join(FORMATS)}。"


@main.command()
@_round_option()
@click.option(
    "--format", "formats", multiple=True, default=["md"], callback=_formats, metavar="格式", help=_FORMATS_HELP
)
@click.option("--draft", is_flag=True, help="草稿：打印到终端，或写入 --out 的目录；不印发。")
@click.option("--script", type=click.Choice(["hans", "hant"]), help="简体或繁体，默认依轮次设置。")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="目录", help="写入该目录。")
@click.option("--force", is_flag=True, help="覆盖已有的草稿；已印发的不会被覆盖。")
def build(
    round_name: str, formats: tuple[str, ...], draft: bool, script: Script | None, out: Path | None, force: bool
) -> None:
    """编写通报。

    印发时写入 var/bulletins/轮次/ 并登记；有待复核的事项时拒绝印发，已印发的不会被覆盖。
    """
    folder = out.absolute() if out else paths.bulletin_folder(round_name)
    with open_session() as session:
        chosen, bulletin = build_bulletin(session, round_name, draft, script)
        rendered = render_all(formats, bulletin, chosen)
        if draft and not out:
            click.echo(as_text(rendered), nl=False)
            return
        if draft:
            files, told = write_drafts(round_name, chosen, folder, rendered, force), _DRAFTED
        else:
            files, told = issue_all(session, round_name, chosen, folder, rendered), _ISSUED
    for file in files:
        click.echo(f"{told[file.anew]}：{file.path}")


_ISSUED = {True: "已印发", False: "此前已印发，内容相同"}
_DRAFTED = {True: "已写出草稿", False: "草稿内容相同，未改动"}

_COMMANDS = (
    *(judge, explain, standard, review, problems, roster, papers, clues, submission),
    *(charts, question, notice, statement, progress, verify, adopt, correct, warn, compare, year),
)
for command in _COMMANDS:
    main.add_command(command)
