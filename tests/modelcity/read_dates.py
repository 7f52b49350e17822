"""A plain reading of two nights: entries that were not there before and say that they are older, or changed days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from govcrawl.modelcity.model import Column, Entry
from govcrawl.modelcity.writer import Writer
from govcrawl.vocabulary import Indicator
from tests.modelcity.look import Look

PUBLISHED = re.compile(r"(\d{4}-\d\d-\d\d) \d\d:\d\d|(?:发布|发表)?(?:时间|日期)：(\d{4}-\d\d-\d\d)")


def _lists(look: Look, column: Column) -> str | None:
    """All pages of the column's list and what its script asks for; None if the server refuses it."""
    paths = Writer(look.city, look.site, look.site).page_paths(column)
    first = look.get(column.href)
    if first.status != 200:
        return None
    rows = look.site.family.page.format(slug=column.slug, number=column.number, page=1, before=0)
    return "".join([first.text, *(look.get(path).text for path in (rows, *paths[1:]))])


def _listed_on(title: str, text: str) -> str | None:
    found = re.search(rf"{re.escape(title)}[^《]{{0,160}}?(\d{{4}}-\d\d-\d\d)", text)
    return found[1] if found else None


def _night(look: Look) -> date:
    return look.city.scenario.served - timedelta(days=1)


def _published(look: Look, row: Entry) -> date:
    found = PUBLISHED.search(re.sub("页面生成时间[^>]*", "", look.text(row.path)))
    assert found, (look.code, row.path)
    return date.fromisoformat(found[1] or found[2])


def _wrong(look: Look, column: Column) -> Iterator[Entry]:
    before, now = _lists(look.before, column), _lists(look, column)
    if before is None or now is None:
        return
    for row in look.city.rows(look.site, column):
        if str(row.number) not in before:
            if row.title not in before and _published(look, row) < _night(look):
                yield row
        elif row.title in before and _listed_on(row.title, before) != _listed_on(row.title, now):
            yield row


def false_columns(look: Look) -> set[str]:
    """The addresses of columns in which entries were put in afterwards, or have other days than before."""
    own = (column for column in look.site.columns if column.source == "own")
    return {column.address for column in own if any(_wrong(look, column))}


def _honest(look: Look) -> bool:
    return not false_columns(look)


READINGS = {Indicator.SITE_1E: _honest}
