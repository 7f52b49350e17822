"""The three vetoes on new-media accounts (政务新媒体单项否决三项), STANDARD §1.3; no scoring for accounts."""

from __future__ import annotations

from dataclasses import replace

from govcrawl.vocabulary import Indicator
from reporting.standard.period import TWO_WEEKS
from reporting.standard.rule import Automation, Comparison, Effect, Evidence, Group, Measure, Rule, Scope

_CONFIRM, _PERSON = Automation.PERSON_CONFIRMS, Automation.PERSON_ONLY


def _veto(id: Indicator, clause: str, title: str, automation: Automation, sample: str, advice: str) -> Rule:
    return Rule(
        id=id,
        group=Group.ACCOUNT_VETO,
        title=title,
        effect=Effect.VETO,
        clause=f"单项否决{clause}",
        evidence=Evidence.SEVERAL_SOURCES,
        scope=frozenset({Scope.ACCOUNT}),
        automation=automation,
        sample=sample,
        advice=advice,
        comparison=Comparison.AT_LEAST,
        people=2,
    )


ACCOUNT_VETOES = (
    _veto(
        Indicator.ACCOUNT_1,
        "1",
        "出现严重表述错误、泄密、反动暴力色情内容、安全攻击处置不当、弄虚作假、严重负面舆情等严重问题",
        _CONFIRM,
        "账号发布的内容；账号部分的分项清单未见原文，参照网站单项否决1",
        "在平台上打开原文核对，留存截图；疑似涉密的不保存、不转发，报保密部门。",
    ),
    replace(
        _veto(
            Indicator.ACCOUNT_2,
            "2",
            "超过2周未更新",
            _CONFIRM,
            "监测时间点前2周；取最晚的发布日期，不取置顶",
            "在平台上打开账号，核对最新一条的发布日期（置顶内容除外），并留存截图。",
        ),
        measure=Measure.ACCOUNT_UPDATE,
        window=TWO_WEEKS,
    ),
    replace(
        _veto(
            Indicator.ACCOUNT_2B,
            "2（移动客户端）",
            "移动客户端无法下载或正常使用",
            _PERSON,
            "移动客户端（APP）；国家条文未见原文，见于地方通报",
            "在手机上下载、安装并打开，留存截图。",
        ),
        evidence=Evidence.ONE_SOURCE,
    ),
    _veto(
        Indicator.ACCOUNT_3A,
        "3（一）",
        "未提供有效互动功能",
        _CONFIRM,
        "留言、评论、私信等功能",
        "在平台上确认能否留言、评论或私信，并留存截图。",
    ),
    _veto(
        Indicator.ACCOUNT_3B,
        "3（二）",
        "存在购买粉丝、强制要求点赞等行为",
        _PERSON,
        "账号运营情况",
        "由人依据举报或核查材料认定。",
    ),
)
