"""A plain reading of surveys: six activities of the last year that one takes part in online, with results in time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from govcrawl.vocabulary import Indicator
from tests.modelcity.look import Look

NAMES = ("征集调查", "网上调查", "意见征集")
DAY = r"(\d+)年(\d+)月(\d+)日"
SPAN = re.compile(f"征集时间：{DAY}至{DAY}")
SHOWN = re.compile(rf"结果反馈（{DAY}）")
NUMBER = re.compile(r"（(\d+)）$")
ENOUGH = 6


@dataclass(frozen=True)
class Survey:
    """One activity: when it runs, whether one can take part online, when its results came."""

    opened: date
    ends: date
    online: bool
    results: date | None


def _month_later(day: date) -> date:
    return day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1, day=min(day.day, 28))


def _surveys(look: Look) -> list[Survey]:
    column = next((column for column in look.site.columns if column.name in NAMES), None)
    rows = look.city.rows(look.site, column) if column else ()
    pages = [(row, look.text(row.path)) for row in rows]
    numbers = {row: NUMBER.search(row.title) for row, _page in pages}
    told = {match[1]: row.at.date() for row, match in numbers.items() if match and "结果反馈" in row.title}
    found = []
    for row, page in pages:
        span, number = SPAN.search(page), numbers[row]
        if span and number:
            days = [int(part) for part in span.groups()]
            below = SHOWN.search(page)
            results = date(*map(int, below.groups())) if below else told.get(number[1])
            found.append(Survey(date(*days[:3]), date(*days[3:]), "<textarea" in page, results))
    return found


def _answered(survey: Survey, seen: date) -> bool:
    due = _month_later(survey.ends)
    return survey.results <= due if survey.results else seen <= due


def _lively(look: Look) -> bool:
    seen = look.city.scenario.sites_seen
    year = [each for each in _surveys(look) if each.online and seen.replace(year=seen.year - 1) <= each.opened <= seen]
    return len(year) >= ENOUGH and all(_answered(survey, seen) for survey in year)


READINGS = {Indicator.BONUS_SURVEYS: _lively}
