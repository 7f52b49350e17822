"""A judgement as plain data for JSON: a fixed order, no time of its own."""

from __future__ import annotations

import json
from typing import Any

from govcrawl.vocabulary import TargetKind, Verdict
from reporting.judge.fold import IndicatorResult, Judged
from reporting.judge.judging import Judgement
from reporting.judge.score import Score, told, told_range
from reporting.judge.settle import Settled


def score_data(score: Score | None) -> dict[str, Any] | None:
    """A score as data; ``value`` is None while something is missing."""
    if score is None:
        return None
    return {
        "value": told(score.value) if score.value is not None else None,
        "low": told(score.final.low),
        "high": told(score.final.high),
        "deducted": {line.rule.id: told_range(line.points) for line in score.deductions if line.points.high},
        "bonus": {line.rule.id: told_range(line.points) for line in score.bonus if line.points.high},
        "missing": list(score.missing),
    }


def finding_data(settled: Settled) -> dict[str, Any]:
    """A finding with its standing as data."""
    finding = settled.finding
    return {
        "id": finding.handle,
        "indicator": finding.key.indicator,
        "subject": finding.key.subject,
        "name": finding.name,
        "outcome": finding.outcome,
        "values": finding.values,
        "reason": finding.reason,
        "standing": settled.standing.name.lower(),
        "ruling": settled.ruling,
        "people": list(settled.people),
    }


def _result(result: IndicatorResult) -> dict[str, Any]:
    return {
        "indicator": result.indicator,
        "outcome": result.outcome,
        "confirmed": result.confirmed,
        "vetoes": result.vetoes,
        "waiting": len(result.waiting),
    }


def _judged(judged: Judged) -> dict[str, Any]:
    return {
        "kind": judged.target.kind,
        "target": judged.target.key,
        "name": judged.target.name,
        "monitored": str(judged.monitored) if judged.monitored else None,
        "verdict": judged.verdict,
        "grade": judged.grade,
        "score": score_data(judged.score),
        "indicators": [_result(result) for result in judged.results],
        "findings": [finding_data(settled) for settled in judged.findings],
    }


def _summary(judgement: Judgement) -> dict[str, Any]:
    def tally(kind: TargetKind) -> dict[str, int]:
        verdicts = [judged.verdict for judged in judgement.of(kind)]
        return {"inspected": len(verdicts), **{str(verdict): verdicts.count(verdict) for verdict in Verdict}}

    return {str(kind): tally(kind) for kind in TargetKind if judgement.of(kind)}


def to_json(judgement: Judgement) -> str:
    """The whole judgement; the same facts and decisions give the same bytes."""
    content = {
        "round": judgement.declaration.name,
        "standard": judgement.standard.label,
        "replayed": judgement.replayed,
        "on": str(judgement.on) if judgement.on else None,
        "summary": _summary(judgement),
        "targets": [_judged(judged) for judged in judgement.judged],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
