"""``govcrawl modelcity``: serve the model city, list what is planted in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

import click

from govcrawl import clock
from govcrawl.cli.shell import Group
from govcrawl.modelcity.city import City, load
from govcrawl.modelcity.errors import CityError
from govcrawl.modelcity.plants import SCENARIO, plants
from govcrawl.modelcity.scenario import nights
from govcrawl.paths import resolve

DIRECT_USAGE = """\
模型城市 · 场景 transport（直接入口）：{sites} 个网站，全部内容虚构，各在一个本机地址上。
  cd {folder} && . ./environment
  govcrawl ledger import sites.csv && govcrawl round open transport
  scrapy crawl govsites -a round=transport
按 Ctrl-C 结束。
ready={folder}"""

USAGE = """\
模型城市 · 场景 {scenario}（{title}）：{sites} 个网站、{accounts} 个账号，全部内容虚构。
网站监测日 {sites_seen}，账号监测日 {accounts_seen}。
代理地址 http://127.0.0.1:{port} ，例如：
  export http_proxy=http://127.0.0.1:{port}
  curl {example}
按 Ctrl-C 结束。
http_proxy=http://127.0.0.1:{port}"""

Command = Callable[..., Any]


def _options(command: Command) -> Command:
    scenario = click.option("--scenario", required=True, metavar="场景", help="场景名，例如 2020q4、faults。")
    seeds = click.option(
        "--seeds",
        type=click.Path(path_type=Path),
        default="seeds",
        show_default=True,
        metavar="目录",
        help="台账和场景所在目录。",
    )
    return scenario(seeds(command))


@click.group(cls=Group)
def modelcity() -> None:
    """模型城市：演示、测试和基准用的虚构网站与账号。"""


@modelcity.command()
@_options
@click.option(
    "--door",
    type=click.Choice(["proxy", "direct"]),
    default="proxy",
    show_default=True,
    help="入口：HTTP 代理，或直接在本机地址上监听（只用于场景 transport）。",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="目录",
    help="直接入口：写入台账、域名表等的目录。",
)
@click.option(
    "--sites", type=click.IntRange(1, 240), default=1, metavar="数", help="直接入口：网站数，不足时补正常的网站。"
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, show_default=True, metavar="数", help="代理端口，0 为自动选择。"
)
@click.option(
    "--latency",
    type=click.FloatRange(0, 60),
    default=0.0,
    show_default=True,
    metavar="数",
    help="每次应答前等待的秒数。",
)
@click.option(
    "--scale",
    type=click.IntRange(1, 10),
    default=1,
    show_default=True,
    metavar="数",
    help="规模：栏目数和列表页数的倍数。",
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="日期",
    help="代理入口：按场景的这一夜提供；默认按 GOVCRAWL_CLOCK 所在的一夜，否则按网站监测日。",
)
def serve(
    scenario: str,
    seeds: Path,
    door: str,
    out: Path | None,
    sites: int,
    port: int,
    latency: float,
    scale: int,
    on: datetime | None,
) -> None:
    """提供模型城市，直到被中断：以 HTTP 代理的形式，或（场景 transport）直接在本机地址上。"""
    if (door == "direct") != (scenario == SCENARIO):
        raise CityError(f"场景 {SCENARIO} 与 --door direct 必须同时使用，其他场景只能用代理入口。")
    if door == "direct":
        _serve_direct(out, sites)
    else:
        _serve_proxy(load(resolve(seeds), scenario, scale, _night(resolve(seeds), scenario, on)), port, latency)


def _night(seeds: Path, scenario: str, on: datetime | None) -> date | None:
    """The night that was asked for, else that of a clock set to one of the scenario's nights, else None."""
    if on is not None:
        return on.date()
    return clock.today() if clock.is_set() and clock.today() in nights(seeds, scenario) else None


def _serve_direct(out: Path | None, sites: int) -> None:
    from twisted.internet import reactor as installed  # installed by its first import: only when really serving

    from govcrawl.modelcity.authority import Authority
    from govcrawl.modelcity.direct import open_door
    from govcrawl.modelcity.project import AUTHORITY, LOG, write_project

    if out is None:
        raise CityError("直接入口需要 --out 目录，用来写入台账、域名表和证书。")
    reactor = cast(Any, installed)
    folder = out.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    authority, planted = Authority(), tuple(plants(sites))
    with (folder / LOG).open("w", encoding="utf-8") as log:
        write_project(folder, planted, open_door(planted, authority, reactor, log), clock.today())
        authority.write(folder / AUTHORITY)
        reactor.callWhenRunning(click.echo, DIRECT_USAGE.format(sites=len(planted), folder=folder))
        reactor.run()


def _serve_proxy(city: City, port: int, latency: float) -> None:
    from twisted.internet import reactor as installed  # installed by its first import: only when really serving

    from govcrawl.modelcity.door import ProxyDoor
    from govcrawl.modelcity.origin import Origin

    reactor = cast(Any, installed)
    bound = ProxyDoor(Origin(city), reactor, latency).open(port)
    reactor.callWhenRunning(click.echo, _usage(city, bound))
    reactor.run()


def _usage(city: City, port: int) -> str:
    plan = city.scenario
    return USAGE.format(
        scenario=plan.name,
        title=plan.title,
        sites=len(city.sites),
        accounts=len(city.accounts),
        sites_seen=plan.sites_seen,
        accounts_seen=plan.accounts_seen,
        port=port,
        example=city.sites[0].row.address,
    )


@modelcity.command()
@_options
def manifest(scenario: str, seeds: Path) -> None:
    """列出场景里埋设的问题和陷阱，以及每个栏目、账号真实的最后更新（JSON）。"""
    from govcrawl.modelcity.manifest import describe

    click.echo(json.dumps(describe(load(resolve(seeds), scenario)), ensure_ascii=False, indent=1))
