"""``govcrawl read``: what the program sees on a saved page, for people and for measuring."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from govcrawl.extract import read_page
from govcrawl.extract.account import as_object
from govcrawl.extract.telling import tell

REASONS = {FileNotFoundError: "没有这个文件", IsADirectoryError: "是目录，不是文件", PermissionError: "没有读取权限"}
KINDS_OF_INPUT = "请给出一个网页文件，或用 --manifest 给出清单（二者选一）。"


@click.command("read")
@click.argument("page", metavar="[文件]", required=False, type=click.Path(path_type=Path))
@click.option("--url", default="", metavar="地址", help="页面自己的地址，用来补全页内链接。")
@click.option("--on", "seen_on", metavar="日期", help="访问日期（YYYY-MM-DD），用来换算“今天”和补年份；不给则不换算。")
@click.option("--charset", metavar="编码", help="HTTP 头声明的编码。")
@click.option("--json", "as_json", is_flag=True, help="输出一个 JSON 对象。")
@click.option(
    "--manifest",
    metavar="清单",
    type=click.Path(path_type=Path),
    help="JSONL 清单，每行有 id、file、url；每页输出一行 JSON。",
)
@click.option(
    "--root", metavar="目录", type=click.Path(path_type=Path), help="清单中文件的所在目录（默认为清单所在目录）。"
)
def read(
    page: Path | None,
    url: str,
    seen_on: str | None,
    charset: str | None,
    as_json: bool,
    manifest: Path | None,
    root: Path | None,
) -> None:
    """读一个保存下来的网页，说出程序看到了什么：类型、日期、条目、栏目、标识和存疑之处。"""
    look = _date(seen_on)
    if (page is None) == (manifest is None):
        raise click.UsageError(KINDS_OF_INPUT)
    if manifest is not None:
        for line in _manifest_lines(manifest, root or manifest.parent, look):
            click.echo(line)
        return
    assert page is not None  # noqa: S101
    record = read_page(_bytes(page), url=url, charset=charset, seen_on=look)
    click.echo(_line(as_object(record, look)) if as_json else tell(record, look))


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007
    except ValueError:
        raise click.BadParameter(f"“{text}”不是 YYYY-MM-DD 形式的日期。", param_hint="--on") from None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = REASONS.get(type(error), "无法读取")
        raise click.ClickException(f"{path}：{reason}。") from None


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _manifest_lines(manifest: Path, root: Path, look: date | None) -> Iterator[str]:
    """One JSON line for each row of the manifest; a row that cannot be read ends the run with its line number."""
    text = _bytes(manifest).decode("utf-8", "replace")
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        row = _row(line, number)
        record = read_page(_bytes(root / row["file"]), url=row.get("url") or "", seen_on=look)
        yield _line(as_object(record, look, row.get("id", number)))


def _row(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        raise click.ClickException(f"清单第 {number} 行不是 JSON。") from None
    if not isinstance(row, dict) or not isinstance(row.get("file"), str):
        raise click.ClickException(f"清单第 {number} 行没有 file。")
    return row
