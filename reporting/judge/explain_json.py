"""An explanation as plain data."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from reporting.judge.document import finding_data, score_data
from reporting.judge.explaining import ExplainedFinding, ExplainedIndicator, Explanation
from reporting.judge.score import told_range
from reporting.standard.telling import comparison_of


def _finding(one: ExplainedFinding) -> dict[str, Any]:
    decisions = [
        {**asdict(decision), "counts": decision.values_seen == one.settled.finding.values} for decision in one.decisions
    ]
    return {**finding_data(one.settled), "looks": [asdict(sight) for sight in one.sights], "decisions": decisions}


def _indicator(one: ExplainedIndicator) -> dict[str, Any]:
    rule = one.rule
    return {
        "indicator": rule.id,
        "label": rule.id.label,
        "title": rule.title,
        "clause": rule.clause,
        "source_evidence": rule.evidence.value,
        "automation": rule.automation.value,
        "effect": rule.effect.value,
        "rule": comparison_of(rule),
        "outcome": one.result.outcome,
        "arithmetic": one.arithmetic,
        "items": [{"points": told_range(item.points), "text": item.text, "finding": item.handle} for item in one.items],
        "findings": [_finding(finding) for finding in one.findings],
    }


def _plain(value: object) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def to_json(explanation: Explanation) -> str:
    """The whole explanation with every look; times are UTC."""
    judgement, judged = explanation.judgement, explanation.judged
    content = {
        "round": judgement.declaration.name,
        "standard": judgement.standard.label,
        "on": judgement.on,
        "replayed": judgement.replayed,
        "kind": judged.target.kind,
        "target": judged.target.key,
        "name": judged.target.name,
        "unit": judged.target.unit,
        "url": judged.target.url,
        "monitored": judged.monitored,
        "verdict": judged.verdict,
        "grade": judged.grade,
        "score": score_data(judged.score),
        "score_arithmetic": list(explanation.score),
        "indicators": [_indicator(one) for one in explanation.indicators],
    }
    return json.dumps(content, ensure_ascii=False, indent=2, default=_plain) + "\n"
