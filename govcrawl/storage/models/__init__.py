"""The stored tables, readable as a data dictionary: ledger, rounds, crawls, facts, people.

Everything in ``APPEND_ONLY`` is protected by triggers: a row, once written, is never altered or removed.
"""

from govcrawl.storage.models.base import Base
from govcrawl.storage.models.crawls import Crawl, Run, RunCount, RunEnd
from govcrawl.storage.models.facts import Doubt, Entry, Fetch, FoundColumn, Mark, Visit, Witness
from govcrawl.storage.models.ledger import (
    AccountColumns,
    ColumnColumns,
    LedgerAccount,
    LedgerColumn,
    LedgerDowntime,
    LedgerNoColumn,
    LedgerSite,
    SiteColumns,
    Versioned,
)
from govcrawl.storage.models.people import Decision, Edition
from govcrawl.storage.models.rounds import RosterAccount, RosterColumn, RosterSite, Round

APPEND_ONLY = (
    "roster_site",
    "roster_column",
    "roster_account",
    "crawl",
    "run",
    "run_end",
    "run_count",
    "visit",
    "fetch",
    "entry",
    "found_column",
    "doubt",
    "witness",
    "mark",
    "decision",
    "edition",
)

__all__ = [
    "APPEND_ONLY",
    "AccountColumns",
    "Base",
    "ColumnColumns",
    "Crawl",
    "Decision",
    "Doubt",
    "Edition",
    "Entry",
    "Fetch",
    "FoundColumn",
    "LedgerAccount",
    "LedgerColumn",
    "LedgerDowntime",
    "LedgerNoColumn",
    "LedgerSite",
    "Mark",
    "RosterAccount",
    "RosterColumn",
    "RosterSite",
    "Round",
    "Run",
    "RunCount",
    "RunEnd",
    "SiteColumns",
    "Versioned",
    "Visit",
    "Witness",
]
