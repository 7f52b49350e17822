"""What people did: decisions (复核) and issued editions."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from govcrawl.storage.models.base import Base
from govcrawl.storage.types import Id, Moment, RoundName


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
