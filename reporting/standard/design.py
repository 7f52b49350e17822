"""功能设计, 21 points, STANDARD §1.4."""

from __future__ import annotations

from dataclasses import replace

from govcrawl.vocabulary import Indicator
from reporting.standard.period import SIX_MONTHS
from reporting.standard.rule import Evidence, Fault, Group, Measure
from reporting.standard.scored import A, M, P, deduction, each, one

_GROUP = Group.DESIGN

DESIGN = (
    deduction(
        Indicator.DESIGN_DOMAIN,
        _GROUP,
        3,
        "域名、网站名称、全部页面的头部",
        "核对域名、网站名称与单位名称，查看页面头部。",
        one("域名不符合规定", "1", A, Fault.DOMAIN),
        one("网站没有以地区、部门名称命名", "1", A, Fault.SITE_NAME),
        one("名称没有在全部页面头部显著展示", "1", P, Fault.HEADER),
        measure=Measure.DOMAIN,
    ),
    deduction(
        Indicator.DESIGN_MARKS,
        _GROUP,
        3,
        "全部页面的底部：党政机关网站标识、网站标识码、ICP备案编号、公安机关备案标识、主办单位、联系方式",
        "打开首页和内页，查看页面底部（标识由脚本显示的，用浏览器看）。",
        each("缺少一项", "0.5", A, Fault.MARK),
        measure=Measure.MARKS,
    ),
    deduction(
        Indicator.DESIGN_LINKS,
        _GROUP,
        1,
        "首页及其他页面的图片、附件、外部链接；首页仅为导航入口的，二级页面",
        "隔日再次点击，排除防盗链、登录和内网地址后记录。",
        each("首页链接打不开或错误，每个", "0.2", A, Fault.HOME_LINK),
        each("其他页面链接打不开或错误，每个", "0.1", A, Fault.PAGE_LINK),
        measure=Measure.LINKS,
    ),
    deduction(
        Indicator.DESIGN_REPORTING,
        _GROUP,
        1,
        "首页和其他页面的底部",
        "打开页面，确认“我为政府网站找错”入口显示并可点击。",
        one("首页底部没有找错入口", "1", A, Fault.HOME_ENTRANCE),
        each("其他页面没有找错入口，每个", "0.2", A, Fault.PAGE_ENTRANCE),
        measure=Measure.REPORTING,
    ),
    replace(
        deduction(
            Indicator.DESIGN_HANDLING,
            _GROUP,
            3,
            "6个月内的找错留言（全国平台后台）",
            "导出后台记录，按中国工作日历计算办理时间。",
            each("超过3个工作日未答复，每条", "1", M),
            each("推诿、答复质量不高，每条", "1", M),
            evidence=Evidence.SEVERAL_SOURCES,
        ),
        window=SIX_MONTHS,
    ),
    deduction(
        Indicator.DESIGN_SEARCH,
        _GROUP,
        4,
        "用4个已知标题搜索",
        "在站内搜索4个已知标题，留存第一页结果的截图。",
        one("没有站内搜索或无法使用", "4", P, Fault.NO_SEARCH),
        each("已知标题不在结果第一页，每个", "1", P, Fault.NOT_FOUND),
        one("结果没有分类展示", "1", P, Fault.UNSORTED),
        measure=Measure.SEARCH,
    ),
    deduction(
        Indicator.DESIGN_LOGIN,
        _GROUP,
        2,
        "各需要登录的功能",
        "由人用同一账号登录各板块。",
        one("注册用户不能一号登录各板块", "2", M),
    ),
    deduction(
        Indicator.DESIGN_TAGS,
        _GROUP,
        1,
        "随机抽查5个内容页、5个栏目页",
        "查看页面源代码中的站点、栏目、内容标签。",
        each("内容页缺少站点标签或内容标签，每个", "0.1", A, Fault.CONTENT_TAGS),
        each("栏目页缺少站点标签或栏目标签，每个", "0.1", A, Fault.COLUMN_TAGS),
        measure=Measure.TAGS,
    ),
    deduction(
        Indicator.DESIGN_BROWSERS,
        _GROUP,
        2,
        "主流浏览器",
        "用各主流浏览器打开首页和内页，留存截图。",
        each("不能正常显示的浏览器，每种", "1", P),
    ),
    deduction(
        Indicator.DESIGN_IPV6,
        _GROUP,
        1,
        "域名解析和IPv6访问",
        "在IPv6网络下打开首页和内页。",
        one("没有完成IPv6改造", "1", P, Fault.NO_IPV6),
        measure=Measure.IPV6,
    ),
)
