"""``report warn``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from govcrawl import clock, paths
from govcrawl.errors import Problem
from govcrawl.rounds.declaration import Declaration
from govcrawl.storage.rounds import find_round
from govcrawl.storage.session import open_session
from govcrawl.vocabulary import RoundKind
from reporting.formats.files import write_unless_there
from reporting.judge.explain_text import clean
from reporting.judge.source import declaration_of
from reporting.warning import counting, sheet
from reporting.warning.forecast import MOST_DAYS, Upcoming, upcoming
from reporting.warning.sending import Message, Undelivered, channels_of, messages, send
from reporting.warning.text import by_unit, text_of


def _marks(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[int, ...]:
    texts = [text.strip() for text in value.split(",")]
    if not all(text.isdecimal() and text.isascii() and int(text) <= MOST_DAYS for text in texts):
        raise Problem(f"--days {value}：应为 0 至 {MOST_DAYS} 的天数，用逗号分开，例如 7,3,1")
    return tuple(sorted({int(text) for text in texts}))


def _check(declaration: Declaration, closed: bool, today: date) -> None:
    """Refuse a round that warns of nothing: not a standing one, closed, or outside its windows."""
    name = declaration.name
    if declaration.kind is not RoundKind.DAILY:
        raise Problem(f'轮次 {name} 是{declaration.kind.label}轮次，预警只用于日常轮次（kind = "日常"）。')
    if closed:
        raise Problem(f"轮次 {name} 已关闭，不再抓取，不能据以预警。请另开一个日常轮次。")
    windows = [part.window for part in (declaration.sites, declaration.accounts) if part]
    if not any(window.start <= today <= window.end for window in windows):
        raise Problem(f"今天 {today} 不在轮次 {name} 的监测时段内，没有当前的检查情况。请另开一个日常轮次。")


def _echo(lines: Iterable[str], err: bool = False) -> None:
    for line in lines:
        click.echo(clean(line), err=err)


def _counted(round_name: str) -> Iterator[str]:
    with open_session() as session:
        found = counting.counts(session, round_name)
    yield from counting.lines_of(found)


def _write(place: Path, content: bytes) -> None:
    """Today's list; a later run of the same day brings it up to date."""
    click.echo(f"{'已写出' if write_unless_there(place, content, force=True) else '内容相同，未改动'}：{place}")


def _found(round_name: str, marks: Sequence[int], today: date) -> tuple[Upcoming, ...]:
    with open_session() as session:
        row = find_round(session, round_name)
        _check(declaration_of(row), row.closed_at is not None, today)
        return upcoming(session, round_name, today, max(marks))


def _place(out: Path | None, round_name: str, today: date) -> Path:
    path = out or paths.var_folder() / "warnings" / round_name / f"warnings-{round_name}-{today}.xlsx"
    if path.suffix.lower() != ".xlsx":
        raise Problem(f"{path}：预警清单是 XLSX，文件名应以 .xlsx 结尾。")
    return path.absolute()


def _lines(items: Sequence[Upcoming]) -> Iterator[str]:
    yield from (text_of(own) for own in by_unit(items).values())
    doubtful = sum(bool(one.doubt) for one in items)
    yield f"即将超期 {len(items)} 项，其中疑似 {doubtful} 项。" if items else "没有即将超期的栏目和账号。"


def _send(round_name: str, message: Message, marks: Sequence[int], today: date) -> bool:
    """One message in a transaction of its own: what was delivered stays recorded, whatever comes after."""
    try:
        with open_session() as session:
            send(session, round_name, message, marks, today, clock.now())
    except Undelivered:
        return False
    return True


def _send_all(round_name: str, waiting: Sequence[Message], marks: Sequence[int], today: date) -> bool:
    failed = [message for message in waiting if not _send(round_name, message, marks, today)]
    click.echo(f"已发送 {len(waiting) - len(failed)} 条。" if waiting else "没有要发送的新预警。")
    told = (
        f"发送失败：{message.channel.name} {message.unit}。没有登记，请检查地址和网络后再运行一次。"
        for message in failed
    )
    _echo(told, err=True)
    return not failed


@click.command()
@click.option("--round", "round_name", required=True, metavar="轮次", help="日常轮次的名称。")
@click.option("--days", "marks", default="7,3,1", show_default=True, callback=_marks, metavar="天数", help="提前几天。")
@click.option(
    "--send",
    "addresses",
    multiple=True,
    envvar="GOVCRAWL_NOTIFY",
    metavar="地址",
    help="apprise 地址，可写多个；含密钥的请放在环境变量 GOVCRAWL_NOTIFY 中。",
)
@click.option("--dry-run", is_flag=True, help="只列出会发送什么，不发送，不登记，不写文件。")
@click.option("--count", is_flag=True, help="只列出已发送的数目：每月、每个单位。")
@click.option("--out", type=click.Path(path_type=Path), metavar="文件", help="XLSX 文件，默认写入 var/warnings/。")
@click.pass_context
def warn(
    ctx: click.Context,
    round_name: str,
    marks: tuple[int, ...],
    addresses: tuple[str, ...],
    dry_run: bool,
    count: bool,
    out: Path | None,
) -> None:
    """预警：日常轮次中即将超期的栏目和账号，按责任单位。

    写出预警清单（XLSX）和每个单位不超过70字的文字；加 --send 则发送。同一事项在每一档天数只发一次。
    发送失败的不登记，退出码为 1，再运行一次即可。
    """
    if count:
        _echo(_counted(round_name))
        return
    today = clock.today()
    channels, place = channels_of(addresses), _place(out, round_name, today)
    items = _found(round_name, marks, today)
    with open_session() as session:
        waiting = list(messages(session, round_name, items, channels, marks, today))
    _echo(_lines(items))
    if dry_run:
        click.echo(f"会发送 {len(waiting)} 条。" if channels else "没有给出发送地址。")
        return
    _write(place, sheet.render(items, round_name, today))
    if channels and not _send_all(round_name, waiting, marks, today):
        ctx.exit(1)
