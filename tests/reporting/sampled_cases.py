"""Sampled pages of consultation and services, as good or as bad as a case wants them."""

from __future__ import annotations

from datetime import date
from typing import Any

from govcrawl.items import Channel, GuideElement, Message
from govcrawl.vocabulary import GuidePart, GuideRemark, Indicator, LinkKind, PageRole
from reporting.judge.facts import Link, Page, Question
from tests.reporting.cases import ago, look

HOST = "http://www.a.gov.cn/"
FULL = dict.fromkeys(GuidePart, "有内容") | {GuidePart.MATERIALS: "身份证原件1份"}
POOR = {part: FULL[part] for part in (GuidePart.NAME, GuidePart.CONDITIONS, GuidePart.PROCESS)} | {
    GuidePart.MATERIALS: "申请表原件1份"
}
WITHOUT_GUIDES = (Indicator.SITE_6A, Indicator.SERVICE_CATALOGUE)
"""Whose fault is that nothing is there."""


def page(role: PageRole, at: str = "", *, newest: date | None = None, **other: Any) -> Page:
    """A page that was read: by its role and its address below the site's (or a whole address)."""
    parts = {name: other.pop(name) for name in ("channel", "messages", "guide") if name in other}
    links = other.pop("links", ())
    url = at if at.startswith("http") else f"{HOST}{at}"
    return Page(look(newest, role=role, url=url, **other), HOST, {}, {}, tuple(links), **parts)


def message(at: str | None, asked: int | None = None, answered: int | None = None, **other: Any) -> Message:
    """A message: its address below the site's, how many days ago it was asked and answered."""
    told = {"position": 0, "title": f"咨询{at}", "url": at and f"{HOST}{at}", "shown": None, "status": "", "unit": ""}
    days = {"asked": None if asked is None else ago(asked), "answered": None if answered is None else ago(answered)}
    return Message(**{**told, "has_answer": False, **days, **other})


def channel(*messages: Message, form: str = "内容", at: str = "hd/", **other: Any) -> Page:
    """A consultation page with a form, statistics and a board."""
    statistics = other.pop("statistics", "收到来信9件")
    offered = Channel(form, other.pop("login", False), statistics)
    return page(PageRole.CHANNEL, at, channel=offered, messages=messages, **other)


def answered(number: int, days: int = 10) -> tuple[Message, Page]:
    """A message as its board lists it, and its own page with all that it must show."""
    shown = message(None, days, days - 2, unit="市教育局", has_answer=True)
    return message(f"{number}", days, days - 2), page(PageRole.MESSAGE, f"{number}", messages=(shown,))


def guide(
    at: str, parts: dict[GuidePart, str], remarks: dict[GuideRemark, str] | None = None, *links: Link, **other: Any
) -> Page:
    """A guide with these elements and remarks."""
    told = (*parts.items(), *(remarks or {}).items())
    elements = tuple(GuideElement(name, text) for name, text in told)
    return page(PageRole.GUIDE, at, guide=elements, links=links, **other)


def categories() -> tuple[Link, ...]:
    return tuple(Link(f"{HOST}{name}", name, LinkKind.PAGE) for name in ("个人办事", "法人办事"))


def good(guides: int) -> tuple[Page, ...]:
    """Pages of which nothing can be said."""
    listed, details = zip(*(answered(number) for number in range(5)), strict=True)
    return (
        channel(*listed),
        *details,
        page(PageRole.SERVICE, "fw/", links=categories()),
        page(PageRole.STATISTICS, "tj/", newest=ago(10)),
        *(guide(f"g{number}", FULL) for number in range(guides)),
    )


def sampled_pages(indicator: Indicator, how: str) -> tuple[Page, ...]:
    """What one target's sampled pages show so that an indicator passes or fails."""
    guides = 4 if indicator is Indicator.SITE_6C else 5
    if how == "pass":
        return good(guides)
    if indicator is Indicator.SITE_5B:
        return (channel(message("late", 120, status="办理中")),)
    if how == "undecided" or indicator in WITHOUT_GUIDES:
        return ()
    return tuple(guide(f"g{number}", POOR) for number in range(guides))


def questions(how: str) -> tuple[Question, ...]:
    """Two simulated questions, answered in time or not at all; of which one is booked where it is undecided."""
    back = ago(17) if how == "pass" else None
    return tuple(Question(n, "几点上班？", ago(20), "甲", back, "甲") for n in range(1 if how == "undecided" else 2))
