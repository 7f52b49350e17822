"""``report verify`` and ``report adopt``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click

from govcrawl import paths
from govcrawl.errors import Problem
from govcrawl.storage.rounds import find_round
from govcrawl.storage.session import open_session
from reporting import terminal
from reporting.bulletin.build import build
from reporting.bulletin.script import converter
from reporting.bulletin.wording import Script, read_wording
from reporting.formats import json as json_format
from reporting.judge.judging import judge
from reporting.loop.correction import Change
from reporting.verify.adopting import adopt as adopt_file
from reporting.verify.adopting import check_number, checked
from reporting.verify.comparing import differences
from reporting.verify.reading import read_file

DIFFERS = 1


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="文件")
@click.option("--round", "round_name", required=True, metavar="轮次", help="轮次名，如 2020Q4。")
@click.option("--script", type=click.Choice(["hans", "hant"]), help="文件是简体还是繁体，默认依轮次设置。")
@click.pass_context
def verify(context: click.Context, file: Path, round_name: str, script: Script | None) -> None:
    """核验通报文件：由检查情况和复核记录重新计算每个数字、名称和每一行，列出不同之处。

    文件可以是 JSON、HTML、XLSX（只核附件）、DOCX 或 PDF（核文字）。一致时退出码为 0，不一致为 1。
    """
    said = read_file(file)
    with open_session() as session:
        _, bulletin = build(session, round_name, False, script)
    found = differences(said, json.loads(json_format.render(bulletin)))
    if not found:
        click.echo(f"{file}：与重新计算的结果一致。")
        return
    terminal.print_table(f"{file.name}：{len(found)} 处不同", _HEADER, _cells(found))
    context.exit(DIFFERS)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="文件")
@click.option("--round", "round_name", required=True, metavar="轮次", help="轮次名，如 2020Q4。")
@click.option("--number", required=True, metavar="发文字号", help="如 宜数政〔2020〕12号。")
@click.option("--date", "day", required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="日期", help="成文日期。")
@click.option("--script", type=click.Choice(["hans", "hant"]), help="文件是简体还是繁体，默认依轮次设置。")
def adopt(file: Path, round_name: str, number: str, day: datetime, script: Script | None) -> None:
    """登记在 WPS 中修改并签发的版本（DOCX 或 PDF）为印发版。

    附件各行、正文中的数字、结果和点名的单位及其次序须与重新计算的结果相符，否则不登记；文字的改动逐处列出。
    """
    if file.suffix.lower() not in _SIGNED:
        raise Problem(f"{file}：签发的版本应是 {'、'.join(_SIGNED)} 文件。")
    said = read_file(file)
    with open_session() as session:
        wording = read_wording(find_round(session, round_name).wording, round_name)
        check_number(number, wording.number)
        chosen, bulletin = build(session, round_name, False, script)
        convert = converter(chosen, wording.hant)
        names = [convert(one.target.name) for one in judge(session, round_name).judged]
        facts = json.loads(json_format.render(bulletin))
        known = (number, convert(number), f"{day.year}年{day.month}月{day.day}日")
        found = checked(said, facts, names, known)
        if found.wrong:
            terminal.print_table(f"{file.name}：{len(found.wrong)} 处与计算结果不符", _HEADER, _cells(found.wrong))
            raise Problem("没有登记。请改正文件，或先更正复核记录。")
        path = adopt_file(session, round_name, chosen, file, paths.bulletin_folder(round_name), number, day.date())
    if found.reworded:
        terminal.print_table(f"文字改动 {len(found.reworded)} 处", _HEADER, _cells(found.reworded))
    click.echo(f"已登记为印发版：{path}")


_SIGNED = (".docx", ".pdf")
_HEADER = ("位置", "文件中", "计算结果")


def _cells(changes: Iterable[Change]) -> list[tuple[str, str, str]]:
    return [(change.where, change.was, change.now) for change in changes]
