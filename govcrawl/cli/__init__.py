"""``govcrawl``: the ledger, rounds, reading a page, the model city, the database."""

from __future__ import annotations

import click

from govcrawl.cli.db import db
from govcrawl.cli.ledger import ledger
from govcrawl.cli.modelcity import modelcity
from govcrawl.cli.read import read
from govcrawl.cli.recheck import recheck
from govcrawl.cli.round import round_
from govcrawl.cli.shell import Group


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="govcrawl", prog_name="govcrawl", message="%(prog)s %(version)s")
def main() -> None:
    """政府网站与政务新媒体检查：台账、轮次、读页、模型城市、数据库。

    抓取用 scrapy crawl，研判、复核和通报用 report。各命令须在 scrapy.cfg 所在的项目目录中运行。
    """


for command in (ledger, round_, recheck, read, modelcity, db):
    main.add_command(command)
