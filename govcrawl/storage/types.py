"""Column types that all models share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from sqlalchemy import BigInteger, DateTime, ForeignKey, Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, stored in UTC and given back in UTC (SQLite itself forgets the zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times; store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive time: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware time in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


BigId = BigInteger().with_variant(Integer, "sqlite")

Id = Annotated[int, mapped_column(BigId, primary_key=True, autoincrement=True)]
RoundName = Annotated[str, mapped_column(Text, ForeignKey("round.name"), comment="轮次")]
CrawlId = Annotated[int, mapped_column(BigId, ForeignKey("crawl.id"), comment="所属抓取")]
RunId = Annotated[int, mapped_column(BigId, ForeignKey("run.id"), comment="所属运行")]
VisitId = Annotated[int, mapped_column(BigId, ForeignKey("visit.id"), index=True, comment="所属访问")]
NoticeId = Annotated[int, mapped_column(BigId, ForeignKey("notice.id"), index=True, comment="所属整改通知书")]
QuestionId = Annotated[int, mapped_column(BigId, ForeignKey("question.id"), index=True, comment="所答的模拟提问")]
SiteCode = Annotated[str, mapped_column(Text, comment="网站标识码")]
Address = Annotated[str, mapped_column(Text, comment="规范化地址")]
Moment = Annotated[datetime, mapped_column(UtcDateTime, comment="UTC 时间")]
