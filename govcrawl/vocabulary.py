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
    TREE = "tree", "网站地图"
    FRONT = "front", "首页（抽查）"
    INNER_COLUMN = "inner_column", "抽查栏目页"
    INNER_PAGE = "inner_page", "抽查内容页"
    DOCUMENT = "document", "抽查文件"
    COMMENTARY = "commentary", "抽查解读"
    COUNTERPART = "counterpart", "对应的文件或解读"
    SEARCH = "search", "站内搜索结果"
    PROFILE = "profile", "抽查概况页"
    LINKED = "linked", "抽查链接的页面"
    START = "start", "首页（链接核查）"
    LINK = "link", "页面上的链接"
    CHANNEL = "channel", "咨询建言页"
    MESSAGE = "message", "抽查留言"
    SERVICE = "service", "办事服务页"
    GUIDE = "guide", "抽查办事指南"
    STATISTICS = "statistics", "办事统计页"
    FORM = "form", "办事指南的附件"


FIRST_PAGES = frozenset({PageRole.HOME, PageRole.ACCOUNT, PageRole.FRONT, PageRole.START})
"""The first page of each target, by which a crawl counts what it has opened."""

LIST_PAGES = frozenset({PageRole.HOME, PageRole.COLUMN, PageRole.ARTICLE, PageRole.ACCOUNT, PageRole.TREE})
"""What is looked at for its updates."""

SAMPLED_PAGES = frozenset(PageRole) - LIST_PAGES - {PageRole.START, PageRole.LINK}
"""Samples of what pages show and lead to. What they lead to is only asked for, whether it is there."""

_ASKED_FOR = {PageRole.CHANNEL, PageRole.MESSAGE, PageRole.SERVICE, PageRole.GUIDE, PageRole.STATISTICS, PageRole.FORM}
LEADING_PAGES = SAMPLED_PAGES - {PageRole.SEARCH} - _ASKED_FOR
"""The home page and other pages whose links must lead somewhere; a search shows what was asked of it, and pages of
consultation and services may be a superior's."""


class Variant(Word):
    """What a probe asked for: the ledger's address, also by the other scheme or name, also over one family alone."""

    LEDGER = "ledger", "台账地址"
    SCHEME = "scheme", "另一协议"
    WWW = "www", "加或去www"
    CONTROL = "control", "对照主机"
    IPV6 = "ipv6", "只经IPv6"
    IPV4 = "ipv4", "只经IPv4"


class Reading(Word):
    """What a look could tell of the page's list."""

    READ = "read", "已读取"
    EMPTY = "empty", "空白"
    UNREADABLE = "unreadable", "无法读取"
    FAILED = "failed", "未能打开"


class LinkKind(Word):
    """What an address on a page leads to, as far as the page and the address tell."""

    PAGE = "page", "页面"
    PICTURE = "picture", "图片"
    FILE = "file", "附件"


class GuidePart(Word):
    """The ten classes of key elements of a guide (办事指南要素), STANDARD §1.2 #6."""

    NAME = "name", "事项名称"
    BASIS = "basis", "设定依据"
    CONDITIONS = "conditions", "申请条件"
    MATERIALS = "materials", "办理材料"
    PLACE = "place", "办理地点"
    AGENCY = "agency", "办理机构"
    FEE = "fee", "收费标准"
    TIME = "time", "办理时间"
    PHONE = "phone", "联系电话"
    PROCESS = "process", "办理流程"


