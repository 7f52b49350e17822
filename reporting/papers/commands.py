"""``report papers``."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import click

from govcrawl import paths
from govcrawl.storage.session import open_session
from reporting.formats import book
from reporting.formats.files import write_unless_there
from reporting.formats.sheets import workbook_of
from reporting.judge.explaining import Explanation, explanations, find_target
from reporting.judge.facts import Target
from reporting.judge.judging import judge
from reporting.papers.paper import paper_of

_UNSAFE = re.compile(r"[^0-9A-Za-z_-]")
_MOST = 60
_DIGEST = 8


def file_stem(target: Target) -> str:
    """The name of a target's files: its key, and a digest of it where the key cannot be a file's name."""
    safe = _UNSAFE.sub("_", target.key)[:_MOST]
    digest = (
        "" if safe == target.key else f"-{hashlib.sha256(target.key.encode('utf-8', 'replace')).hexdigest()[:_DIGEST]}"
    )
    return f"{target.kind}-{safe}{digest}"


def _write(explanation: Explanation, folder: Path, force: bool) -> bool:
    """Both files of a target; whether one of them is new."""
    paper, stem = paper_of(explanation), file_stem(explanation.judged.target)
    contents = {f"{stem}.html": book.render(paper), f"{stem}.xlsx": workbook_of(paper)}
    written = [write_unless_there(folder / name, content, force) for name, content in contents.items()]
    return any(written)


@click.command()
@click.option("--round", "round_name", required=True, metavar="轮次", help="轮次名，如 2020Q4。")
@click.option("--target", "text", metavar="对象", help="只写一个对象：网站标识码、账号编号或名称。")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="目录", help="默认写入 var/papers/。")
@click.option("--force", is_flag=True, help="覆盖内容不同的旧底稿。")
def papers(round_name: str, text: str | None, out: Path | None, force: bool) -> None:
    """写出工作底稿（HTML 和 XLSX）：每个对象的指标、检查情况、佐证、计算和复核。

    内部使用；与 report explain 出自同一份说明，不另行计算。不指定对象时写出全部抽查对象。
    """
    folder = (out or paths.var_folder() / "papers" / round_name).absolute()
    with open_session() as session:
        judgement = judge(session, round_name)
        chosen = [find_target(judgement, text)] if text else judgement.judged
        new = sum(_write(one, folder, force) for one in explanations(session, judgement, chosen))
    click.echo(f"工作底稿 {len(chosen)} 份，其中新写或改动 {new} 份：{folder}")
