"""``report verify``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from govcrawl.storage.session import open_session
from reporting import terminal
from reporting.bulletin.build import build
from reporting.bulletin.wording import Script
from reporting.formats import json as json_format
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
    rows = [(change.where, change.was, change.now) for change in found]
    terminal.print_table(f"{file.name}：{len(rows)} 处不同", ("位置", "文件中", "应为"), rows)
    context.exit(DIFFERS)
