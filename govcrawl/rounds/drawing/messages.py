"""Channels for consultation (咨询建言), and the messages sampled of the boards they show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from govcrawl.extract.addresses import is_page_address, normalise_url
from govcrawl.extract.messages import tells, unanswered_of
from govcrawl.extract.record import Message
from govcrawl.rounds.drawing.seen import Passed, Sample, SeenList, drawn, entries_of
from govcrawl.vocabulary import PageRole

CHANNEL = re.compile(
    "信箱|咨询|建言|我有话说|我要说|我要写信|我要留言|留言|互动|12345|问政|诉求|政民|写信|民意直通|意见箱|建议箱"
)
NO_CHANNEL = re.compile(
    "信访|举报|纪检|监察|访谈|调查|征集|投票|问卷|找错|纠错|直播|发布会|提案|议案|电话|统计|须知|管理"
)
"""What does not count as a channel for consultation (STANDARD §1.2 #5) or is none."""
MOST_CHANNELS, MOST_BELOW = 6, 4
SAMPLED_MESSAGES = 5
"""Public messages sampled of each site (STANDARD §1.4, 留言公开)."""
SAMPLED_SILENT = 12
DEEPEST = 8
"""Pages from the home page to the last page of a board that is read."""


def channels(page: Passed, _seed: int) -> Iterator[Sample]:
    """The channels that the home page names, and those that these lead to."""
    if page.role is PageRole.FRONT or (page.role is PageRole.CHANNEL and page.own and page.depth == 1):
        most = MOST_CHANNELS if page.role is PageRole.FRONT else MOST_BELOW
        for link in page.named(CHANNEL, NO_CHANNEL, most):
            yield Sample(PageRole.CHANNEL, link.url, link.url, link.text)


def next_pages(page: Passed, _seed: int) -> Iterator[Sample]:
    """The next page of a board's list: what waits longest stands last."""
    following = page.record.pagination.next_url if page.record.pagination else None
    if page.role is PageRole.CHANNEL and page.own and page.record.messages and following and page.depth < DEEPEST:
        url = normalise_url(following)
        yield Sample(PageRole.CHANNEL, url, url)


def messages(page: Passed, seed: int) -> Iterator[Sample]:
    """Five messages of a board by the seed, and the five oldest of those that its list shows without an answer.

    Where the list says no more than a day more are drawn, for only their own pages tell which of them wait.
    """
    if page.role is PageRole.CHANNEL and page.own:
        listed = {one.url: one for one in page.record.messages if one.url and is_page_address(one.url)}
        waiting = sorted(unanswered_of(listed.values()), key=_age)
        others = (_sample(page, one) for one in listed.values() if one not in waiting)
        number = SAMPLED_MESSAGES if any(map(tells, listed.values())) else SAMPLED_SILENT
        yield from drawn(others, number, seed)
        yield from (_sample(page, one) for one in waiting[:SAMPLED_MESSAGES])


def _age(message: Message) -> tuple[date, str]:
    return message.asked or message.shown or date.max, message.url or ""


def listed_messages(seen: Sequence[SeenList], seed: int) -> Iterator[Sample]:
    """Five messages of the columns that are channels by their names: their lists may be filled by a script."""
    boards = (one for one in seen if CHANNEL.search(one.name) and not NO_CHANNEL.search(one.name))
    yield from drawn(entries_of(PageRole.MESSAGE, boards), SAMPLED_MESSAGES, seed)


def _sample(page: Passed, message: Message) -> Sample:
    return Sample(PageRole.MESSAGE, normalise_url(message.url or ""), page.url, message.title)
