"""``report clues``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.storage.rounds import find_round
from govcrawl.storage.session import open_session
from govcrawl.vocabulary import TargetKind
from reporting import terminal
from reporting.clues.backdated import compared, find_clues
from reporting.clues.sheet import DECLARATION, WARNING, Told, book_of, together_of
from reporting.clues.source import load_list_looks, load_names, load_places
from reporting.formats.files import write_unless_there
from reporting.formats.sheets import workbook_of
from reporting.judge.facts import Target
from reporting.judge.source import load_targets

_HEADER = ("网站", "栏目", "条目", "标注日期", "首次看到", "此前最后一次未见", "相差天数", "同次补入")


def _sites(session: Session, round_name: str, text: str | None) -> list[Target]:
    find_round(session, round_name)
    sites = [one for one in load_targets(session, round_name) if one.kind is TargetKind.SITE and one.sampled]
    chosen = [one for one in sites if text is None or text in (one.key, one.name)]
    if text is not None and len(chosen) != 1:
        raise Problem(f"“{text}”在轮次 {round_name} 抽中的网站里有{len(chosen)}个，请写网站标识码。")
    return chosen


def _told(session: Session, round_name: str, target: Target) -> tuple[int, list[Told]]:
    """How many lists of a site could be compared, and its clues."""
    looks = load_list_looks(session, target.key)
    clues = list(find_clues(looks, round_name))
    places = load_places(session, {look.visit for clue in clues for look in (clue.first, clue.without)})
    names = load_names(session, round_name, target.key) if clues else {}
    told = [
        Told(
            target,
            names.get(clue.first.list_url, ""),
            clue,
            places.get(clue.first.visit, "未存档"),
            places.get(clue.without.visit, "未存档"),
        )
        for clue in clues
    ]
    return compared(looks, round_name), told


def _rows(told: list[Told]) -> Iterator[tuple[str, ...]]:
    for one in told:
        clue = one.clue
        where = f"{one.target.key} {one.target.name}", f"{one.column} {clue.first.list_url}".strip()
        what = f"{clue.item.title} {clue.item.url or ''}".strip(), str(clue.item.date)
        yield *where, *what, str(clue.first.day), str(clue.without.day), str(clue.days), together_of(clue)


@click.command()
@click.option("--round", "round_name", required=True, metavar="轮次", help="轮次名，如 2020Q4。")
@click.option("--target", "text", metavar="网站", help="只看一个网站：标识码或名称。")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="文件", help="另写出 XLSX 文件。")
@click.option("--force", is_flag=True, help="覆盖已有的文件。")
def clues(round_name: str, text: str | None, out: Path | None, force: bool) -> None:
    """补录线索：某夜首次看到、标注日期却早于此前各夜的条目，供核实是否弄虚作假。

    内部使用：只是线索，不进入问题清单、整改通知书和通报。与此前各夜（含以前轮次）的访问比较，所以一轮至少要抓取两夜。
    """
    if out is not None and out.suffix.lower() != ".xlsx":
        raise Problem(f"{out}：只写 XLSX，文件名应以 .xlsx 结尾。")
    with open_session() as session:
        found = [_told(session, round_name, target) for target in _sites(session, round_name, text)]
    told = [one for _, own in found for one in own]
    lists = sum(number for number, _ in found)
    if told:
        terminal.print_table(f"{round_name} 补录线索（{DECLARATION}）", _HEADER, _rows(told))
        click.echo(WARNING)
    click.echo(f"比较了 {lists} 个列表，线索 {len(told)} 条" + ("" if lists else "：没有在不同的夜里读到两次的列表"))
    if out is not None:
        new = write_unless_there(out.absolute(), workbook_of(book_of(round_name, told)), force)
        click.echo(f"{'已写出' if new else '内容相同，未改动'}：{out.absolute()}")
