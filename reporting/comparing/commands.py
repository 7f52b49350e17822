"""``report compare`` and ``report year``."""

from __future__ import annotations

from pathlib import Path

import click

from govcrawl.errors import Problem
from govcrawl.storage.session import open_session
from reporting import terminal
from reporting.charts.model import Bars
from reporting.comparing import movements, yearly
from reporting.comparing.plots import movements_chart, year_chart
from reporting.formats.drawing import svg
from reporting.formats.files import write_unless_there
from reporting.formats.readers import LABELS, Readers
from reporting.formats.sheets import Book, workbook_of
from reporting.judge.judging import judge

_out = click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    multiple=True,
    metavar="文件",
    help="另写出文件：.xlsx 为表，.svg 为图；可写多次。",
)
_force = click.option("--force", is_flag=True, help="覆盖已有的文件。")


def _drawing(chart: Bars) -> bytes:
    if not chart.rows:
        raise Problem(f"{chart.title}：没有可画的内容。")
    return svg(chart, "hans", LABELS["hans"].declare(Readers.INTERNAL))


def _check(out: tuple[Path, ...]) -> None:
    """Refuse other files before anything is judged."""
    for path in out:
        if path.suffix.lower() not in (".xlsx", ".svg"):
            raise Problem(f"{path}：只写 XLSX 和 SVG，文件名应以 .xlsx 或 .svg 结尾。")


def _write(out: tuple[Path, ...], book: Book, chart: Bars, force: bool) -> None:
    """All of the files or none: each is made before the first is written."""
    made = [(path.absolute(), _drawing(chart) if path.suffix.lower() == ".svg" else workbook_of(book)) for path in out]
    for path, content in made:
        new = write_unless_there(path, content, force)
        click.echo(f"{'已写出' if new else '内容相同，未改动'}：{path}")


@click.command()
@click.argument("before", metavar="上次轮次")
@click.argument("after", metavar="本次轮次")
@_out
@_force
def compare(before: str, after: str, out: tuple[Path, ...], force: bool) -> None:
    """比较两轮：结果的变化，反复出现的问题。"""
    _check(out)
    with open_session() as session:
        found = movements.movements(judge(session, before), judge(session, after))
    told = "，".join(f"{change.label} {number}" for change, number in movements.counts(found).items())
    click.echo(f"{before} → {after}：{told or '没有共同的对象'}")
    moved = [one for one in found if one.repeated or one.change.value.startswith(("failed", "recovered"))]
    if moved:
        header = ("类别", "编号", "名称", "主办单位", "上次", "本次", "变化", "上次问题", "本次问题", "反复出现的问题")
        terminal.print_table("变化和反复", header, [tuple(map(str, movements.row_of(one))) for one in moved])
    _write(out, movements.book_of(before, after, found), movements_chart(before, after, found), force)


@click.command()
@click.argument("year", type=click.IntRange(2000, 2100), metavar="年")
@_out
@_force
def year(year: int, out: tuple[Path, ...], force: bool) -> None:
    """一年的数字：各轮结果、下发和整改、问责、预警，供填年度报表。"""
    _check(out)
    with open_session() as session:
        found, warnings = yearly.figures_of(session, year), yearly.warned(session, year)
    rows = [tuple(map(str, row)) for row in yearly.rows_of(found)]
    terminal.print_table(f"{year}年", yearly.HEADER, rows)
    click.echo(f"全年发出预警 {warnings} 条。")
    _write(out, yearly.book_of(year, found, warnings), year_chart(year, found), force)
