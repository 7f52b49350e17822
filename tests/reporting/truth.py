"""The facts that a perfect crawl of a scenario of the model city would have stored, from the scenario's manifest."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from govcrawl.extract import normalise_url
from govcrawl.modelcity.city import load
from govcrawl.modelcity.manifest import describe
from govcrawl.vocabulary import Category, PageRole, Reading, TargetKind
from tests.conftest import SEEDS
from tests.reporting.office import Look, Office


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _reading(newest: date | None, blank: bool) -> Reading:
    return Reading.READ if newest else Reading.EMPTY if blank else Reading.UNREADABLE


def _home(site: dict[str, Any]) -> Look:
    newest = _day(site["home"]["last_update"])
    shown = None if site["home"]["form"] == "entrance" else newest
    reading = Reading.EMPTY if site["home"]["form"] == "entrance" else _reading(newest, blank=False)
    return Look(site["code"], normalise_url(site["address"]), shown, role=PageRole.HOME, reading=reading)


def _column(site: dict[str, Any], column: dict[str, Any]) -> Look:
    newest, url = _day(column["last_update"]), normalise_url(column["address"])
    undated = newest is None and column["source"] in ("own", "link")
    read = Reading.READ if undated else _reading(newest, column["blank"])
    reading = Reading.FAILED if column["answer"] else read
    return Look(site["code"], url, None if column["answer"] else newest, reading=reading, final=column.get("same_as"))


def _twins(site: dict[str, Any]) -> None:
    """Two entrances to one list end at one address."""
    for column in site["columns"]:
        if column["source"] == "twin":
            dates = (other for other in site["columns"] if other["last_update"] == column["last_update"])
            for other in dates:
                other["same_as"] = column["address"]


def _of_site(office: Office, site: dict[str, Any]) -> None:
    if site["answer"]:
        office.store(Look(site["code"], normalise_url(site["address"]), role=PageRole.HOME, reading=Reading.FAILED))
        return
    _twins(site)
    office.store(_home(site))
    for column in site["columns"]:
        look = _column(site, column)
        if column["confirmed"]:
            office.store(look)
            if look.reading is Reading.EMPTY:
                office.store(look, night=office.site_night - timedelta(1))
        elif column["source"] == "own" and column["relation"] == "本站" and not column["late"]:
            office.proposal(site["code"], look.list_url, column["name"], Category.from_label(column["category"]))
            office.store(look)


def _of_account(office: Office, account: dict[str, Any]) -> None:
    newest = _day(account["last_post"])
    reading = Reading.UNREADABLE if account["answer"] else _reading(newest, blank=True)
    office.store(
        Look(
            account["number"],
            account["address"],
            newest if reading is Reading.READ else None,
            kind=TargetKind.ACCOUNT,
            role=PageRole.ACCOUNT,
            reading=reading,
        )
    )


def store_truth(office: Office, scenario: str) -> None:
    """Store what there is to see in a scenario, as one look at each page (two where a list is blank)."""
    manifest = describe(load(SEEDS, scenario))
    sampled = set(office.sampled_accounts())
    with office.together():
        for site in manifest["sites"]:
            _of_site(office, site)
        for account in manifest["accounts"]:
            if account["number"] in sampled:
                _of_account(office, account)
