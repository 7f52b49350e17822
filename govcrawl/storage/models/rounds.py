"""Rounds (轮次) and their rosters (抽查名单), copied from the ledger and frozen."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from govcrawl.storage.models.base import Base
from govcrawl.storage.models.ledger import AccountColumns, ColumnColumns, SiteColumns
from govcrawl.storage.types import Address, Moment, RoundName, SiteCode, UtcDateTime


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
