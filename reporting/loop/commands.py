"""``report notice``, ``statement``, ``progress``, ``correct``."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from govcrawl import clock, paths
from govcrawl.cli.shell import Group
from govcrawl.errors import Problem
from govcrawl.storage.models import Correction as CorrectionRow
from govcrawl.storage.models import Statement
from govcrawl.storage.rounds import find_round
from govcrawl.storage.session import open_session
from govcrawl.vocabulary import StatementKind
from reporting import terminal
from reporting.bulletin.build import build
from reporting.bulletin.script import converter
from reporting.bulletin.wording import Script, read_wording
from reporting.formats import book, html, json, md
from reporting.formats.files import write_unless_there
from reporting.formats.readers import LABELS, Readers
from reporting.formats.sheets import workbook_of
from reporting.judge.facts import FindingKey
from reporting.judge.judging import judge
from reporting.loop.correction import Correction, correction_of, issued_bulletin
from reporting.loop.notice import Notice, book_of, new_notices, remember
from reporting.loop.progress import lines_of
from reporting.loop.statements import Said, record_statement, statements_on

Command = Callable[..., None]


def _round(command: Command) -> Command:
    return click.option("--round", "round_name", required=True, metavar="轮次", help="轮次名，如 2020Q4。")(command)


def _day(_ctx: click.Context, _param: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


def _filled(_ctx: click.Context, param: click.Parameter, value: str) -> str:
    if not value.strip():
        raise Problem(f"--{param.name} 不能为空")
    return value.strip()


_KINDS = [kind.label for kind in StatementKind]
_person = click.option("--person", required=True, callback=_filled, metavar="姓名", help="经办人。")
_out = click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="目录", help="写入该目录。")


def _stem(notice: Notice) -> str:
    unit = hashlib.sha256(notice.unit.encode("utf-8", "replace")).hexdigest()[:8]
    return f"notice-{notice.round}-{unit}-{notice.number}"


def _give(session: Session, notice: Notice, folder: Path) -> Path:
    """Write a notice in both formats and remember it; gives where the workbook lies."""
    table = book_of(notice)
    workbook, stem = workbook_of(table), _stem(notice)
    write_unless_there(folder / f"{stem}.html", book.render(table), force=False)
    write_unless_there(folder / f"{stem}.xlsx", workbook, force=False)
    remember(session, notice, folder / f"{stem}.xlsx", workbook, clock.now())
    return folder / f"{stem}.xlsx"


@click.command()
@_round
@click.option("--unit", metavar="单位", help="只发一个主办单位。")
@_out
def notice(round_name: str, unit: str | None, out: Path | None) -> None:
    """写出整改通知书（XLSX 和 HTML）：每个主办单位一份，列出经复核属实的问题、依据、建议和整改时限。

    已经发过的问题不再列入；没有新问题的单位不再发。时限按工作日历计算，默认写入 var/notices/轮次/。
    """
    folder = (out or paths.var_folder() / "notices" / round_name).absolute()
    with open_session() as session:
        notices = new_notices(session, round_name, unit, clock.today())
        if not notices:
            raise Problem(f"轮次 {round_name} 没有待下发的问题：问题须先经复核属实，已经下发的不重复下发。")
        for one in notices:
            click.echo(f"{one.unit} 第{one.number}份，{len(one.items)} 项：{_give(session, one, folder)}")


@click.group(cls=Group)
def statement() -> None:
    """单位说明：登记主办单位对问题的情况说明或异议。"""


@statement.command("add")
@click.argument("handle", metavar="编号")
@_round
@click.option(
    "--as", "label", required=True, type=click.Choice([kind.label for kind in StatementKind]), help="哪一种。"
)
@click.option("--text", required=True, callback=_filled, metavar="文字", help="说明的内容。")
@click.option("--address", metavar="地址", help="材料的网址。")
@click.option(
    "--file", type=click.Path(path_type=Path, dir_okay=False), metavar="文件", help="材料文件，收存于佐证目录。"
)
@click.option("--received", type=click.DateTime(["%Y-%m-%d"]), callback=_day, metavar="日期", help="收到日，默认今天。")
@_person
def add_statement(
    handle: str,
    round_name: str,
    label: str,
    text: str,
    address: str | None,
    file: Path | None,
    received: date | None,
    person: str,
) -> None:
    """登记一份说明；编号见整改通知书。"""
    if address and file:
        raise Problem("--address 与 --file 只写一个；两份材料请分两次登记。")
    said = Said(StatementKind.from_label(label), text, received or clock.today(), person, address, file)
    with open_session() as session:
        anew = record_statement(session, round_name, handle, said)
    click.echo("已登记。" if anew else "此前已登记，未重复。")


def _statement_cells(key: FindingKey, row: Statement) -> tuple[str, ...]:
    kind = StatementKind(row.kind).label
    where = (row.received_on.isoformat(), key.target, key.indicator.label, key.subject)
    return (*where, kind, row.text, row.source or "", row.person)


@statement.command("list")
@_round
def list_statements(round_name: str) -> None:
    """列出一轮登记的说明。"""
    with open_session() as session:
        find_round(session, round_name)
        found = statements_on(session, round_name)
        rows = [_statement_cells(key, row) for key, own in found.items() for row in own]
    if not rows:
        click.echo("没有登记的说明。")
        return
    terminal.print_table(f"{round_name} 单位说明（{len(rows)}份）", _STATEMENT_HEADER, rows)


_STATEMENT_HEADER = ("收到日", "对象", "指标", "栏目或地址", "种类", "内容", "材料", "登记人")
_PROGRESS_HEADER = ("编号", "对象", "指标", "栏目或地址", "阶段", "整改时限", "整改状态", "复查所见")


@click.command()
@_round
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), callback=_day, metavar="日期", help="到哪一天，默认今天。")
def progress(round_name: str, on: date | None) -> None:
    """列出经复核属实的问题到了哪一步：下发、说明或异议、整改。"""
    with open_session() as session:
        lines = list(lines_of(session, judge(session, round_name), on or clock.today()))
    if not lines:
        click.echo("没有经复核属实的问题。")
        return
    rows = []
    for line in lines:
        finding, mending = line.settled.finding, line.mending
        state = f"{mending.state.label}{'' if mending.by_person else '（系统）'}" if mending else ""
        due = line.progress.due.isoformat() if line.progress.due else ""
        told = (line.stage.label, due, state, mending.seen if mending else "")
        rows.append((finding.handle, line.judged.target.name, finding.key.indicator.label, finding.name, *told))
    terminal.print_table(f"{round_name} 问题进展（{len(rows)}项）", _PROGRESS_HEADER, rows)


@click.command()
@_round
@click.option("--script", type=click.Choice(["hans", "hant"]), help="更正哪一种字体的通报，默认依轮次设置。")
@click.option("--reason", required=True, callback=_filled, metavar="原因", help="更正的原因，写入通知。")
@_person
@_out
def correct(round_name: str, script: Script | None, reason: str, person: str, out: Path | None) -> None:
    """写出更正通知（Markdown 和 HTML）：已印发的通报与现在的判定有何不同。

    已印发的通报不作改动；更正登记在案，再次更正从上一次更正之后算起。
    """
    folder = (out or paths.bulletin_folder(round_name)).absolute()
    with open_session() as session:
        chosen, bulletin = build(session, round_name, False, script)
        wording = read_wording(find_round(session, round_name).wording, round_name)
        convert = converter(chosen, wording.hant)
        issued, number = issued_bulletin(session, round_name, chosen)
        details = {"round": round_name, "day": clock.today(), "issuer": convert(wording.issuer), "reason": reason}
        made = correction_of(issued, number, json.render(bulletin), details)
        for suffix, content in _rendered(made, chosen, convert).items():
            path = folder / f"correction-{round_name}.{chosen}.{made.number}.{suffix}"
            write_unless_there(path, content, force=False)
            session.add(_row(made, chosen, suffix, path, content, person))
            click.echo(f"已写出：{path}")
    click.echo(f"第{made.number}次更正，{len(made.changes)} 处。")


def _rendered(correction: Correction, script: Script, convert: Callable[[str], str]) -> dict[str, bytes]:
    day, labels = correction.day, LABELS[script]
    values = {
        "title": convert(correction.title),
        "told": convert(f"因{correction.reason}，现对已印发的通报更正如下，其余内容不变。"),
        "header": [convert(name) for name in ("位置", "原为", "更正为")],
        "rows": [(convert(one.where), one.was, one.now) for one in correction.changes],
        "issuer": correction.issuer,
        "signed": f"{day.year}年{day.month}月{day.day}日",
        "declaration": labels.declare(Readers.PUBLIC),
        "language": labels.language,
    }
    texts = {"md": md.page("correction.md.jinja", **values), "html": html.page("correction.html.jinja", **values)}
    return {suffix: text.encode("utf-8", "replace") for suffix, text in texts.items()}


def _row(correction: Correction, script: Script, suffix: str, path: Path, content: bytes, person: str) -> CorrectionRow:
    return CorrectionRow(
        round=correction.round,
        script=script,
        number=correction.number,
        format=suffix,
        path=str(path),
        sha256=hashlib.sha256(content).hexdigest(),
        bulletin=correction.bulletin,
        person=person,
        reason=correction.reason,
        issued_at=clock.now(),
    )
