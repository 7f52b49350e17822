"""The charts of a judged round by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy.orm import Session

from reporting.charts import availability, results, updates
from reporting.charts.model import PUBLIC, Chart, Kind
from reporting.judge.judging import Judgement

_MAKERS: Mapping[Kind, Callable[[Session, Judgement, bool], Chart[Any] | None]] = MappingProxyType(
    {
        Kind.RESULTS_SITES: lambda _, judgement, public: results.by_level(judgement, public),
        Kind.RESULTS_ACCOUNTS: lambda _, judgement, public: results.by_platform(judgement, public),
        Kind.UPDATES: updates.load,
        Kind.AVAILABILITY: lambda session, judgement, _: availability.load(session, judgement),
    }
)


def charts_of(session: Session, judgement: Judgement, kinds: Iterable[Kind], public: bool) -> tuple[Chart[Any], ...]:
    """The charts of those kinds that have anything to show; ``public`` leaves out what only internal papers may."""
    made = (_MAKERS[kind](session, judgement, public) for kind in kinds if kind in PUBLIC or not public)
    return tuple(chart for chart in made if chart and chart.rows)
