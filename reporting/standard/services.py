"""办事服务, 25 points, STANDARD §1.4; State Council departments without outward service duty are spared (§1.1)."""

from __future__ import annotations

from dataclasses import replace

from govcrawl.vocabulary import Indicator
from reporting.standard.rule import Evidence, Fault, Group, Measure, Trait
from reporting.standard.scored import A, M, P, deduction, each, one

_GROUP = Group.SERVICE
_FIVE_ITEMS = "随机抽查5个事项，不足5个的全部检查"

_ROWS = (
    deduction(
        Indicator.SERVICE_CATALOGUE,
        _GROUP,
        3,
        "办事服务栏目",
        "打开办事服务栏目，确认事项是否集中并分类展示。",
        one("没有集中、分类展示办事服务事项", "3", P, Fault.NO_CATALOGUE),
        measure=Measure.CATALOGUE,
    ),
    deduction(
        Indicator.SERVICE_APPLYING,
        _GROUP,
        5,
        "用真实账号注册并申请",
        "由人用真实账号（含外地用户）注册、登录并申请，留存记录。",
        one("不能注册，或（包括外地）用户无法注册", "5", M),
        one("注册用户不能在线申请", "5", M),
    ),
    deduction(
        Indicator.SERVICE_STATISTICS,
        _GROUP,
        2,
        "办事统计栏目",
        "打开办事统计，核对最新数据的日期。",
        one("没有办事统计数据", "2", P, Fault.NO_STATISTICS),
        one("1个月未更新", "1", A, Fault.STATISTICS_LATE),
        one("3个月未更新", "2", A, Fault.STATISTICS_OLD),
        measure=Measure.STATISTICS,
        evidence=Evidence.SEVERAL_SOURCES,
    ),
    deduction(
        Indicator.SERVICE_GUIDES,
        _GROUP,
        8,
        _FIVE_ITEMS,
        "逐个打开办事指南，对照要素、材料形式、兜底表述和依据内容。",
        each("没有办事指南，每个", "4", P, Fault.NO_GUIDE),
        each("缺少关键要素，每项", "0.5", P, Fault.ELEMENT),
        each("材料形式（原件或复印件、纸质或电子、份数）不明确，每个", "1", P, Fault.FORMAT),
        each("有“其他材料”等兜底性表述，每个", "2", A, Fault.CATCH_ALL),
        each("列出政策依据而没有内容，每个", "0.5", P, Fault.BASIS),
        measure=Measure.GUIDES,
    ),
    deduction(
        Indicator.SERVICE_ACCURACY,
        _GROUP,
        5,
        "随机抽查5个办事指南，不足5个的全部检查",
        "拨打电话并与实际办理要求核对，留存通话记录。",
        each("内容有误（电话等）或与实际要求不一致，每处", "1", M),
    ),
    deduction(
        Indicator.SERVICE_FORMS,
        _GROUP,
        2,
        "随机抽查2个办事指南",
        "打开指南中要求的表格，确认可以下载或取得。",
        each("要求的表格无法取得，每个", "1", P, Fault.NO_FORM),
        measure=Measure.FORMS,
    ),
)

SERVICES = tuple(
    replace(
        row,
        exemption="无对外服务职能的国务院部门不检查，基础分为75，得分乘4/3",
        spares=frozenset({Trait.STATE_COUNCIL_WITHOUT_SERVICE}),
    )
    for row in _ROWS
)
