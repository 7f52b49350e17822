"""``report problems`` and ``report roster``."""

from __future__ import annotations

from pathlib import Path

import click

from govcrawl import paths
from govcrawl.errors import Problem
from govcrawl.storage.session import open_session
from reporting.formats.files import write_unless_there
from reporting.lists import problems as problem_list
from reporting.lists import roster as target_list
from reporting.lists.draw import load_roster
from reporting.lists.items import problems_of

_round = click.option("--round", "round_name", required=True, metavar="轮次", help="轮次名，如 2020Q4。")
_out = click.option("--out", type=click.Path(path_type=Path), metavar="文件", help="XLSX 文件，默认写入 var/lists/。")
_force = click.option("--force", is_flag=True, help="覆盖已有的文件。")


def _place(out: Path | None, round_name: str, name: str) -> Path:
    path = out or paths.var_folder() / "lists" / round_name / name
    if path.suffix.lower() != ".xlsx":
        raise Problem(f"{path}：清单只有 XLSX，文件名应以 .xlsx 结尾。")
    return path.absolute()


def _write(path: Path, content: bytes, force: bool) -> None:
    click.echo(f"{'已写出' if write_unless_there(path, content, force) else '内容相同，未改动'}：{path}")


@click.command()
@_round
@click.option("--internal", is_flag=True, help="内部底稿：连同未经复核的事项。")
@_out
@_force
def problems(round_name: str, internal: bool, out: Path | None, force: bool) -> None:
    """写出问题清单（XLSX）：经复核属实的问题及其佐证、依据和时限，发各主办单位。

    触及单项否决的，须经两人确认才列入。加 --internal 得到内部底稿，列出全部未排除的事项。
    """
    path = _place(out, round_name, f"problems-{round_name}{'.internal' if internal else ''}.xlsx")
    with open_session() as session:
        found = problems_of(session, round_name, internal)
    _write(path, problem_list.render(found), force)
    left_out = f"另有 {found.left_out} 项待复核，未列入。" if found.left_out else ""
    click.echo(f"列入 {len(found.items)} 项。{left_out}")


@click.command()
@_round
@_out
@_force
def roster(round_name: str, out: Path | None, force: bool) -> None:
    """写出抽查名单（XLSX）：网站和账号、是否抽中，以及如何重复抽取。

    名单在轮次开启时已经冻结；监测时段结束前只供内部使用。
    """
    path = _place(out, round_name, f"roster-{round_name}.xlsx")
    with open_session() as session:
        found = load_roster(session, round_name)
    _write(path, target_list.render(found), force)
