"""Sending by apprise (WeCom, DingTalk, Feishu, mail, JSON …): each item once for each day mark and channel."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.storage.models import EarlyWarning
from reporting.warning.forecast import Upcoming
from reporting.warning.text import by_unit, text_of

_DIGEST = 8


@dataclass(frozen=True, slots=True)
class Channel:
    """Where warnings go: a name without the address's secrets, and what delivers a text and says whether it could."""

    name: str
    deliver: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Message:
    """What one unit is told on one channel: its items that have reached a mark of which it was not told yet."""

    unit: str
    channel: Channel
    items: tuple[Upcoming, ...]

    @property
    def text(self) -> str:
        """At most 70 characters."""
        return text_of(self.items)


def _name(address: str) -> str:
    return f"{address.partition(':')[0]}#{hashlib.sha256(address.encode()).hexdigest()[:_DIGEST]}"


def channels_of(addresses: Sequence[str]) -> tuple[Channel, ...]:
    """The channels of apprise addresses; raises :class:`Problem`, without repeating secrets, for one it cannot use."""
    if not addresses:
        return ()
    try:
        from apprise import Apprise
    except ImportError as error:
        raise Problem("发送预警需要 apprise。请安装 govcrawl[notify]，或不用 --send，只写出预警清单。") from error
    return tuple(_channel(Apprise, number, address) for number, address in enumerate(dict.fromkeys(addresses), 1))


def _channel(apprise: type, number: int, address: str) -> Channel:
    sender = apprise()
    if not sender.add(address):
        raise Problem(
            f"第{number}个发送地址不是 apprise 认识的地址，应如 json://主机/路径、wecombot://密钥。没有发送。"
        )
    return Channel(_name(address), lambda text: bool(sender.notify(body=text)))


_Sent = frozenset[tuple[str, str, str, date, int]]


def _already(session: Session, round_name: str, channel: str) -> _Sent:
    query = select(
        EarlyWarning.target_kind, EarlyWarning.target, EarlyWarning.subject, EarlyWarning.due, EarlyWarning.days
    ).where(EarlyWarning.round == round_name, EarlyWarning.channel == channel)
    return frozenset((kind, target, subject, due, days) for kind, target, subject, due, days in session.execute(query))


def messages(
    session: Session,
    round_name: str,
    items: Iterable[Upcoming],
    channels: Iterable[Channel],
    marks: Sequence[int],
    today: date,
) -> Iterator[Message]:
    """What is to be sent: of each unit and channel what it was not told yet at the mark that it has reached."""
    groups = by_unit(items)
    for channel in channels:
        sent = _already(session, round_name, channel.name)
        for unit, own in groups.items():
            new = tuple(one for one in own if (*one.identity, one.due, one.mark(marks, today)) not in sent)
            if new:
                yield Message(unit, channel, new)


class Undelivered(Exception):  # noqa: N818 - what a channel refused, not a failure of ours
    """A message that a channel did not take."""


def send(
    session: Session, round_name: str, message: Message, marks: Sequence[int], today: date, moment: datetime
) -> None:
    """Record a message, then deliver it; raises :class:`Undelivered`, on which the record must be rolled back."""
    text = message.text
    for one in message.items:
        kind, target, subject = one.identity
        session.add(
            EarlyWarning(
                round=round_name,
                target_kind=kind,
                target=target,
                subject=subject,
                unit=message.unit,
                due=one.due,
                days=one.mark(marks, today),
                channel=message.channel.name,
                text=text,
                sent_at=moment,
            )
        )
    session.flush()
    if not message.channel.deliver(text):
        raise Undelivered
