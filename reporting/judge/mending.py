"""What has become of the problems that units were given: mended, not mended, or still to be looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from govcrawl import clock
from govcrawl.vocabulary import Outcome, Ruling, Word
from reporting.judge.facts import FindingKey, Span
from reporting.judge.findings import Finding
from reporting.judge.fold import Judged
from reporting.judge.judging import Judgement, findings_of, spans_of
from reporting.judge.settle import Settled, Standing, settle
from reporting.judge.source import load_decisions, load_facts
from reporting.judge.source_columns import load_contents
from reporting.judge.source_crawls import rechecks_of
from reporting.judge.targets import drafts
from reporting.judge.twins import doubled_visits
from reporting.standard.rule import Effect


class State(Word):
    """How a confirmed problem stands on a day after the monitoring time."""

    MENDED = "mended", "已整改"
    NOT_MENDED = "not_mended", "未整改"
    WAITING = "waiting", "待复查"


@dataclass(frozen=True, slots=True)
class Mending:
    """The state of one problem; ``by_person`` says that a named person has said so, ``seen`` what the recheck saw."""

    state: State
    by_person: bool = False
    seen: str = ""

    @property
    def public(self) -> State:
        """What a public text may say: that a unit has not mended is a named person's word, never a machine's."""
        return self.state if self.by_person or self.state is State.MENDED else State.WAITING


_BY_RULING = {Ruling.MENDED: State.MENDED, Ruling.NOT_MENDED: State.NOT_MENDED}
_BY_OUTCOME = {Outcome.PASS: State.MENDED, Outcome.FAIL: State.NOT_MENDED}


def mending_of(settled: Settled, rechecked: Finding | None) -> Mending:
    """The state of a confirmed finding: the last person's word before what the recheck saw."""
    seen = rechecked.values if rechecked else ""
    said = _BY_RULING.get(settled.ruling) if settled.ruling else None
    if said:
        return Mending(said, True, seen)
    return Mending(_BY_OUTCOME.get(rechecked.outcome, State.WAITING) if rechecked else State.WAITING, False, seen)


def mendings(session: Session, judgement: Judgement, on: date) -> Mapping[FindingKey, Mending]:
    """The state on a day of a round's confirmed findings; empty where nothing was rechecked or ruled on by then."""
    rechecked = _rechecked(session, judgement, on)
    confirmed = [one for _, one in confirmed_on(session, judgement, on)]
    if not rechecked and not any(one.ruling in _BY_RULING for one in confirmed):
        return {}
    return {one.finding.key: mending_of(one, rechecked.get(one.finding.key)) for one in confirmed}


def confirmed_on(session: Session, judgement: Judgement, on: date) -> Iterator[tuple[Judged, Settled]]:
    """The confirmed problems of a round, each as people's decisions up to a day leave it, in the judgement's order."""
    decisions = load_decisions(session, judgement.declaration.name)
    for judged in judgement.judged:
        for one in judged.findings:
            bonus = judged.rules[one.finding.key.indicator].effect is Effect.BONUS
            if one.standing is Standing.CONFIRMED and not bonus:
                made = decisions.get(one.finding.key, ())
                yield (
                    judged,
                    settle(one.finding, [each for each in made if each.at and clock.local_date(each.at) <= on]),
                )


def _rechecked(session: Session, judgement: Judgement, on: date) -> dict[FindingKey, Finding]:
    """What the rechecks up to a day show by the round's own standard: each target on the day of its last recheck."""
    declaration, standard = judgement.declaration, judgement.standard
    crawls = rechecks_of(session, declaration.name, on)
    if not crawls:
        return {}
    facts = load_facts(session, declaration.name, on, standard, crawls=crawls)
    spans = {kind: Span(span.start, on) for kind, span in spans_of(declaration, None, standard).items()}
    made = list(drafts(facts, spans, standard))
    contents = load_contents(session, doubled_visits(candidate for draft in made for candidate in draft.candidates))
    return {finding.key: finding for draft in made for finding in findings_of(draft, contents)}
