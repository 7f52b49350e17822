"""What waits for people, as an offline page with the archived spots and as a sheet to fill in (复核表)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session
from w3lib.encoding import http_content_type_encoding

from govcrawl import clock, paths
from govcrawl.errors import Problem
from govcrawl.evidence.archive import read_response
from govcrawl.items import Evidence
from govcrawl.vocabulary import Ruling
from reporting.formats.html import page
from reporting.formats.plain import plain, shortened
from reporting.formats.readers import LABELS, Readers
from reporting.formats.sheets import Book, Column, Sheet, workbook_of
from reporting.judge.fold import Judged
from reporting.judge.judging import judge
from reporting.judge.settle import Settled
from reporting.judge.source_crawls import crawls_of
from reporting.judge.source_evidence import Proof, Sight, load_sights, resting_on
from reporting.review.decide import open_findings, reviewable
from reporting.review.excerpt import Excerpt, excerpt_of
from reporting.standard.rule import Rule

HANDLE, TARGET, INDICATOR, SUBJECT = "编号", "标识码/账号编号", "指标", "栏目或地址"
RULING, PERSON, REASON, POINTS = "处理", "复核人", "理由", "分值"
RULINGS = tuple(ruling.label for ruling in Ruling)
_LONGEST = 300
_WARNING = "内部底稿：含有未经复核的事项，不得作为认定依据，不得外传。"
_NOTES = (
    "请对照复核网页核对每一项，在“处理”栏选择，并写明复核人和核对的方式、所见。不处理的行留空。",
    "触及单项否决的，须由两名不同的人员确认：第二人在另一份表上填写后再导入。编号、对象、指标和地址请勿改动。",
)


@dataclass(frozen=True, slots=True)
class Spot:
    """The archived page that a finding rests on: address, local time, place in the archive, and the excerpt."""

    url: str
    seen_at: datetime
    place: str
    excerpt: Excerpt | None
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One finding to be reviewed."""

    judged: Judged
    rule: Rule
    settled: Settled
    spot: Spot | None

    @property
    def standing(self) -> str:
        """How it stands, and who has confirmed it."""
        people = "、".join(self.settled.people)
        return f"{self.settled.standing.value}（{people}）" if people else self.settled.standing.value


@dataclass(frozen=True, slots=True)
class Sheets:
    """Everything that a round's reviewers get."""

    round: str
    standard: str
    items: tuple[Item, ...]


def sheets_of(session: Session, round_name: str, every: bool = False) -> Sheets:
    """What waits in a round, or all that can be reviewed; raises :class:`Problem` for an unknown round."""
    judgement = judge(session, round_name)
    wanted = {one.finding.key for one in (reviewable(judgement) if every else open_findings(judgement))}
    crawls = crawls_of(session, round_name)
    items: list[Item] = []
    for judged in judgement.judged:
        own = [one for one in judged.findings if one.finding.key in wanted]
        sights = load_sights(session, judged.target, crawls) if own else {}
        items += (Item(judged, judged.rules[one.finding.key.indicator], one, _spot(one, sights)) for one in own)
    return Sheets(round_name, judgement.standard.label, tuple(items))


def _spot(settled: Settled, sights: Mapping[str, Sequence[Sight]]) -> Spot | None:
    """The last look at the finding's lists that the archive holds."""
    looks = [(sight, proof) for sight in resting_on(settled.finding, sights) for proof in _kept(sight)]
    if not looks:
        return None
    sight, proof = max(looks, key=lambda pair: pair[1].observed_at)
    words = [word for entry in sight.entries for word in (entry.title, entry.raw or "")]
    return Spot(
        url=proof.url,
        seen_at=proof.observed_at.astimezone(clock.ZONE),
        place=f"{proof.warc_file} 第{proof.warc_offset}字节，记录 {proof.record_id}",
        excerpt=_excerpt(proof, words),
        entries=tuple(f"{entry.date or '无日期'} {entry.title}" for entry in sight.entries),
    )


def _kept(sight: Sight) -> Iterator[Proof]:
    return (proof for proof in sight.proofs if proof.warc_file)


def _excerpt(proof: Proof, words: Sequence[str]) -> Excerpt | None:
    evidence = Evidence(
        proof.warc_file or "", proof.warc_offset or 0, proof.record_id or "", proof.payload_digest or ""
    )
    try:
        archived = read_response(paths.evidence_folder(), evidence, unpacked=True)
    except Problem:
        return None
    content_type = next((value for name, value in archived.headers if name.lower() == b"content-type"), b"")
    return excerpt_of(archived.body, http_content_type_encoding(content_type.decode("latin-1")), words)


def page_of(sheets: Sheets) -> bytes:
    """The offline page."""
    declaration = LABELS["hans"].declare(Readers.INTERNAL)
    values = {"sheets": sheets, "warning": _WARNING, "declaration": declaration, "plain": _shown}
    return page("review.html.jinja", **values).encode("utf-8", "replace")


def _shown(text: object) -> str:
    return shortened(plain(str(text)), _LONGEST)


_COLUMNS = (
    Column(HANDLE, 11.5, middle=True),
    Column(TARGET, 12, middle=True),
    Column("网站/账号", 14),
    Column("主办单位", 14),
    Column(INDICATOR, 14, middle=True),
    Column("名称", 12),
    Column(SUBJECT, 20),
    Column("结果", 7, middle=True),
    Column("看到的值", 20),
    Column("说明", 20),
    Column("现状", 10, middle=True),
    Column(RULING, 9, middle=True, choices=RULINGS),
    Column(PERSON, 9, middle=True),
    Column(REASON, 24),
    Column(POINTS, 7, middle=True),
)


def _row(item: Item) -> tuple[str | None, ...]:
    finding, target = item.settled.finding, item.judged.target
    known = (
        finding.handle,
        target.key,
        target.name,
        target.unit,
        item.rule.id.label,
        finding.name,
        finding.key.subject,
        finding.outcome.label,
        finding.values,
        finding.reason,
        item.standing,
    )
    return (*known, *[None] * (len(_COLUMNS) - len(known)))


def table_of(sheets: Sheets) -> bytes:
    """The sheet to be filled in."""
    title = f"轮次 {sheets.round} 复核表"
    sheet = Sheet("复核表", title, _COLUMNS, tuple(map(_row, sheets.items)), _NOTES, _WARNING)
    return workbook_of(Book(title, LABELS["hans"].declare(Readers.INTERNAL), (sheet,)))
