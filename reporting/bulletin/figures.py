"""Figures: what the judgement counts, before any wording."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from govcrawl.rounds.declaration import OTHER_PLATFORMS
from govcrawl.vocabulary import Indicator, TargetKind, Verdict
from reporting.judge.facts import Target
from reporting.judge.fold import Judged
from reporting.judge.judging import Judgement
from reporting.judge.settle import Settled, Standing, is_machine_finding
from reporting.standard.rule import Effect

_DIVISION = 6
_KINDS = (TargetKind.SITE, TargetKind.ACCOUNT)


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

    @property
    def score(self) -> Fraction | None:
        """The score, None where nothing is scored or something is still open."""
        return self.judged.score.value if self.judged.score else None

    def count(self, indicators: Iterable[Indicator]) -> int:
        """How many told findings belong to ``indicators``."""
        wanted = frozenset(indicators)
        return sum(one.finding.key.indicator in wanted for one in self.findings)


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything in the bulletin that is counted; ``levels`` are portals and others, divisions go by their portal."""

    sites: Tally
    accounts: Tally
    composition: Composition
    levels: tuple[Tally, Tally]
    divisions: tuple[tuple[str, Tally], ...]
    platforms: tuple[tuple[str, Tally], ...]
    told: tuple[Told, ...]

    def of(self, kind: TargetKind) -> Tally:
        """How the targets of one kind fared."""
        return self.sites if kind is TargetKind.SITE else self.accounts

    @property
    def scores(self) -> tuple[Fraction, ...]:
        """The settled scores; a target that hits a veto has none."""
        return tuple(one.score for one in self.told if one.score is not None)


def _is_told(settled: Settled, draft: bool) -> bool:
    return settled.standing is Standing.CONFIRMED or (draft and is_machine_finding(settled))


def _told(judged: Judged, draft: bool) -> Told:
    """What is told of a target: its problems; what earns a bonus is none."""
    problems = (one for one in judged.findings if judged.rules[one.finding.key.indicator].effect is not Effect.BONUS)
    return Told(judged, tuple(one for one in problems if _is_told(one, draft)))


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


def _platforms(judgement: Judgement, accounts: Sequence[Target], told: Sequence[Told]) -> tuple[tuple[str, Tally], ...]:
    """Accounts by group: the declared groups in their order, the other platforms last."""
    groups = {account.group for account in accounts}
    declared = judgement.declaration.accounts.groups if judgement.declaration.accounts else ()
    order = [*declared, *sorted(groups - {*declared, OTHER_PLATFORMS}), OTHER_PLATFORMS]
    return tuple((group, _of_group(group, accounts, told)) for group in order if group in groups)


def _part(targets: Sequence[Target], told: Sequence[Told], belongs: Callable[[Target], bool]) -> Tally:
    return _tally(list(filter(belongs, targets)), [one for one in told if belongs(one.judged.target)])


def _of_group(group: str, accounts: Sequence[Target], told: Sequence[Told]) -> Tally:
    return _part(accounts, told, lambda account: account.group == group)


def _divisions(sites: Sequence[Target], told: Sequence[Told]) -> tuple[tuple[str, Tally], ...]:
    """Sites by the division of their code, in its order; one without a portal goes by the code."""
    names = {site.key[:_DIVISION]: site.name for site in reversed(sites) if site.is_portal}
    there: defaultdict[str, list[Target]] = defaultdict(list)
    drawn: defaultdict[str, list[Told]] = defaultdict(list)
    for site in sites:
        there[site.key[:_DIVISION]].append(site)
    for one in told:
        drawn[one.judged.target.key[:_DIVISION]].append(one)
    return tuple((names.get(code, code), _tally(there[code], drawn[code])) for code in sorted(there))


def figures_of(judgement: Judgement, draft: bool) -> Figures:
    """The figures of a judgement; a draft also tells what the machine alone has found."""
    sites, accounts = ([target for target in judgement.roster if target.kind is kind] for kind in _KINDS)
    told = tuple(_told(one, draft) for one in judgement.judged)
    told_sites, told_accounts = ([one for one in told if one.judged.target.kind is kind] for kind in _KINDS)
    return Figures(
        sites=_tally(sites, told_sites),
        accounts=_tally(accounts, told_accounts),
        composition=_composition(sites),
        levels=(
            _part(sites, told_sites, lambda site: site.is_portal),
            _part(sites, told_sites, lambda site: not site.is_portal),
        ),
        divisions=_divisions(sites, told_sites),
        platforms=_platforms(judgement, accounts, told_accounts),
        told=told,
    )
