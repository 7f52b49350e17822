"""Finding stored rounds."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.storage.models import Round


def all_rounds(session: Session) -> list[Round]:
    """Every stored round, in the order of opening."""
    return list(session.scalars(select(Round).order_by(Round.opened_at)))


def find_round(session: Session, name: str) -> Round:
    """The stored round of that name; raises :class:`Problem` that lists the rounds there are."""
    found = session.get(Round, name)
    if found is None:
        known = "、".join(sorted(round_.name for round_ in all_rounds(session))) or "无"
        raise Problem(f"没有轮次 {name}（已开启的轮次：{known}）。请核对轮次名，或先运行 govcrawl round open {name}。")
    return found
