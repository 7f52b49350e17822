"""The six vetoes on sites (网站单项否决六项), STANDARD §1.2; what is judged apart has a row of its own."""

from __future__ import annotations

from dataclasses import replace

from govcrawl.vocabulary import Indicator
from reporting.standard.period import ONE_YEAR, TWO_WEEKS
from reporting.standard.rule import Automation, Comparison, Effect, Evidence, Group, Measure, Rule, Scope, Trait

_SITES = frozenset({Scope.PORTAL, Scope.DEPARTMENT})
_MACHINE, _CONFIRM, _PERSON = Automation.MACHINE, Automation.PERSON_CONFIRMS, Automation.PERSON_ONLY


def _veto(id: Indicator, clause: str, title: str, automation: Automation, sample: str, advice: str) -> Rule:
    return Rule(
        id=id,
        group=Group.SITE_VETO,
        title=title,
        effect=Effect.VETO,
        clause=f"单项否决{clause}",
        evidence=Evidence.SEVERAL_SOURCES,
        scope=_SITES,
        automation=automation,
        sample=sample,
        advice=advice,
        comparison=Comparison.AT_LEAST,
        people=2,
    )


_SERIOUS = "全站；无数量门槛"

_SAFETY = (
    _veto(
        Indicator.SITE_1A,
        "1（一）",
        "出现严重表述错误",
        _CONFIRM,
        _SERIOUS,
        "打开原页面核对上下文（引文、机构旧称除外），留存截图、原文和页面地址。",
    ),
    _veto(
        Indicator.SITE_1B,
        "1（二）",
        "泄露国家秘密",
        _CONFIRM,
        _SERIOUS,
        "不在互联网计算机上保存或转发内容，按保密规定报保密部门认定后记录结论。",
    ),
    _veto(
        Indicator.SITE_1C,
        "1（三）",
        "发布或链接反动、暴力、色情等内容",
        _CONFIRM,
        _SERIOUS,
        "在隔离环境打开，核对链接去向和页面快照；不再传播有害内容。",
    ),
    _veto(
        Indicator.SITE_1D,
        "1（四）",
        "对安全攻击（挂马、篡改等）没有及时有效处置，造成严重安全事故",
        _CONFIRM,
        _SERIOUS,
        "向主办单位和网信、公安部门核实事件、处置时间和影响。",
    ),
    _veto(
        Indicator.SITE_1E,
        "1（五）",
        "存在弄虚作假行为（如伪造发稿日期）",
        _CONFIRM,
        _SERIOUS,
        "对照首次看到的时间、页面修改时间和标注日期，听取主办单位说明。",
    ),
    _veto(
        Indicator.SITE_1F,
        "1（六）",
        "因网站建设管理不到位造成严重负面舆情",
        _PERSON,
        _SERIOUS,
        "由人依据舆情材料认定，附报道地址和认定依据。",
    ),
)

_ACCESS = (
    replace(
        _veto(
            Indicator.SITE_2,
            "2",
            "首页15秒内打不开的次数占全部访问次数的5%及以上（第15秒仍未打开即为失败）",
            _CONFIRM,
            "1周，每日间隔性访问20次以上",
            "用浏览器、换一条线路再次打开；排除本机网络、防火墙拦截和已报备的停机。",
        ),
        measure=Measure.AVAILABILITY,
    ),
    replace(
        _veto(
            Indicator.SITE_3,
            "3",
            "首页超过2周未更新",
            _MACHINE,
            "首页；首页仅为导航入口的，全部二级页面；未标注日期的条目视为未更新",
            "用浏览器打开首页，核对最新信息的发布日期；首页仅为导航入口的，核对全部二级页面。",
        ),
        measure=Measure.HOME_UPDATE,
        window=TWO_WEEKS,
    ),
)

