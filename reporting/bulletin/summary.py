"""Annexes that sum up (汇总): a row for each group of the inspected, the sum below."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from govcrawl.vocabulary import TargetKind
from reporting.bulletin.context import Context
from reporting.bulletin.figures import Tally
from reporting.bulletin.numbers import percentage
from reporting.bulletin.tables import AnnexSpec
from reporting.bulletin.wording import Wording

Group = tuple[str, Tally]
_GOVERNMENT = "人民政府"


def _rate(part: int, whole: int, wording: Wording) -> str:
    return percentage(part, whole, wording.rate) or wording.cells.nothing


SUMMARY_CELLS: Mapping[str, Callable[[int, Group, Wording], str]] = MappingProxyType(
    {
        "序号": lambda number, group, wording: str(number),
        "类别": lambda number, group, wording: group[0],
        "总数": lambda number, group, wording: str(group[1].population),
        "抽查数": lambda number, group, wording: str(group[1].sampled),
        "抽查比例": lambda number, group, wording: _rate(group[1].sampled, group[1].population, wording),
        "合格数": lambda number, group, wording: str(group[1].qualified),
        "不合格数": lambda number, group, wording: str(group[1].unqualified),
        "有问题数": lambda number, group, wording: str(group[1].with_problems),
        "合格率": lambda number, group, wording: _rate(group[1].qualified, group[1].sampled, wording),
    }
)


def _groups(spec: AnnexSpec, context: Context) -> Iterator[Group]:
    """Portals and departments, divisions (named by their portal), or platforms; those without any left out."""
    figures, cells = context.figures, context.wording.cells
    if spec.of is TargetKind.ACCOUNT:
        labels = context.wording.platform_labels
        yield from ((labels.get(group, group), tally) for group, tally in figures.platforms)
    elif spec.rows == "地区汇总":
        yield from ((name.removesuffix(_GOVERNMENT), tally) for name, tally in figures.divisions)
    else:
        yield from zip((cells.portals, cells.departments), figures.levels, strict=True)


def summary_rows(spec: AnnexSpec, context: Context) -> tuple[tuple[str, ...], ...]:
    """The rows of a table that sums up."""
    total = (context.wording.cells.total, context.figures.of(spec.of))
    groups = [group for group in _groups(spec, context) if group[1].population]
    return tuple(
        tuple(SUMMARY_CELLS[name](number, group, context.wording) for name in spec.columns)
        for number, group in enumerate((*groups, total), 1)
    )
