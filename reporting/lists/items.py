"""Which findings stand in a problem list, and what each one's line rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from govcrawl.vocabulary import Indicator, Outcome, Ruling
from reporting.judge.fold import Judged
from reporting.judge.judging import Judgement, judge, spans_of
from reporting.judge.settle import Settled, Standing
from reporting.lists.evidence import Archived, load_evidence
from reporting.standard.rule import Effect, Rule
from reporting.standard.rules import INDICATORS


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a problem list: a finding of a target by a standard, and the evidence of it where there is any."""

    standard: str
    judged: Judged
    settled: Settled
    archived: Archived | None

    @property
    def indicator(self) -> Indicator:
        """The indicator that the finding applies."""
        return self.settled.finding.key.indicator

    @property
    def rule(self) -> Rule:
        """The indicator's row."""
        return rule_of(self.judged, self.settled)

    @property
    def column(self) -> str:
        """The column's name; empty where the finding is on the whole target."""
        finding = self.settled.finding
        return "" if finding.name == self.judged.target.name else finding.name

    @property
    def last_update(self) -> date | str:
        """The day that was seen, else what was seen instead of one."""
        finding = self.settled.finding
        return finding.last_update or finding.values.partition("；")[0]

    @property
    def description(self) -> str:
        """What is wrong: the machine's reason where it was sure, else what people confirmed and how they saw it."""
        finding = self.settled.finding
        if finding.outcome is Outcome.FAIL:
            return finding.reason
        return f"{self.rule.title}（人工核实：{self.settled.reason}）" if self.settled.reason else self.rule.title

    @property
    def standing(self) -> str:
        """How the finding stands, with the people it rests on."""
        if self.settled.standing is Standing.OPEN:
            return str(Standing.OPEN.value)
        ruling = self.settled.ruling or Ruling.CONFIRMED
        return f"{ruling.label}（{'、'.join(self.settled.people)}）"


@dataclass(frozen=True, slots=True)
class Problems:
    """A round's problem list; ``left_out`` counts what still waits for a person and is not in it."""

    round: str
    internal: bool
    items: tuple[Item, ...]
    left_out: int


def rule_of(judged: Judged, settled: Settled) -> Rule:
    """The row by which a finding of a target was judged, else the national one."""
    indicator = settled.finding.key.indicator
    return judged.rules.get(indicator, INDICATORS[indicator])


def _is_proved(judged: Judged, settled: Settled) -> bool:
    """Confirmed by as many people as a document that leaves the office asks for: one, for a veto two."""
    unproved = settled in judged.waiting and rule_of(judged, settled).effect is Effect.VETO
    return settled.standing is Standing.CONFIRMED and not unproved


def _is_open_or_confirmed(_judged: Judged, settled: Settled) -> bool:
    return settled.standing in (Standing.OPEN, Standing.CONFIRMED)


_CHOICES: dict[bool, Callable[[Judged, Settled], bool]] = {False: _is_proved, True: _is_open_or_confirmed}


def _problems(judgement: Judgement) -> Iterator[tuple[Judged, Settled]]:
    """Every finding that can tell of a problem: what earns bonus points cannot."""
    for judged in judgement.judged:
        for settled in judged.findings:
            if rule_of(judged, settled).effect is not Effect.BONUS:
                yield judged, settled


def chosen(judgement: Judgement, internal: bool) -> list[tuple[Judged, Settled]]:
    """The findings that the list has, with their targets, in the order of the judgement."""
    return [pair for pair in _problems(judgement) if _CHOICES[internal](*pair)]


def problems_of(session: Session, round_name: str, internal: bool) -> Problems:
    """The confirmed findings of a round; with ``internal`` every one that nobody has dismissed.

    Raises :class:`Problem` for an unknown round.
    """
    judgement = judge(session, round_name)
    found = chosen(judgement, internal)
    waiting = sum(one in judged.waiting for judged, one in _problems(judgement) if not _is_proved(judged, one))
    spans = spans_of(judgement.declaration, None, judgement.standard)
    evidence = load_evidence(session, round_name, (one.finding for _, one in found), spans)
    label = judgement.standard.label
    items = tuple(Item(label, judged, one, evidence.get(one.finding.key)) for judged, one in found)
    return Problems(round_name, internal, items, 0 if internal else waiting)
