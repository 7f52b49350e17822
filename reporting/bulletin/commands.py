"""``report build``."""

from __future__ import annotations

from pathlib import Path

import click

from govcrawl import paths
from govcrawl.errors import Problem
from govcrawl.storage.session import open_session
from reporting.bulletin.build import build as build_bulletin
from reporting.bulletin.wording import Script
from reporting.formats.files import as_text, issue_all, write_drafts
from reporting.formats.table import FORMATS, render_all


def _formats(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    names = [name.strip() for value in values for name in value.split(",")]
    unknown = [name for name in names if name not in FORMATS]
    if unknown:
        raise Problem(f"不认识格式 {'、'.join(unknown)}，可用的有 {'、'.join(FORMATS)}")
    return tuple(dict.fromkeys(names))


_FORMATS_HELP = f"{'、'.join(FORMATS)}。"


@click.command()
@click.option("--round", "round_name", required=True, metavar="轮次", help="轮次名，如 2020Q4。")
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
