"""http or https: some hosts answer by one of them only, not always the one in the ledger (30 of 3,209 portals)."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

from scrapy.http import Response

from govcrawl.items import Look
from govcrawl.spiders.looks import Task
from govcrawl.transport import STATES
from govcrawl.vocabulary import PageRole

_OTHER = {"http": "https", "https": "http"}
_WORTH_IT = {"refused", "timeout", "broken", "tls", "unreachable"}


class Schemes:
    """Which hosts of a run answer by another scheme than they were asked by."""

    def __init__(self) -> None:
        self._working: dict[str, str] = {}

    def other(self, look: Look, task: Task, first_role: PageRole) -> str | None:
        """The address by the other scheme, if the failed look at a target's first page gives reason to try it."""
        parts = urlsplit(look.url)
        tried = task.switched or task.hops or task.role is not first_role or look.fetches[-1].url != look.url
        if tried or parts.port is not None or look.fetches[-1].state not in _WORTH_IT:
            return None
        return urlunsplit(parts._replace(scheme=_OTHER[parts.scheme]))

    @staticmethod
    def decided(look: Look, task: Task) -> Look:
        """A look that failed by both schemes, decided by the one in the ledger: its attempts stand last."""
        if not task.switched:
            return look
        return replace(look, fetches=tuple(sorted(look.fetches, key=lambda fetch: fetch.url == look.url)))

    def note(self, url: str, response: Response) -> None:
        """Remember that the other scheme brought an answer to read."""
        asked, answered = urlsplit(url), urlsplit(response.meta["fetches"][-1].url)
        if STATES[response.meta["fetches"][-1].state] is STATES["ok"] and answered.hostname == asked.hostname:
            self._working[asked.netloc] = answered.scheme

    def working(self, url: str) -> str:
        """The address by the scheme that its host answers by."""
        parts = urlsplit(url)
        return urlunsplit(parts._replace(scheme=self._working.get(parts.netloc, parts.scheme)))
