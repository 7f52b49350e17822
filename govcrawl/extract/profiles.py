"""Columns that say what a place and its offices are (概况, 职能, 领导): their names, and what their pages hold."""

from __future__ import annotations

import re
from collections.abc import Mapping

from govcrawl.extract.regions import OUTSIDE, region_of
from govcrawl.extract.tree import Tree, bare

NAMES: Mapping[str, re.Pattern[str]] = {
    "overview": re.compile(
        r"概况|概览|区划|地理|历史|沿革|自然资源|人文|走进|走近|魅力|认识|印象|基本情况|[市县区]情|城市名片"
        r"|(?<!机构)(?<!领导)(?<!单位)简介"
    ),
    "functions": re.compile(r"职能|职责|机构(?:设置|简介|信息|概况)|组织机构|内设|三定|政府机构"),
    "leaders": re.compile(
        r"^(?!.*(?:信箱|留言|讲话|活动|批示|解读)).*(?:领导|[市县区州省]长|局长|主任之窗|班子|负责人)"
    ),
}
"""What the columns are called (STANDARD §4.2 H)."""

BIOGRAPHY = re.compile(r"简历|出生|生于|学历|学位|参加工作|毕业|入党|籍贯|[男女][，,]")
OF_SITE = re.compile(r"版权|主办|承办|备案|标识码|邮编|技术支持|建议使用|浏览器|网站声明|联系电话")
SENTENCE = 12
FRAME_LETTERS, FRAME_IMAGES = 300, 8


def kind_of_profile(name: str) -> str | None:
    """Which of the three a column's name is of, a key of :data:`NAMES`; None for others."""
    return next((kind for kind, pattern in NAMES.items() if pattern.search(name)), None)


def letters_of(tree: Tree) -> int:
    """How many letters the sentences of the page's main part hold: next to none where a column is being built.

    Short pieces are names and labels; what speaks of the site itself is its footer, whatever that is called.
    """
    long = (tree.piece(index) for index, text in enumerate(tree.texts) if len(text) >= SENTENCE)
    told = (one for one in long if one.node.link is None and region_of(one.node) not in OUTSIDE)
    return sum(len(bare(one.text)) for one in told if not OF_SITE.search(one.text))


def says_biography(tree: Tree) -> bool:
    """Whether the page holds words of a leader's biography (简历)."""
    return BIOGRAPHY.search(tree.text) is not None


def header_of(tree: Tree) -> str:
    """What stands at the head of the page: its first words and what its first pictures are called."""
    pictures = [image.get("alt") or image.get("title") for image in tree.shelf("img")[:FRAME_IMAGES]]
    return bare(tree.text[:FRAME_LETTERS] + "".join(pictures))
