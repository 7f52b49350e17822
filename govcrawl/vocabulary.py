"""The closed sets of words that are stored, judged and printed.

Each word has a stored form (English, never changed once released) and a printed one (``label``, Simplified Chinese).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A stored word with the Chinese one that people read."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        return word

    @classmethod
    def from_label(cls, label: str) -> Self:
        """The word printed as ``label``; raises ``ValueError`` that lists the words there are."""
        for word in cls:
            if word.label == label:
                return word
        raise ValueError(f"“{label}”不在可用词中：{'、'.join(word.label for word in cls)}")


class TargetKind(Word):
    """What is inspected (检查对象)."""

    SITE = "site", "网站"
    ACCOUNT = "account", "账号"


class Category(Word):
    """Update class of a column (栏目类别), STANDARD §4.2 A to K."""

    NEWS = "news", "动态要闻"
    NOTICE = "notice", "通知公告"
    POLICY = "policy", "政策文件"
    INTERPRETATION = "interpretation", "政策解读"
    PERSONNEL = "personnel", "人事信息"
    PLAN = "plan", "规划计划"
    KEY_FIELD = "key_field", "重点领域"
    PROFILE = "profile", "机构概况"
    DISCLOSURE = "disclosure", "信息公开"
    INTERACTION = "interaction", "互动交流"
    SERVICE = "service", "办事服务"
    UNKNOWN = "unknown", "未分类"


class CategorySource(Word):
    """Who said which category a column has, in the order of authority."""

    LEDGER = "ledger", "台账"
    TAG = "tag", "栏目标签"
    NAME = "name", "栏目名称"
    SUFFIX = "suffix", "名称后缀"
    NONE = "none", "未判定"


class Relation(Word):
    """How a column stands to its site."""

    OWN = "own", "本站"
    SUPERIOR = "superior", "上级链接"
    CHANNEL = "channel", "频道"
    TOPIC = "topic", "专题"


class PageRole(Word):
    """What a look (访问) was for."""

    HOME = "home", "首页"
    COLUMN = "column", "栏目"
    ARTICLE = "article", "正文"
    ACCOUNT = "account", "账号主页"


class Reading(Word):
    """What a look could tell of the page's list."""

    READ = "read", "已读取"
    EMPTY = "empty", "空白"
    UNREADABLE = "unreadable", "无法读取"
    FAILED = "failed", "未能打开"


class Exclusion(Word):
    """Why an entry with a date does not count as an update."""

    FUTURE = "future", "日期晚于监测时间"
    PINNED = "pinned", "置顶的旧条目"
    IMPOSSIBLE = "impossible", "日期不可能"
    UNRESOLVED = "unresolved", "年份无法确定"
    UNDATED = "undated", "无发布日期"


class RoundKind(Word):
    """Kind of a round (轮次)."""

    DAILY = "daily", "日常"
    QUARTERLY = "quarterly", "季度"
    SPECIAL = "special", "专项"
    RECHECK = "recheck", "复查"


class Indicator(Word):
    """The indicators (指标) by number of 国办秘函〔2019〕19号; ``reporting.standard`` says what each one asks."""

    SITE_3 = "site-3", "首页不更新"
    SITE_4A = "site-4a", "栏目更新不及时"
    SITE_4B = "site-4b", "应更新栏目长期未更新"
    SITE_4C = "site-4c", "空白栏目"
    ACCOUNT_2 = "account-2", "内容不更新"


class Outcome(Word):
    """The outcome of one indicator on one target."""

    PASS = "pass", "通过"
    FAIL = "fail", "问题"
    SUSPECT = "suspect", "疑似"
    UNCHECKED = "unchecked", "未检"
    NOT_APPLICABLE = "not_applicable", "不适用"


class Ruling(Word):
    """What a person decided on a finding (复核)."""

    CONFIRMED = "confirmed", "属实"
    FALSE_ALARM = "false_alarm", "误报"
    NOT_FOUND = "not_found", "未发现"
    REPORTED = "reported", "已报备"


class Verdict(Word):
    """The folded result of a target (抽查结果)."""

    QUALIFIED = "qualified", "合格"
    UNQUALIFIED = "unqualified", "不合格"
    OPEN = "open", "未定"
