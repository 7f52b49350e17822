"""Opening and closing a round: the roster and the sample are copied from the ledger and frozen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.ledger.importing import current
from govcrawl.rounds.declaration import OTHER_PLATFORMS, Declaration
from govcrawl.rounds.sampling import allocate, draw
from govcrawl.storage.models import (
    AccountColumns,
    ColumnColumns,
    LedgerAccount,
    LedgerColumn,
    LedgerSite,
    RosterAccount,
    RosterColumn,
    RosterSite,
    Round,
    SiteColumns,
)
from govcrawl.storage.rounds import find_round

_SITE_GROUP = "网站"


def open_round(session: Session, declaration: Declaration, text: str, now: datetime) -> str:
    """Freeze the roster and the sample of a round, and say what was done; a second time only its wording may differ.

    Raises :class:`Problem` when the ledger lacks what the round declares, when the round is closed, or when the frozen
    part has changed.
    """
    frozen = declaration.frozen()
    stored = session.get(Round, declaration.name)
    if stored is not None:
        return _reopen(stored, declaration, frozen, text)
    session.add(
        Round(
            name=declaration.name,
            kind=declaration.kind,
            declaration=frozen,
            wording=text,
            opened_at=now,
            closed_at=None,
        )
    )
    session.flush()
    _freeze_sites(session, declaration)
    _freeze_accounts(session, declaration)
    return "已开启"


def _reopen(stored: Round, declaration: Declaration, frozen: str, text: str) -> str:
    if stored.closed_at:
        raise Problem(f"轮次 {stored.name} 已于 {stored.closed_at:%Y-%m-%d} 关闭，不能再开启。")
    if stored.declaration != frozen:
        raise Problem(f"轮次 {stored.name} 已开启，[round] 一节已冻结，不能改动。请恢复该文件，或另立一个轮次。")
    if stored.wording == text:
        return "早已开启，未变"
    stored.wording = text
    return "早已开启，已更新通报文字"


def _mapped(mixin: type, version: Any) -> dict[str, Any]:
    return {name: getattr(version, name) for name in mixin.__annotations__}


def _freeze_sites(session: Session, declaration: Declaration) -> None:
    part = declaration.sites
    if part is None:
        return
    sites = current(session, LedgerSite)
    _require(sites, "网站")
    sampled = _sample({site.code: _SITE_GROUP for site in sites}, part.ratio, declaration.seed)
    _copy(session, RosterSite, declaration, SiteColumns, sites, [{"sampled": site.code in sampled} for site in sites])
    columns = current(session, LedgerColumn)
    if columns:
        _copy(session, RosterColumn, declaration, ColumnColumns, columns, [{} for _ in columns])


def _freeze_accounts(session: Session, declaration: Declaration) -> None:
    part = declaration.accounts
    if part is None:
        return
    accounts = current(session, LedgerAccount)
    _require(accounts, "账号")
    groups = {
        account.key: account.platform if account.platform in part.groups else OTHER_PLATFORMS for account in accounts
    }
    sampled = _sample(groups, part.ratio, declaration.seed)
    extras = [{"platform_group": groups[account.key], "sampled": account.key in sampled} for account in accounts]
    _copy(session, RosterAccount, declaration, AccountColumns, accounts, extras)


def _require(rows: Sequence[object], what: str) -> None:
    if not rows:
        raise Problem(f"台账中没有{what}，无法开启轮次。请先运行 govcrawl ledger import seeds。")


def _sample(groups: dict[str, str], ratio: Decimal, seed: int) -> set[str]:
    members: dict[str, list[str]] = {}
    for key, group in groups.items():
        members.setdefault(group, []).append(key)
    numbers = allocate(Counter(groups.values()), ratio)
    return {key for group, keys in members.items() for key in draw(keys, numbers[group], seed)}


def _copy(
    session: Session,
    model: type[RosterSite | RosterColumn | RosterAccount],
    declaration: Declaration,
    mixin: type,
    versions: Sequence[Any],
    extras: Sequence[dict[str, Any]],
) -> None:
    rows = [
        {"round": declaration.name, **_mapped(mixin, version), **extra}
        for version, extra in zip(versions, extras, strict=True)
    ]
    session.execute(insert(model), rows)


def close_round(session: Session, name: str, now: datetime) -> bool:
    """Close a round to further crawls; False when it was closed already. Raises :class:`Problem` if unknown."""
    stored = find_round(session, name)
    if stored.closed_at:
        return False
    stored.closed_at = now
    return True
