"""Small sheets for the pure parts of scoring."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from govcrawl.vocabulary import Category, Indicator, Outcome, Ruling, TargetKind
from reporting.judge.facts import Column, FindingKey
from reporting.judge.findings import Finding
from reporting.judge.score import Score
from reporting.judge.scoring import Sheet, lines_of, score_of
from reporting.judge.settle import Settled, Standing
from reporting.judge.subjects import UNMEASURED
from reporting.standard.resolved import NATIONAL, Standard
from reporting.standard.rule import Effect, Fault, Rule, Scope, Trait
from tests.reporting.cases import column

DEDUCTIONS = tuple(key for key, rule in NATIONAL.rules.items() if rule.effect is Effect.DEDUCTION)
BONUS = tuple(key for key, rule in NATIONAL.rules.items() if rule.effect is Effect.BONUS)
VETO_4 = (Indicator.SITE_4A, Indicator.SITE_4B, Indicator.SITE_4C)
EVERYTHING = (*VETO_4, *DEDUCTIONS, *BONUS)

STANDINGS = {
    "ok": (Outcome.PASS, Standing.CLEAR),
    "open": (Outcome.SUSPECT, Standing.OPEN),
    "dismissed": (Outcome.FAIL, Standing.DISMISSED),
    "confirmed": (Outcome.FAIL, Standing.CONFIRMED),
    "aside": (Outcome.NOT_APPLICABLE, Standing.CLEAR),
}


def settled(indicator: Indicator, how: str, subject: str = "", fault: Fault | None = None, points: str = "") -> Settled:
    """A finding that stands as ``how`` says, with the points that its reason states."""
    outcome, standing = STANDINGS[how]
    key = FindingKey(TargetKind.SITE, "4205000004", indicator, subject or "http://a/")
    found = Finding(key, indicator.label, outcome, UNMEASURED, fault=fault)
    people = ("甲", "乙") if standing in (Standing.CONFIRMED, Standing.DISMISSED) else ()
    ruling = {Standing.CONFIRMED: Ruling.CONFIRMED, Standing.DISMISSED: Ruling.FALSE_ALARM}.get(standing)
    return Settled(found, standing, people, ruling, "", Fraction(points) if points else None)


def site_column(url: str, category: Category, how: str, blank: bool = False, level: int = 1) -> tuple[Column, Settled]:
    """A column with its settled question, asked under veto 4."""
    indicator = Indicator.SITE_4C if blank else Indicator.SITE_4A if category is Category.NEWS else Indicator.SITE_4B
    return column(url, category, level=level), settled(indicator, how, url, Fault.BLANK if blank else Fault.LATE)


def answered(how: str = "dismissed", **other: str) -> list[Settled]:
    """Every unmeasured scored indicator answered alike, but for those given by id with _ for -."""
    chosen = {key.replace("_", "-"): value for key, value in other.items()}
    unmeasured = (key for key in (*DEDUCTIONS, *BONUS) if NATIONAL.rules[key].measure is None)
    return [settled(key, chosen.get(key, how)) for key in unmeasured]


def rules(declared: Sequence[Indicator] = EVERYTHING, standard: Standard = NATIONAL) -> dict[Indicator, Rule]:
    """The rules of a portal's scope."""
    return standard.rules_for(declared, Scope.PORTAL)


def score(
    findings: Sequence[Settled] = (),
    columns: Sequence[tuple[Column, Settled]] = (),
    *,
    declared: Sequence[Indicator] = EVERYTHING,
    traits: frozenset[Trait] = frozenset(),
    standard: Standard = NATIONAL,
) -> Score:
    """The score of a portal with these findings and columns."""
    own = standard.rules_for(declared, Scope.PORTAL, traits)
    sheet = Sheet.of(own, [*findings, *(one for _, one in columns)], [one for one, _ in columns])
    made = score_of(lines_of(sheet, traits), own, standard, traits)
    assert made is not None
    return made
