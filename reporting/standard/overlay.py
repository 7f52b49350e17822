"""Overlays (地方口径): a TOML file that changes settings of the national table; unknown keys are errors."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from govcrawl.errors import Problem
from govcrawl.validation import reason_of
from govcrawl.vocabulary import Category, Indicator, TargetKind, Word
from reporting.standard.period import Period
from reporting.standard.rule import Effect, Group, Scope
from reporting.standard.rules import INDICATORS

W = TypeVar("W", bound=Word)


def _word(kind: type[W]) -> Callable[[object], object]:
    def read(value: object) -> object:
        return kind(value) if isinstance(value, str) and value in set(kind) else kind.from_label(str(value))

    return read


def _indicators(value: object) -> object:
    """Ids, names or whole groups as a set of indicators."""
    if not isinstance(value, list):
        raise ValueError("应为列表")
    groups = {group.label: [rule.id for rule in INDICATORS.values() if rule.group is group] for group in Group}
    return frozenset(one for name in value for one in groups.get(str(name)) or [_indicator(str(name))])


def _indicator(name: str) -> Indicator:
    known = {key: one for one in Indicator for key in (str(one), one.label)}
    if name not in known:
        raise ValueError(f"不认识指标“{name}”（可写编号、名称或组名，见 report standard）")
    return known[name]


def _number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("应为数字")
    return value


def _whole(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("应为整数")
    return value


def _codes(value: object) -> object:
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise ValueError("应为网站标识码的列表")
    return frozenset(value)


def _section(value: object) -> object:
    if not isinstance(value, Mapping):
        raise ValueError("应为一节")
    return value


def _period(value: object) -> object:
    return Period.parse(value) if isinstance(value, str) else value


def _deadline(value: object) -> object:
    return None if value == "无" else _period(value)


def _effect(value: object) -> object:
    known = {effect.value: effect for effect in Effect}
    if value not in known:
        raise ValueError(f"“{value}”不在可用词中：{'、'.join(known)}")
    return known[str(value)]


Indicators = Annotated[frozenset[Indicator], BeforeValidator(_indicators)]
Points = Annotated[Decimal, BeforeValidator(_number), Field(ge=0, le=1000)]
CategoryName = Annotated[Category, BeforeValidator(_word(Category))]
Deadline = Annotated[Period | None, BeforeValidator(_deadline)]
IndicatorName = Annotated[Indicator, BeforeValidator(lambda value: _indicator(str(value)))]
Count = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=1000)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, populate_by_name=True)


class IndicatorChange(_Table):
    """What changes in one row; ``points`` gives every part's points, in the row's order."""

    effect: Annotated[Effect | None, BeforeValidator(_effect)] = None
    threshold: Count | None = None
    people: Count | None = None
    window: Annotated[Period | None, BeforeValidator(_period)] = None
    cap: Points | None = None
    points: tuple[Points, ...] | None = None


class GradeTable(_Table):
    """A middle grade: ``from`` confirmed findings of ``indicators`` give a 合格 target of kind ``of`` that name."""

    name: Annotated[str, Field(min_length=1)]
    of: Annotated[TargetKind, BeforeValidator(_word(TargetKind))]
    indicators: Indicators
    at_least: Count = Field(default=1, alias="from")


class Overlay(_Table):
    """One overlay file.

    ``name`` is given where it is a standard of its own and no local variant of the national one;
    ``off`` takes indicators out of the standard, ``on`` adds them to any round's scope; ``scored`` names whom the
    deductions and bonus apply to; ``told`` whose findings the annex tells.
    """

    title: Annotated[str, Field(min_length=1)]
    name: str = ""
    source: str = ""
    pass_line: Points | None = None
    bonus_above: Points | None = None
    account_days: Count | None = None
    scored: tuple[Annotated[Scope, BeforeValidator(_word(Scope))], ...] = ()
    without_service: Annotated[frozenset[str], BeforeValidator(_codes)] = frozenset()
    on: Indicators = frozenset()
    off: Indicators = frozenset()
    told: Indicators | None = None
    deadlines: Annotated[dict[CategoryName, Deadline], BeforeValidator(_section)] = Field(default_factory=dict)
    indicators: Annotated[dict[IndicatorName, IndicatorChange], BeforeValidator(_section)] = Field(default_factory=dict)
    grades: tuple[GradeTable, ...] = ()


def _told(error: ValidationError) -> str:
    fault = error.errors()[0]
    where = ".".join(str(part) for part in fault["loc"] if part != "[key]")
    return f"{where}：{reason_of(fault)}"


def from_table(table: Mapping[str, Any], where: str) -> Overlay:
    """A table as an overlay; raises :class:`Problem` naming ``where`` and the key."""
    try:
        return Overlay.model_validate(table)
    except ValidationError as error:
        raise Problem(f"{where}：{_told(error)}") from error


def read_overlay(path: Path) -> Overlay:
    """An overlay file; raises :class:`Problem` naming the file and the key."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"{path}：无法读取（{error}）") from error
    except tomllib.TOMLDecodeError as error:
        raise Problem(f"{path}：不是有效的 TOML（{error}）") from error
    return from_table(table, str(path))
