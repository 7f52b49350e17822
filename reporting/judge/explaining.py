"""One target explained: every indicator in scope with its facts, evidence, clause, arithmetic and decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.vocabulary import Outcome
from reporting.judge.arithmetic import line_for, of_indicator, of_score
from reporting.judge.facts import Decision, FindingKey
from reporting.judge.findings import UNDECIDED
from reporting.judge.fold import IndicatorResult, Judged
from reporting.judge.judging import Judgement
from reporting.judge.score import Item
from reporting.judge.settle import Settled
from reporting.judge.source import load_decisions, load_for_all
from reporting.judge.source_crawls import crawls_of
from reporting.judge.source_evidence import Sight, load_sights, resting_on
from reporting.standard.rule import Rule


@dataclass(frozen=True, slots=True)
class ExplainedFinding:
    """A finding with the looks it rests on and every decision on it, those on other values too."""

    settled: Settled
    sights: tuple[Sight, ...]
    decisions: tuple[Decision, ...]

    @property
    def shown(self) -> tuple[Sight, ...]:
        """The looks that people are shown: every one of what is no pass, the last one of what is."""
        outcome = self.settled.finding.outcome
        if outcome in UNDECIDED:
            return self.sights
        return self.sights[-1:] if outcome is Outcome.PASS else ()


@dataclass(frozen=True, slots=True)
class ExplainedIndicator:
    """An indicator with its clause, its result and how it was worked out."""

    rule: Rule
    result: IndicatorResult
    arithmetic: str
    items: tuple[Item, ...]
    findings: tuple[ExplainedFinding, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that a unit's objection is answered with."""

    judgement: Judgement
    judged: Judged
    indicators: tuple[ExplainedIndicator, ...]
    score: tuple[str, ...]


def find_target(judgement: Judgement, text: str) -> Judged:
    """The judged target of that key or unambiguous name; raises :class:`Problem` otherwise."""
    found = [one for one in judgement.judged if text in (one.target.key, one.target.name)]
    if len(found) == 1:
        return found[0]
    name = judgement.declaration.name
    if found:
        keys = "、".join(one.target.key for one in found)
        raise Problem(f"轮次 {name} 中名为“{text}”的有{len(found)}个：{keys}。请写标识码或账号编号。")
    if any(text in (one.key, one.name) for one in judgement.roster):
        raise Problem(f"“{text}”在轮次 {name} 的名单中，但没有抽中，或不在检查范围内。")
    raise Problem(f"“{text}”不在轮次 {name} 的名单中。请写网站标识码、账号编号或准确的名称。")


Decisions = Callable[[FindingKey], tuple[Decision, ...]]


def _finding(
    settled: Settled,
    sights: Mapping[str, tuple[Sight, ...]],
    decisions: Decisions,
) -> ExplainedFinding:
    finding = settled.finding
    return ExplainedFinding(settled, resting_on(finding, sights), decisions(finding.key))


def _explained(
    session: Session, judgement: Judgement, judged: Judged, crawls: Sequence[int], decisions: Decisions
) -> Explanation:
    sights = load_sights(session, judged.target, crawls)
    indicators = []
    for result in judged.results:
        rule = judged.rules[result.indicator]
        own = [one for one in judged.findings if one.finding.key.indicator is rule.id]
        line = line_for(judged, rule)
        indicators.append(
            ExplainedIndicator(
                rule=rule,
                result=result,
                arithmetic=of_indicator(rule, result, judged),
                items=line.items if line else (),
                findings=tuple(_finding(one, sights, decisions) for one in own),
            )
        )
    return Explanation(judgement, judged, tuple(indicators), tuple(of_score(judged.score)) if judged.score else ())


def explanations(session: Session, judgement: Judgement, chosen: Iterable[Judged]) -> Iterator[Explanation]:
    """The targets explained, one after another: only one target's looks are held at a time."""
    name = judgement.declaration.name
    crawls = crawls_of(session, name, judgement.replayed)
    own, for_all = load_decisions(session, name), load_for_all(session, name)

    def decisions(key: FindingKey) -> tuple[Decision, ...]:
        return (*for_all.get(key.indicator, ()), *own.get(key, ()))

    for judged in chosen:
        yield _explained(session, judgement, judged, crawls, decisions)


def explain(session: Session, judgement: Judgement, text: str) -> Explanation:
    """The target of that key or name, explained; raises :class:`Problem` when there is none."""
    (explanation,) = explanations(session, judgement, [find_target(judgement, text)])
    return explanation
