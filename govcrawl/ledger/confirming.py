"""Taking back the sheet that a unit has confirmed: it touches the columns it gives an opinion on, and no others."""

from __future__ import annotations

from collections.abc import Iterator

from govcrawl.ledger.faults import Fault
from govcrawl.ledger.kinds import Key, Values
from govcrawl.ledger.reading import Sheet
from govcrawl.ledger.rows import ConfirmationRow, Opinion

_WRITTEN = ("category", "relation", "unit", "contact", "deadline", "months", "note")
_KEPT = ("exempt_reason", "exempt_until")
_NEEDED = {"name": "first", "category": "category", "relation": "relation"}
_NO_OPINION = "内容有改动而没有确认意见，请填写“属实”，或恢复原来的内容"
_NO_PERSON = "有确认意见而没有确认人，请填写姓名，或在命令中加 --confirmed-by 姓名"
_CONTRADICTION = "填了子栏目，级别不能是 1"


def first_and_second(values: Values, parent_name: str | None) -> tuple[str, str]:
    """A column's 一级栏目 and 子栏目 as the sheet shows them."""
    return (values["name"], "") if values["level"] == 1 else (parent_name or "", values["name"])


class Confirmation:
    """One sheet's opinions, applied to the columns of the ledger and to what people said is no column.

    ``columns`` and ``refused`` are changed in place; ``person`` confirms the lines that name nobody.
    """

    def __init__(self, sheet: Sheet, columns: dict[Key, Values], refused: dict[Key, Values], person: str) -> None:
        self._sheet, self._columns, self._refused, self._person = sheet, columns, refused, person
        self._known = dict(columns)
        self._rows = [(line, row) for line, row in sheet.rows if isinstance(row, ConfirmationRow)]
        self._first_level = {(v["site_code"], v["name"]): v["url"] for v in columns.values() if v["level"] == 1}
        self._first_level |= {(row.site_code, row.first): row.url for _, row in self._rows if not row.second}

    def apply(self) -> Iterator[Fault]:
        """Apply every line, and give the faults of those that cannot be."""
        for line, row in self._rows:
            if row.opinion in {None, Opinion.OPEN}:
                yield from self._without_opinion(line, row)
            elif not self._person_of(row):
                yield self._sheet.fault(line, "confirmed_by", _NO_PERSON)
            elif row.opinion is Opinion.TRUE:
                yield from self._keep(line, row)
            else:
                self._drop(row)

    def _person_of(self, row: ConfirmationRow) -> str:
        return row.confirmed_by or self._person

    def _without_opinion(self, line: int, row: ConfirmationRow) -> Iterator[Fault]:
        known = self._known.get((row.site_code, row.url))
        if row.opinion is None and known and self._values(row, known) != known:
            yield self._sheet.fault(line, "opinion", _NO_OPINION)

    def _keep(self, line: int, row: ConfirmationRow) -> Iterator[Fault]:
        key = (row.site_code, row.url)
        values = self._values(row, self._known.get(key, {}))
        faults = [self._sheet.fault(line, name, "缺少此项") for value, name in _NEEDED.items() if not values[value]]
        if row.second and row.level == 1:
            faults.append(self._sheet.fault(line, "level", _CONTRADICTION))
        if not faults:
            self._columns[key] = values | {"confirmed_by": self._person_of(row)}
            self._refused.pop(key, None)
        yield from faults

    def _drop(self, row: ConfirmationRow) -> None:
        key = (row.site_code, row.url)
        self._columns.pop(key, None)
        if row.opinion is Opinion.NO_COLUMN:
            about = {"name": row.second or row.first or row.url, "note": row.note}
            self._refused[key] = {
                "site_code": row.site_code,
                "url": row.url,
                "confirmed_by": self._person_of(row),
                **about,
            }

    def _values(self, row: ConfirmationRow, known: Values) -> Values:
        """The column as the line describes it, otherwise as the ledger knows it."""
        level = row.level or (2 if row.second else 1)
        values = {"site_code": row.site_code, "url": row.url, "name": row.second or row.first, "level": level}
        values |= {name: getattr(row, name) for name in _WRITTEN} | {name: known.get(name) for name in _KEPT}
        return values | {"parent": self._parent(row, known), "confirmed_by": known.get("confirmed_by")}

    def _parent(self, row: ConfirmationRow, known: Values) -> str | None:
        old: str | None = known.get("parent")
        if not row.second or not row.first:
            return old
        shown = self._known.get((row.site_code, old))
        if shown and shown["name"] == row.first:
            return old
        return self._first_level.get((row.site_code, row.first))
