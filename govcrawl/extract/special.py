"""Signs of three special kinds of page: a guide to a service, a board of messages, a notice in place of a home page."""

from __future__ import annotations

import re
from collections.abc import Iterable

from govcrawl.extract.categories import category_of
from govcrawl.extract.labels import Weight
from govcrawl.extract.listing import Row
from govcrawl.extract.regions import OUTSIDE, region_of
from govcrawl.extract.tree import Tree, bare
from govcrawl.vocabulary import Category

GUIDE_ELEMENTS = (
    "受理条件 申请条件 办理条件 受理范围 申请材料 申报材料 办理材料 所需材料 申请人与申请方式 办理流程 办理程序 "
    "办事流程 办理时限 办结时限 法定办结时限 承诺办结时限 法定期限 承诺期限 办理依据 设定依据 实施依据 受理机构 "
    "办理机构 实施机关 实施主体 受理部门 办理部门 办理地点 办理地址 办理时间 办理方式 申请方式 事项名称 事项类型 "
    "事项编码 服务对象 办件类型 收费标准 收费依据 结果送达 获证方式 办理结果 审批结果 结果名称"
)
ELEMENTS = frozenset(GUIDE_ELEMENTS.split())
NUMBERED = re.compile(r"^[（(]?[\d一二三四五六七八九十]{1,3}[)）、.．]*|[：:]$")
FEWEST_ELEMENTS, SHORTEST_ELEMENT, LONGEST_ELEMENT = 4, min(map(len, ELEMENTS)), 16
GUIDE_COLUMN = re.compile(r"(?:办事|服务|办理)指南$")
GUIDE_TITLE = re.compile(r"(?:办事|服务|办理)指南$|(?:办理|办事|申请|申领)须知$")
INTERACTIVE = re.compile("互动|信箱|诉求|留言|问政|在线咨询|网上咨询|咨询投诉")
FEWEST_MESSAGES = 2
SHORT_PAGE, FEW_LINKS = 800, 10
PLACE, HERE = "网站|本站|本网|门户|平台|系统", "网站|本站|页面|系统|平台|服务器"
ENDED = "关停|关闭|(?:停止|暂停)(?:运行|更新|服务|使用|访问)|停用|停运|下线|迁移至|整合(?:至|到|迁移)|并入"
AT_WORK = "(?:维护|升级|改版|建设|调试)中|维护升级|升级(?:维护|改造)|系统维护|正在(?:进行)?(?:维护|升级|改版|建设|调试)"
NOTICES = (
    ("域名变更", re.compile("(?:域名|网址)(?:已|将|正式|已经)?(?:变更|更换|调整|迁移|变动|更改|停用)")),
    ("关停", re.compile(rf"(?:{PLACE})[^。；]{{0,20}}?(?:{ENDED})")),
    ("维护", re.compile(rf"(?:{HERE})[^。；]{{0,12}}?(?:{AT_WORK})")),
)


def is_called_guide(path: Iterable[str], title: str) -> bool:
    """Whether an article's column or title says that it tells how one service is got."""
    return GUIDE_TITLE.search(bare(title)) is not None or any(GUIDE_COLUMN.search(bare(name)) for name in path)


def has_guide_headings(tree: Tree) -> bool:
    """Whether four different headings of a guide (受理条件, 申请材料 …) stand in the page's main part."""
    found = {
        name
        for text, owner in zip(tree.texts, tree.owners, strict=True)
        if SHORTEST_ELEMENT <= len(text) <= LONGEST_ELEMENT and (name := NUMBERED.sub("", bare(text))) in ELEMENTS
        if region_of(tree.node(owner)) not in OUTSIDE
    }
    return len(found) >= FEWEST_ELEMENTS


def is_board(rows: list[Row], path: Iterable[str], tags: dict[str, str]) -> bool:
    """Whether a list is one of messages: most say when they were asked and answered, or it stands under 互动交流."""
    if len(rows) < FEWEST_MESSAGES:
        return False
    return sum(map(_asked_and_answered, rows)) * 2 > len(rows) or is_interaction(path, tags)


def is_interaction(path: Iterable[str], tags: dict[str, str]) -> bool:
    """Whether a page stands under 互动交流 by the path that it shows or by its tags."""
    column = tags.get("ColumnName", "")
    if any(INTERACTIVE.search(name) for name in (*path, column)):
        return True
    return any(category_of(name)[0] is Category.INTERACTION for name in (*path, column) if name)


def _asked_and_answered(row: Row) -> bool:
    return len(row.item.cells) > 1 and {Weight.RECEIVED, Weight.REPLY} <= {cell.weight for cell in row.item.cells}


def is_notice(tree: Tree) -> bool:
    """Whether a page with little else says that its site has moved, is closed or is being worked on."""
    if len(tree.shelves["a"]) > FEW_LINKS or len(bare(tree.text)) > SHORT_PAGE:
        return False
    said = bare(tree.title) + "。" + bare(tree.text)
    return any(pattern.search(said) for _, pattern in NOTICES)
