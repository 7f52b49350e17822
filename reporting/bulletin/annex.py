"""The annex (附件): one row of seven cells per inspected site."""

from __future__ import annotations

from collections.abc import Iterator

from govcrawl.vocabulary import TargetKind
from reporting.bulletin.context import Context
from reporting.bulletin.figures import Told
from reporting.bulletin.model import AnnexTable


def problem_text(told: Told, context: Context) -> str:
    """The site's problems in the bulletin's wording, such as N个栏目更新不及时; 无 without any."""
    annex = context.wording.annex
    counted = ((told.count(one.indicators), one.phrase) for one in annex.problems)
    parts = [context.say(phrase, 数=str(number)) for number, phrase in counted if number]
    return context.say(annex.join).join(parts) or annex.nothing


def _row(number: int, told: Told, context: Context) -> tuple[str, ...]:
    annex, target = context.wording.annex, told.judged.target
    return (
        str(number),
        target.key,
        target.name,
        target.printed_url,
        annex.yes if target.is_portal else annex.no,
        told.judged.verdict.label,
        problem_text(told, context),
    )


def _rows(context: Context) -> Iterator[tuple[str, ...]]:
    sites = (told for told in context.figures.told if told.judged.target.kind is TargetKind.SITE)
    yield from (_row(number, told, context) for number, told in enumerate(sites, 1))


def annex_of(context: Context) -> AnnexTable:
    """The table of the inspected sites, in display order."""
    annex = context.wording.annex
    return AnnexTable(context.say(annex.title), annex.header, tuple(_rows(context)))
