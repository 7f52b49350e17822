"""Overlays applied to a standard, and standards found by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from govcrawl import paths
from govcrawl.errors import Problem
from govcrawl.vocabulary import Category, Indicator
from reporting.standard.deadlines import CategoryDuty, with_deadline
from reporting.standard.overlay import IndicatorChange, Overlay, from_table, read_overlay
from reporting.standard.period import Period
from reporting.standard.resolved import NATIONAL, NATIONAL_NAME, Grade, Standard
from reporting.standard.rule import Effect, Part, Rule

_NATIONAL_NAMES = (NATIONAL_NAME, "2019")
_SCORING = (Effect.DEDUCTION, Effect.BONUS)


def _parts(rule: Rule, change: IndicatorChange) -> tuple[Part, ...]:
    if change.points is None:
        return rule.parts
    if len(change.points) != len(rule.parts):
        raise Problem(f"indicators.{rule.id}.points：应有 {len(rule.parts)} 个分值，实有 {len(change.points)} 个")
    pairs = zip(rule.parts, change.points, strict=True)
    return tuple(replace(part, points=Fraction(points)) for part, points in pairs)


def _changed(rule: Rule, change: IndicatorChange) -> Rule:
    return replace(
        rule,
        effect=change.effect or rule.effect,
        threshold=change.threshold or rule.threshold,
        people=change.people or rule.people,
        window=change.window or rule.window,
        cap=rule.cap if change.cap is None else Fraction(change.cap),
        parts=_parts(rule, change),
    )


def _rules(standard: Standard, overlay: Overlay) -> Iterator[tuple[Indicator, Rule]]:
    changes = dict(overlay.indicators)
    if overlay.account_days:
        own = changes.get(Indicator.ACCOUNT_2, IndicatorChange())
        changes[Indicator.ACCOUNT_2] = own.model_copy(update={"window": Period(days=overlay.account_days)})
    for key, rule in standard.rules.items():
        if key in overlay.off:
            continue
        changed = _changed(rule, changes[key]) if key in changes else rule
        if overlay.scored and changed.effect in _SCORING:
            changed = replace(changed, scope=frozenset(overlay.scored))
        yield key, changed


def _duties(standard: Standard, overlay: Overlay) -> dict[Category, CategoryDuty]:
    own = {category: with_deadline(category, deadline) for category, deadline in overlay.deadlines.items()}
    return {**standard.duties, **own}


def apply(standard: Standard, overlay: Overlay) -> Standard:
    """The standard with the overlay's settings; raises :class:`Problem` naming the key that does not fit."""
    return replace(
        standard,
        name=overlay.name or standard.name,
        overlays=standard.overlays if overlay.name else (*standard.overlays, overlay.title),
        rules=dict(_rules(standard, overlay)),
        duties=_duties(standard, overlay),
        pass_line=standard.pass_line if overlay.pass_line is None else Fraction(overlay.pass_line),
        bonus_above=standard.bonus_above if overlay.bonus_above is None else Fraction(overlay.bonus_above),
        without_service=standard.without_service | overlay.without_service,
        added=(standard.added | overlay.on) - overlay.off,
        told=standard.told if overlay.told is None else overlay.told,
        grades=(
            *standard.grades,
            *(Grade(one.name, one.of, one.indicators, one.at_least) for one in overlay.grades),
        ),
    )


def with_file(standard: Standard, path: Path) -> Standard:
    """The standard with an overlay file; raises :class:`Problem` naming the file and the key."""
    overlay = read_overlay(path)
    try:
        return apply(standard, overlay)
    except Problem as problem:
        raise Problem(f"{path}：{problem}") from problem


def with_table(standard: Standard, table: Mapping[str, Any] | None, where: str) -> Standard:
    """The standard with an overlay as a round declares it; raises :class:`Problem` naming ``where`` and the key."""
    if table is None:
        return standard
    try:
        return apply(standard, from_table(exact({"title": "本轮口径", **table}), where))
    except Problem as problem:
        raise problem if str(problem).startswith(where) else Problem(f"{where}：{problem}") from problem


def exact(value: Any) -> Any:
    """A table that JSON has kept, with decimal fractions as they were written."""
    if isinstance(value, Mapping):
        return {key: exact(one) for key, one in value.items()}
    if isinstance(value, list):
        return [exact(one) for one in value]
    return Decimal(str(value)) if isinstance(value, float) else value


def shipped() -> dict[str, Path]:
    """The overlay files of the project, by name."""
    return {path.stem: path for path in sorted(paths.resolve("seeds/overlays").glob("*.toml"))}


def named(name: str) -> Standard:
    """A standard by name: the national one, or it with an overlay of the project such as 2015."""
    if name in _NATIONAL_NAMES:
        return NATIONAL
    files = shipped()
    if name not in files:
        known = "、".join((*_NATIONAL_NAMES, *files))
        raise Problem(f"不认识检查指标“{name}”。可用的有：{known}；自备的地方口径请用 --overlay 文件。")
    return with_file(NATIONAL, files[name])
