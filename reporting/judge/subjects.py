"""Which indicators are in scope for a target, and findings that rest on the target as a whole."""

from __future__ import annotations

from collections.abc import Mapping

from govcrawl.rounds.declaration import Declaration
from govcrawl.vocabulary import Indicator, Outcome, TargetKind
from reporting.judge.facts import FindingKey, Target
from reporting.judge.findings import Assessment, Finding
from reporting.standard.resolved import NATIONAL, Standard
from reporting.standard.rule import Automation, Fault, Rule, Scope

Rules = Mapping[Indicator, Rule]

UNMEASURED = "尚无自动检查"
_WHY_UNMEASURED = {
    Automation.MACHINE: "本系统尚不能检查这项指标，须由人检查",
    Automation.PERSON_CONFIRMS: "本系统尚不能检查这项指标，须由人检查",
    Automation.PERSON_ONLY: "这项指标只能由人判断",
}


def audience(target: Target) -> Scope:
    """Which part of the standard a target falls under."""
    if target.kind is TargetKind.ACCOUNT:
        return Scope.ACCOUNT
    return Scope.PORTAL if target.is_portal else Scope.DEPARTMENT


def rules_of(target: Target, declaration: Declaration, standard: Standard) -> Rules:
    """The indicators in scope for a target, in the standard's order."""
    return standard.rules_for(declaration.scope, audience(target), standard.traits_of(target.key))


def scope_of(declaration: Declaration, kind: TargetKind, standard: Standard = NATIONAL) -> tuple[Indicator, ...]:
    """The indicators in scope for any target of ``kind``, in the standard's order."""
    audiences = [scope for scope in Scope if scope.kind is kind]
    chosen = {key for scope in audiences for key in standard.rules_for(declaration.scope, scope)}
    return tuple(key for key in standard.rules if key in chosen)


def on_target(
    target: Target,
    indicator: Indicator,
    found: Assessment,
    name: str,
    *,
    fault: Fault | None = None,
    lists: tuple[str, ...] = (),
    visits: tuple[int, ...] = (),
) -> Finding:
    """A finding whose subject is the target's own address."""
    key = FindingKey(target.kind, target.key, indicator, target.url)
    return Finding(key, name, found.outcome, found.values, found.reason, fault, lists, visits)


def unmeasured(target: Target, rule: Rule) -> Finding:
    """The question of an indicator that nothing measures; its values never change, so that an answer keeps."""
    return on_target(
        target, rule.id, Assessment(Outcome.UNCHECKED, UNMEASURED, _WHY_UNMEASURED[rule.automation]), target.name
    )


def spared(target: Target, rule: Rule) -> Finding:
    """The finding of an indicator that is not checked on this target."""
    return on_target(target, rule.id, Assessment(Outcome.NOT_APPLICABLE, "不检查", rule.exemption), target.name)
