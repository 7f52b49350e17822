"""The stored tables, readable as a data dictionary.

Three parts: the ledger (台账, versioned rows), rounds with their frozen rosters, and facts with people's decisions.
Everything in ``APPEND_ONLY`` is protected by triggers: a row, once written, is never altered or removed.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, Index, MetaData, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import Boolean, Date, Integer

from govcrawl.storage.types import Address, CrawlId, Id, Moment, RoundName, RunId, SiteCode, UtcDateTime, VisitId

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """All tables of one supervising office."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {str: Text, bool: Boolean, int: Integer, date: Date}  # noqa: RUF012 - SQLAlchemy's interface


class SiteColumns:
    """What the ledger says of a site."""

    code: Mapped[SiteCode]
    display_order: Mapped[int] = mapped_column(comment="附件中的顺序")
    name: Mapped[str] = mapped_column(comment="网站名称")
    printed_url: Mapped[str] = mapped_column(comment="网站地址，按台账原文")
    crawl_url: Mapped[str] = mapped_column(comment="抓取地址，一般与网站地址相同")
    is_portal: Mapped[bool] = mapped_column(comment="是否门户")
    unit: Mapped[str] = mapped_column(comment="主办单位")
    platform: Mapped[str | None] = mapped_column(comment="集约化平台")


class ColumnColumns:
    """What the ledger says of a column; identity is site code and normalised address."""

    site_code: Mapped[SiteCode]
    url: Mapped[Address]
    name: Mapped[str] = mapped_column(comment="栏目名称")
    parent: Mapped[str | None] = mapped_column(comment="上级栏目的规范化地址")
    level: Mapped[int] = mapped_column(comment="级别，1 为一级栏目")
    category: Mapped[str] = mapped_column(comment="类别，vocabulary.Category")
    relation: Mapped[str] = mapped_column(comment="关系，vocabulary.Relation")
    unit: Mapped[str | None] = mapped_column(comment="责任单位")
    deadline: Mapped[str | None] = mapped_column(comment="更新期限，如 14d、6m；空为按类别")
    exempt_reason: Mapped[str | None] = mapped_column(comment="豁免原因")
    exempt_until: Mapped[date | None] = mapped_column(comment="豁免截止日，含当日")
    confirmed_by: Mapped[str | None] = mapped_column(comment="确认人；空为尚未确认")
    note: Mapped[str | None] = mapped_column(comment="备注")


class AccountColumns:
    """What the ledger says of a new-media account."""

    key: Mapped[str] = mapped_column(comment="账号编号")
    name: Mapped[str] = mapped_column(comment="账号名称")
    platform: Mapped[str] = mapped_column(comment="平台名称")
    unit: Mapped[str] = mapped_column(comment="主办单位")
    url: Mapped[str] = mapped_column(comment="主页或订阅地址")
    note: Mapped[str | None] = mapped_column(comment="备注")


class Versioned:
    """A ledger row's life: a change closes the row and opens a new one."""

    id: Mapped[Id]
    valid_from: Mapped[date] = mapped_column(comment="生效日")
    valid_to: Mapped[date | None] = mapped_column(comment="失效日（不含）；空为现行")


class LedgerSite(Versioned, SiteColumns, Base):
    """A site of the ledger (网站台账)."""

    __tablename__ = "ledger_site"
    __table_args__ = (UniqueConstraint("code", "valid_from"),)


class LedgerColumn(Versioned, ColumnColumns, Base):
    """A column of the ledger (栏目台账)."""

    __tablename__ = "ledger_column"
    __table_args__ = (UniqueConstraint("site_code", "url", "valid_from"),)


class LedgerAccount(Versioned, AccountColumns, Base):
    """An account of the ledger (账号台账)."""

    __tablename__ = "ledger_account"
    __table_args__ = (UniqueConstraint("key", "valid_from"),)


class Round(Base):
    """A round (轮次): what is inspected, when, and by which standard."""

    __tablename__ = "round"

    name: Mapped[str] = mapped_column(primary_key=True, comment="轮次，如 2020Q4")
    kind: Mapped[str] = mapped_column(comment="vocabulary.RoundKind")
    declaration: Mapped[str] = mapped_column(comment="开启时冻结的检查范围（JSON）")
    wording: Mapped[str] = mapped_column(comment="通报文字设置（TOML），印发前可更新")
    opened_at: Mapped[Moment]
    closed_at: Mapped[Moment | None] = mapped_column(UtcDateTime, comment="关闭时间")


class RosterSite(SiteColumns, Base):
    """A site of a round's roster (抽查名单), copied from the ledger when the round opened."""

    __tablename__ = "roster_site"

    round: Mapped[RoundName] = mapped_column(primary_key=True)
    code: Mapped[SiteCode] = mapped_column(primary_key=True)
    sampled: Mapped[bool] = mapped_column(comment="是否抽中")


class RosterColumn(ColumnColumns, Base):
    """A column of a round's roster."""

    __tablename__ = "roster_column"

    round: Mapped[RoundName] = mapped_column(primary_key=True)
    site_code: Mapped[SiteCode] = mapped_column(primary_key=True)
    url: Mapped[Address] = mapped_column(primary_key=True)


class RosterAccount(AccountColumns, Base):
    """An account of a round's roster."""

    __tablename__ = "roster_account"

    round: Mapped[RoundName] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True, comment="账号编号")
    platform_group: Mapped[str] = mapped_column(comment="统计分组")
    sampled: Mapped[bool] = mapped_column(comment="是否抽中")


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


