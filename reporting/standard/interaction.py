"""互动交流, 23 points, STANDARD §1.4."""

from __future__ import annotations

from dataclasses import replace

from govcrawl.vocabulary import Indicator
from reporting.standard.period import Period
from reporting.standard.rule import Evidence, Fault, Group, Measure
from reporting.standard.scored import A, M, P, deduction, each, one

_GROUP = Group.INTERACTION
_TWO_MONTHS = Period(months=2)

INTERACTION = (
    deduction(
        Indicator.INTERACT_SUBMITTING,
        _GROUP,
        7,
        "互动交流功能，实际提交",
        "由人实际提交一次，留存记录。",
        one("用户不能通过互动功能提交信息", "7", M),
    ),
    deduction(
        Indicator.INTERACT_LOGIN,
        _GROUP,
        3,
        "各互动交流栏目，信访、举报除外",
        "用同一账号登录各互动栏目。",
        one("各互动栏目没有统一登录", "3", M),
    ),
    replace(
        deduction(
            Indicator.INTERACT_MESSAGES,
            _GROUP,
            6,
            "咨询建言类栏目；随机抽查5条公开的留言",
            "打开留言列表，核对公开情况、要素和最新日期。",
            one("没有公开留言", "6", P, Fault.NO_MESSAGES),
            each("缺少留言时间、答复时间、答复单位或答复内容，每项", "1", P, Fault.MESSAGE_ELEMENT),
            one("2个月未更新", "3", A, Fault.MESSAGES_LATE),
            one("没有公开受理情况统计", "3", P, Fault.NO_COUNT),
            evidence=Evidence.SEVERAL_SOURCES,
            measure=Measure.MESSAGES,
        ),
        window=_TWO_MONTHS,
    ),
    deduction(
        Indicator.INTERACT_REPLIES,
        _GROUP,
        7,
        "模拟提交2个简单问题",
        "由人提交问题；记录提交和答复日期，按中国工作日历计算。",
        each("5个工作日内未答复，每个", "4", M, Fault.NO_REPLY),
        each("推诿、答复质量不高，每个", "4", M, Fault.POOR_REPLY),
        evidence=Evidence.SEVERAL_SOURCES,
        measure=Measure.QUESTIONS,
    ),
)
