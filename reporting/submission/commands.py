"""``report submission``."""

from __future__ import annotations

from pathlib import Path

import click

from govcrawl import paths
from govcrawl.storage.session import open_session
from reporting.formats import html, md
from reporting.formats.files import write_unless_there
from reporting.formats.readers import LABELS, Readers
from reporting.judge.judging import judge
from reporting.submission.note import Note, note_of

_DECLARATION = LABELS["hans"].declare(Readers.INTERNAL)


def rendered(note: Note) -> dict[str, bytes]:
    """The note by the end of its files' names."""
    values = {"note": note, "declaration": _DECLARATION}
    texts = {"html": html.page("submission.html.jinja", **values), "md": md.page("submission.md.jinja", **values)}
    return {suffix: text.encode("utf-8", "replace") for suffix, text in texts.items()}


@click.command()
@click.option("--round", "round_name", required=True, metavar="轮次", help="轮次名，如 2020Q4。")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), metavar="目录", help="默认写入 var/submissions/。"
)
@click.option("--force", is_flag=True, help="覆盖内容不同的旧说明。")
def submission(round_name: str, out: Path | None, force: bool) -> None:
    """写出呈批说明（HTML 和 Markdown，打印为一页）：总数、不合格、异议、未定、与上一轮相比、抽查比例。

    内部使用，随通报草稿送签。
    """
    folder = (out or paths.var_folder() / "submissions" / round_name).absolute()
    with open_session() as session:
        note = note_of(session, judge(session, round_name))
    for suffix, content in rendered(note).items():
        path = folder / f"submission-{round_name}.{suffix}"
        click.echo(f"{'已写出' if write_unless_there(path, content, force) else '内容相同，未改动'}：{path}")
