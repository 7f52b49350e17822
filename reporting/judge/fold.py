"""Fold (折叠): a target's settled findings to one verdict (抽查结果)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from govcrawl.vocabulary import Indicator, Outcome, Verdict
from reporting.judge.facts import Target
from reporting.judge.score import Line, Score
from reporting.judge.scoring import needs_points
from reporting.judge.settle import Settled, Standing
from reporting.judge.subjects import Rules
from reporting.standard.resolved import Grade
from reporting.standard.rule import Effect, Rule
from reporting.standard.rules import INDICATORS


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """One indicator on one target: how many findings are confirmed, and which still wait for a person."""

    indicator: Indicator
    outcome: Outcome
    confirmed: int
    vetoes: bool
    waiting: tuple[Settled, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A target with its verdict; ``monitored`` is None where no look succeeded.

    ``score`` is None where nothing is scored, or where a veto is hit: then nothing else is (STANDARD §1.1). ``grade``
    is an overlay's middle grade, ``rules`` are the indicators in scope.
    """

    target: Target
    monitored: date | None
    verdict: Verdict
    results: tuple[IndicatorResult, ...]
    findings: tuple[Settled, ...]
    score: Score | None = None
    grade: str = ""
    rules: Rules = field(default_factory=dict)

    @property
    def waiting(self) -> tuple[Settled, ...]:
        """The findings that a person, or a second one, must settle before the bulletin is issued."""
        return tuple(one for result in self.results for one in result.waiting)


_WORST_FIRST = (Outcome.FAIL, Outcome.SUSPECT, Outcome.UNCHECKED, Outcome.PASS)


def _outcome(findings: Sequence[Settled]) -> Outcome:
    """The worst outcome; what people have confirmed is 问题, what they have dismissed is 通过."""
    by_people = {Standing.CONFIRMED: Outcome.FAIL, Standing.DISMISSED: Outcome.PASS}
    outcomes = {by_people.get(one.standing, one.finding.outcome) for one in findings}
    return next((outcome for outcome in _WORST_FIRST if outcome in outcomes), Outcome.NOT_APPLICABLE)


def result_of(
    indicator: Indicator, findings: Iterable[Settled], rule: Rule | None = None, line: Line | None = None
) -> IndicatorResult:
    """One indicator on one target, by its row (the national one unless given) and, where it is scored, its line."""
    own, rule = list(findings), rule or INDICATORS[indicator]
    if line is not None:
        return _scored(rule, own, line)
    confirmed = [one for one in own if one.standing is Standing.CONFIRMED]
    waiting = [one for one in own if one.standing is Standing.OPEN]
    vetoes, unproved = _veto(rule, confirmed) if rule.effect is Effect.VETO else (False, [])
    return IndicatorResult(indicator, _outcome(own), len(confirmed), vetoes, (*waiting, *unproved))


def _veto(rule: Rule, confirmed: Sequence[Settled]) -> tuple[bool, list[Settled]]:
    """Whether as many findings as the threshold carry the names that a veto asks for, and which lack a name."""
    unproved = [one for one in confirmed if len(one.people) < rule.people]
    vetoes = len(confirmed) - len(unproved) >= rule.needed
    return vetoes, unproved if len(confirmed) >= rule.needed and not vetoes else []


def _scored(rule: Rule, own: Sequence[Settled], line: Line) -> IndicatorResult:
    waiting = tuple(one for one in own if one.standing is Standing.OPEN or needs_points(rule, one))
    cases = sum(item.points.low > 0 for item in line.items)
    return IndicatorResult(rule.id, _scored_outcome(rule, own, line), cases, False, waiting)


def _scored_outcome(rule: Rule, own: Sequence[Settled], line: Line) -> Outcome:
    if line.missing:
        found = _outcome(own)
        return found if found in (Outcome.SUSPECT, Outcome.UNCHECKED) else Outcome.SUSPECT
    if rule.effect is Effect.DEDUCTION and line.points.low > 0:
        return Outcome.FAIL
    return Outcome.PASS


def fold(results: Iterable[IndicatorResult], score: Score | None = None) -> Verdict:
    """A confirmed veto: 不合格; something waiting: 未定; otherwise 合格, of a scored target by its score."""
    every = list(results)
    if any(result.vetoes for result in every):
        return Verdict.UNQUALIFIED
    if not every or any(result.waiting for result in every):
        return Verdict.OPEN
    return score.verdict if score else Verdict.QUALIFIED


def grade_of(verdict: Verdict, target: Target, findings: Sequence[Settled], grades: Iterable[Grade]) -> str:
    """The middle grade of a 合格 target, empty without one."""
    confirmed = [one.finding.key.indicator for one in findings if one.standing is Standing.CONFIRMED]
    if verdict is not Verdict.QUALIFIED:
        return ""
    for grade in grades:
        if grade.kind is target.kind and sum(one in grade.indicators for one in confirmed) >= grade.at_least:
            return grade.name
    return ""


def judged(
    target: Target,
    monitored: date | None,
    rules: Rules,
    findings: Iterable[Settled],
    lines: Mapping[Indicator, Line] | None = None,
    score: Score | None = None,
    grades: Iterable[Grade] = (),
) -> Judged:
    """The target with its findings in a fixed order (by indicator, then subject) and its verdict."""
    rank, scored = {indicator: number for number, indicator in enumerate(rules)}, lines or {}
    ordered = sorted(findings, key=lambda one: (rank[one.finding.key.indicator], one.finding.key.subject))
    by_indicator = {key: [one for one in ordered if one.finding.key.indicator is key] for key in rank}
    results = tuple(result_of(key, by_indicator[key], rules[key], scored.get(key)) for key in rank)
    unscored = any(result.vetoes for result in results)
    verdict = fold(results, score)
    return Judged(
        target=target,
        monitored=monitored,
        verdict=verdict,
        results=results,
        findings=tuple(ordered),
        score=None if unscored else score,
        grade=grade_of(verdict, target, ordered, grades),
        rules=rules,
    )
