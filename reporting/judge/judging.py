"""A round judged: facts to verdicts. Reads no clock and no network; the same facts give the same judgement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from govcrawl.rounds.declaration import Declaration
from govcrawl.vocabulary import TargetKind
from reporting.judge.facts import Decision, FindingKey, RoundFacts, Span, Target
from reporting.judge.findings import Finding
from reporting.judge.fold import Judged, judged
from reporting.judge.settle import settle
from reporting.judge.source import load_facts
from reporting.judge.source_columns import load_contents
from reporting.judge.targets import Draft, drafts, scope_of
from reporting.judge.twins import Contents, count_once, doubled_visits


@dataclass(frozen=True, slots=True)
class Judgement:
    """A round's roster and the verdicts on its sampled targets, in the roster's order; ``on`` is what-if's date."""

    declaration: Declaration
    on: date | None
    roster: tuple[Target, ...]
    judged: tuple[Judged, ...]

    def of(self, kind: TargetKind) -> tuple[Judged, ...]:
        """The judged targets of one kind."""
        return tuple(one for one in self.judged if one.target.kind is kind)

    @property
    def waiting(self) -> tuple[Judged, ...]:
        """The targets that still wait for a person."""
        return tuple(one for one in self.judged if one.waiting)


def spans_of(declaration: Declaration, on: date | None) -> dict[TargetKind, Span]:
    """The span of looks for each kind of target that the round inspects."""
    parts = {TargetKind.SITE: declaration.sites, TargetKind.ACCOUNT: declaration.accounts}
    return {kind: Span.of(part.window, on) for kind, part in parts.items() if part and scope_of(declaration, kind)}


def _findings(draft: Draft, contents: Contents) -> list[Finding]:
    return [*draft.findings, *count_once(list(draft.candidates), contents)]


def _judged(
    draft: Draft, declaration: Declaration, contents: Contents, decisions: Mapping[FindingKey, tuple[Decision, ...]]
) -> Judged:
    settled = [settle(finding, decisions.get(finding.key, ())) for finding in _findings(draft, contents)]
    monitored = draft.moment.on if draft.moment else None
    return judged(draft.target, monitored, scope_of(declaration, draft.target.kind), settled)


def conclude(facts: RoundFacts, made: Iterable[Draft], contents: Contents, on: date | None) -> Judgement:
    """The drafts with twins set aside, settled and folded."""
    verdicts = tuple(_judged(draft, facts.declaration, contents, facts.decisions) for draft in made)
    return Judgement(facts.declaration, on, facts.targets, verdicts)


def judge(session: Session, round_name: str, on: date | None = None) -> Judgement:
    """The round judged on its stored facts; raises :class:`Problem` for a round that does not exist."""
    facts = load_facts(session, round_name, on)
    made = list(drafts(facts, spans_of(facts.declaration, on)))
    visits = doubled_visits(candidate for draft in made for candidate in draft.candidates)
    return conclude(facts, made, load_contents(session, visits), on)