_COLUMNS = (
    replace(
        _veto(
            Indicator.SITE_4A,
            "4（一）",
            "动态要闻超过2周、通知公告和政策文件一级栏目超过6个月未更新",
            _MACHINE,
            "全部动态要闻栏目，通知公告、政策文件的一级栏目",
            "打开栏目，核对最新信息的发布日期，并确认栏目类别、级别和是否已报备。",
        ),
        measure=Measure.COLUMN_UPDATE,
        threshold=5,
        exemption="已归档的专题、已报备无更新事项的栏目、上级链接",
    ),
    replace(
        _veto(
            Indicator.SITE_4B,
            "4（二）",
            "应更新栏目长期未更新",
            _MACHINE,
            "其他有更新期限的栏目（期限见栏目类别表或台账）",
            "打开栏目，核对最新信息的发布日期，并向主办单位了解是否无更新事项。",
        ),
        measure=Measure.COLUMN_UPDATE,
        threshold=10,
        exemption="已归档的专题、已报备无更新事项的栏目、上级链接",
    ),
    replace(
        _veto(
            Indicator.SITE_4C,
            "4（三）",
            "空白栏目",
            _MACHINE,
            "全部栏目；两晚均为空白才算",
            "用浏览器打开栏目，确认确无内容；有内容的，连同最新日期一并核对后记为误报。",
        ),
        measure=Measure.COLUMN_CONTENT,
        threshold=5,
        exemption="已归档的专题、已报备的栏目、上级链接",
    ),
)

_RESPONSE = (
    replace(
        _veto(
            Indicator.SITE_5A,
            "5（一）",
            "未提供有效的网上咨询、建言渠道（网上信访、纪检举报不算）",
            _CONFIRM,
            "互动交流栏目",
            "打开互动栏目，逐个确认是否可以提交咨询或建议。",
        ),
        measure=Measure.CHANNEL,
    ),
    replace(
        _veto(
            Indicator.SITE_5B,
            "5（二）",
            "政务咨询类栏目中，有效留言超过3个月未答复",
            _CONFIRM,
            "1年内的留言；在线访谈、调查征集、网上信访、纪检举报除外",
            "在互动后台核对留言和答复时间；公开列表只列已答复的，不能证明没有未答复的。",
        ),
        window=ONE_YEAR,
        measure=Measure.UNANSWERED,
    ),
)

_NO_SERVICE = "无对外服务职能的部门不检查"
_ELEMENTS = (
    "10类要素：事项名称、设定依据、申请条件、办理材料、办理地点、办理机构、收费标准、办理时间、联系电话、办理流程"
)


def _service(
    id: Indicator, clause: str, title: str, sample: str, threshold: int, advice: str, measure: Measure
) -> Rule:
    return replace(
        _veto(id, f"6（{clause}）", title, _CONFIRM, sample, advice),
        evidence=Evidence.ONE_SOURCE,
        measure=measure,
        threshold=threshold,
        exemption=_NO_SERVICE,
        spares=frozenset({Trait.WITHOUT_SERVICE}),
    )


_SERVICES = (
    _service(
        Indicator.SITE_6A,
        "一",
        "未提供办事服务",
        "办事服务栏目",
        1,
        "打开网站和政务服务网入口，确认是否提供办事服务。",
        Measure.SERVICE,
    ),
    _service(
        Indicator.SITE_6B,
        "二",
        "5个及以上事项的办事指南，每个缺4类及以上要素",
        _ELEMENTS,
        5,
        "逐个打开办事指南，对照要素清单记录缺项并留存快照。",
        Measure.LACKING_GUIDES,
    ),
    _service(
        Indicator.SITE_6C,
        "三",
        "事项总数不足5个，且每个都缺4类及以上要素",
        _ELEMENTS,
        1,
        "确认事项总数，逐个对照要素清单记录缺项并留存快照。",
        Measure.ALL_GUIDES,
    ),
)

SITE_VETOES = (*_SAFETY, *_ACCESS, *_COLUMNS, *_RESPONSE, *_SERVICES)
