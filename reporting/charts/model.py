"""Charts as pure data: which rows there are, what each of their parts counts and what is told beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Generic, Self, TypeVar

from govcrawl.vocabulary import Word


class Kind(Word):
    """The charts of a round."""

    RESULTS_SITES = "results-sites", "网站抽查结果"
    RESULTS_ACCOUNTS = "results-accounts", "账号抽查结果"
    UPDATES = "updates", "栏目更新"
    AVAILABILITY = "availability", "首页连通性"


PUBLIC = (Kind.RESULTS_SITES, Kind.RESULTS_ACCOUNTS, Kind.UPDATES)
"""What a public document may show; probes by site would name sites by what nobody has confirmed."""


class Tone(Enum):
    """What a part of a row means; the drawing gives each tone its colour."""

    GOOD = "good"
    FAIR = "fair"
    MIDDLE = "middle"
    POOR = "poor"
    BAD = "bad"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of part, as the legend names it."""

    name: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a chart: its name, and in words what it shows."""

    label: str
    told: str


@dataclass(frozen=True, slots=True)
class Row(Line):
    """One bar: a count for each series of its chart."""

    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Slots of a strip, one after another, that show the same."""

    tone: Tone
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Strip(Line):
    """One target over time."""

    stretches: tuple[Stretch, ...]


Rows = TypeVar("Rows", bound=Line)


@dataclass(frozen=True, slots=True)
class Chart(Generic[Rows]):
    """A picture of numbers; ``name`` names its file."""

    name: str
    title: str
    series: tuple[Series, ...]
    rows: tuple[Rows, ...]
    notes: tuple[str, ...] = ()

    @property
    def description(self) -> str:
        """The chart in words, for those who cannot see it."""
        return "；".join(f"{row.label} {row.told}" for row in self.rows)

    def converted(self, convert: Callable[[str], str]) -> Self:
        """The same chart with every text converted."""
        return replace(
            self,
            title=convert(self.title),
            series=tuple(replace(one, name=convert(one.name)) for one in self.series),
            rows=tuple(replace(row, label=convert(row.label), told=convert(row.told)) for row in self.rows),
            notes=tuple(map(convert, self.notes)),
        )


@dataclass(frozen=True, slots=True)
class Bars(Chart[Row]):
    """Bars of one length, each divided by the share of its counts."""


@dataclass(frozen=True, slots=True)
class Strips(Chart[Strip]):
    """A strip of ``slots`` for each row; ``ticks`` name the slots at which days begin."""

    slots: int = field(kw_only=True)
    ticks: tuple[tuple[int, str], ...] = field(kw_only=True)


def parts_of(counts: Iterable[int], series: Iterable[Series]) -> str:
    """What a bar's counts say, those of nothing left out."""
    return "、".join(f"{one.name} {count}" for count, one in zip(counts, series, strict=True) if count)
