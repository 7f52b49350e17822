"""The life of a finding (STANDARD §9): from 待核实 to what became of it, derived from what was recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from govcrawl.vocabulary import Ruling, StatementKind, Word
from reporting.judge.settle import Settled, Standing


class Stage(Word):
    """Where a finding stands between the inspector and the unit."""

    CLEAR = "clear", "无需复核"
    OPEN = "open", "待核实"
    CONFIRMED = "confirmed", "属实"
    GIVEN = "given", "已下发"
    EXPLAINED = "explained", "情况说明"
    DISPUTED = "disputed", "异议"
    MENDED = "mended", "已整改"
    NOT_MENDED = "not_mended", "未整改"
    REPORTED = "reported", "已报备"
    NOT_FOUND = "not_found", "未发现"
    FALSE_ALARM = "false_alarm", "误报"


@dataclass(frozen=True, slots=True)
class Progress:
    """What was recorded of a finding beside the decisions: until when it must be mended, what the unit said."""

    due: date | None = None
    said: tuple[StatementKind, ...] = ()


_BY_RULING = {
    Ruling.MENDED: Stage.MENDED,
    Ruling.NOT_MENDED: Stage.NOT_MENDED,
    Ruling.REPORTED: Stage.REPORTED,
    Ruling.NOT_FOUND: Stage.NOT_FOUND,
    Ruling.FALSE_ALARM: Stage.FALSE_ALARM,
}
_BY_STATEMENT = {StatementKind.EXPLANATION: Stage.EXPLAINED, StatementKind.OBJECTION: Stage.DISPUTED}


def stage_of(settled: Settled, progress: Progress) -> Stage:
    """The stage of a finding: the last thing that people did with it."""
    if settled.standing is Standing.CLEAR:
        return Stage.CLEAR
    if settled.standing is Standing.OPEN or settled.ruling is None:
        return Stage.OPEN
    if settled.ruling in _BY_RULING:
        return _BY_RULING[settled.ruling]
    if progress.said:
        return _BY_STATEMENT[progress.said[-1]]
    return Stage.GIVEN if progress.due else Stage.CONFIRMED
