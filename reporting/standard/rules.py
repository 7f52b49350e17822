"""The indicators (检查指标) of 国办秘函〔2019〕19号, one row each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from govcrawl.vocabulary import Indicator, TargetKind
from reporting.standard.period import TWO_WEEKS, Period


class Effect(Enum):
    """What an indicator does to its target."""

    VETO = "单项否决"
    DEDUCTION = "扣分"
    BONUS = "加分"


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

    HOME_UPDATE = "home update"
    COLUMN_UPDATE = "column update"
    COLUMN_CONTENT = "column content"
    ACCOUNT_UPDATE = "account update"


@dataclass(frozen=True, slots=True)
class Rule:
    """One indicator.

    ``window`` is the deadline (None: by the column's category or the ledger); ``threshold`` is the number of confirmed
    findings from which the effect falls; ``people`` is how many different persons must have confirmed each of them.
    """

    id: Indicator
    title: str
    scope: TargetKind
    effect: Effect
    clause: str
    evidence: Evidence
    automation: Automation
    measure: Measure
    window: Period | None
    threshold: int
    people: int
    advice: str


_TABLE = (
    Rule(
        id=Indicator.SITE_3,
        title="首页超过2周未更新",
        scope=TargetKind.SITE,
        effect=Effect.VETO,
        clause="单项否决3",
        evidence=Evidence.SEVERAL_SOURCES,
        automation=Automation.MACHINE,
        measure=Measure.HOME_UPDATE,
        window=TWO_WEEKS,
        threshold=1,
        people=2,
        advice="用浏览器打开首页，核对最新信息的发布日期；首页仅为导航入口的，核对全部二级页面。",
    ),
    Rule(
        id=Indicator.SITE_4A,
        title="动态要闻超过2周、通知公告和政策文件一级栏目超过6个月未更新",
        scope=TargetKind.SITE,
        effect=Effect.VETO,
        clause="单项否决4（一）",
        evidence=Evidence.SEVERAL_SOURCES,
        automation=Automation.MACHINE,
        measure=Measure.COLUMN_UPDATE,
        window=None,
        threshold=5,
        people=2,
        advice="打开栏目，核对最新信息的发布日期，并确认栏目类别、级别和是否已报备。",
    ),
    Rule(
        id=Indicator.SITE_4B,
        title="应更新栏目长期未更新",
        scope=TargetKind.SITE,
        effect=Effect.VETO,
        clause="单项否决4（二）",
        evidence=Evidence.SEVERAL_SOURCES,
        automation=Automation.MACHINE,
        measure=Measure.COLUMN_UPDATE,
        window=None,
        threshold=10,
        people=2,
        advice="打开栏目，核对最新信息的发布日期，并向主办单位了解是否无更新事项。",
    ),
    Rule(
        id=Indicator.SITE_4C,
        title="空白栏目",
        scope=TargetKind.SITE,
        effect=Effect.VETO,
        clause="单项否决4（三）",
        evidence=Evidence.SEVERAL_SOURCES,
        automation=Automation.MACHINE,
        measure=Measure.COLUMN_CONTENT,
        window=None,
        threshold=5,
        people=2,
        advice="用浏览器打开栏目，确认确无内容；有内容的，连同最新日期一并核对后记为误报。",
    ),
    Rule(
        id=Indicator.ACCOUNT_2,
        title="超过2周未更新",
        scope=TargetKind.ACCOUNT,
        effect=Effect.VETO,
        clause="单项否决2",
        evidence=Evidence.SEVERAL_SOURCES,
        automation=Automation.PERSON_CONFIRMS,
        measure=Measure.ACCOUNT_UPDATE,
        window=TWO_WEEKS,
        threshold=1,
        people=2,
        advice="在平台上打开账号，核对最新一条的发布日期（置顶内容除外），并留存截图。",
    ),
)

RULES: Mapping[Indicator, Rule] = MappingProxyType({rule.id: rule for rule in _TABLE})
