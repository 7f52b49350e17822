"""``govcrawl db``."""

from __future__ import annotations

import click

from govcrawl.storage.session import database_url, make_engine, told, upgrade


@click.group()
def db() -> None:
    """数据库：升级结构。"""


@db.command("upgrade")
def upgrade_() -> None:
    """把数据库升级到本程序的结构（请先备份）。"""
    url = database_url()
    with told(url):
        upgrade(make_engine(url))
    click.echo("数据库结构已是最新。")
