"""The ledger (台账): what an office keeps of its sites, columns and accounts, in versioned rows."""

from __future__ import annotations

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from govcrawl.storage.models.base import Base
from govcrawl.storage.types import Address, Id, Moment, SiteCode


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
    contact: Mapped[str | None] = mapped_column(comment="联系人")
    deadline: Mapped[str | None] = mapped_column(comment="更新期限，如 14d、6m；空为按类别")
    months: Mapped[str | None] = mapped_column(comment="应更新的月份，如 2 或 1,7；空为不按月份")
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


class LedgerDowntime(Versioned, Base):
    """An announced downtime of a site (报备); what was announced while a round runs counts in it."""

    __tablename__ = "ledger_downtime"
    __table_args__ = (UniqueConstraint("site_code", "starts_at", "valid_from"),)

    site_code: Mapped[SiteCode]
    starts_at: Mapped[Moment]
    ends_at: Mapped[Moment]
    reason: Mapped[str] = mapped_column(comment="报备原因")
    reported_by: Mapped[str] = mapped_column(comment="报备人")
    note: Mapped[str | None] = mapped_column(comment="备注")


class LedgerNoColumn(Versioned, Base):
    """An address that a named person said is no column (不是栏目), so that it is not proposed again."""

    __tablename__ = "ledger_no_column"
    __table_args__ = (UniqueConstraint("site_code", "url", "valid_from"),)

    site_code: Mapped[SiteCode]
    url: Mapped[Address]
    name: Mapped[str] = mapped_column(comment="抓取所见名称")
    confirmed_by: Mapped[str] = mapped_column(comment="确认人")
    note: Mapped[str | None] = mapped_column(comment="备注")
