"""``govcrawl ledger check``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import click

from govcrawl import clock
from govcrawl.extract.telling import clean
from govcrawl.ledger.checks import Hit, Severity
from govcrawl.ledger.linting import Result, open_book, run
from govcrawl.storage.session import open_session

_EXIT = {Severity.ERROR: 3, Severity.WARNING: 1, Severity.NOTE: 0}
_MOST_LINES = 8
_NO_CRAWL = "尚无抓取结果，未核对跳转、页面标题和平台应答。"


@click.command("check")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出，含每一处。")
@click.option("--round", "round_name", metavar="轮次", help="核对该轮次的名单及其抓取结果，而不是现行台账。")
@click.pass_context
def check(context: click.Context, as_json: bool, round_name: str | None) -> None:
    """核对台账：域名、标识码、门户、同一主机、豁免；抓取之后还有跳转、页面标题和共用平台。

    同一种情形合为一行，注明依据。页面上的网站标识码尚未存为检查情况，不在核对之列。

    退出码：0 没有问题或只有提示，1 有警告，3 有错误（2 为命令或环境有误）。
    """
    with open_session() as session:
        book = open_book(session, round_name, clock.today())
    results = run(book)
    if as_json:
        click.echo(json.dumps(_document(results, crawled=bool(book.homes)), ensure_ascii=False, indent=1))
    else:
        for line in _lines(results):
            click.echo(clean(line))
        if not book.homes:
            click.echo(_NO_CRAWL)
    context.exit(max((_EXIT[one.check.severity] for one in results), default=0))


def _document(results: list[Result], *, crawled: bool) -> dict[str, Any]:
    return {"crawled": crawled, "checks": [_object(one) for one in results]}


def _object(result: Result) -> dict[str, Any]:
    one = result.check
    about = {name: getattr(one, name) for name in ("id", "severity", "title", "clause", "advice")}
    hits = [{"order": h.order, "code": h.code, "name": h.name, "text": h.text} for h in result.hits]
    return about | {"count": len(hits), "hits": hits}


def _lines(results: list[Result]) -> Iterator[str]:
    for result in results:
        one = result.check
        where = f"{len(result.hits)} 处{_orders(result.hits)}"
        yield f"[{one.severity.label}] {one.title}：{where}（{one.clause}）。{one.advice}。"
        if len(result.hits) <= _MOST_LINES:
            yield from (f"    {hit.order or ''} {hit.code} {hit.name} {hit.text}" for hit in result.hits)
    if not results:
        yield "台账没有问题。"


def _orders(hits: Iterable[Hit]) -> str:
    """The hits' numbers in the annex, runs drawn together: ``序号 8、10、43–55``."""
    runs: list[list[int]] = []
    for order in sorted({hit.order for hit in hits if hit.order}):
        if runs and order == runs[-1][-1] + 1:
            runs[-1].append(order)
        else:
            runs.append([order])
    shown = "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
    return f"，序号 {shown}" if shown else ""
