"""A round judged: facts to verdicts. Reads no clock and no network; the same facts give the same judgement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from govcrawl.rounds.declaration import Declaration
from govcrawl.storage.rounds import find_round
from govcrawl.vocabulary import TargetKind
from reporting.judge.facts import RoundFacts, Span, Target
from reporting.judge.findings import Finding
from reporting.judge.fold import Judged, judged
from reporting.judge.scoring import Sheet, lines_of, score_of
from reporting.judge.settle import settle
from reporting.judge.source import declaration_of, load_facts
from reporting.judge.source_columns import load_contents
from reporting.judge.subjects import scope_of
from reporting.judge.targets import Draft, drafts
from reporting.judge.twins import Contents, count_once, doubled_visits
from reporting.standard.applying import named, with_table
from reporting.standard.resolved import NATIONAL, Standard


@dataclass(frozen=True, slots=True)
class Judgement:
    """A round's roster and the verdicts on its sampled targets, in the roster's order.

    ``on`` is what-if's date, ``standard`` what it was judged by; ``replayed`` says that the latest replays were judged
    instead of the crawls.
    """

    declaration: Declaration
    on: date | None
    roster: tuple[Target, ...]
    judged: tuple[Judged, ...]
    standard: Standard = NATIONAL
    replayed: bool = False

    def of(self, kind: TargetKind) -> tuple[Judged, ...]:
        """The judged targets of one kind."""
        return tuple(one for one in self.judged if one.target.kind is kind)

    @property
    def waiting(self) -> tuple[Judged, ...]:
        """The targets that still wait for a person."""
        return tuple(one for one in self.judged if one.waiting)


def spans_of(declaration: Declaration, on: date | None, standard: Standard = NATIONAL) -> dict[TargetKind, Span]:
    """The span of looks for each kind of target that the round inspects."""
    parts = {TargetKind.SITE: declaration.sites, TargetKind.ACCOUNT: declaration.accounts}
    return {
        kind: Span.of(part.window, on) for kind, part in parts.items() if part and scope_of(declaration, kind, standard)
    }


def findings_of(draft: Draft, contents: Contents) -> list[Finding]:
    """A draft's findings, columns that show the same list counted once."""
    return [*draft.findings, *count_once(list(draft.candidates), contents)]


def _judged(draft: Draft, facts: RoundFacts, contents: Contents, standard: Standard) -> Judged:
    settled = [settle(finding, facts.decisions_on(finding.key)) for finding in findings_of(draft, contents)]
    traits = standard.traits_of(draft.target.key)
    columns = {one.column.url: one.column for one in draft.candidates}
    lines = lines_of(Sheet.of(draft.rules, settled, columns.values()), traits)
    score = score_of(lines, draft.rules, standard, traits)
    monitored = draft.moment.on if draft.moment else None
    return judged(draft.target, monitored, draft.rules, settled, lines, score, standard.grades)


def conclude(
    facts: RoundFacts, made: Iterable[Draft], contents: Contents, on: date | None, standard: Standard = NATIONAL
) -> Judgement:
    """The drafts with twins set aside, settled, scored and folded."""
    verdicts = tuple(_judged(draft, facts, contents, standard) for draft in made)
    return Judgement(facts.declaration, on, facts.targets, verdicts, standard, facts.replayed)


def own_standard(session: Session, round_name: str) -> Standard:
    """The standard that the round declares, with its overlay; raises :class:`Problem` for what is unknown in them."""
    declared = declaration_of(find_round(session, round_name))
    return with_table(named(declared.standard), declared.overlay, f"轮次 {round_name} 的 [round.overlay]")


def judge(
    session: Session,
    round_name: str,
    on: date | None = None,
    *,
    standard: Standard | None = None,
    replayed: bool = False,
) -> Judgement:
    """The round judged on its stored facts, by its own standard unless another is given.

    ``replayed`` takes the latest replay of each crawl instead of the crawl. Raises :class:`Problem` for a round that
    does not exist.
    """
    chosen = standard or own_standard(session, round_name)
    facts = load_facts(session, round_name, on, chosen, replayed)
    made = list(drafts(facts, spans_of(facts.declaration, on, chosen), chosen))
    visits = doubled_visits(candidate for draft in made for candidate in draft.candidates)
    return conclude(facts, made, load_contents(session, visits), on, chosen)
