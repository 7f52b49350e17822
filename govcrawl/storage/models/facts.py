"""Facts (检查情况): looks, what they fetched and what they read."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Date

from govcrawl.storage.models.base import Base
from govcrawl.storage.types import Address, CrawlId, Id, Moment, VisitId


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


class Witness(Base):
    """Another place on a page that names its publication date; the shown date decides, contradictions are doubts."""

    __tablename__ = "witness"

    id: Mapped[Id]
    visit_id: Mapped[VisitId]
    name: Mapped[str] = mapped_column(comment="何处所说，如 PubDate、address、generated")
    raw: Mapped[str] = mapped_column(comment="原文")
    date: Mapped[date | None] = mapped_column(Date, comment="所说的日期")


class Mark(Base):
    """A mark (网站标识) that a home page shows: site code, ICP, police record, party-and-government mark, 找错 …"""

    __tablename__ = "mark"

    id: Mapped[Id]
    visit_id: Mapped[VisitId]
    name: Mapped[str] = mapped_column(comment="标识名，如 site_code、icp、police、jiucuo")
    value: Mapped[str] = mapped_column(comment="页面上所见")


class Tag(Base):
    """One of the national page tags (页面标签) that a sampled page carries."""

    __tablename__ = "tag"

    id: Mapped[Id]
    visit_id: Mapped[VisitId]
    name: Mapped[str] = mapped_column(comment="标签名，如 SiteName、ColumnName、PubDate")
    value: Mapped[str] = mapped_column(comment="标签内容")


class Link(Base):
    """An address that a sampled page leads to, each once."""

    __tablename__ = "link"

    id: Mapped[Id]
    visit_id: Mapped[VisitId]
    url: Mapped[Address]
    text: Mapped[str] = mapped_column(comment="链接文字")
    kind: Mapped[str] = mapped_column(comment="vocabulary.LinkKind")


class Search(Base):
    """A form of a sampled page that searches its site (站内搜索)."""

    __tablename__ = "search"

    id: Mapped[Id]
    visit_id: Mapped[VisitId]
    action: Mapped[str] = mapped_column(comment="表单地址；由脚本处理的为空")
    field: Mapped[str] = mapped_column(comment="关键词字段")
    method: Mapped[str] = mapped_column(comment="get、post 或 script")


class Channel(Base):
    """What a consultation page (咨询建言页) offers to who wants to ask."""

    __tablename__ = "channel"

    id: Mapped[Id]
    visit_id: Mapped[VisitId]
    form: Mapped[str] = mapped_column(comment="提交留言的表单有哪些栏；空为没有表单")
    login: Mapped[bool] = mapped_column(comment="页面是否要求输入密码")
    statistics: Mapped[str] = mapped_column(comment="页面公布的受理情况统计，原文")


class Message(Base):
    """A public message (留言) as a board's list, or the message's own page, shows it."""

    __tablename__ = "message"

    id: Mapped[Id]
    visit_id: Mapped[VisitId]
    position: Mapped[int] = mapped_column(comment="在列表中的次序，从 0 起")
    title: Mapped[str] = mapped_column(comment="标题")
    url: Mapped[str | None] = mapped_column(comment="地址，规范化；正文页自身为空")
    asked: Mapped[date | None] = mapped_column(Date, comment="留言时间")
    answered: Mapped[date | None] = mapped_column(Date, comment="答复时间")
    shown: Mapped[date | None] = mapped_column(Date, comment="列表所示而未写明是何时间的日期")
    status: Mapped[str] = mapped_column(comment="办理状态，原文")
    unit: Mapped[str] = mapped_column(comment="答复单位")
    has_answer: Mapped[bool] = mapped_column(comment="是否看到答复内容")


class GuideElement(Base):
    """An element of a guide (办事指南要素), or a remark on the guide, with its text."""

    __tablename__ = "guide_element"

    id: Mapped[Id]
    visit_id: Mapped[VisitId]
    name: Mapped[str] = mapped_column(comment="vocabulary.GuidePart 或 GuideRemark")
    text: Mapped[str] = mapped_column(comment="要素标题下的文字，或所记的原文")


class Doubt(Base):
    """A contradiction or uncertainty that reading met at one visit."""

    __tablename__ = "doubt"

    id: Mapped[Id]
    visit_id: Mapped[VisitId]
    text: Mapped[str] = mapped_column(comment="疑点")


class Probe(Base):
    """One attempt to open a home page (连通性监测), or the control host that tells whether our own line works."""

    __tablename__ = "probe"
    __table_args__ = (
        UniqueConstraint("crawl_id", "sweep", "variant", "url", "site"),
        Index("ix_probe_site", "site", "observed_at"),
    )

    id: Mapped[Id]
    crawl_id: Mapped[CrawlId]
    site: Mapped[str | None] = mapped_column(comment="网站标识码；空为对照主机")
    variant: Mapped[str] = mapped_column(comment="vocabulary.Variant")
    sweep: Mapped[Moment]
    observed_at: Mapped[Moment]
    url: Mapped[str] = mapped_column(comment="请求的地址")
    final_url: Mapped[str] = mapped_column(comment="跳转后的地址")
    state: Mapped[str] = mapped_column(comment="transport.STATES 的键")
    status: Mapped[int | None] = mapped_column(comment="HTTP 状态码")
    address: Mapped[str | None] = mapped_column(comment="解析到的 IP 地址；经代理时为空")
    first_byte: Mapped[float | None] = mapped_column(comment="首字节，秒")
    elapsed: Mapped[float] = mapped_column(comment="全程，秒，含跳转")
    redirects: Mapped[int] = mapped_column(comment="跳转次数")
    size: Mapped[int | None] = mapped_column(comment="正文字节数")
    certificate: Mapped[str | None] = mapped_column(comment="证书的问题")
    title: Mapped[str | None] = mapped_column(comment="页面标题，只在对照 IPv6 与 IPv4 时记录")
    detail: Mapped[str | None] = mapped_column(comment="错误原文")
