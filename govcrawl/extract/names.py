"""Names as navigation writes them: which are columns, which are functions of the site, which are topics."""

from __future__ import annotations

import re
from functools import lru_cache

from govcrawl.extract.tree import bare

LONGEST = 14
REMEMBERED = 4096
FUNCTIONS = (
    r"首页|网站首页|主页|返回.*|登录|登陆|注册|用户登录|搜索|检索|.*搜索|更多.*|more.*|English|繁体.*|简体.*|无障碍.*|长者.*|适老.*|.*浏览模式|"
    r"手机版|移动版|移动门户|设为首页|加入收藏|收藏.*|网站地图|站点地图|关于我们|版权.*|隐私.*|RSS.*|微信.*|微博.*|政务微[信博]|.*新媒体.*|"
    r"客户端.*|小程序|.*邮箱|邮箱.*|下一?页|上一?页|尾页|末页|打印|关闭|帮助|使用帮助|智能.*|切换.*|退出|导航|天气.*|旧版.*|旧站.*|"
    r"网站声明|法律声明|免责声明|网站管理|在线客服|公众号|友情链接|.*链接|点击.*|详细.*|查看.*|用户中心|办公系统|.*办公平台|.*大图|其他|确定|取消|"
    r"国务院|省政府|市政府|中国政府网|中国.{0,4}人民政府|.*省人民政府|.*省政府网?|全部|展开|收起|换一换|我要查|进入.*|欢迎.*|今天.*|分享.*|提交|重置"
)
FUNCTION = re.compile(rf"^(?:{FUNCTIONS}|\d+|[A-Za-z\d .]+)$", re.I)
TOPIC = re.compile(
    r"^专题$|专题$|热点专题|学习.*(?:主题|精神)|主题教育|党史学习|不忘初心|大学习$|十[八九]届|二十大|扫黑|抗击疫情|疫情防控"
)
SENTENCE = re.compile(r"[。，、！？；…“”《》【】]|\.\.|\d{4}年|\d{4}-\d")
INSTITUTION = re.compile(r"(?:网|政府|人民政府|委员会|大学|学院|医院|公司|学校|小学|中学)$")
SITE_NAME = re.compile(r"(?:网|网站|政府|门户|平台|局|厅|委|委员会|办公室|中心)$")
COLUMN_ENDINGS = (
    "动态 要闻 新闻 公告 公示 公开 通知 通告 文件 法规 规章 政策 解读 信息 服务 互动 交流 参与 概况 简介 介绍 "
    "机构 职能 职责 领导 专栏 栏目 指南 目录 制度 年报 报告 建议 提案 信箱 访谈 调查 征集 咨询 投诉 举报 下载 "
    "办事 数据 统计 规划 计划 人事 任免 招考 招聘 录用 采购 招标 交易 常务会议 财政 预算 决算 预决算 应急 党建 廉政 "
    "建设 文化 风采 工作 热线 规范 标准 清单 权力 许可 处罚 监管 执法 聚焦 关注 关切 回应 发布 资讯 简报 讲话 之窗 "
    "视频 图片 "
    "展厅 成果 反馈 精选 选登 列表 中心 大厅 平台 系统 项目 扶贫 公约 评估 意见 内容 传递 精英 资源 环境 投资 "
    "旅游 人文 历史 集萃 团校 课堂 论坛 活动 队伍 组织 处室 单位 部门 库 申请 公开 专题专栏 联系我们 新闻发布会 "
    "两学一做"
)
COLUMN_NAME = re.compile(rf"(?:{'|'.join(COLUMN_ENDINGS.split())})$")
COLUMN_LONGEST = 12
SURVEYS = re.compile(r"征集|调查|问卷")
"""What columns of surveys (调查征集) are called."""
EVENT = re.compile(
    r"^(?:我[省市县区局]|全[省市县区]|(?:[省市县区][长委]|书记)(?!.{0,2}(?:信箱|热线|专线|之窗)$))|关于.+的|调研|召开|开展|举行|举办|慰问|强调|深入|扎实|全力"
)


@lru_cache(maxsize=REMEMBERED)
def plain_name(text: str) -> str | None:
    """The name in a navigation text, or None where it cannot be one: too long, a sentence, not Chinese."""
    name = bare(text).strip("·•|｜>»›[]【】:：+-—*")
    if not 2 <= len(name) <= LONGEST or SENTENCE.search(name):
        return None
    return name if re.search(r"[\u4e00-\u9fff]{2}", name) else None


@lru_cache(maxsize=REMEMBERED)
def is_function(name: str) -> bool:
    """Whether a name is a function of the site (登录, 搜索, 更多) or another office's home, not a column."""
    return FUNCTION.match(name) is not None or INSTITUTION.search(name) is not None


@lru_cache(maxsize=REMEMBERED)
def is_topic(name: str) -> bool:
    """Whether a name is a topic (专题), or the shelf of topics."""
    return TOPIC.search(name) is not None or name in {"专题专栏", "专题栏目"}


@lru_cache(maxsize=REMEMBERED)
def is_column_name(name: str) -> bool:
    """Whether a name outside navigation reads like a column's."""
    return len(name) <= COLUMN_LONGEST and COLUMN_NAME.search(name) is not None and not EVENT.search(name)