class Visit(Base):
    """One look (访问) at one page for one target."""

    __tablename__ = "visit"
    __table_args__ = (
        UniqueConstraint("crawl_id", "target_kind", "target", "role", "list_url", "url"),
        Index("ix_visit_target", "target_kind", "target", "observed_at"),
    )

    id: Mapped[Id]
    crawl_id: Mapped[CrawlId]
    target_kind: Mapped[str] = mapped_column(comment="vocabulary.TargetKind")
    target: Mapped[str] = mapped_column(comment="网站标识码或账号编号")
    role: Mapped[str] = mapped_column(comment="vocabulary.PageRole")
    list_url: Mapped[Address] = mapped_column(comment="所属列表：栏目、首页或账号的规范化地址")
    url: Mapped[str] = mapped_column(comment="请求的地址")
    observed_at: Mapped[Moment]
    reading: Mapped[str] = mapped_column(comment="vocabulary.Reading")
    title: Mapped[str | None] = mapped_column(comment="页面标题")
    encoding: Mapped[str | None] = mapped_column(comment="实际编码")
    newest: Mapped[date | None] = mapped_column(comment="本次访问看到的最新有效日期")
    entry_count: Mapped[int] = mapped_column(comment="条目数")
    dated_count: Mapped[int] = mapped_column(comment="有有效日期的条目数")


class Fetch(Base):
    """One attempt to get an address; the last one of a visit decides it."""

    __tablename__ = "fetch"
    __table_args__ = (Index("ix_fetch_url", "url"),)

    id: Mapped[Id]
    visit_id: Mapped[VisitId]
    position: Mapped[int] = mapped_column(comment="在访问中的次序，从 0 起")
    url: Mapped[str] = mapped_column(comment="取回的地址")
    observed_at: Mapped[Moment]
    state: Mapped[str] = mapped_column(comment="transport.STATES 的键")
    status: Mapped[int | None] = mapped_column(comment="HTTP 状态码")
    elapsed: Mapped[float | None] = mapped_column(comment="秒")
    detail: Mapped[str | None] = mapped_column(comment="错误原文")
    warc_file: Mapped[str | None] = mapped_column(comment="WARC 文件，相对佐证目录")
    warc_offset: Mapped[int | None] = mapped_column(BigInteger, comment="记录在文件中的字节位置")
    record_id: Mapped[str | None] = mapped_column(comment="WARC-Record-ID")
    payload_digest: Mapped[str | None] = mapped_column(comment="WARC-Payload-Digest")


class Entry(Base):
    """One list entry (列表条目) as seen at one visit."""

    __tablename__ = "entry"

    id: Mapped[Id]
    visit_id: Mapped[VisitId]
    position: Mapped[int] = mapped_column(comment="在列表中的次序，从 0 起")
    title: Mapped[str] = mapped_column(comment="标题")
    url: Mapped[str | None] = mapped_column(comment="地址")
    date: Mapped[date | None] = mapped_column(Date, comment="发布日期")
    raw: Mapped[str | None] = mapped_column(comment="日期原文")
    rule: Mapped[str | None] = mapped_column(comment="读出日期的规则")
    pinned: Mapped[bool] = mapped_column(comment="是否置顶")
    exclusion: Mapped[str | None] = mapped_column(comment="不计入更新的原因，vocabulary.Exclusion")


class FoundColumn(Base):
    """A column found in the navigation at one visit; unknown to the ledger it is a proposal only."""

    __tablename__ = "found_column"

    id: Mapped[Id]
    visit_id: Mapped[VisitId]
    url: Mapped[Address]
    name: Mapped[str] = mapped_column(comment="栏目名称")
    category: Mapped[str] = mapped_column(comment="vocabulary.Category")
    category_by: Mapped[str] = mapped_column(comment="vocabulary.CategorySource")
    level: Mapped[int] = mapped_column(comment="级别")
    parent: Mapped[str | None] = mapped_column(comment="上级栏目名称")


class Doubt(Base):
    """A contradiction or uncertainty that reading met at one visit."""

    __tablename__ = "doubt"

    id: Mapped[Id]
    visit_id: Mapped[VisitId]
    text: Mapped[str] = mapped_column(comment="疑点")


class Decision(Base):
    """A named person's decision (复核) on one finding, on the values that person saw."""

    __tablename__ = "decision"
    __table_args__ = (Index("ix_decision_round_target", "round", "target"),)

    id: Mapped[Id]
    round: Mapped[RoundName]
    target_kind: Mapped[str] = mapped_column(comment="vocabulary.TargetKind")
    target: Mapped[str] = mapped_column(comment="网站标识码或账号编号")
    indicator: Mapped[str] = mapped_column(comment="vocabulary.Indicator")
    subject: Mapped[str] = mapped_column(comment="栏目或地址")
    ruling: Mapped[str] = mapped_column(comment="vocabulary.Ruling")
    person: Mapped[str] = mapped_column(comment="复核人")
    reason: Mapped[str] = mapped_column(comment="理由")
    values_seen: Mapped[str] = mapped_column(comment="复核时看到的值")
    decided_at: Mapped[Moment]


class Edition(Base):
    """An issued edition of a bulletin; never overwritten."""

    __tablename__ = "edition"
    __table_args__ = (UniqueConstraint("round", "script", "format"),)

    id: Mapped[Id]
    round: Mapped[RoundName]
    script: Mapped[str] = mapped_column(comment="hans 或 hant")
    format: Mapped[str] = mapped_column(comment="md、json 等")
    path: Mapped[str] = mapped_column(comment="文件")
    sha256: Mapped[str] = mapped_column(comment="文件摘要")
    issued_at: Mapped[Moment]


APPEND_ONLY = (
    "roster_site",
    "roster_column",
    "roster_account",
    "crawl",
    "run",
    "run_end",
    "run_count",
    "visit",
    "fetch",
    "entry",
    "found_column",
    "doubt",
    "decision",
    "edition",
)
