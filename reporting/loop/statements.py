"""What units say to the problems they were given (情况说明, 异议), with their papers kept by digest."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl import clock, paths
from govcrawl.errors import Problem
from govcrawl.storage.models import NoticeItem, Statement
from govcrawl.vocabulary import Indicator, StatementKind, TargetKind
from reporting.bulletin.issue import write_whole
from reporting.judge.facts import FindingKey
from reporting.judge.findings import handle_of
from reporting.loop.notice import key_of

_LARGEST = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Said:
    """What is to be recorded: an address or a file may stand beside the text."""

    kind: StatementKind
    text: str
    received_on: date
    person: str
    address: str | None = None
    file: Path | None = None


def record_statement(session: Session, round_name: str, handle: str, said: Said) -> bool:
    """Record a statement on the problem that a notice names ``handle``; False where it is recorded already.

    Raises :class:`Problem` for a problem that no unit was given, and for a file that cannot be read.
    """
    given = _given(session, round_name, handle)
    if said.received_on > clock.today():
        raise Problem(f"收到日 {said.received_on} 还没有到。")
    source, digest = (said.address, None) if said.file is None else _keep(round_name, said.file)
    row = Statement(
        round=round_name,
        target_kind=given.kind,
        target=given.target,
        indicator=given.indicator,
        subject=given.subject,
        kind=said.kind,
        text=said.text,
        source=source,
        sha256=digest,
        received_on=said.received_on,
        person=said.person,
        recorded_at=clock.now(),
    )
    if any(_same(row, one) for one in statements_on(session, round_name).get(given, ())):
        return False
    session.add(row)
    return True


def _same(one: Statement, other: Statement) -> bool:
    names = ("kind", "text", "source", "sha256", "received_on")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _given(session: Session, round_name: str, handle: str) -> FindingKey:
    rows = session.scalars(select(NoticeItem).where(NoticeItem.round == round_name))
    found = {handle_of(key_of(row), row.values_seen): key_of(row) for row in rows}
    if handle not in found:
        advice = "编号见通知书"
        raise Problem(f"轮次 {round_name} 的整改通知书中没有编号 {handle}。{advice}。")
    return found[handle]


def _keep(round_name: str, file: Path) -> tuple[str, str]:
    """A unit's paper, copied into the evidence folder under its digest: where it lies, and the digest."""
    try:
        if file.stat().st_size > _LARGEST:
            raise Problem(f"{file}：超过 {_LARGEST // 1024 // 1024} MB，请压缩或拆分。")
        content = file.read_bytes()
    except OSError as error:
        raise Problem(f"{file}：无法读取（{error}）。") from error
    digest = hashlib.sha256(content).hexdigest()
    suffix = file.suffix.lower() if file.suffix[1:].isalnum() and file.suffix.isascii() else ""
    place = f"{round_name}/statements/{digest}{suffix}"
    if not (paths.evidence_folder() / place).exists():
        write_whole(paths.evidence_folder() / place, content)
    return place, digest


def statements_on(session: Session, round_name: str) -> dict[FindingKey, Sequence[Statement]]:
    """Every statement of a round by finding, in the order of recording."""
    found: dict[FindingKey, list[Statement]] = {}
    for row in session.scalars(select(Statement).where(Statement.round == round_name).order_by(Statement.id)):
        key = FindingKey(TargetKind(row.target_kind), row.target, Indicator(row.indicator), row.subject)
        found.setdefault(key, []).append(row)
    return dict(found)
