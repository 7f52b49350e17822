"""The surveys (调查征集) that a site's columns list, by the days of their entries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl.extract.names import SURVEYS
from govcrawl.storage.models import Entry, Visit
from govcrawl.vocabulary import PageRole
from reporting.judge.facts import Column

_RESULT = re.compile(r"结果|反馈|采纳|公布|情况(?:的)?(?:说明|通报)")


def load_surveys(
    session: Session, columns: Mapping[str, tuple[Column, ...]], crawls: Sequence[int]
) -> Mapping[str, tuple[date, ...]]:
    """By site, the day of each survey that a column of that name lists, each once; what tells of results is none."""
    urls = {one.url for own in columns.values() for one in own if SURVEYS.search(one.name)}
    query = (
        select(Visit.target, Entry.title, Entry.date)
        .join(Visit, Entry.visit_id == Visit.id)
        .where(Visit.crawl_id.in_(crawls), Visit.role == PageRole.COLUMN, Visit.list_url.in_(sorted(urls)))
        .where(Entry.date.is_not(None), Entry.exclusion.is_(None))
    )
    found: defaultdict[str, dict[str, date]] = defaultdict(dict)
    for site, title, day in session.execute(query) if urls else ():
        if day and not _RESULT.search(title):
            found[site][title] = day
    return {site: tuple(sorted(days.values())) for site, days in sorted(found.items())}
