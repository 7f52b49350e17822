"""Documents (政策文件) and what interprets them (解读): paired by titles, and by what leads from one to the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from govcrawl.extract.addresses import is_article_address
from govcrawl.extract.tree import bare

SHORTEST = 4
QUOTED = re.compile("《(.+)》")
KIND = re.compile(
    r"解读|图解|一图[读看]懂|图说|动漫|问答|答记者问|新闻发布会|政策(?:速递|简明)|[【\[（(](?:图文|文字|视频|专家|负责人)[】\])）]"
)
COMMENTARY_ASIDE = re.compile(
    r"的?(?:政策|图文|图片|文字|视频|专家|负责人|部门|有关|起草)*(?:解读|图解|说明|问答)(?:材料|之[一二三四五]|[（(].*[)）])?$"
)
COMMENTARY_LEAD = re.compile(
    r"^(?:(?:政策|图文|图片|文字|视频|专家|负责人|部门)?(?:解读|图解)|一图[读看]懂|图说|动漫)[：:|｜丨—-]*"
)
ISSUER = re.compile(r"^.{0,40}?关于(?:印发|转发|公布|发布|修订)?")
FORM = re.compile(r"的(?:通知|意见|公告|通告|决定|批复|函|报告)$")
SIGNS = re.compile(r"[\s《》〈〉“”\"'（）()【】\[\]、，,：:·—\-…]+")
TO_DOCUMENT = re.compile(
    r"^(?:政策|文件|查看|点击查看|阅读)?(?:原文|文件原文|政策原文|相关文件|关联文件|政策文件原文)(?:链接)?$"
)
TO_COMMENTARY = re.compile(
    r"^(?:查看|点击查看|阅读)?(?:相关|关联|政策|文件|图文|文字|视频|专家)*(?:解读|图解)(?:链接)?$"
)


class Leading(Protocol):
    """A link: where it leads and the text that names it."""

    @property
    def url(self) -> str:
        """The address."""

    @property
    def text(self) -> str:
        """The words of the link."""


L = TypeVar("L", bound=Leading)


def is_commentary(title: str) -> bool:
    """Whether a title says that the text interprets a document."""
    return KIND.search(title) is not None


def matter(title: str) -> str:
    """What a document or its interpretation is about: the title without issuer, form and words of interpreting."""
    quoted = QUOTED.search(title)
    text = bare(quoted.group(1) if quoted else title)
    text = COMMENTARY_ASIDE.sub("", COMMENTARY_LEAD.sub("", text))
    text = FORM.sub("", ISSUER.sub("", text, count=1))
    return SIGNS.sub("", text)


def same_matter(title: str, other: str) -> bool:
    """Whether two titles are of one matter: what one is about stands in the other."""
    one, two = sorted((matter(title), matter(other)), key=len)
    return len(one) >= SHORTEST and one in two


def documents_linked(title: str, links: Iterable[L]) -> Iterator[L]:
    """The links of an interpretation that lead to its document: of the same matter, or named as the original."""
    for link in links:
        named = TO_DOCUMENT.match(bare(link.text)) is not None
        if named or (not is_commentary(link.text) and same_matter(title, link.text)):
            yield link


def commentaries_linked(title: str, links: Iterable[L]) -> Iterator[L]:
    """The links of a document that lead to an interpretation of it: of the same matter, or an article named as one."""
    for link in links:
        named = TO_COMMENTARY.match(bare(link.text)) is not None and is_article_address(link.url)
        if named or (is_commentary(link.text) and same_matter(title, link.text)):
            yield link
