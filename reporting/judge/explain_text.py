"""An explanation as lines for the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from govcrawl import clock
from reporting.judge.arithmetic import total_of
from reporting.judge.explaining import ExplainedFinding, ExplainedIndicator, Explanation
from reporting.judge.facts import Decision
from reporting.judge.score import told_range
from reporting.judge.settle import Standing
from reporting.judge.source_evidence import Proof, Sight
from reporting.standard.telling import comparison_of, source_of, who_decides

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: object) -> str:
    """Text that may come from a page, on one line and without control characters."""
    return _CONTROL.sub("�", str(text))


def _moment(at: datetime) -> str:
    return f"{at.astimezone(clock.ZONE):%Y-%m-%d %H:%M:%S}"


def _proof(proof: Proof) -> str:
    status = f" {proof.status}" if proof.status else ""
    where = f"，{proof.warc_file} 第{proof.warc_offset}字节，记录 {proof.record_id}" if proof.warc_file else "，未存档"
    digest = f"，摘要 {proof.payload_digest}" if proof.payload_digest else ""
    return f"佐证：{_moment(proof.observed_at)} {proof.url} {proof.state}{status}{where}{digest}"


def _sight(sight: Sight) -> Iterator[str]:
    newest = f"，最新 {sight.newest}" if sight.newest else ""
    counts = f"条目{sight.entry_count}条，有日期{sight.dated_count}条"
    when = f"{_moment(sight.observed_at)}（{sight.night}夜）"
    yield f"访问：{when}{sight.role} {sight.url} {sight.reading}{newest}，{counts}"
    for one in sight.entries:
        raw = f"，原文“{one.raw}”，规则 {one.rule}" if one.raw else ""
        excluded = f"，不计：{one.excluded}" if one.excluded else ""
        yield f"  条目：{one.date or '无日期'} {one.title} {one.url or ''}{raw}{excluded}"
    yield from (f"  疑点：{text}" for text in sight.doubts)
    yield from (f"  {_proof(proof)}" for proof in sight.proofs)


def _decision(decision: Decision, today: str) -> str:
    when = f"{_moment(decision.at)} " if decision.at else ""
    stale = "" if decision.values_seen == today else f"（所见为“{decision.values_seen}”，与现在不同，不计）"
    return f"复核：{when}{decision.person} {decision.ruling.label}：{decision.reason}{stale}"


def _finding(one: ExplainedFinding) -> Iterator[str]:
    finding = one.settled.finding
    reason = f"（{finding.reason}）" if finding.reason else ""
    subject = "" if finding.name == finding.key.subject else f" {finding.key.subject}"
    yield f"{finding.outcome.label} {finding.name}{subject}：{finding.values}{reason}"
    if one.settled.standing is not Standing.CLEAR:
        yield f"  编号 {finding.handle}，{one.settled.standing.value}"
    yield from (f"  {_decision(decision, finding.values)}" for decision in one.decisions)
    yield from (f"  {line}" for sight in one.shown for line in _sight(sight))


def _indicator(one: ExplainedIndicator) -> Iterator[str]:
    rule = one.rule
    yield f"【{rule.id}】{rule.id.label}：{one.result.outcome.label}"
    yield f"  条款：{rule.clause}，{rule.title}（来源：{source_of(rule)}）"
    yield f"  判定：{who_decides(rule)}；{comparison_of(rule)}"
    yield f"  计算：{one.arithmetic}"
    yield from (f"    {told_range(item.points)}分 {item.text}" for item in one.items)
    yield from (f"  {line}" for finding in one.findings for line in _finding(finding))


def _head(explanation: Explanation) -> Iterator[str]:
    judgement, judged = explanation.judgement, explanation.judged
    grade = f"（{judged.grade}）" if judged.grade else ""
    yield f"{judgement.declaration.name} {judged.target.kind.label} {judged.target.key} {judged.target.name}"
    yield f"主办单位：{judged.target.unit}  地址：{judged.target.url}"
    yield f"检查指标：{judgement.standard.label}"
    yield f"监测时间点：{judged.monitored or '没有成功的访问'}{'（假定）' if judgement.on else ''}"
    if judgement.replayed:
        yield "依据各次抓取的最新一次重放"
    yield f"抽查结果：{judged.verdict.label}{grade}"
    if judged.score:
        yield total_of(judged.score)
    yield from (f"  {line}" for line in explanation.score)


def lines_of(explanation: Explanation) -> Iterator[str]:
    """The whole explanation; what is settled as a pass shows its last look only."""
    yield from map(clean, _head(explanation))
    for one in explanation.indicators:
        yield ""
        yield from map(clean, _indicator(one))
