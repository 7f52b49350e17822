"""What a crawl needs to know of a round: its targets, as they stand in the frozen roster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.extract.addresses import normalise_url
from govcrawl.storage.models import RosterAccount, RosterColumn, RosterSite
from govcrawl.vocabulary import Relation


@dataclass(frozen=True, slots=True)
class SitePlan:
    """A site to crawl, with its own columns of the ledger.

    ``owners`` maps every registered list address to its site's key; ``superior`` holds the addresses that this site
    shows but its superior keeps.
    """

    key: str
    url: str
    platform: str | None
    columns: tuple[str, ...]
    superior: frozenset[str]
    owners: Mapping[str, str]
    is_portal: bool = False

    def owns(self, url: str) -> bool:
        """Whether a list found in the navigation, by its normalised address, is this site's to keep.

        A site under a path owns what lies under its address; the rest of the host's navigation is the host's site's.
        """
        if url in self.superior or self.owners.get(url, self.key) != self.key:
            return False
        home = normalise_url(self.url)
        return urlsplit(home).path == "/" or url == home or (home.endswith("/") and url.startswith(home))


@dataclass(frozen=True, slots=True)
class AccountPlan:
    """An account to look at."""

    key: str
    url: str
    platform: str


def load_sites(session: Session, round_name: str, wanted: set[str] | None = None) -> list[SitePlan]:
    """The sampled sites of a round, or those ``wanted``; raises :class:`Problem` for codes not among them."""
    roster = session.scalars(
        select(RosterSite).where(RosterSite.round == round_name).order_by(RosterSite.display_order)
    ).all()
    kept, shown = _columns(session, round_name)
    owners = {normalise_url(site.crawl_url): site.code for site in roster}
    owners |= {url: code for code, urls in kept.items() for url in urls}
    sampled = [site for site in roster if site.sampled]
    strangers = sorted((wanted or set()) - {site.code for site in sampled})
    if strangers:
        raise Problem(f"轮次 {round_name} 的抽查名单中没有网站 {'、'.join(strangers)}")
    return [
        SitePlan(
            key=site.code,
            url=site.crawl_url,
            platform=site.platform,
            columns=tuple(kept.get(site.code, ())),
            superior=frozenset(shown.get(site.code, ())),
            owners=owners,
            is_portal=site.is_portal,
        )
        for site in sampled
        if wanted is None or site.code in wanted
    ]


def _columns(session: Session, round_name: str) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The addresses of the roster's columns by site: those that the site keeps, and those that its superior keeps."""
    query = select(RosterColumn.site_code, RosterColumn.url, RosterColumn.relation)
    kept: dict[str, list[str]] = {}
    shown: dict[str, list[str]] = {}
    own = query.where(RosterColumn.round == round_name).order_by(RosterColumn.site_code, RosterColumn.url)
    for code, url, relation in session.execute(own):
        (shown if relation == Relation.SUPERIOR else kept).setdefault(code, []).append(url)
    return kept, shown


def load_accounts(session: Session, round_name: str) -> list[AccountPlan]:
    """The sampled accounts of a round, in the order of their keys."""
    roster = session.scalars(
        select(RosterAccount)
        .where(RosterAccount.round == round_name, RosterAccount.sampled)
        .order_by(RosterAccount.key)
    )
    return [AccountPlan(account.key, account.url, account.platform) for account in roster]
