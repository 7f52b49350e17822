"""``report standard``, and the options by which any command chooses its standard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from reporting.standard.applying import named, with_file
from reporting.standard.resolved import NATIONAL, Standard
from reporting.standard.telling import find_rule, list_lines, rule_lines

Command = Callable[..., None]


def standard_options(command: Command) -> Command:
    """``--standard`` and ``--overlay``."""
    options = (
        click.option("--standard", "standard_name", metavar="名称", help="2019、2015 或 seeds/overlays 中的名称。"),
        click.option("--overlay", type=click.Path(path_type=Path), metavar="文件", help="地方口径文件（TOML）。"),
    )
    for option in reversed(options):
        command = option(command)
    return command


def chosen(own: Standard, name: str | None, overlay: Path | None) -> Standard:
    """The standard that the options name, over ``own``; raises :class:`Problem` for what does not exist or fit."""
    base = named(name) if name else own
    return with_file(base, overlay) if overlay else base


@click.command()
@click.argument("indicator", required=False, metavar="指标")
@standard_options
def standard(indicator: str | None, standard_name: str | None, overlay: Path | None) -> None:
    """列出检查指标，或说明其中一项（编号或名称）。"""
    table = chosen(NATIONAL, standard_name, overlay)
    lines = rule_lines(find_rule(table, indicator)) if indicator else list_lines(table)
    for line in lines:
        click.echo(line)
