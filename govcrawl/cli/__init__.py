"""``govcrawl``: the ledger, rounds, reading a page, the model city, the database."""

from __future__ import annotations

import click

from govcrawl.cli.shell import Group

_PLACES = {
    "db": "govcrawl.cli.db:db",
    "ledger": "govcrawl.cli.ledger:ledger",
    "modelcity": "govcrawl.cli.modelcity:modelcity",
    "read": "govcrawl.cli.read:read",
    "recheck": "govcrawl.cli.recheck:recheck",
    "round": "govcrawl.cli.round:round_",
}


@click.group(cls=Group, places=_PLACES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="govcrawl", prog_name="govcrawl", message="%(prog)s %(version)s")
def main() -> None:
    """政府网站与政务新媒体检查：台账、轮次、读页、模型城市、数据库。

    抓取用 scrapy crawl，研判、复核和通报用 report。各命令须在 scrapy.cfg 所在的项目目录中运行。
    """
