"""A round to its bulletin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.orm import Session

from govcrawl import clock
from govcrawl.storage.rounds import find_round
from reporting.bulletin.checks import refuse_unready
from reporting.bulletin.compose import compose
from reporting.bulletin.context import make_context
from reporting.bulletin.figures import figures_of
from reporting.bulletin.following import follow_up_of
from reporting.bulletin.model import Bulletin
from reporting.bulletin.script import converter
from reporting.bulletin.wording import Script, read_wording
from reporting.charts.making import charts_of
from reporting.charts.model import Kind
from reporting.judge.judging import judge
from reporting.judge.mending import mendings


def build(
    session: Session, round_name: str, draft: bool, script: Script | None, charts: Iterable[Kind] | None = None
) -> tuple[Script, Bulletin]:
    """The round's bulletin and its script (the round's own unless given), with other charts if given.

    Raises :class:`Problem` for an unknown round, for wording that does not fit, and, unless it is a draft, while
    anything waits for a person or a window still runs.
    """
    wording = read_wording(find_round(session, round_name).wording, round_name)
    judgement = judge(session, round_name)
    mended = mendings(session, judgement, wording.date).values()
    before = follow_up_of(session, wording, round_name)
    context = make_context(judgement, figures_of(judgement, draft), wording, draft, mended, before)
    bulletin = compose(context)
    if not draft:
        refuse_unready(judgement, context, bulletin, clock.today())
    shown = charts_of(session, judgement, wording.charts if charts is None else charts, public=not draft)
    chosen = script or wording.script
    return chosen, replace(bulletin, charts=shown).converted(converter(chosen, wording.hant))
