"""Follow-up (整改情况): what became, by the bulletin's day, of the problems of an earlier round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from reporting.bulletin.wording import Wording
from reporting.judge.judging import judge
from reporting.judge.mending import Mending, State, confirmed_on, mendings


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The earlier round's confirmed problems by their public state, on how many targets they were, and whose stay."""

    targets: int
    states: Mapping[State, int]
    not_mended: tuple[str, ...]


_UNSEEN = Mending(State.WAITING)


def follow_up_of(session: Session, wording: Wording, own: str) -> FollowUp | None:
    """The problems of the round that the wording follows up, on its day; None where it follows up none.

    Raises :class:`Problem` for an unknown round, or the bulletin's ``own``. What was neither rechecked nor ruled on is
    待复查; a unit is named only where a person has said 未整改.
    """
    round_name, on = wording.follow_up, wording.date
    if not round_name:
        return None
    if round_name == own:
        raise Problem(f"轮次 {own} 的 [bulletin] follow_up：应是此前的轮次，不能是本轮。")
    judgement = judge(session, round_name)
    found = mendings(session, judgement, on)
    problems = [
        (judged.target, found.get(one.finding.key, _UNSEEN).public)
        for judged, one in confirmed_on(session, judgement, on)
    ]
    names = dict.fromkeys(target.name for target, state in problems if state is State.NOT_MENDED)
    targets = {(target.kind, target.key) for target, _ in problems}
    return FollowUp(len(targets), Counter(state for _, state in problems), tuple(names))
