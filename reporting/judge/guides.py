"""What one guide (办事指南) lacks: pure readings of the elements that a page shows (STANDARD §1.2 #6, §1.4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from govcrawl.extract.fields import PICTURE, TAB
from govcrawl.vocabulary import GuidePart, GuideRemark, LinkKind
from reporting.judge.facts import Page

MANY = 4
"""From how many lacking classes an item counts for the veto."""
_WORDLESS = frozenset({"", TAB, PICTURE})
_SENT_AWAY = re.compile(
    "(?:具体|详细情况|详情)?请?(?:详见|详询|见|咨询|询问|洽询|到|至|以)[^，。；、\\d]{0,8}(?:窗口|现场|大厅|柜台|工作人员|来电|电话)"
    "(?:咨询|询问|公示|公告|告知|解答|为准)?"
)
_FEWEST = 2
_FORMAT = re.compile("原件|复印|纸质|电子|扫描|[一二两三四五六七八九十\\d]+[\\s]*[份张套式]|正本|副本|份数|出示")
_FORM = re.compile("申请表|登记表|审批表|备案表|申报表|审核表|报名表|信息表|承诺书|申请书|样表|表格|《[^》]{1,40}表》")
_WAY = re.compile("下载|样表|空表|表格|范本|示范文本|申请表|登记表|审批表|备案表|申报表|审核表|承诺书|申请书")
_NAMED = re.compile(
    r"《[^》]*》|[（(][^（）()]*[)）]|第[一二三四五六七八九十百零〇\d、至和]+[条款项章节]|[\d一二三四五六七八九十]+[.、．)]"
    r"|[^\w]|[和及与等]|根据|依据|按照|法律|法规|规章|文件"
)
_FEW_LETTERS = 8


def sends_away(text: str) -> bool:
    """Whether a text only says where to ask (详见窗口) and nothing of the matter."""
    return _SENT_AWAY.fullmatch(text.strip(" 。；（）()")) is not None


@dataclass(frozen=True, slots=True)
class Guide:
    """The elements of one guide by class with their texts, and the remarks by kind."""

    page: Page
    parts: Mapping[GuidePart, str]
    remarks: Mapping[GuideRemark, tuple[str, ...]]

    @classmethod
    def of(cls, page: Page) -> Guide:
        """The guide that a page shows."""
        parts = {GuidePart(one.name): one.text for one in page.guide if one.name in set(GuidePart)}
        remarks = {kind: tuple(one.text for one in page.guide if one.name == kind) for kind in GuideRemark}
        return cls(page, parts, remarks)

    @property
    def name(self) -> str:
        """The item's name, else its address."""
        return self.parts.get(GuidePart.NAME) or self.page.look.url

    @property
    def lacking(self) -> list[GuidePart]:
        """The classes of key elements that it does not show, shows without a word, or only sends elsewhere for."""
        return [part for part in GuidePart if not (text := self.parts.get(part)) or sends_away(text)]

    def told_of(self, part: GuidePart) -> str:
        """How a class that lacks is lacking."""
        if part not in self.parts:
            return f"缺少{part.label}"
        return f"{part.label}只写“{self.parts[part]}”" if self.parts[part] else f"{part.label}没有内容"

    @property
    def unread(self) -> str:
        """What was not read of it; empty where it was read in full."""
        return "；".join(self.remarks[GuideRemark.UNREAD])

    @property
    def is_none(self) -> bool:
        """Whether the page shows next to nothing of a guide."""
        return len([part for part, text in self.parts.items() if text and part is not GuidePart.NAME]) < _FEWEST

    @property
    def is_unclear(self) -> bool:
        """Whether its materials do not say in which form they are wanted: original or copy, paper or file, how many."""
        text = self.parts.get(GuidePart.MATERIALS, "")
        return text not in _WORDLESS and not _FORMAT.search(text)

    @property
    def has_bare_basis(self) -> bool:
        """Whether its basis is named without content: titles, numbers and articles only, and no link to it."""
        text = self.parts.get(GuidePart.BASIS, "")
        named = text not in _WORDLESS and not self.remarks[GuideRemark.BASIS_LINK]
        return named and "《" in text and len(_NAMED.sub("", text)) < _FEW_LETTERS

    def form(self, frame: frozenset[str]) -> str:
        """The form that its materials ask for or that it names, where the page gives no way to get one; else empty.

        ``frame`` are the addresses that say nothing of this item: the home page leads to them as well, or they are
        gone.
        """
        told = (self.parts.get(GuidePart.MATERIALS, ""), *self.remarks[GuideRemark.FORM])
        wanted = next(filter(None, map(_FORM.search, told)), None)
        given = any(
            link.kind is LinkKind.FILE or (link.kind is LinkKind.PAGE and _WAY.search(link.text))
            for link in self.page.links
            if link.url not in frame
        )
        return "" if wanted is None or given else wanted.group()
