"""What a sampled page is asked for by its role: a channel, messages, a guide."""

from __future__ import annotations

from typing import TypedDict

from govcrawl.extract import normalise_url
from govcrawl.extract.record import Message as Read
from govcrawl.extract.record import PageRecord
from govcrawl.items import Channel, GuideElement, Message
from govcrawl.vocabulary import GuideRemark, PageRole


class Asked(TypedDict, total=False):
    """The parts of a look that only pages of some role have."""

    channel: Channel
    messages: tuple[Message, ...]
    guide: tuple[GuideElement, ...]


def asked_of(role: PageRole, page: PageRecord) -> Asked:
    """What a page of a role was opened for; nothing for other roles."""
    if role is PageRole.CHANNEL:
        channel = Channel(page.channel.form, page.channel.login, page.channel.statistics)
        return {"channel": channel, "messages": tuple(_message(*each) for each in enumerate(page.messages))}
    if role is PageRole.MESSAGE:
        return {"messages": (_message(0, page.message),) if page.message else ()}
    if role is PageRole.GUIDE:
        return {"guide": tuple(GuideElement(one.name, one.text) for one in page.guide)}
    if role is PageRole.SERVICE:
        return {"guide": tuple(GuideElement(GuideRemark.CATEGORY, name) for name in page.categories)}
    return {}


def _message(position: int, one: Read) -> Message:
    url = one.url and normalise_url(one.url)
    days = (one.asked, one.answered, one.shown)
    return Message(position, one.title, url, *days, one.status, one.unit, one.has_answer)
