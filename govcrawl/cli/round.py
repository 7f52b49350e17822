"""``govcrawl round``."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from govcrawl import clock, paths
from govcrawl.errors import Problem
from govcrawl.rounds import opening, status
from govcrawl.rounds.declaration import check_name, read_file
from govcrawl.storage import rounds
from govcrawl.storage.session import open_session
from govcrawl.vocabulary import RoundKind

_FOLDER = "seeds/rounds"


@click.group("round")
def round_() -> None:
    """轮次：开启、列出、查看进度、关闭。"""


def _file_of(name: str) -> Path:
    try:
        check_name(name)
    except ValueError as error:
        raise Problem(str(error)) from error
    folder = paths.resolve(_FOLDER)
    file = folder / f"{name}.toml"
    if not file.is_file():
        known = "、".join(sorted(path.stem for path in folder.glob("*.toml"))) or "无"
        raise Problem(f"没有轮次文件 {_FOLDER}/{name}.toml（现有：{known}）。请先编写该文件。")
    return file


@round_.command("open")
@click.argument("name", metavar="轮次")
def open_(name: str) -> None:
    """开启轮次：按 seeds/rounds/轮次.toml 从台账抄录抽查名单、抽样并冻结。

    再次运行不改变名单；此时只有 [bulletin] 一节的文字可以更新。
    """
    file = _file_of(name)
    declaration, text = read_file(file)
    if declaration.name != name:
        raise Problem(f"{file}：round.name 是 {declaration.name}，与文件名 {name} 不符")
    with open_session() as session:
        result = opening.open_round(session, declaration, text, clock.now())
        sizes = status.roster_sizes(session, name)
    click.echo(f"轮次 {name}：{result}。" + _sizes_text(sizes))


def _sizes_text(sizes: dict[str, tuple[int, int]]) -> str:
    return "，".join(f"{label}抽查 {sampled}，共 {whole}" for label, (sampled, whole) in sizes.items() if whole) + "。"


@round_.command("list")
def list_() -> None:
    """列出全部轮次。"""
    with open_session() as session:
        for stored in rounds.all_rounds(session):
            state = f"{clock.local_date(stored.closed_at)} 关闭" if stored.closed_at else "进行中"
            kind = RoundKind(stored.kind).label
            click.echo(f"{stored.name}  {kind}  {clock.local_date(stored.opened_at)} 开启  {state}")


@round_.command("status")
@click.argument("name", metavar="轮次")
def status_(name: str) -> None:
    """查看轮次的名单和每次抓取的进度。"""
    with open_session() as session:
        stored = rounds.find_round(session, name)
        sizes = status.roster_sizes(session, name)
        runs = status.round_runs(session, name)
        closed = stored.closed_at
    click.echo(f"轮次 {name}：" + ("已关闭。" if closed else "进行中。") + _sizes_text(sizes))
    table = Table("爬虫", "夜次", "开始", "结束", "应检", "已打开", "本夜访问")
    for run in runs:
        started = run.started_at.astimezone(clock.ZONE)
        end = run.finish_reason or "未结束（中断或正在运行）"
        cells = (run.expected, run.seen, run.looks)
        table.add_row(
            run.spider,
            str(run.night),
            f"{started:%m-%d %H:%M}",
            end,
            *(("—" if cell is None else str(cell)) for cell in cells),
        )
    Console().print(table)


@round_.command("close")
@click.argument("name", metavar="轮次")
def close(name: str) -> None:
    """关闭轮次：此后不能再抓取。"""
    with open_session() as session:
        done = opening.close_round(session, name, clock.now())
    click.echo(f"轮次 {name}：{'已关闭' if done else '早已关闭，未变'}。")
