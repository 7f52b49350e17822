"""What changes between two judgements of one round: findings, verdicts, scores."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from govcrawl.vocabulary import TargetKind
from reporting.judge.facts import FindingKey
from reporting.judge.fold import Judged
from reporting.judge.judging import Judgement
from reporting.judge.score import told_range
from reporting.judge.settle import Settled

_ABSENT = "不在范围"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that reads otherwise: a finding (with its indicator and name), or else the verdict or score."""

    kind: TargetKind
    target: str
    name: str
    what: str
    subject: str
    before: str
    after: str


def _seen(settled: Settled | None) -> str:
    """The outcome and what was seen; the monitoring day alone is no change."""
    if settled is None:
        return _ABSENT
    return f"{settled.finding.outcome.label}，{settled.finding.seen}"


def _result(judged: Judged | None) -> str:
    if judged is None:
        return _ABSENT
    grade = f"（{judged.grade}）" if judged.grade else ""
    score = f"，得分{told_range(judged.score.final)}" if judged.score else ""
    return f"{judged.verdict.label}{grade}{score}"


def _by_key(findings: Iterable[Settled]) -> Mapping[FindingKey, Settled]:
    return {one.finding.key: one for one in findings}


def _of_target(before: Judged | None, after: Judged | None) -> Iterator[Change]:
    judged = before or after
    if judged is None:
        return
    target = judged.target
    if _result(before) != _result(after):
        yield Change(target.kind, target.key, target.name, "抽查结果", "", _result(before), _result(after))
    old, new = (_by_key(one.findings if one else ()) for one in (before, after))
    for key in sorted(old.keys() | new.keys()):
        one, other = old.get(key), new.get(key)
        if _seen(one) != _seen(other):
            name = next(found.finding.name for found in (one, other) if found)
            yield Change(target.kind, target.key, target.name, key.indicator.label, name, _seen(one), _seen(other))


def changes(before: Judgement, after: Judgement) -> tuple[Change, ...]:
    """Every change, in the order of the roster; of targets that only one of them judges, too."""
    old, new = ({(one.target.kind, one.target.key): one for one in each.judged} for each in (before, after))
    keys = [(target.kind, target.key) for target in before.roster]
    return tuple(change for key in keys for change in _of_target(old.get(key), new.get(key)))


def to_json(before: Judgement, after: Judgement) -> str:
    """The changes as data."""
    fields = ("kind", "target", "name", "what", "subject", "before", "after")
    found = [{field: getattr(change, field) for field in fields} for change in changes(before, after)]
    content = {
        "round": before.declaration.name,
        "before": before.standard.label,
        "after": after.standard.label,
        "on": str(after.on) if after.on else None,
        "replayed": after.replayed,
        "changes": found,
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def lines_of(before: Judgement, after: Judgement) -> Iterator[str]:
    """The changes for the terminal, verdicts before findings, with their numbers."""
    left_out = [kind for kind in TargetKind if before.of(kind) and not after.of(kind)]
    found = [one for one in changes(before, after) if one.kind not in left_out]
    verdicts = [one for one in found if not one.subject]
    findings = [one for one in found if one.subject]
    replayed = "（最新一次重放）" if after.replayed else ""
    monitored = f"，假定 {after.on} 监测" if after.on else ""
    yield f"{before.declaration.name}：{before.standard.label} → {after.standard.label}{monitored}{replayed}"
    yield f"结果变化 {len(verdicts)} 个，事项变化 {len(findings)} 项"
    yield from (f"  {kind.label}{len(before.of(kind))}个都不在范围" for kind in left_out)
    for one in (*verdicts, *findings):
        subject = f" {one.subject}" if one.subject else ""
        yield f"  {one.target} {one.name} {one.what}{subject}：{one.before} → {one.after}"
