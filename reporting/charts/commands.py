"""``report charts``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from govcrawl import paths
from govcrawl.storage.session import open_session
from reporting.bulletin.build import build
from reporting.bulletin.wording import Script
from reporting.charts.making import charts_of
from reporting.charts.model import PUBLIC, Chart, Kind
from reporting.formats.drawing import svg
from reporting.formats.files import write_unless_there
from reporting.formats.readers import LABELS, Readers
from reporting.judge.judging import judge

_Charts = tuple[Script, tuple[Chart[Any], ...]]


def _public(round_name: str) -> _Charts:
    with open_session() as session:
        script, bulletin = build(session, round_name, draft=False, script=None, charts=PUBLIC)
    return script, bulletin.charts


def _internal(round_name: str) -> _Charts:
    with open_session() as session:
        return "hans", charts_of(session, judge(session, round_name), Kind, public=False)


@click.command()
@click.option("--round", "round_name", required=True, metavar="轮次", help="轮次名，如 2020Q4。")
@click.option("--internal", is_flag=True, help="内部底稿：连同未定对象和首页连通性。")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="目录", help="默认写入 var/charts/。")
@click.option("--force", is_flag=True, help="覆盖已有的文件。")
def charts(round_name: str, internal: bool, out: Path | None, force: bool) -> None:
    """写出图（SVG）：网站和账号的抽查结果、栏目更新，加 --internal 另有首页连通性。

    公开的图只画通报所说的，通报还不能印发时拒绝写出；内部的图随时可以写出。
    """
    script, made = _internal(round_name) if internal else _public(round_name)
    declaration = LABELS[script].declare(Readers.INTERNAL if internal else Readers.PUBLIC)
    folder = (out or paths.var_folder() / "charts" / round_name).absolute()
    end = f"{round_name}{'.internal' if internal else ''}.svg"
    files = [(folder / f"{chart.name}-{end}", svg(chart, script, declaration)) for chart in made]
    for path, content in files:
        new = write_unless_there(path, content, force)
        click.echo(f"{'已写出' if new else '内容相同，未改动'}：{path}")
    missing = [kind.label for kind in (Kind if internal else PUBLIC) if kind not in {chart.name for chart in made}]
    if missing:
        click.echo(f"没有可画的内容：{'、'.join(missing)}。")
