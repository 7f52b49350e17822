"""Accounts (账号) and what they posted."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime, time, timedelta
from typing import Any

from govcrawl.modelcity import chance
from govcrawl.modelcity.entries import WORDS
from govcrawl.modelcity.errors import CityError
from govcrawl.modelcity.ledger import AccountRow, Ledger
from govcrawl.modelcity.model import Account, Post
from govcrawl.modelcity.scenario import Scenario, Structure, Table

POSTS = 12
GAP = (1, 5)
PINNED_AGE = (120, 500)
SILENT = "never"
FIELDS = frozenset(field.name for field in fields(Account))


def _form(row: AccountRow, forms: tuple[Table, ...]) -> str:
    for form in forms:
        if form["contains"] in row.address:
            return str(form["form"])
    raise CityError(f"账号 {row.number} 的主页地址没有对应的页面形式：{row.address}")


def _newest(row: AccountRow, scenario: Scenario) -> date:
    low, high = scenario.account_ages
    return scenario.accounts_seen - timedelta(days=chance.number(f"{scenario.name}|{row.number}", low, high))


def _account(row: AccountRow, structure: Structure, scenario: Scenario) -> Account:
    form = _form(row, structure.forms)
    planned: dict[str, Any] = {"newest": _newest(row, scenario), "pinned": 1 if form == "weibo" else 0}
    planned.update(scenario.accounts.get(row.number, {}))
    if planned.pop(SILENT, False):
        planned.update(newest=None, pinned=0)
    unknown = set(planned) - FIELDS
    if unknown:
        raise CityError(f"场景 {scenario.name} 的账号 {row.number} 有不认识的键：{'、'.join(sorted(unknown))}")
    return Account(row=row, form=form, **planned)


def build(ledger: Ledger, structure: Structure, scenario: Scenario) -> tuple[Account, ...]:
    """All accounts of the ledger as planned; raises :class:`CityError`."""
    lost = set(scenario.accounts) - {row.number for row in ledger.accounts}
    if lost:
        raise CityError(f"场景 {scenario.name} 改动了台账没有的账号：{'、'.join(sorted(lost))}")
    return tuple(_account(row, structure, scenario) for row in ledger.accounts)


def _post(account: Account, n: int, day: date, pinned: bool = False) -> Post:
    key = f"{account.row.number}|{n}"
    title = chance.pick(key, WORDS["titles"]["动态要闻"]).format(
        unit=account.row.unit,
        topic=chance.pick(f"{key}|topic", WORDS["topics"]),
        place=chance.pick(f"{key}|place", WORDS["places"]),
        n=n + 1,
    )
    at = datetime.combine(day, time(chance.number(f"{key}|h", 7, 18), chance.number(f"{key}|m", 0, 59)))
    return Post(title, at, f"/s/{account.row.number.lower()}{at:%Y%m%d}{n:02d}", pinned)


def posts(account: Account) -> tuple[Post, ...]:
    """The account's posts in the order shown: pinned old ones first, then the newest first."""
    if account.newest is None:
        return ()
    pinned = [
        _post(
            account,
            90 + n,
            account.newest - timedelta(days=chance.number(f"{account.row.number}|old{n}", *PINNED_AGE)),
            True,
        )
        for n in range(account.pinned)
    ]
    ahead = [_post(account, 80, account.future)] if account.future else []
    days, day = [], account.newest
    for n in range(POSTS):
        days.append(day)
        day -= timedelta(days=chance.number(f"{account.row.number}|gap{n}", *GAP))
    return (*pinned, *ahead, *(_post(account, n, when) for n, when in enumerate(days)))
