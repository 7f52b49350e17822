"""``govcrawl ledger``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from govcrawl import clock
from govcrawl.cli.ledger_check import check
from govcrawl.errors import Problem
from govcrawl.extract.telling import clean
from govcrawl.ledger.columnsheet import confirmation_page
from govcrawl.ledger.diffing import Difference, against_round, differences
from govcrawl.ledger.exporting import export_pages
from govcrawl.ledger.files import write_file
from govcrawl.ledger.importing import import_files, plan_import
from govcrawl.ledger.kinds import EXPORTED
from govcrawl.ledger.versions import Change, Plan
from govcrawl.ledger.workbooks import as_xlsx, render
from govcrawl.storage.session import open_session

_BY_WORD = {kind.word: kind for kind in EXPORTED}
_FILE = click.Path(path_type=Path)
_DIFFERS = 1
_force = click.option("--force", is_flag=True, help="覆盖已有的文件。")
_person = click.option("--confirmed-by", default="", metavar="姓名", help="栏目确认表中没有写确认人的行，由此人确认。")


@click.group()
def ledger() -> None:
    """台账：导入、导出、比对、核对，栏目确认表。

    台账文件有五类：网站、栏目、账号、报备（网站停机）、无更新（无更新事项）；另有各单位填的栏目确认表。
    CSV（UTF-8、GBK）和 XLSX 均可，以表头辨认。
    """


@ledger.command("import")
@click.argument("places", nargs=-1, required=True, type=_FILE, metavar="文件或目录...")
@_person
def import_(places: tuple[Path, ...], confirmed_by: str) -> None:
    """导入台账；每个文件都是该类台账的全部内容，栏目确认表则只涉及有确认意见的栏目。

    有一处错误则全部不导入：列出文件、行、列，并在原文件旁写出标红的“….错误.xlsx”，批注中是原因。
    改动和取消的行保留历史版本。
    """
    with open_session() as session:
        done = import_files(session, places, clock.today(), confirmed_by.strip())
    _note(done.notices)
    for change in done.changes:
        click.echo(_counts(change))


def _note(notices: Iterable[str]) -> None:
    for notice in notices:
        click.echo(f"注意：{clean(notice)}", err=True)


def _counts(change: Change) -> str:
    numbers = f"共 {change.rows} 行，新增 {change.new}，变更 {change.changed}，取消 {change.cancelled}"
    return f"{change.label}：{numbers}"


@ledger.command("export")
@click.argument("file", type=_FILE, metavar="文件")
@click.option("--kind", type=click.Choice(list(_BY_WORD)), help="哪一类台账；XLSX 不给则全部，每类一个工作表。")
@_force
def export(file: Path, kind: str | None, force: bool) -> None:
    """导出台账为 CSV 或 XLSX（按文件名的后缀）；原样导入不会有任何变化。

    没有内容的一类也可以导出，得到只有表头的空表，供填写。
    """
    with open_session() as session:
        pages = export_pages(session, [_BY_WORD[kind]] if kind else [])
    if not pages:
        raise Problem("台账是空的，没有可导出的内容。请先运行 govcrawl ledger import，或用 --kind 导出空表。")
    write_file(file, render(file, pages), force=force)
    click.echo(f"{file}：" + "，".join(f"{page.name} {len(page.rows)} 行" for page in pages))


@ledger.command("diff")
@click.argument("places", nargs=-1, type=_FILE, metavar="[文件或目录...]")
@click.option("--round", "round_name", metavar="轮次", help="与该轮次开启时的名单比对。")
@_person
@click.pass_context
def diff(context: click.Context, places: tuple[Path, ...], round_name: str | None, confirmed_by: str) -> None:
    """比对台账：现行台账与文件（导入会改变什么），或轮次开启时的名单与现行台账（此后改变了什么）。

    新增、变更（逐项）、迁移（标识码不变而地址变了）、取消。什么也不改。

    退出码：0 相同，1 不同，2 有错误。
    """
    if bool(places) == bool(round_name):
        raise click.UsageError("请给出要比对的文件，或用 --round 给出轮次，二者取一。")
    with open_session() as session:
        if round_name:
            plans = against_round(session, round_name)
        else:
            readings, plans = plan_import(session, places, confirmed_by.strip())
            _note(readings.notices)
    found = [(plan, differences(plan)) for plan in plans]
    for plan, rows in found:
        click.echo(_summary(plan, rows))
        for row in rows:
            click.echo(clean(f"  {row.sort.label} {row.who} {row.name}"))
            for header, old, new in row.fields:
                click.echo(clean(f"      {header}：{old or '（空）'} → {new or '（空）'}"))
    context.exit(_DIFFERS if any(rows for _, rows in found) else 0)


def _summary(plan: Plan, rows: list[Difference]) -> str:
    counts = {row.sort: sum(other.sort is row.sort for other in rows) for row in rows}
    return f"{plan.table.label}：" + ("，".join(f"{sort.label} {n}" for sort, n in counts.items()) or "相同")


@ledger.command("columns")
@click.option("--site", "code", required=True, metavar="网站标识码", help="哪个网站。")
@click.option("--xlsx", "file", required=True, type=_FILE, metavar="文件", help="写到哪个 XLSX 文件。")
@_force
def columns(code: str, file: Path, force: bool) -> None:
    """写出一个网站的栏目确认表，交主办单位核对：台账中的栏目和抓取发现的栏目。

    单位在“确认意见”中选 属实、不是栏目、已停用 或 待核实，签“确认人”后，用 govcrawl ledger import 导回。
    没有意见的行保持不变。
    """
    if file.suffix.lower() != ".xlsx":
        raise Problem(f"{file}：栏目确认表只有 XLSX，文件名应以 .xlsx 结尾。")
    with open_session() as session:
        page = confirmation_page(session, code.strip().lower())
    write_file(file, as_xlsx([page]), force=force)
    click.echo(f"{file}：{len(page.rows)} 个栏目待核对")


ledger.add_command(check)
