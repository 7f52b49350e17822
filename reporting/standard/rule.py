"""The shape of one indicator (检查指标) and the closed sets it uses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from govcrawl.vocabulary import Indicator, TargetKind, Word
from reporting.standard.period import Period


class Effect(Enum):
    """What an indicator does to its target; 情形 (told, without effect) exists in overlays only."""

    VETO = "单项否决"
    DEDUCTION = "扣分"
    BONUS = "加分"
    TOLD = "情形"


class Automation(Enum):
    """Who can decide, STANDARD's automation mark."""

    MACHINE = "A"
    PERSON_CONFIRMS = "P"
    PERSON_ONLY = "M"


class Evidence(Enum):
    """How well the clause is known, STANDARD's evidence mark."""

    SEVERAL_SOURCES = "2✓"
    ONE_SOURCE = "1"
    INFERRED = "inf"
    NOT_FOUND = "NF"


class Measure(Enum):
    """What is measured; ``reporting.judge`` has one function for each."""

    HOME_UPDATE = "首页更新"
    COLUMN_UPDATE = "栏目更新"
    COLUMN_CONTENT = "栏目内容"
    ACCOUNT_UPDATE = "账号更新"
    CATEGORY_UPDATE = "类别更新"
    OTHER_COLUMNS = "其他栏目"
    AVAILABILITY = "连通性"
    MARKS = "网站标识"
    REPORTING = "找错入口"
    TAGS = "页面标签"
    COLUMN_PRESENCE = "栏目设置"
    INTERPRETED = "解读比例"
    INTERPRETATION_LINKS = "解读关联"
    DATA_RELEASE = "数据发布"
    DOMAIN = "域名名称"
    SEARCH = "站内搜索"
    SURVEYS = "调查征集"
    LINKS = "链接可用性"
    CHANNEL = "咨询建言渠道"
    UNANSWERED = "超期未答复的留言"
    MESSAGES = "留言公开"
    QUESTIONS = "模拟提问"
    SERVICE = "办事服务"
    LACKING_GUIDES = "缺要素的办事指南"
    ALL_GUIDES = "全部办事指南"
    CATALOGUE = "事项公开"
    STATISTICS = "办事统计"
    GUIDES = "办事指南"
    FORMS = "表格样表"
    IPV6 = "IPv6改造"


class Comparison(Enum):
    """How confirmed findings turn into the effect: by their number, or one by one up to the cap."""

    AT_LEAST = "不少于"
    EACH = "逐项累计"


class Fault(Enum):
    """What is wrong, where points depend on it."""

    LATE = "更新不及时"
    BLANK = "空白"
    MISSING = "未设栏目"
    MARK = "缺少标识"
    HOME_ENTRANCE = "首页缺少找错入口"
    PAGE_ENTRANCE = "内页缺少找错入口"
    CONTENT_TAGS = "内容页缺少标签"
    COLUMN_TAGS = "栏目页缺少标签"
    UNINTERPRETED = "文件没有解读"
    COMMENTARY_UNLINKED = "解读没有链接到文件"
    DOCUMENT_UNLINKED = "文件没有链接到解读"
    DATA_FRESH = "3个月内更新数据"
    DATA_RECENT = "3至6个月内更新数据"
    SURVEYED = "1年内调查征集6次及以上"
    DOMAIN = "域名不符合规定"
    HEADER = "页面头部没有网站名称"
    SITE_NAME = "没有以地区、部门名称命名"
    NO_SEARCH = "没有站内搜索或无法使用"
    NOT_FOUND = "已知标题搜不到"
    UNSORTED = "搜索结果没有分类"
    HOME_LINK = "首页链接打不开"
    PAGE_LINK = "其他页面链接打不开"
    NO_MESSAGES = "没有公开留言"
    MESSAGE_ELEMENT = "留言缺少要素"
    MESSAGES_LATE = "留言未更新"
    NO_COUNT = "没有受理情况统计"
    NO_REPLY = "提问未按期答复"
    POOR_REPLY = "答复推诿或质量不高"
    NO_CATALOGUE = "没有分类展示事项"
    NO_STATISTICS = "没有办事统计"
    STATISTICS_LATE = "办事统计1个月未更新"
    STATISTICS_OLD = "办事统计3个月未更新"
    NO_GUIDE = "没有办事指南"
    ELEMENT = "缺少办事指南要素"
    FORMAT = "材料形式不明确"
    CATCH_ALL = "兜底性表述"
    BASIS = "依据没有内容"
    NO_FORM = "表格无法取得"
    NO_IPV6 = "没有完成IPv6改造"


