"""发布解读, 31 points, STANDARD §1.4."""

from __future__ import annotations

from dataclasses import replace

from govcrawl.vocabulary import Indicator
from reporting.standard.period import SIX_MONTHS, TWO_WEEKS
from reporting.standard.rule import Evidence, Fault, Group, Measure, Trait
from reporting.standard.scored import A, M, P, deduction, each, one

_GROUP = Group.PUBLISHING
_STAFF_ADVICE = "打开栏目，逐项核对名称、职能和联系方式，记录每处错误。"
_UPDATE_ADVICE = "打开该类栏目，核对最新信息的发布日期；未设该类栏目的，在全站导航中再找一遍。"

PUBLISHING = (
    replace(
        deduction(
            Indicator.PUBLISH_OVERVIEW,
            _GROUP,
            2,
            "概况信息栏目",
            "打开概况栏目，核对内容是否过时或有误。",
            one("没有概况信息栏目", "2", A, Fault.MISSING),
            each("信息更新不及时或不准确，每处", "1", M),
            measure=Measure.COLUMN_PRESENCE,
        ),
        exemption="国务院部门不检查",
        spares=frozenset({Trait.STATE_COUNCIL}),
    ),
    replace(
        deduction(
            Indicator.PUBLISH_FUNCTIONS,
            _GROUP,
            2,
            "机构职能栏目",
            _STAFF_ADVICE,
            one("没有机构职能栏目", "2", A, Fault.MISSING),
            each("信息不准确，每处", "1", M),
            measure=Measure.COLUMN_PRESENCE,
        ),
        exemption="国务院部门上限为4分，没有该栏目扣4分",
    ),
    deduction(
        Indicator.PUBLISH_LEADERS,
        _GROUP,
        2,
        "领导信息栏目",
        "打开领导信息栏目，核对姓名和简历。",
        one("没有领导信息栏目", "2", A, Fault.MISSING),
        each("姓名、简历缺失或不准确，每处", "1", P),
        measure=Measure.COLUMN_PRESENCE,
    ),
    replace(
        deduction(
            Indicator.PUBLISH_NEWS,
            _GROUP,
            5,
            "动态要闻类栏目",
            _UPDATE_ADVICE,
            one("没有动态要闻类栏目", "5", A, Fault.MISSING),
            one("2周内未更新", "5", A, Fault.LATE),
        ),
        measure=Measure.CATEGORY_UPDATE,
        window=TWO_WEEKS,
    ),
    replace(
        deduction(
            Indicator.PUBLISH_POLICY,
            _GROUP,
            5,
            "政策文件类一级栏目",
            _UPDATE_ADVICE,
            one("没有政策文件类栏目", "5", A, Fault.MISSING),
            one("一级栏目6个月内未更新", "5", A, Fault.LATE),
            evidence=Evidence.SEVERAL_SOURCES,
        ),
        measure=Measure.CATEGORY_UPDATE,
        window=SIX_MONTHS,
    ),
    replace(
        deduction(
            Indicator.PUBLISH_INTERPRETATION,
            _GROUP,
            5,
            "政策解读类一级栏目",
            _UPDATE_ADVICE,
            one("没有政策解读类栏目", "5", A, Fault.MISSING),
            one("一级栏目6个月内未更新", "5", A, Fault.LATE),
        ),
        measure=Measure.CATEGORY_UPDATE,
        window=SIX_MONTHS,
    ),
    deduction(
        Indicator.PUBLISH_RATIO,
        _GROUP,
        3,
        "随机抽查3个以本地区、本部门（或其办公厅室）名义印发、涉及面广的文件，不足3个的全部检查",
        "抽取文件，在站内查找对应的解读，记录文件和解读的地址。",
        each("文件没有解读，每个", "1", P, Fault.UNINTERPRETED),
        measure=Measure.INTERPRETED,
    ),
    deduction(
        Indicator.PUBLISH_LINKS,
        _GROUP,
        3,
        "随机抽查3个解读，不足3个的全部检查",
        "打开解读和被解读的文件，确认两个页面互相有链接。",
        each("解读没有链接到文件，每个", "0.5", P, Fault.COMMENTARY_UNLINKED),
        each("文件没有链接到解读，每个", "0.5", P, Fault.DOCUMENT_UNLINKED),
        measure=Measure.INTERPRETATION_LINKS,
    ),
    replace(
        deduction(
            Indicator.PUBLISH_COLUMNS,
            _GROUP,
            4,
            "其他全部栏目，期限见栏目类别表或台账",
            "打开栏目，核对最新信息的发布日期，并确认是否已报备。",
            each("空白栏目，每个", "2", A, Fault.BLANK),
            each("应更新而未更新的栏目，每个", "1", A, Fault.LATE),
            evidence=Evidence.SEVERAL_SOURCES,
        ),
        measure=Measure.OTHER_COLUMNS,
        exemption="在其他指标中已扣分的栏目不重复扣分",
    ),
)

_FUNCTIONS = next(rule for rule in PUBLISHING if rule.id is Indicator.PUBLISH_FUNCTIONS)

STATE_COUNCIL_FUNCTIONS = replace(
    deduction(
        Indicator.PUBLISH_FUNCTIONS,
        _GROUP,
        4,
        _FUNCTIONS.sample,
        _FUNCTIONS.advice,
        one("没有机构职能栏目", "4", A, Fault.MISSING),
        *_FUNCTIONS.parts[1:],
        measure=_FUNCTIONS.measure,
    ),
    exemption=_FUNCTIONS.exemption,
)
"""机构职能 as State Council departments have it: 4 points instead of 2 (STANDARD §1.1)."""
