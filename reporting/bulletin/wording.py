"""The wording of a bulletin: the ``[bulletin]`` table of a round's file over our defaults."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from importlib import resources
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationError

from govcrawl.errors import Problem
from govcrawl.validation import reason_of
from reporting.bulletin.phrases import faults_of
from reporting.bulletin.tables import (
    AnnexSpec,
    Band,
    Cells,
    ChartKind,
    Conversion,
    Enumeration,
    Handwritten,
    MeasureTaken,
    Phrases,
    ProblemPhrase,
    Quantities,
    Rounding,
    SectionName,
    Statement,
    Subjects,
    Table,
)

Script = Literal["hans", "hant"]
_NUMBER = re.compile(r"[^〔〕\s]{2,20}〔\d{4}〕[1-9]\d{0,3}号")


def number_of(text: str) -> str:
    """A document number (发文字号) in the form of GB/T 9704; raises ``ValueError`` for other forms."""
    if not _NUMBER.fullmatch(text) or "第" in text:
        raise ValueError(f"发文字号“{text}”应写作 机关代字〔年份〕序号号，例如 宜数政〔2020〕12号。")
    return text


def _number(text: str) -> str:
    return number_of(text) if text else ""


def _addressees(text: str) -> str:
    if text and not text.endswith("："):
        raise ValueError("主送机关应以全角冒号结束")
    return text


def _descending(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    if any(upper.least <= lower.least for upper, lower in pairwise(bands)):
        raise ValueError("分数段应由高到低排列")
    return bands


class Wording(Table):
    """Everything about a bulletin that is neither fact nor verdict."""

    region: str
    whole: str
    issuer: str
    date: date
    number: Annotated[str, AfterValidator(_number)] = ""
    addressees: Annotated[str, AfterValidator(_addressees)] = ""
    readers: Literal["公开", "印发"]
    script: Script
    period: str
    activity: str
    subjects: Subjects
    sections: Annotated[tuple[SectionName, ...], Field(min_length=1)]
    naming: Literal["all"] | Annotated[int, Field(gt=0)]
    punctuation: dict[str, str]
    enumeration: Enumeration
    hant: Conversion
    rate: Rounding
    score: Rounding
    bands: Annotated[tuple[Band, ...], AfterValidator(_descending)] = ()
    quantities: Quantities
    platform_labels: dict[str, str]
    phrases: Phrases
    cells: Cells
    problems: tuple[ProblemPhrase, ...]
    annexes: tuple[AnnexSpec, ...]
    statements: tuple[Statement, ...]
    human_overview: Handwritten
    human_problems: Handwritten
    human_steps: Handwritten
    follow_up: str = ""
    accountability: tuple[MeasureTaken, ...] = ()
    charts: tuple[ChartKind, ...] = ()

    def sentences(self) -> Iterator[tuple[str, str]]:
        """Every text with placeholders, with the key that names it."""
        yield "period", self.period
        yield "addressees", self.addressees
        yield from ((f"phrases.{key}", phrase) for key, phrase in self.phrases)
        for key in ("human_overview", "human_problems", "human_steps"):
            yield from ((f"{key}.{n}", text) for n, text in enumerate(getattr(self, key), 1))
        yield from ((f"problems.{n}", one.phrase) for n, one in enumerate(self.problems, 1))
        for n, annex in enumerate(self.annexes, 1):
            yield from ((f"annexes.{n}", text) for text in (annex.title, *annex.header))
        for n, statement in enumerate(self.statements, 1):
            yield f"statements.{n}", statement.phrase
            yield f"each.{n}", statement.each

    def listed(self, parts: Sequence[str]) -> str:
        """The parts as a list in one sentence: 甲、乙和丙."""
        marks = self.enumeration
        return marks.last.join(filter(None, (marks.between.join(parts[:-1]), *parts[-1:])))


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    shared = (key for key in base.keys() & over.keys() if _are_tables(base[key], over[key]))
    return {**base, **over, **{key: _merged(base[key], over[key]) for key in shared}}


def _are_tables(*values: object) -> bool:
    return all(isinstance(value, Mapping) for value in values)


def _defaults() -> dict[str, Any]:
    text = resources.files("reporting.bulletin").joinpath("defaults.toml").read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)


def _told(error: ValidationError) -> str:
    fault = error.errors()[0]
    where = ".".join(str(part) for part in ("bulletin", *fault["loc"]))
    return f"{where}：{reason_of(fault)}"


def _own_table(text: str, where: str) -> Mapping[str, Any]:
    try:
        table = tomllib.loads(text, parse_float=Decimal).get("bulletin", {})
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
