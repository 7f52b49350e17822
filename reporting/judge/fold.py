"""Fold (折叠): a target's settled findings to one verdict (抽查结果)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from govcrawl.vocabulary import Indicator, Outcome, Verdict
from reporting.judge.facts import Target
from reporting.judge.settle import Settled, Standing
from reporting.standard.rules import RULES


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
    """A target with its verdict; ``monitored`` is None where no look succeeded."""

    target: Target
    monitored: date | None
    verdict: Verdict
    results: tuple[IndicatorResult, ...]
    findings: tuple[Settled, ...]

    @property
    def waiting(self) -> tuple[Settled, ...]:
        """The findings that a person, or a second one, must settle before the bulletin is issued."""
        return tuple(one for result in self.results for one in result.waiting)


_WORST_FIRST = (Outcome.FAIL, Outcome.SUSPECT, Outcome.UNCHECKED, Outcome.PASS)


def _outcome(findings: list[Settled]) -> Outcome:
    """The worst outcome; what people have confirmed is 问题, what they have dismissed is 通过."""
    by_people = {Standing.CONFIRMED: Outcome.FAIL, Standing.DISMISSED: Outcome.PASS}
    outcomes = {by_people.get(one.standing, one.finding.outcome) for one in findings}
    return next((outcome for outcome in _WORST_FIRST if outcome in outcomes), Outcome.NOT_APPLICABLE)


def result_of(indicator: Indicator, findings: Iterable[Settled]) -> IndicatorResult:
    """One indicator: it vetoes when as many findings as its threshold carry the names that a veto asks for."""
    rule, own = RULES[indicator], list(findings)
    confirmed = [one for one in own if one.standing is Standing.CONFIRMED]
    proved = [one for one in confirmed if len(one.people) >= rule.people]
    vetoes = len(proved) >= rule.threshold
    waiting = [one for one in own if one.standing is Standing.OPEN]
    if len(confirmed) >= rule.threshold and not vetoes:
        waiting += [one for one in confirmed if len(one.people) < rule.people]
    return IndicatorResult(indicator, _outcome(own), len(confirmed), vetoes, tuple(waiting))


def fold(results: Iterable[IndicatorResult]) -> Verdict:
    """A confirmed veto: 不合格; nothing waiting: 合格; otherwise 未定."""
    every = list(results)
    if any(result.vetoes for result in every):
        return Verdict.UNQUALIFIED
    return Verdict.OPEN if not every or any(result.waiting for result in every) else Verdict.QUALIFIED


def judged(target: Target, monitored: date | None, scope: Iterable[Indicator], findings: Iterable[Settled]) -> Judged:
    """The target with its findings in a fixed order (by indicator, then subject) and its verdict."""
    rank = {indicator: number for number, indicator in enumerate(scope)}
    ordered = sorted(findings, key=lambda one: (rank[one.finding.key.indicator], one.finding.key.subject))
    results = tuple(
        result_of(indicator, (one for one in ordered if one.finding.key.indicator is indicator)) for indicator in rank
    )
    return Judged(target, monitored, fold(results), results, tuple(ordered))
