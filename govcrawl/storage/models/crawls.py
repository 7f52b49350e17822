"""Crawls and the record of their runs."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from govcrawl.storage.models.base import Base
from govcrawl.storage.types import CrawlId, Id, Moment, RoundName, RunId


class Crawl(Base):
    """One crawl: a round, a spider and a night; a replay is a crawl of its own."""

    __tablename__ = "crawl"
    __table_args__ = (UniqueConstraint("round", "spider", "night", "replay"),)

    id: Mapped[Id]
    round: Mapped[RoundName]
    spider: Mapped[str] = mapped_column(comment="爬虫名")
    night: Mapped[date] = mapped_column(comment="开始时的本地日期")
    replay: Mapped[int] = mapped_column(comment="0 为实际抓取，其后为第几次重放")
    replay_of: Mapped[int | None] = mapped_column(BigInteger, comment="被重放的抓取")
    created_at: Mapped[Moment]


class Run(Base):
    """One run of the program on a crawl; a night that was interrupted has several."""

    __tablename__ = "run"

    id: Mapped[Id]
    crawl_id: Mapped[CrawlId]
    started_at: Mapped[Moment]
    version: Mapped[str] = mapped_column(comment="程序版本")
    clock_set: Mapped[bool] = mapped_column(comment="时钟是否为设定值（演示、测试）")


class RunEnd(Base):
    """How a run ended; a run without this row was killed."""

    __tablename__ = "run_end"

    run_id: Mapped[RunId] = mapped_column(primary_key=True)
    ended_at: Mapped[Moment]
    finish_reason: Mapped[str] = mapped_column(comment="Scrapy 的结束原因")
    expected: Mapped[int] = mapped_column(comment="应检对象数")
    seen: Mapped[int] = mapped_column(comment="已打开的对象数")


class RunCount(Base):
    """A count of a run: failures by transport state, drops by reason, errors of our own."""

    __tablename__ = "run_count"

    run_id: Mapped[RunId] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True, comment="failed、dropped、error")
    reason: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
