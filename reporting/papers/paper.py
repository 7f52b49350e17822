"""An explanation as a document of tables: indicators, findings, decisions, looks and places in the archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from govcrawl import clock
from reporting.formats.readers import LABELS, Readers
from reporting.formats.sheets import Book, Column, Sheet, Value, numbered
from reporting.judge.arithmetic import total_of
from reporting.judge.explaining import ExplainedFinding, ExplainedIndicator, Explanation
from reporting.judge.score import told_range
from reporting.judge.source_evidence import DatedEntry, Proof, Sight
from reporting.standard.telling import comparison_of, source_of, who_decides

DECLARATION = LABELS["hans"].declare(Readers.INTERNAL)
WARNING = "内部底稿：含有未经复核的事项和网页原文，不得作为认定依据，不得外传。"
_NUMBER = Column("序号", 6, middle=True)
_ABOUT = (Column("项目", 18, middle=True), Column("内容", 110))
_INDICATORS = (
    _NUMBER,
    Column("编号", 14, middle=True),
    Column("指标", 14, middle=True),
    Column("内容", 28),
    Column("条款", 16, middle=True),
    Column("条款来源", 14, middle=True),
    Column("由谁判定", 14, middle=True),
    Column("判定办法", 26),
    Column("计算", 34),
    Column("结果", 8, middle=True),
)
_FINDINGS = (
    _NUMBER,
    Column("编号", 12, middle=True),
    Column("指标", 14, middle=True),
    Column("栏目", 18),
    Column("地址", 34),
    Column("结果", 8, middle=True),
    Column("看到的值", 24),
    Column("说明", 28),
    Column("复核", 10, middle=True),
    Column("依据的访问", 12, middle=True),
)
_DECISIONS = (
    _NUMBER,
    Column("事项编号", 12, middle=True),
    Column("复核时间", 19, middle=True),
    Column("复核人", 12, middle=True),
    Column("处理", 10, middle=True),
    Column("理由", 50),
    Column("复核时所见", 34),
    Column("是否计入", 12, middle=True),
)
_SIGHTS = (
    Column("访问号", 9, middle=True),
    Column("时间", 19, middle=True),
    Column("夜次", 11, middle=True),
    Column("作用", 9, middle=True),
    Column("地址", 34),
    Column("所读", 10, middle=True),
    Column("最新日期", 11, middle=True),
    Column("条目数", 8, middle=True),
    Column("有日期", 8, middle=True),
    Column("决定性条目", 50),
    Column("疑点", 30),
)
_PROOFS = (
    Column("访问号", 9, middle=True),
    Column("取回的地址", 36),
    Column("取回时间", 19, middle=True),
    Column("状态", 14, middle=True),
    Column("HTTP", 7, middle=True),
    Column("WARC文件", 30),
    Column("位置（字节）", 12, middle=True),
    Column("记录编号", 30),
    Column("内容摘要", 30),
)
_PROOF_NOTE = "佐证是抓取时归档的网页原文（WARC），按文件、位置和记录编号可以查到；摘要用来核对原文没有改动。"


def _local(moment: datetime) -> datetime:
    return moment.astimezone(clock.ZONE).replace(tzinfo=None, microsecond=0)


def _about(explanation: Explanation) -> Iterator[tuple[Value, ...]]:
    judgement, judged = explanation.judgement, explanation.judged
    target = judged.target
    yield "轮次", judgement.declaration.name
    yield "检查对象", f"{target.kind.label} {target.key}"
    yield "名称", target.name
    yield "主办单位", target.unit
    yield "地址", target.url
    yield "检查指标", judgement.standard.label
    yield "监测时间点", judged.monitored or "没有成功的访问"
    yield "抽查结果", f"{judged.verdict.label}（{judged.grade}）" if judged.grade else judged.verdict.label
    yield "待复核", f"{len(judged.waiting)}项"
    if judged.score:
        yield "得分", (total_of(judged.score), *explanation.score)


def _indicator(one: ExplainedIndicator) -> tuple[Value, ...]:
    rule = one.rule
    items = (f"{told_range(item.points)}分 {item.text}" for item in one.items)
    how = rule.clause, source_of(rule), who_decides(rule), comparison_of(rule)
    return rule.id, rule.id.label, rule.title, *how, (one.arithmetic, *items), one.result.outcome.label


def _finding(one: ExplainedFinding) -> tuple[Value, ...]:
    finding = one.settled.finding
    name = "" if finding.name == finding.key.subject else finding.name
    looks = tuple(str(sight.visit) for sight in one.shown)
    seen = finding.outcome.label, finding.values, finding.reason
    what = finding.handle, finding.key.indicator.label, name, finding.key.subject
    return *what, *seen, one.settled.standing.value, looks


def _decisions(one: ExplainedFinding) -> Iterator[tuple[Value, ...]]:
    for decision in one.decisions:
        counts = "计入" if decision.values_seen == one.settled.finding.values else "所见已变，不计"
        when = _local(decision.at) if decision.at else None
        said = decision.person, decision.ruling.label, decision.reason, decision.values_seen
        yield one.settled.finding.handle, when, *said, counts


def _entry(entry: DatedEntry) -> str:
    raw = f"，原文“{entry.raw}”，规则 {entry.rule}" if entry.raw else ""
    excluded = f"，不计：{entry.excluded}" if entry.excluded else ""
    return f"{entry.date or '无日期'} {entry.title} {entry.url or ''}{raw}{excluded}"


def _sight(sight: Sight) -> tuple[Value, ...]:
    when = sight.visit, _local(sight.observed_at), sight.night
    seen = sight.reading, sight.newest, sight.entry_count, sight.dated_count
    return *when, sight.role, sight.url, *seen, tuple(map(_entry, sight.entries)), sight.doubts


def _proof(sight: Sight, proof: Proof) -> tuple[Value, ...]:
    place = proof.warc_file or "未存档", proof.warc_offset, proof.record_id, proof.payload_digest
    return sight.visit, proof.url, _local(proof.observed_at), proof.state, proof.status, *place


def _sights(findings: Iterable[ExplainedFinding]) -> list[Sight]:
    """Every look that a finding is shown with, once, in the order of time."""
    sights = {sight.visit: sight for one in findings for sight in one.shown}
    return sorted(sights.values(), key=lambda sight: (sight.observed_at, sight.visit))


def paper_of(explanation: Explanation) -> Book:
    """The target's working papers; the same facts and decisions give the same document."""
    target = explanation.judged.target
    title = f"{explanation.judgement.declaration.name} 工作底稿：{target.name}（{target.key}）"
    findings = [finding for one in explanation.indicators for finding in one.findings]
    sights = _sights(findings)
    tables = (
        ("概况", _ABOUT, tuple(_about(explanation)), ()),
        ("指标", _INDICATORS, numbered(map(_indicator, explanation.indicators)), ()),
        ("检查事项", _FINDINGS, numbered(map(_finding, findings)), ()),
        ("复核", _DECISIONS, numbered(row for one in findings for row in _decisions(one)), ()),
        ("访问", _SIGHTS, tuple(map(_sight, sights)), ()),
        ("佐证", _PROOFS, tuple(_proof(sight, proof) for sight in sights for proof in sight.proofs), (_PROOF_NOTE,)),
    )
    sheets = (
        Sheet(name, f"{title}：{name}", columns, rows, (DECLARATION, *notes), WARNING)
        for name, columns, rows, notes in tables
    )
    return Book(title, DECLARATION, tuple(sheets))
