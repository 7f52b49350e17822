"""加分指标, 30 points, for portals above 80, STANDARD §1.5."""

from __future__ import annotations

from govcrawl.vocabulary import Indicator
from reporting.standard.rule import Fault, Group, Measure
from reporting.standard.scored import M, P, bonus, each, one

BONUS = (
    bonus(
        Indicator.BONUS_DATA,
        Group.BONUS_PUBLISHING,
        4,
        "数据发布栏目",
        "核对数据的最新日期、图表和数据集的下载或接口。",
        one("3个月内更新数据", "2", P, Fault.DATA_FRESH),
        one("3至6个月内更新数据", "1", P, Fault.DATA_RECENT),
        one("6个月内有图表解读", "1", P),
        one("数据集定期更新，可下载或有接口", "1", P),
        measure=Measure.DATA_RELEASE,
    ),
    bonus(
        Indicator.BONUS_INTERPRETATION,
        Group.BONUS_PUBLISHING,
        3,
        "3个不同文件的解读",
        "抽取解读，记录形式和地址。",
        each("以新闻发布会、图解、视频、动漫等形式解读，每个", "1", P),
    ),
    bonus(
        Indicator.BONUS_RATING,
        Group.BONUS_SERVICE,
        2,
        "办事服务栏目",
        "打开评价功能和评价结果。",
        one("提供服务评价功能", "1", P),
        one("公开评价结果", "1", P),
    ),
    bonus(
        Indicator.BONUS_TOPICS,
        Group.BONUS_SERVICE,
        2,
        "集成式专题服务",
        "由人认定专题服务的个数。",
        one("3个及以上", "2", M),
        one("1至2个", "1", M),
    ),
    bonus(
        Indicator.BONUS_BASIS,
        Group.BONUS_SERVICE,
        2,
        "随机抽查2个事项",
        "逐个打开政策依据，确认链接到本站文件库。",
        one("政策依据全部关联到本站文件库", "2", P),
    ),
    bonus(
        Indicator.BONUS_REALTIME,
        Group.BONUS_INTERACTION,
        5,
        "模拟提交1个问题",
        "由人提交问题并向智能问答提问，记录时间。",
        one("1个工作日内准确答复", "3", M),
        one("实时智能问答答复准确", "2", M),
    ),
    bonus(
        Indicator.BONUS_SURVEYS,
        Group.BONUS_INTERACTION,
        3,
        "1年内的调查征集（电子邮箱不算）",
        "数活动次数，核对结果公开的日期。",
        one("在线调查征集6次及以上", "2", P, Fault.SURVEYED),
        one("结束后1个月内全部公开结果", "1", P),
        measure=Measure.SURVEYS,
    ),
    bonus(
        Indicator.BONUS_SEARCH,
        Group.BONUS_DESIGN,
        4,
        "站内搜索；2个下级网站的标题",
        "在站内搜索，留存第一页结果的截图。",
        one("支持模糊搜索", "1", P),
        one("搜索即服务", "1", P),
        each("下级网站的标题在结果第一页，每个", "1", P),
    ),
    bonus(
        Indicator.BONUS_SPACE,
        Group.BONUS_DESIGN,
        2,
        "用户中心",
        "由人登录后查看。",
        one("用户可以查看自己的办理和互动记录", "2", M),
    ),
    bonus(
        Indicator.BONUS_INNOVATION,
        Group.BONUS_INNOVATION,
        3,
        "主要领导批示肯定的做法",
        "由人依据批示认定。",
        one("做法突出并获主要领导肯定", "3", M),
    ),
)
