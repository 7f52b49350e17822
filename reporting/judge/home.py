"""Veto 3: the home page (首页不更新), STANDARD §1.2 #3."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from govcrawl.vocabulary import Outcome
from reporting.judge.findings import MONITORED, Assessment, Moment, assess, in_time
from reporting.judge.views import ListView, State
from reporting.standard.period import Period


@dataclass(frozen=True, slots=True)
class SecondLevel:
    """What the second-level pages of a site show together."""

    newest: date | None
    complete: bool

    @classmethod
    def of(cls, views: Iterable[ListView]) -> SecondLevel:
        """``complete`` is True where there are pages and every one was read with its dates."""
        seen = list(views)
        newest = max((view.newest for view in seen if view.newest), default=None)
        return cls(newest, bool(seen) and all(view.state is State.DATED for view in seen))


def assess_home(
    view: ListView, second: SecondLevel, linked: date | None, deadline: Period, moment: Moment, doubts: tuple[str, ...]
) -> Assessment:
    """The home page by its own dates; by its second-level pages where it is a navigation entrance only.

    ``linked`` is the newest date that the columns give to entries which the home page shows: it proves an update where
    the home page prints no dates, and a contradiction where it prints old ones. Columns that are fresh elsewhere never
    excuse a home page with old news.
    """
    found = assess(view, deadline, moment, doubts)
    if view.state is State.UNDATED and in_time(linked, deadline, moment):
        return Assessment(Outcome.PASS, f"首页条目最后更新 {linked}{MONITORED}{moment.on}", "日期取自栏目中的同一条目")
    if view.state is State.EMPTY:
        return _by_second_level(found, second, deadline, moment)
    if found.outcome is Outcome.FAIL and in_time(linked, deadline, moment):
        return Assessment(Outcome.SUSPECT, found.values, f"首页日期已超期，但首页有条目在栏目中的日期是 {linked}")
    return found


def _by_second_level(found: Assessment, second: SecondLevel, deadline: Period, moment: Moment) -> Assessment:
    values = f"首页为导航入口，二级页面最后更新 {second.newest or '未知'}{MONITORED}{moment.on}"
    if in_time(second.newest, deadline, moment):
        return Assessment(Outcome.PASS, values, "首页没有列表，以二级页面为准")
    if second.complete:
        return Assessment(Outcome.FAIL, values, f"首页没有列表，二级页面均超过{deadline.label}未更新")
    return Assessment(Outcome.SUSPECT, values, f"{found.reason}，二级页面未能全部读出日期")
