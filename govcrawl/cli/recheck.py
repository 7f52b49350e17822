"""``govcrawl recheck``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from govcrawl.errors import Problem
from govcrawl.storage.runs import RECHECK


@click.command()
@click.option("--round", "round_name", required=True, metavar="轮次", help="轮次名，如 2020Q4。")
@click.option("--sites", metavar="标识码,标识码", help="只复查这些网站。")
def recheck(round_name: str, sites: str | None) -> None:
    """复查：把一轮经复核属实的问题再访问一遍，看是否已经整改。

    即 scrapy crawl recheck -a round=轮次；复查所见不影响监测时间点的结果。
    """
    program = Path(sys.executable).with_name("scrapy")
    words = [str(program), "crawl", RECHECK, "-a", f"round={round_name}", *(["-a", f"sites={sites}"] if sites else [])]
    if not program.exists():
        raise Problem(f"没有找到 {program}：请在安装了 govcrawl 的环境中运行。")
    os.execv(program, words)  # noqa: S606 - our own program, its arguments as a list
