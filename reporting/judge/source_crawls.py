"""Which crawls of a round are judged: the crawls themselves, or the latest replay of each."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.storage.models import Crawl
from govcrawl.storage.runs import RECHECK


def crawls_of(session: Session, round_name: str, replayed: bool = False) -> tuple[int, ...]:
    """The ids of the crawls that count at the monitoring time; of what was never replayed the crawl itself.

    Raises :class:`Problem` when replays are asked for and there are none.
    """
    query = select(Crawl.spider, Crawl.night, Crawl.replay, Crawl.id)
    query = query.where(Crawl.round == round_name, Crawl.spider != RECHECK)
    latest: dict[tuple[str, date], tuple[int, int]] = {}
    for spider, night, replay, crawl in session.execute(query):
        if replay == 0 or replayed:
            latest[spider, night] = max(latest.get((spider, night), (0, 0)), (replay, crawl))
    if replayed and not any(replay for replay, _ in latest.values()):
        command = f"scrapy crawl govsites -a round={round_name} -a replay=日期"
        raise Problem(f"轮次 {round_name} 还没有重放过的抓取。请先运行 {command}。")
    return tuple(sorted(crawl for _, crawl in latest.values()))


def rechecks_of(session: Session, round_name: str, on: date) -> tuple[int, ...]:
    """The ids of the round's rechecks (复查) up to a day."""
    query = select(Crawl.id).where(Crawl.round == round_name, Crawl.spider == RECHECK, Crawl.replay == 0)
    return tuple(session.scalars(query.where(Crawl.night <= on).order_by(Crawl.id)))
