"""What the probes of a round's home pages ask beside the ledger's address."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govcrawl import clock
from govcrawl.rounds.declaration import Declaration
from govcrawl.rounds.plan import SitePlan, load_sites
from govcrawl.storage.models import Crawl, Probe
from govcrawl.storage.rounds import find_round
from govcrawl.vocabulary import Indicator, Variant


@dataclass(frozen=True, slots=True)
class ProbedSite(SitePlan):
    """A site whose home page is probed; ``ipv6`` says whether over IPv6 too, ``ipv6_on`` when that was last done."""

    ipv6: bool = False
    ipv6_on: date | None = None


def load_probed(session: Session, round_name: str, wanted: set[str] | None, _: date) -> list[ProbedSite]:
    """The sampled sites of a round, or those ``wanted``; IPv6改造 is asked of portals (STANDARD §1.4).

    A local variant of the standard may ask it of departments: then every site is probed over IPv6.
    """
    declaration = Declaration.model_validate_json(find_round(session, round_name).declaration)
    asked = Indicator.DESIGN_IPV6 in declaration.scope
    done = _last_days(session, round_name)
    return [
        ProbedSite(
            **{field.name: getattr(site, field.name) for field in fields(SitePlan)},
            ipv6=asked and (site.is_portal or declaration.overlay is not None),
            ipv6_on=done.get(site.key),
        )
        for site in load_sites(session, round_name, wanted)
    ]


def _last_days(session: Session, round_name: str) -> dict[str, date]:
    query = (
        select(Probe.site, func.max(Probe.sweep))
        .join(Crawl, Probe.crawl_id == Crawl.id)
        .where(Crawl.round == round_name, Probe.variant == Variant.IPV6, Probe.site.is_not(None))
        .group_by(Probe.site)
    )
    return {site or "": clock.local_date(sweep) for site, sweep in session.execute(query)}
