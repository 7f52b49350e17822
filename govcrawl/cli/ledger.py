"""``govcrawl ledger``."""

from __future__ import annotations

from pathlib import Path

import click

from govcrawl import clock
from govcrawl.ledger.importing import import_ledger
from govcrawl.storage.session import open_session


@click.group()
def ledger() -> None:
    """台账：网站、栏目、账号。"""


@ledger.command("import")
@click.argument("places", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="文件或目录...")
def import_(places: tuple[Path, ...]) -> None:
    """导入 CSV 台账（UTF-8 或 GBK）；每个文件都是该类台账的全部内容。

    有一处错误则全部不导入，并列出文件、行、列。改动和取消的行保留历史版本。
    """
    with open_session() as session:
        changes = import_ledger(session, places, clock.today())
    for change in changes:
        click.echo(
            f"{change.label}：共 {change.rows} 行，新增 {change.new}，变更 {change.changed}，取消 {change.cancelled}"
        )
