"""The standard that a round is judged by: the national table, with what an overlay (地方口径) changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from govcrawl.vocabulary import Category, Indicator, TargetKind
from reporting.standard.deadlines import CATEGORY_DUTIES, CategoryDuty, Duty, duty_of
from reporting.standard.period import Deadline
from reporting.standard.rule import Rule, Scope, Trait
from reporting.standard.rules import INDICATORS, VARIANTS

NATIONAL_NAME = "国办秘函〔2019〕19号"
_MINISTRY = "bm"


@dataclass(frozen=True, slots=True)
class Grade:
    """A middle grade (中间档次): the name that a 合格 target with so many confirmed findings carries beside it."""

    name: str
    kind: TargetKind
    indicators: frozenset[Indicator]
    at_least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """Everything that judging asks of a standard.

    Below ``pass_line`` a portal fails, exactly at it it passes; above ``bonus_above`` it enters the bonus stage,
    exactly at it it does not (STANDARD §1.1, inf). ``added`` are indicators in scope whatever the round declares;
    ``told`` the indicators whose findings the annex tells, None for all; ``without_service`` the codes of sites whose
    unit has no outward service duty.
    """

    name: str = NATIONAL_NAME
    overlays: tuple[str, ...] = ()
    rules: Mapping[Indicator, Rule] = field(default_factory=lambda: INDICATORS)
    duties: Mapping[Category, CategoryDuty] = field(default_factory=lambda: CATEGORY_DUTIES)
    pass_line: Fraction = Fraction(60)
    bonus_above: Fraction = Fraction(80)
    without_service: frozenset[str] = frozenset()
    added: frozenset[Indicator] = frozenset()
    told: frozenset[Indicator] | None = None
    grades: tuple[Grade, ...] = ()

    @property
    def label(self) -> str:
        """As people read it, with the overlays."""
        return " + ".join((self.name, *self.overlays))

    def tells(self, indicator: Indicator) -> bool:
        """Whether the annex tells confirmed findings of ``indicator``."""
        return self.told is None or indicator in self.told

    def duty_of(self, category: Category, level: int, ledger_deadline: Deadline | None) -> Duty:
        """The duty of a column; the ledger's own deadline overrides its category's."""
        return duty_of(category, level, ledger_deadline, self.duties)

    def traits_of(self, code: str) -> frozenset[Trait]:
        """What a site is by its code: ministries' codes begin with bm (STANDARD §3.1)."""
        has = {Trait.STATE_COUNCIL: code.casefold().startswith(_MINISTRY)}
        has[Trait.WITHOUT_SERVICE] = code in self.without_service
        has[Trait.STATE_COUNCIL_WITHOUT_SERVICE] = all(has.values())
        return frozenset(trait for trait, holds in has.items() if holds)

    def rules_for(
        self, declared: Iterable[Indicator], scope: Scope, traits: frozenset[Trait] = frozenset()
    ) -> dict[Indicator, Rule]:
        """The indicators in scope for a target, in the standard's order; those that spare it are among them."""
        wanted = {*declared, *self.added}
        return {
            key: self._variant(rule, traits)
            for key, rule in self.rules.items()
            if key in wanted and scope in rule.scope
        }

    def _variant(self, rule: Rule, traits: frozenset[Trait]) -> Rule:
        """The row as it reads for sites with these traits; a row that an overlay has changed stays the overlay's."""
        if INDICATORS.get(rule.id) != rule:
            return rule
        return next((VARIANTS[rule.id, trait] for trait in traits if (rule.id, trait) in VARIANTS), rule)


NATIONAL = Standard()
