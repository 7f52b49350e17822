"""The tables of a round's ``[bulletin]``: its sentences, statements, annexes, thresholds and measures."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from govcrawl.vocabulary import Indicator, TargetKind, Verdict
from reporting.bulletin.columns import PROBLEMS, SUMMARIES, fault_of
from reporting.bulletin.handwritten import paragraphs_of
from reporting.charts.model import PUBLIC
from reporting.charts.model import Kind as ChartWord


def _verdict(value: object) -> object:
    return Verdict.from_label(value) if isinstance(value, str) and value not in set(Verdict) else value


def _kind(value: object) -> object:
    return TargetKind.from_label(value) if isinstance(value, str) and value not in set(TargetKind) else value


def _chart(value: object) -> object:
    return ChartWord.from_label(value) if isinstance(value, str) and value not in set(ChartWord) else value


def _public(kind: ChartWord) -> ChartWord:
    if kind not in PUBLIC:
        raise ValueError(f"{kind.label}图逐站列出未经复核的记录，不能放入通报，请用 report charts --internal 写出")
    return kind


def _paragraphs(value: object) -> object:
    """One Markdown text, or several in a list, as paragraphs."""
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        return value
    return [paragraph for text in texts for paragraph in paragraphs_of(text)]


Kind = Annotated[TargetKind, BeforeValidator(_kind)]
ChartKind = Annotated[ChartWord, BeforeValidator(_chart), AfterValidator(_public)]
Handwritten = Annotated[tuple[str, ...], BeforeValidator(_paragraphs)]
SectionName = Literal["overview", "problems", "accountability", "next_steps"]
Rows = Literal["全部", "不合格", "合格", "有问题", "门户", "问题", "汇总", "地区汇总"]


class Table(BaseModel):
    """A table in which an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Conversion(Table):
    """How the Traditional edition is made: OpenCC's configuration, then single replacements."""

    config: str
    replace: dict[str, str]


class Rounding(Table):
    """How numbers are rounded: decimals, and whether zeros after the point stay."""

    decimals: int = Field(ge=0, le=4)
    keep_zeros: bool


class Enumeration(Table):
    """What stands between the parts of a list, before its last one, and between parts that are lists themselves."""

    between: str
    last: str
    clauses: str


class Subjects(Table):
    """What is inspected, in words, by what the round inspects."""

    both: str
    sites: str
    accounts: str


class Phrases(Table):
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
    sites_covered: str
    sites_sampled: str
    accounts: str
    accounts_covered: str
    accounts_sampled: str
    platform: str
    platform_result: str
    band: str
    names_and_others: str
    no_problems: str
    mending: str
    follow_up: str
    not_mended: str
    accountability_none: str
    accountability_taken: str
    accountability_untaken: str
    accountability_open: str
    measure: str
    measure_units: str
    attachment: str
    attachment_item: str
    signed_on: str
    draft_note: str


class ProblemPhrase(Table):
    """How confirmed findings of some indicators read: with ``{数}`` they are counted."""

    indicators: tuple[Indicator, ...]
    phrase: str


class Cells(Table):
    """The words in an annex's cells."""

    yes: str
    no: str
    nothing: str
    join: str
    withheld: str
    portals: str
    departments: str
    total: str


class AnnexSpec(Table):
    """An annex: of which targets, which of them are its rows, its columns, their headings and shares of the width."""

    of: Kind
    rows: Rows = "全部"
    title: str
    columns: Annotated[tuple[str, ...], Field(min_length=2)]
    header: tuple[str, ...] = ()
    widths: tuple[Annotated[int, Field(gt=0)], ...] = ()
    order: Literal["台账", "得分"] = "台账"

    @model_validator(mode="after")
    def _fits(self) -> Self:
        faults = [fault for name in self.columns if (fault := fault_of(name, self.of, self.rows))]
        for key, given in (("header", self.header), ("widths", self.widths)):
            if given and len(given) != len(self.columns):
                faults.append(f"{key} 应有 {len(self.columns)} 项，实有 {len(given)} 项")
        if self.rows == "地区汇总" and self.of is TargetKind.ACCOUNT:
            faults.append("账号没有地区，不能按地区汇总")
        if len(set(self.columns)) != len(self.columns):
            faults.append("columns 有重复的列")
        if faults:
            raise ValueError("；".join(faults))
        return self

    @property
    def by_problem(self) -> bool:
        """Whether each problem has a row of its own."""
        return self.rows in PROBLEMS

    @property
    def sums_up(self) -> bool:
        """Whether each group has a row."""
        return self.rows in SUMMARIES


class Statement(Table):
    """A sentence on targets of one kind, told only if there are any: with ``problems``, those with confirmed ones.

    ``verdict``, ``indicators`` and ``score_from`` narrow it; ``named`` gives the codes of those named before 等
    (without it: the bulletin's ``naming``); ``each`` says how one is written and ``between`` what stands between two;
    with ``paragraph`` it begins a numbered paragraph of its own. ``targets_word`` and ``problems_word`` are a person's
    words of quantity (量词).
    """

    of: Kind
    verdict: Annotated[Verdict | None, BeforeValidator(_verdict)] = None
    indicators: tuple[Indicator, ...] = ()
    problems: bool = True
    score_from: Decimal | None = None
    phrase: str
    each: str = "{名称}"
    between: str = ""
    named: tuple[str, ...] = ()
    paragraph: bool = False
    section: Literal["overview", "problems"] = "problems"
    targets_word: str = ""
    problems_word: str = ""


class MeasureTaken(Table):
    """A measure of accountability (问责) that was taken, and on how many people or units."""

    measure: str
    people: Annotated[int, Field(gt=0)] | None = None
    units: Annotated[int, Field(gt=0)] | None = None

    @model_validator(mode="after")
    def _counts(self) -> Self:
        if (self.people is None) == (self.units is None):
            raise ValueError("people（人次）和 units（单位数）应写且只写一项")
        return self


class Threshold(Table):
    """A word of quantity (量词): it holds up to that share or count; without either, always."""

    word: str
    share: Annotated[float, Field(gt=0, le=1)] | None = None
    count: Annotated[float, Field(gt=0)] | None = None

    def holds(self, count: float, share: float = 1) -> bool:
        """Whether the word fits so many, which are that share of all."""
        unlimited = self.share is None and self.count is None
        return unlimited or share <= (self.share or 0) or count <= (self.count or 0)


class Quantities(Table):
    """The words of quantity, the fewest first: of targets among the inspected, of problems at each target."""

    targets: Annotated[tuple[Threshold, ...], Field(min_length=1)]
    problems: Annotated[tuple[Threshold, ...], Field(min_length=1)]


class Band(Table):
    """A band of scores (分数段): from that score up to the band above; ``name`` is how it is printed."""

    name: str
    least: Decimal = Field(alias="from")
