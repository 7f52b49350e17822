"""The truth about a scenario: what was planted, and the true last update of everything."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from govcrawl.modelcity.city import City
from govcrawl.modelcity.deadlines import Deadline, deadline_of
from govcrawl.modelcity.ledger import ColumnRow
from govcrawl.modelcity.model import Column, Note, Site
from govcrawl.modelcity.scenario import Table, codes
from govcrawl.vocabulary import Outcome

Truth = dict[str, Any]
HOME_DEADLINE = Deadline(days=14)
ACCOUNT_DEADLINE = Deadline(days=14)
VETO = "site-"
COUNTED = frozenset({"own", "iframe", "blank"})
EXPECTED = {
    "fault": (Outcome.FAIL.label,),
    "trap": (Outcome.PASS.label, Outcome.NOT_APPLICABLE.label),
}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _age(day: date | None, seen: date) -> int | None:
    return (seen - day).days if day else None


def _exempt(row: ColumnRow | None, seen: date) -> bool:
    if row is None or not row.exempt:
        return False
    return not row.exempt_until or date.fromisoformat(row.exempt_until) >= seen


def _late(city: City, column: Column, newest: date | None, row: ColumnRow | None) -> bool:
    deadline = deadline_of(column.category, row.deadline if row else "")
    return deadline is not None and newest is not None and deadline.is_late(newest, city.scenario.sites_seen)


def _overdue(deadline: Deadline, newest: date | None, seen: date) -> bool:
    """Whether a page without any date to be learned, or with too old a one, counts as not updated."""
    return newest is None or deadline.is_late(newest, seen)


def _note(note: Note) -> Truth:
    expected = note.options or EXPECTED[note.planted]
    return {"kind": note.planted, "indicator": note.indicator, "why": note.why, "expect": list(expected)}


def _expect(table: Table) -> list[str]:
    return list(table.get("expect", EXPECTED[table["kind"]][:1]))


def _addresses(table: Table) -> list[str]:
    at = table.get("at", [])
    return [at] if isinstance(at, str) else list(at)


def _place(table: Table, address: str) -> Truth:
    return {"address": address, "kind": table["kind"], "expect": _expect(table), "why": table["why"]}


def _applies(site: Site, indicator: str) -> bool:
    """Deductions and bonus are for portals only (STANDARD §1.1), vetoes for all."""
    return site.row.portal or indicator.startswith(VETO)


class _Describer:
    """Collects the truth of one city; the ledger's rows and the notes are looked up by address."""

    def __init__(self, city: City) -> None:
        self._city = city
        self._seen = city.scenario.sites_seen
        self._rows = {(row.site, row.address): row for row in city.ledger.columns}
        self._told: dict[tuple[str, str], list[Table]] = defaultdict(list)
        for table in city.scenario.truths:
            for code in codes(table):
                self._told[code, table["indicator"]].append(table)
        self._notes: dict[tuple[str, str], list[Truth]] = defaultdict(list)
        for note in city.scenario.notes:
            self._notes[note.target, note.address].append(_note(note))

    def _column(self, site: Site, column: Column) -> Truth:
        newest = self._city.last_update(site, column)
        row = self._rows.get((site.row.code, column.address))
        readable = not column.archived and not column.answer and not site.answer
        counted = readable and column.source in COUNTED
        exempt = _exempt(row, self._seen)
        return {
            "name": column.name,
            "address": column.address,
            "category": column.category.label,
            "level": column.level,
            "relation": column.relation.label,
            "source": column.source,
            "answer": column.answer or None,
            "confirmed": row is not None,
            "exempt": exempt,
            "last_update": _iso(newest),
            "days": _age(newest, self._seen),
            "late": counted and not exempt and _late(self._city, column, newest, row),
            "blank": counted and not exempt and column.source == "blank",
            "planted": [
                *self._notes.get((site.row.code, column.address), []),
                *self._notes.get((site.row.code, column.slug), []),
            ],
        }

    def _home(self, site: Site) -> Truth:
        newest = self._city.home_update(site)
        late = not site.answer and _overdue(HOME_DEADLINE, newest, self._seen)
        return {"form": site.home, "last_update": _iso(newest), "days": _age(newest, self._seen), "late": late}

    def site(self, site: Site) -> Truth:
        """The truth about one site."""
        return {
            "code": site.row.code,
            "name": site.row.name,
            "address": site.row.address,
            "answer": site.answer or None,
            "home": self._home(site),
            "planted": self._notes.get((site.row.code, ""), []),
            "columns": [self._column(site, column) for column in site.columns],
            "indicators": [self._indicator(site, indicator) for indicator in self._measured(site)],
        }

    def _measured(self, site: Site) -> list[str]:
        plan = self._city.scenario
        return [indicator for indicator in plan.measured if plan.asks(site.row.code, indicator)]

    def _unplanted(self, site: Site, indicator: str) -> list[str]:
        if not _applies(site, indicator):
            return [Outcome.NOT_APPLICABLE.label]
        return list(self._city.scenario.usual.get(indicator, (Outcome.PASS.label,)))

    def _indicator(self, site: Site, indicator: str) -> Truth:
        """The outcome that is true of a measured indicator: what the scenario tells, else a pass without a plant."""
        told = self._told[site.row.code, indicator]
        weighty = [table for table in told if table["kind"] == "fault"] or told
        return {
            "indicator": indicator,
            "kind": weighty[0]["kind"] if weighty else "",
            "expect": sorted({word for table in weighty for word in _expect(table)})
            or self._unplanted(site, indicator),
            "why": "；".join(table["why"] for table in weighty),
            "at": [_place(table, address) for table in told for address in _addresses(table)],
        }

    def accounts(self) -> list[Truth]:
        """The truth about all accounts."""
        seen = self._city.scenario.accounts_seen
        return [
            {
                "number": account.row.number,
                "platform": account.row.platform,
                "address": account.row.address,
                "form": account.form,
                "answer": account.answer or None,
                "last_post": _iso(account.newest),
                "days": _age(account.newest, seen),
                "late": not account.answer and _overdue(ACCOUNT_DEADLINE, account.newest, seen),
                "planted": self._notes.get((account.row.number, ""), []),
            }
            for account in self._city.accounts
        ]


def describe(city: City) -> Truth:
    """The whole manifest of ``city`` as JSON-ready values.

    ``late`` and ``blank`` are reckoned from the pages' own dates and the deadlines of STANDARD §4; ``planted`` repeats
    what the scenario says it planted and why.
    """
    describer = _Describer(city)
    return {
        "scenario": city.scenario.name,
        "title": city.scenario.title,
        "made_up": "样例 · 模型城市：全部内容虚构",
        "sites_seen": city.scenario.sites_seen.isoformat(),
        "accounts_seen": city.scenario.accounts_seen.isoformat(),
        "vetoes": [{key: str(value) for key, value in veto.items()} for veto in city.scenario.vetoes],
        "sites": [describer.site(site) for site in city.sites],
        "accounts": describer.accounts(),
    }
