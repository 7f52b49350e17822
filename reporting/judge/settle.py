"""What people decided about a finding: decisions stand beside the machine's outcome and bind to the values seen."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import takewhile

from govcrawl.vocabulary import Outcome, Ruling
from reporting.judge.facts import Decision
from reporting.judge.findings import UNDECIDED, Finding


class Standing(Enum):
    """How a finding stands after people's decisions."""

    CLEAR = "无需复核"
    OPEN = "待复核"
    CONFIRMED = "属实"
    DISMISSED = "已排除"


@dataclass(frozen=True, slots=True)
class Settled:
    """A finding with its standing, the people it rests on (in the order they decided) and the last reason given.

    ``points`` are those that the last confirmation states (分值), None where it states none; that something was mended
    or not since says nothing of them, unless it states some.
    """

    finding: Finding
    standing: Standing
    people: tuple[str, ...] = ()
    ruling: Ruling | None = None
    reason: str = ""
    points: Fraction | None = None


def same_person(name: str) -> str:
    """A name without the spaces and width forms that would make one person two."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def settle(finding: Finding, decisions: Sequence[Decision]) -> Settled:
    """The finding as people left it.

    Decisions on other values than today's do not count. The last decision gives the direction; the people who decided
    so one after another, with no one in between who decided otherwise, stand behind it.
    """
    if finding.outcome not in UNDECIDED:
        return Settled(finding, Standing.CLEAR)
    valid = [decision for decision in decisions if decision.values_seen == finding.values]
    if not valid:
        return Settled(finding, Standing.OPEN)
    last = valid[-1]
    agreeing = list(takewhile(lambda one: one.ruling.confirms is last.ruling.confirms, reversed(valid)))
    people = {same_person(one.person): one.person for one in reversed(agreeing)}
    standing = Standing.CONFIRMED if last.ruling.confirms else Standing.DISMISSED
    points = _points(agreeing) if standing is Standing.CONFIRMED else None
    return Settled(finding, standing, tuple(people.values()), last.ruling, last.reason, points)


def _points(confirmations: Iterable[Decision]) -> Fraction | None:
    """What the last confirmation states, or the last word on its mending if that states some; the last comes first."""
    stating = (one.points for one in confirmations if one.points is not None or one.ruling is Ruling.CONFIRMED)
    return next(stating, None)


def is_machine_finding(settled: Settled) -> bool:
    """Whether the machine alone says 问题 and nobody has decided yet."""
    return settled.standing is Standing.OPEN and settled.finding.outcome is Outcome.FAIL