class Scope(Word):
    """Whom an indicator applies to (适用范围)."""

    PORTAL = "portal", "门户"
    DEPARTMENT = "department", "部门"
    ACCOUNT = "account", "账号"

    @property
    def kind(self) -> TargetKind:
        """The kind of target it is a part of."""
        return TargetKind.ACCOUNT if self is Scope.ACCOUNT else TargetKind.SITE


class Trait(Word):
    """What a site is that some indicators spare (豁免), STANDARD §1.1."""

    STATE_COUNCIL = "state-council", "国务院部门"
    WITHOUT_SERVICE = "without-service", "无对外服务职能"
    STATE_COUNCIL_WITHOUT_SERVICE = "state-council-without-service", "无对外服务职能的国务院部门"


class Group(Word):
    """The parts of the standard, in its order."""

    SITE_VETO = "site-veto", "网站单项否决"
    ACCOUNT_VETO = "account-veto", "账号单项否决"
    PUBLISHING = "publishing", "发布解读"
    SERVICE = "service", "办事服务"
    INTERACTION = "interaction", "互动交流"
    DESIGN = "design", "功能设计"
    BONUS_PUBLISHING = "bonus-publishing", "加分：信息发布"
    BONUS_SERVICE = "bonus-service", "加分：办事服务"
    BONUS_INTERACTION = "bonus-interaction", "加分：互动交流"
    BONUS_DESIGN = "bonus-design", "加分：功能设计"
    BONUS_INNOVATION = "bonus-innovation", "加分：创新发展"


@dataclass(frozen=True, slots=True)
class Part:
    """One way to lose or gain points; with ``each``, again for every case found; ``fault`` is the measured one."""

    text: str
    points: Fraction
    automation: Automation
    each: bool = False
    fault: Fault | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One indicator.

    ``window`` is the deadline (None: none, or by the column's category or the ledger); ``threshold`` the number of
    confirmed findings from which a veto falls; ``people`` how many different persons must have confirmed each of them;
    ``cap`` the most points that ``parts`` give or take; ``spares`` which sites it is not checked on, ``exemption`` the
    same in words; ``sample`` what is looked at.
    """

    id: Indicator
    group: Group
    title: str
    effect: Effect
    clause: str
    evidence: Evidence
    scope: frozenset[Scope]
    automation: Automation
    sample: str
    advice: str
    measure: Measure | None = None
    comparison: Comparison
    window: Period | None = None
    threshold: int = 1
    people: int = 1
    parts: tuple[Part, ...] = ()
    cap: Fraction = Fraction(0)
    exemption: str = ""
    spares: frozenset[Trait] = frozenset()

    @property
    def needed(self) -> int:
        """From how many confirmed findings a veto falls; unmeasured, its one question is the whole clause."""
        return self.threshold if self.measure else 1

    @property
    def fixed(self) -> Fraction | None:
        """The points of any case, where the indicator knows one amount only; None where it must be said."""
        amounts = {part.points for part in self.parts}
        amount = next(iter(amounts), Fraction(0))
        return amount if len(amounts) == 1 and amount == self.cap else None

    def part_of(self, fault: Fault) -> Part | None:
        """The part that counts ``fault``, where there is one."""
        return next((part for part in self.parts if part.fault is fault), None)

    @property
    def least(self) -> Fraction:
        """The fewest points of any case."""
        return min((part.points for part in self.parts), default=Fraction(0))
