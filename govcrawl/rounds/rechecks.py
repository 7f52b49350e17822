"""What a recheck (复查) looks at again: the pages of the problems that people have confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.extract.addresses import normalise_url
from govcrawl.rounds.plan import AccountPlan, SitePlan, load_accounts, load_sites
from govcrawl.storage.models import Decision
from govcrawl.vocabulary import Ruling, TargetKind

_ADDRESS = ("http://", "https://")


def load_rechecks(
    session: Session, round_name: str, wanted: set[str] | None, _night: date
) -> list[SitePlan | AccountPlan]:
    """The sites with confirmed problems, with nothing but the columns concerned, and such accounts.

    Raises :class:`Problem` where nothing is confirmed.
    """
    subjects = _confirmed(session, round_name)
    if not subjects:
        raise Problem(f"轮次 {round_name} 还没有经复核属实的问题，没有可以复查的。请先用 report review 复核。")
    sites = [
        replace(site, columns=tuple(sorted(subjects[TargetKind.SITE, site.key] - {normalise_url(site.url), site.url})))
        for site in load_sites(session, round_name, wanted)
        if (TargetKind.SITE, site.key) in subjects
    ]
    accounts = [one for one in load_accounts(session, round_name) if (TargetKind.ACCOUNT, one.key) in subjects]
    return [*sites, *(accounts if wanted is None else ())]


def _confirmed(session: Session, round_name: str) -> dict[tuple[str, str], set[str]]:
    """By target, the addresses of the findings whose last decision says that they are true.

    A finding on something that has no address of its own (a mark of the footer) is looked for on the first page.
    """
    last: dict[tuple[str, str, str, str], Ruling] = {}
    for row in session.scalars(select(Decision).where(Decision.round == round_name).order_by(Decision.id)):
        last[row.target_kind, row.target, row.indicator, row.subject] = Ruling(row.ruling)
    found: dict[tuple[str, str], set[str]] = {}
    for (kind, target, _, subject), ruling in last.items():
        if ruling.confirms:
            own = found.setdefault((kind, target), set())
            own.update({subject} if subject.startswith(_ADDRESS) else ())
    return found
