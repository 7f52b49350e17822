"""How the rows of scored indicators (扣分、加分) are written; only portals are scored, STANDARD §1.4 and §1.5."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from govcrawl.vocabulary import Indicator
from reporting.standard.rule import Automation, Comparison, Effect, Evidence, Fault, Group, Measure, Part, Rule, Scope

A, P, M = Automation.MACHINE, Automation.PERSON_CONFIRMS, Automation.PERSON_ONLY
_HUMAN_FIRST = (M, P, A)
_VERBS = {Effect.DEDUCTION: "扣", Effect.BONUS: "加"}
_PART_2, _PART_3 = "第二部分", "第三部分"


def one(text: str, points: str, automation: Automation, fault: Fault | None = None) -> Part:
    """A part that counts once."""
    return Part(text, Fraction(points), automation, fault=fault)


def each(text: str, points: str, automation: Automation, fault: Fault | None = None) -> Part:
    """A part that counts for every case found."""
    return Part(text, Fraction(points), automation, each=True, fault=fault)


def deduction(
    id: Indicator,
    group: Group,
    cap: int,
    sample: str,
    advice: str,
    *parts: Part,
    evidence: Evidence = Evidence.ONE_SOURCE,
    measure: Measure | None = None,
) -> Rule:
    """A row of the 100 points; only the rows that a second source gives with the same number carry 2✓."""
    row = _row(id, group, Effect.DEDUCTION, _PART_2, cap, sample, advice, parts, evidence)
    return replace(row, measure=measure)


def bonus(
    id: Indicator,
    group: Group,
    cap: int,
    sample: str,
    advice: str,
    *parts: Part,
    measure: Measure | None = None,
) -> Rule:
    """A row of the 30 points."""
    row = _row(id, group, Effect.BONUS, _PART_3, cap, sample, advice, parts, Evidence.ONE_SOURCE)
    return replace(row, measure=measure)


def _row(
    id: Indicator,
    group: Group,
    effect: Effect,
    part: str,
    cap: int,
    sample: str,
    advice: str,
    parts: tuple[Part, ...],
    evidence: Evidence,
) -> Rule:
    marks = {one.automation for one in parts}
    return Rule(
        id=id,
        group=group,
        title="；".join(f"{one.text}{_VERBS[effect]}{float(one.points):g}分" for one in parts),
        effect=effect,
        clause=f"{part}“{group.label.removeprefix('加分：')}·{id.label}”",
        evidence=evidence,
        scope=frozenset({Scope.PORTAL}),
        automation=next(mark for mark in _HUMAN_FIRST if mark in marks),
        sample=sample,
        advice=advice,
        comparison=Comparison.EACH,
        parts=parts,
        cap=Fraction(cap),
    )
