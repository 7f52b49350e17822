"""What people did: decisions (复核), the loop with the units, issued editions and what was sent."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from govcrawl.storage.models.base import Base
from govcrawl.storage.types import Id, Moment, NoticeId, QuestionId, RoundName, SiteCode


class FindingColumns:
    """The identity of a finding (问题) within a round."""

    round: Mapped[RoundName]
    target_kind: Mapped[str] = mapped_column(comment="vocabulary.TargetKind")
    target: Mapped[str] = mapped_column(comment="网站标识码或账号编号")
    indicator: Mapped[str] = mapped_column(comment="vocabulary.Indicator")
    subject: Mapped[str] = mapped_column(comment="栏目或地址")


class Decision(FindingColumns, Base):
    """A named person's decision (复核) on one finding, on the values that person saw."""

    __tablename__ = "decision"
    __table_args__ = (Index("ix_decision_round_target", "round", "target"),)

    id: Mapped[Id]
    ruling: Mapped[str] = mapped_column(comment="vocabulary.Ruling")
    person: Mapped[str] = mapped_column(comment="复核人")
    reason: Mapped[str] = mapped_column(comment="理由")
    values_seen: Mapped[str] = mapped_column(comment="复核时看到的值")
    points: Mapped[str | None] = mapped_column(comment="扣分或加分，十进制数；空为未说明")
    decided_at: Mapped[Moment]


class RoundDecision(Base):
    """One signed line that settles, for every target of a round, an indicator that only people judge (STANDARD §9)."""

    __tablename__ = "round_decision"
    __table_args__ = (Index("ix_round_decision_round", "round"),)

    id: Mapped[Id]
    round: Mapped[RoundName]
    indicator: Mapped[str] = mapped_column(comment="vocabulary.Indicator")
    ruling: Mapped[str] = mapped_column(comment="vocabulary.Ruling")
    person: Mapped[str] = mapped_column(comment="复核人")
    reason: Mapped[str] = mapped_column(comment="理由")
    decided_at: Mapped[Moment]


class Notice(Base):
    """A notice to mend (整改通知书) as it was given to one unit."""

    __tablename__ = "notice"
    __table_args__ = (UniqueConstraint("round", "unit", "number"),)

    id: Mapped[Id]
    round: Mapped[RoundName]
    unit: Mapped[str] = mapped_column(comment="主办单位")
    number: Mapped[int] = mapped_column(comment="本轮给该单位的第几份，从 1 起")
    path: Mapped[str] = mapped_column(comment="文件")
    sha256: Mapped[str] = mapped_column(comment="文件摘要")
    issued_at: Mapped[Moment]


class NoticeItem(FindingColumns, Base):
    """One problem of a notice and the day until which it must be mended."""

    __tablename__ = "notice_item"
    __table_args__ = (Index("ix_notice_item_round_target", "round", "target"),)

    id: Mapped[Id]
    notice_id: Mapped[NoticeId]
    values_seen: Mapped[str] = mapped_column(comment="下发时的值")
    due: Mapped[date] = mapped_column(comment="整改时限，含当日")


class Question(Base):
    """A simulated question (模拟提问) that a person sent to a site; the program only books its days."""

    __tablename__ = "question"
    __table_args__ = (Index("ix_question_round_site", "round", "site"),)

    id: Mapped[Id]
    round: Mapped[RoundName]
    site: Mapped[SiteCode]
    text: Mapped[str] = mapped_column(comment="问题")
    sent_on: Mapped[date] = mapped_column(comment="提交日")
    person: Mapped[str] = mapped_column(comment="提问人")
    recorded_at: Mapped[Moment]


class QuestionAnswer(Base):
    """What came back to a simulated question; ``fault`` says why the answer is evasive or poor."""

    __tablename__ = "question_answer"

    id: Mapped[Id]
    question_id: Mapped[QuestionId]
    answered_on: Mapped[date] = mapped_column(comment="答复日")
    text: Mapped[str] = mapped_column(comment="答复内容")
    fault: Mapped[str] = mapped_column(comment="推诿或质量不高的理由；空为没有")
    person: Mapped[str] = mapped_column(comment="登记人")
    recorded_at: Mapped[Moment]


class Statement(FindingColumns, Base):
    """What a unit says to a problem (情况说明 or 异议), with its paper where there is one."""

    __tablename__ = "statement"
    __table_args__ = (Index("ix_statement_round_target", "round", "target"),)

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(comment="vocabulary.StatementKind")
    text: Mapped[str] = mapped_column(comment="说明内容")
    source: Mapped[str | None] = mapped_column(comment="材料的地址，或收存的文件")
    sha256: Mapped[str | None] = mapped_column(comment="收存文件的摘要")
    received_on: Mapped[date] = mapped_column(comment="收到日")
    person: Mapped[str] = mapped_column(comment="登记人")
    recorded_at: Mapped[Moment]


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
    number: Mapped[str | None] = mapped_column(comment="发文字号；空为本程序写出的版本")
    dated: Mapped[date | None] = mapped_column(comment="成文日期")


class Correction(Base):
    """A correction (更正通知) of an issued bulletin: what it says now; the bulletin itself stays as it was issued."""

    __tablename__ = "correction"
    __table_args__ = (UniqueConstraint("round", "script", "number", "format"),)

    id: Mapped[Id]
    round: Mapped[RoundName]
    script: Mapped[str] = mapped_column(comment="hans 或 hant")
    number: Mapped[int] = mapped_column(comment="第几次更正，从 1 起")
    format: Mapped[str] = mapped_column(comment="md、json 等")
    path: Mapped[str] = mapped_column(comment="文件")
    sha256: Mapped[str] = mapped_column(comment="文件摘要")
    bulletin: Mapped[str] = mapped_column(comment="更正后的通报（JSON）")
    person: Mapped[str] = mapped_column(comment="经办人")
    reason: Mapped[str] = mapped_column(comment="更正原因")
    issued_at: Mapped[Moment]


class EarlyWarning(Base):
    """An early warning (预警) that was sent: a column or account that turns overdue."""

    __tablename__ = "warning"
    __table_args__ = (UniqueConstraint("round", "target_kind", "target", "subject", "due", "days", "channel"),)

    id: Mapped[Id]
    round: Mapped[RoundName]
    target_kind: Mapped[str] = mapped_column(comment="vocabulary.TargetKind")
    target: Mapped[str] = mapped_column(comment="网站标识码或账号编号")
    subject: Mapped[str] = mapped_column(comment="栏目或地址")
    unit: Mapped[str] = mapped_column(comment="主办单位")
    due: Mapped[date] = mapped_column(comment="最后期限，含当日")
    days: Mapped[int] = mapped_column(comment="提前几天")
    channel: Mapped[str] = mapped_column(comment="发送方式，不含密钥")
    text: Mapped[str] = mapped_column(comment="所发文字")
    sent_at: Mapped[Moment]
