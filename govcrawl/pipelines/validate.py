"""Validate."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from govcrawl.items import Entry, Look
from govcrawl.storage.looks import visit_key
from govcrawl.storage.runs import VisitKey
from govcrawl.transport import STATES, Owner

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LONGEST = 500


class ValidatePipeline:
    """Keeps looks that are new tonight and not our own failure, with texts that any store can hold."""

    def __init__(self, crawler: Crawler, stored: set[VisitKey]) -> None:
        self.stats = crawler.stats
        self.stored = stored

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Begin with what earlier runs of the night stored."""
        return cls(crawler, set(crawler.spider.plan.handle.stored))  # type: ignore[union-attr]

    def process_item(self, item: Look) -> Look:
        """Pass a clean look, or drop it with the reason counted."""
        state = STATES[item.fetches[-1].state]
        if state is not STATES["ok"]:
            self._count(f"failed/{state.id}")
        if state.owner is Owner.OURS:
            raise DropItem(f"{state.label}：{item.url}", log_level="WARNING")
        if visit_key(item) in self.stored:
            self._count("dropped/stored_earlier_tonight")
            raise DropItem(f"本夜已存：{item.url}", log_level="DEBUG")
        self.stored.add(visit_key(item))
        return replace(
            item,
            title=_clean(item.title),
            entries=tuple(_clean_entry(entry) for entry in item.entries),
            columns=tuple(replace(column, name=_clean(column.name) or "") for column in item.columns),
            doubts=tuple(_clean(doubt) or "" for doubt in item.doubts),
            marks=tuple(replace(mark, value=_clean(mark.value) or "") for mark in item.marks),
            tags=tuple(replace(tag, value=_clean(tag.value) or "") for tag in item.tags),
            witnesses=tuple(replace(witness, raw=_clean(witness.raw) or "") for witness in item.witnesses),
        )

    def _count(self, what: str) -> None:
        if self.stats:
            self.stats.inc_value(f"govcrawl/{what}")


def _clean(text: str | None) -> str | None:
    return text and _CONTROL.sub("", text)[:_LONGEST]


def _clean_entry(entry: Entry) -> Entry:
    return replace(entry, title=_clean(entry.title) or "", raw=_clean(entry.raw))
