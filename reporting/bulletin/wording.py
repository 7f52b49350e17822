"""The wording of a bulletin: the ``[bulletin]`` table of a round's file over our defaults."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from importlib import resources
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from govcrawl.errors import Problem
from govcrawl.validation import reason_of
from govcrawl.vocabulary import Indicator, TargetKind, Verdict
from reporting.bulletin.phrases import faults_of
from reporting.charts.model import PUBLIC, Kind

Script = Literal["hans", "hant"]


def _verdict(value: object) -> object:
    return Verdict.from_label(value) if isinstance(value, str) and value not in set(Verdict) else value


def _kind(value: object) -> object:
    return TargetKind.from_label(value) if isinstance(value, str) and value not in set(TargetKind) else value


def _chart(value: object) -> object:
    return Kind.from_label(value) if isinstance(value, str) and value not in set(Kind) else value


def _public(kind: Kind) -> Kind:
    if kind not in PUBLIC:
        raise ValueError(f"{kind.label}图逐站列出未经复核的记录，不能放入通报，请用 report charts --internal 写出")
    return kind


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Conversion(_Table):
    """How the Traditional edition is made: OpenCC's configuration, then single replacements."""

    config: str
    replace: dict[str, str]


class Rate(_Table):
    """How rates are printed: decimals, and whether zeros after the point stay."""

    decimals: int = Field(ge=0, le=4)
    keep_zeros: bool


class Phrases(_Table):
    """Every sentence that the program completes, with its placeholders."""

    title: str
    opening: str
    heading: str
    subheading: str
    overview: str
    problems: str
    accountability: str
    next_steps: str
    sites_window: str
    accounts_window: str
    sites: str
    sites_composition: str
    accounts: str
    platform: str
    names_and_others: str
    no_problems: str
    mending: str
    accountability_none: str
    accountability_taken: str
    accountability_untaken: str
    accountability_open: str
    measure: str
    attachment: str
    signed_on: str
    draft_note: str


class ProblemPhrase(_Table):
    """How confirmed findings of some indicators read in the annex."""

    indicators: tuple[Indicator, ...]
    phrase: str


class Annex(_Table):
    """The table of sites."""

    title: str
    header: Annotated[tuple[str, ...], Field(min_length=7, max_length=7)]
    yes: str
    no: str
    nothing: str
    join: str
    problems: tuple[ProblemPhrase, ...]


class Statement(_Table):
    """A sentence on the targets of one kind that have confirmed findings, told only if there are any.

    ``verdict`` and ``indicators`` narrow it; ``named`` gives the codes of those named before 等 (without it: the
    bulletin's ``naming``); with ``paragraph`` it begins a numbered paragraph of its own.
    """

    of: Annotated[TargetKind, BeforeValidator(_kind)]
    verdict: Annotated[Verdict | None, BeforeValidator(_verdict)] = None
    indicators: tuple[Indicator, ...] = ()
    phrase: str
    named: tuple[str, ...] = ()
    paragraph: bool = False


class MeasureTaken(_Table):
    """A measure of accountability (问责) that people took, and on how many people."""

    measure: str
    people: int = Field(gt=0)


class Wording(_Table):
    """Everything about a bulletin that is neither fact nor verdict."""

    region: str
    whole: str
    issuer: str
    date: date
    script: Script
    period: str
    naming: Literal["all"] | Annotated[int, Field(gt=0)]
    punctuation: dict[str, str]
    hant: Conversion
    rate: Rate
    platform_labels: dict[str, str]
    phrases: Phrases
    annex: Annex
    statements: tuple[Statement, ...]
    human_steps: tuple[str, ...]
    accountability: tuple[MeasureTaken, ...] = ()
    charts: tuple[Annotated[Kind, BeforeValidator(_chart), AfterValidator(_public)], ...] = ()

    def sentences(self) -> Iterator[tuple[str, str]]:
        """Every text with placeholders, with the key that names it."""
        yield "period", self.period
        yield from ((f"phrases.{key}", phrase) for key, phrase in self.phrases)
        yield "annex.title", self.annex.title
        yield from ((f"annex.problems.{n}", one.phrase) for n, one in enumerate(self.annex.problems, 1))
        yield from ((f"statements.{n}", one.phrase) for n, one in enumerate(self.statements, 1))
        yield from ((f"human_steps.{n}", text) for n, text in enumerate(self.human_steps, 1))


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    shared = (key for key in base.keys() & over.keys() if _are_tables(base[key], over[key]))
    return {**base, **over, **{key: _merged(base[key], over[key]) for key in shared}}


def _are_tables(*values: object) -> bool:
    return all(isinstance(value, Mapping) for value in values)


def _defaults() -> dict[str, Any]:
    text = resources.files("reporting.bulletin").joinpath("defaults.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _told(error: ValidationError) -> str:
    fault = error.errors()[0]
    where = ".".join(str(part) for part in ("bulletin", *fault["loc"]))
    return f"{where}：{reason_of(fault)}"


def _own_table(text: str, where: str) -> Mapping[str, Any]:
    try:
        table = tomllib.loads(text).get("bulletin", {})
    except tomllib.TOMLDecodeError as error:
        raise Problem(f"{where}：不是有效的 TOML（{error}）") from error
    if not isinstance(table, Mapping):
        raise Problem(f"{where}：[bulletin] 应是一节")
    return table


def read_wording(text: str, round_name: str) -> Wording:
    """The wording in a round's stored file; raises :class:`Problem` naming the key or the placeholder."""
    where = f"轮次 {round_name} 的通报文字设置"
    try:
        wording = Wording.model_validate(_merged(_defaults(), _own_table(text, where)))
    except ValidationError as error:
        raise Problem(f"{where}：{_told(error)}") from error
    faults = [f"bulletin.{key}：{fault}" for key, sentence in wording.sentences() for fault in faults_of(key, sentence)]
    if faults:
        raise Problem(f"{where}：{'；'.join(faults)}")
    return wording
