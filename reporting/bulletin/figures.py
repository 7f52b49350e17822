"""Figures: what the judgement counts, before any wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from govcrawl.rounds.declaration import OTHER_PLATFORMS
from govcrawl.vocabulary import Indicator, TargetKind, Verdict
from reporting.judge.facts import Target
from reporting.judge.fold import Judged
from reporting.judge.judging import Judgement
from reporting.judge.settle import Settled, Standing, is_machine_finding
from reporting.standard.rule import Effect

_DIVISION = 6


@dataclass(frozen=True, slots=True)
class Tally:
    """How targets of one kind fared; ``population`` is the roster, the others are of the sampled."""

    population: int
    sampled: int
    qualified: int
    unqualified: int
    open: int
    with_problems: int


@dataclass(frozen=True, slots=True)
class Composition:
    """What the sites are: portals of the supervising division (``own``), of divisions below it, and all others."""

    own_portals: tuple[str, ...]
    lower_portals: int
    others: int


@dataclass(frozen=True, slots=True)
class Told:
    """A target with the findings that the bulletin tells."""

    judged: Judged
    findings: tuple[Settled, ...]

    @property
    def verdict(self) -> Verdict:
        """The verdict that statements speak of; of open targets (only drafts have them) the provisional one."""
        if self.judged.verdict is not Verdict.OPEN:
            return self.judged.verdict
        rules = self.judged.rules.values()
        vetoes = (self.count([rule.id]) >= rule.threshold for rule in rules if rule.effect is Effect.VETO)
        return Verdict.UNQUALIFIED if any(vetoes) else Verdict.QUALIFIED

    def count(self, indicators: Iterable[Indicator]) -> int:
        """How many told findings belong to ``indicators``."""
        wanted = frozenset(indicators)
        return sum(one.finding.key.indicator in wanted for one in self.findings)


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything in the bulletin that is counted."""

    sites: Tally
    accounts: Tally
    composition: Composition
    platforms: tuple[tuple[str, int], ...]
    told: tuple[Told, ...]


def _is_told(settled: Settled, draft: bool) -> bool:
    return settled.standing is Standing.CONFIRMED or (draft and is_machine_finding(settled))


def _told(judged: Judged, draft: bool) -> Told:
    return Told(judged, tuple(one for one in judged.findings if _is_told(one, draft)))


def _tally(roster: Sequence[Target], told: Sequence[Told]) -> Tally:
    verdicts = Counter(one.judged.verdict for one in told)
    return Tally(
        population=len(roster),
        sampled=len(told),
        qualified=verdicts[Verdict.QUALIFIED],
        unqualified=verdicts[Verdict.UNQUALIFIED],
        open=verdicts[Verdict.OPEN],
        with_problems=sum(bool(one.findings) for one in told),
    )


def _composition(sites: Sequence[Target]) -> Composition:
    """The supervising division is the one with the lowest code, as in GB/T 2260 (420500 before 420502)."""
    portals = [site for site in sites if site.is_portal]
    own = min((site.key[:_DIVISION] for site in portals), default="")
    names = tuple(site.name for site in portals if site.key[:_DIVISION] == own)
    return Composition(names, len(portals) - len(names), len(sites) - len(portals))


def _platforms(judgement: Judgement, accounts: Sequence[Target]) -> tuple[tuple[str, int], ...]:
    """Accounts by group: the declared groups in their order, the other platforms last."""
    counts = Counter(account.group for account in accounts)
    declared = judgement.declaration.accounts.groups if judgement.declaration.accounts else ()
    order = [*declared, *sorted(counts.keys() - {*declared, OTHER_PLATFORMS}), OTHER_PLATFORMS]
    return tuple((group, counts[group]) for group in order if counts[group])


def figures_of(judgement: Judgement, draft: bool) -> Figures:
    """The figures of a judgement; a draft also tells what the machine alone has found."""
    sites = [target for target in judgement.roster if target.kind is TargetKind.SITE]
    accounts = [target for target in judgement.roster if target.kind is TargetKind.ACCOUNT]
    told = tuple(_told(one, draft) for one in judgement.judged)
    return Figures(
        sites=_tally(sites, [one for one in told if one.judged.target.kind is TargetKind.SITE]),
        accounts=_tally(accounts, [one for one in told if one.judged.target.kind is TargetKind.ACCOUNT]),
        composition=_composition(sites),
        platforms=_platforms(judgement, accounts),
        told=told,
    )