class GuideRemark(Word):
    """What else is noted of a guide, beside its elements; of a page of services, the categories of its items."""

    CATCH_ALL = "catch_all", "兜底性表述"
    VAGUE = "vague", "可能是兜底性表述"
    BASIS_LINK = "basis_link", "依据的链接"
    UNREAD = "unread", "没有读到的内容"
    FORM = "form", "提供的表格"
    CATEGORY = "category", "事项分类"


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
    """The indicators (指标) of 国办秘函〔2019〕19号, in its order; ``reporting.standard`` says what each one asks.

    Vetoes carry the number of their clause; deductions and bonus, which have none, the name of their group.
    """

    SITE_1A = "site-1a", "严重表述错误"
    SITE_1B = "site-1b", "泄露国家秘密"
    SITE_1C = "site-1c", "发布或链接反动、暴力、色情内容"
    SITE_1D = "site-1d", "安全攻击处置不当造成严重事故"
    SITE_1E = "site-1e", "弄虚作假"
    SITE_1F = "site-1f", "严重负面舆情"
    SITE_2 = "site-2", "站点无法访问"
    SITE_3 = "site-3", "首页不更新"
    SITE_4A = "site-4a", "栏目更新不及时"
    SITE_4B = "site-4b", "应更新栏目长期未更新"
    SITE_4C = "site-4c", "空白栏目"
    SITE_5A = "site-5a", "未提供有效咨询建言渠道"
    SITE_5B = "site-5b", "留言超期未答复"
    SITE_6A = "site-6a", "未提供办事服务"
    SITE_6B = "site-6b", "办事指南要素缺失"
    SITE_6C = "site-6c", "全部办事指南要素缺失"
    ACCOUNT_1 = "account-1", "账号安全、泄密等严重问题"
    ACCOUNT_2 = "account-2", "内容不更新"
    ACCOUNT_2B = "account-2b", "移动客户端无法正常使用"
    ACCOUNT_3A = "account-3a", "未提供有效互动功能"
    ACCOUNT_3B = "account-3b", "购买粉丝、强制点赞"
    PUBLISH_OVERVIEW = "publish-overview", "概况信息"
    PUBLISH_FUNCTIONS = "publish-functions", "机构职能"
    PUBLISH_LEADERS = "publish-leaders", "领导信息"
    PUBLISH_NEWS = "publish-news", "动态要闻"
    PUBLISH_POLICY = "publish-policy", "政策文件"
    PUBLISH_INTERPRETATION = "publish-interpretation", "政策解读"
    PUBLISH_RATIO = "publish-ratio", "解读比例"
    PUBLISH_LINKS = "publish-links", "解读关联"
    PUBLISH_COLUMNS = "publish-columns", "其他栏目"
    SERVICE_CATALOGUE = "service-catalogue", "事项公开"
    SERVICE_APPLYING = "service-applying", "在线申请"
    SERVICE_STATISTICS = "service-statistics", "办事统计"
    SERVICE_GUIDES = "service-guides", "办事指南"
    SERVICE_ACCURACY = "service-accuracy", "内容准确"
    SERVICE_FORMS = "service-forms", "表格样表"
    INTERACT_SUBMITTING = "interact-submitting", "信息提交"
    INTERACT_LOGIN = "interact-login", "统一登录"
    INTERACT_MESSAGES = "interact-messages", "留言公开"
    INTERACT_REPLIES = "interact-replies", "办理答复"
    DESIGN_DOMAIN = "design-domain", "域名名称"
    DESIGN_MARKS = "design-marks", "网站标识"
    DESIGN_LINKS = "design-links", "可用性"
    DESIGN_REPORTING = "design-reporting", "找错入口"
    DESIGN_HANDLING = "design-handling", "找错办理"
    DESIGN_SEARCH = "design-search", "站内搜索"
    DESIGN_LOGIN = "design-login", "一号登录"
    DESIGN_TAGS = "design-tags", "页面标签"
    DESIGN_BROWSERS = "design-browsers", "兼容性"
    DESIGN_IPV6 = "design-ipv6", "IPv6改造"
    BONUS_DATA = "bonus-data", "数据发布"
    BONUS_INTERPRETATION = "bonus-interpretation", "解读回应"
    BONUS_RATING = "bonus-rating", "服务功能"
    BONUS_TOPICS = "bonus-topics", "服务内容"
    BONUS_BASIS = "bonus-basis", "服务关联"
    BONUS_REALTIME = "bonus-realtime", "实时互动"
    BONUS_SURVEYS = "bonus-surveys", "调查征集"
    BONUS_SEARCH = "bonus-search", "智能搜索"
    BONUS_SPACE = "bonus-space", "用户空间"
    BONUS_INNOVATION = "bonus-innovation", "创新发展"


class Outcome(Word):
    """The outcome of one indicator on one target."""

    PASS = "pass", "通过"
    FAIL = "fail", "问题"
    SUSPECT = "suspect", "疑似"
    UNCHECKED = "unchecked", "未检"
    NOT_APPLICABLE = "not_applicable", "不适用"


class Ruling(Word):
    """What a person decided on a finding (复核); who says 已整改 or 未整改 says with it that the finding was true."""

    CONFIRMED = "confirmed", "属实"
    FALSE_ALARM = "false_alarm", "误报"
    NOT_FOUND = "not_found", "未发现"
    REPORTED = "reported", "已报备"
    MENDED = "mended", "已整改"
    NOT_MENDED = "not_mended", "未整改"

    @property
    def confirms(self) -> bool:
        """Whether it says that the finding is true at the monitoring time."""
        return self in (Ruling.CONFIRMED, Ruling.MENDED, Ruling.NOT_MENDED)


class StatementKind(Word):
    """What a unit says to a problem."""

    EXPLANATION = "explanation", "情况说明"
    OBJECTION = "objection", "异议"


class Verdict(Word):
    """The folded result of a target (抽查结果)."""

    QUALIFIED = "qualified", "合格"
    UNQUALIFIED = "unqualified", "不合格"
    OPEN = "open", "未定"
