"""Beginning a crawl: everything that can be wrong with its arguments is said before the first request."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit
from urllib.request import getproxies

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from govcrawl import clock
from govcrawl.errors import Problem
from govcrawl.rounds.links import load_links
from govcrawl.rounds.plan import AccountPlan, SitePlan, load_accounts, load_sites
from govcrawl.rounds.probing import load_probed
from govcrawl.rounds.rechecks import load_rechecks
from govcrawl.rounds.samples import load_samples
from govcrawl.storage.rounds import find_round
from govcrawl.storage.runs import RECHECK, RunHandle, begin_run
from govcrawl.storage.session import open_engine, told

_PROXY_SECONDS = 5

Target = SitePlan | AccountPlan

_WITHOUT_ARCHIVE = frozenset({"availability"})


@dataclass(frozen=True, slots=True)
class CrawlPlan:
    """What one run of a spider is to do."""

    handle: RunHandle
    targets: Sequence[Target]


def _night(argument: str, text: str | None) -> date:
    if text is None:
        return clock.today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Problem(f"{argument}={text}：不是日期，应如 2020-11-17") from error


def _codes(text: str | None) -> set[str] | None:
    return None if text is None else {code.strip() for code in text.split(",") if code.strip()}


_LOADERS: dict[str, Callable[[Session, str, set[str] | None, date], Sequence[Target]]] = {
    "govsites": lambda session, name, codes, _: load_sites(session, name, codes),
    "newmedia": lambda session, name, *_: load_accounts(session, name),
    "pages": load_samples,
    "links": load_links,
    RECHECK: load_rechecks,
    "availability": load_probed,
}


def prepare_crawl(
    spider: str,
    round: str | None = None,
    night: str | None = None,
    sites: str | None = None,
    replay: str | None = None,
) -> CrawlPlan:
    """Check a crawl's arguments, its round, the database and the proxy, and open a run; raises :class:`Problem`.

    ``replay`` names a night to read again from the archive, with no network; a closed round can be replayed too.
    """
    if not round:
        raise Problem(f"请指明轮次，例如 scrapy crawl {spider} -a round=2020Q4")
    if replay and spider in _WITHOUT_ARCHIVE:
        raise Problem(f"{spider} 只记录访问结果，不存网页，没有可以重放的内容。")
    when = _night("replay", replay) if replay else _night("night", night)
    engine = open_engine()
    with told(engine.url), Session(engine) as session:
        stored = find_round(session, round)
        if stored.closed_at and not replay:
            raise Problem(f"轮次 {round} 已于 {clock.local_date(stored.closed_at)} 关闭，不能再抓取。")
        targets = _LOADERS[spider](session, round, _codes(sites), when)
    if not targets:
        raise Problem(f"轮次 {round} 的抽查名单中没有 {spider} 要检查的对象。")
    if not replay:
        check_proxies()
    with told(engine.url):
        return CrawlPlan(_begin(engine, round, spider, when, bool(replay)), targets)


def _begin(engine: Engine, round_name: str, spider: str, night: date, replay: bool) -> RunHandle:
    try:
        return begin_run(engine, round_name, spider, night, replay=replay)
    except LookupError as error:
        advice = f"govcrawl round status {round_name} 列出已有的夜次"
        raise Problem(f"轮次 {round_name} 在 {night} 没有 {spider} 的抓取可以重放。{advice}。") from error


def check_proxies() -> None:
    """Raise :class:`Problem` when a proxy named in the environment does not accept connections."""
    for scheme, proxy in sorted(getproxies().items()):
        if scheme not in {"http", "https"}:
            continue
        parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        try:
            socket.create_connection((parts.hostname or "", parts.port or 80), _PROXY_SECONDS).close()
        except (OSError, ValueError) as error:
            raise Problem(f"{scheme}_proxy={proxy}：代理连不上（{error}）。请启动代理，或取消该环境变量。") from error
