"""The stored tables, readable as a data dictionary: ledger, rounds, crawls, facts, people.

Everything in ``APPEND_ONLY`` is protected by triggers: a row, once written, is never altered or removed.
"""

from govcrawl.storage.models.base import Base
from govcrawl.storage.models.crawls import Crawl, Run, RunCount, RunEnd
from govcrawl.storage.models.facts import Doubt, Entry, Fetch, FoundColumn, Mark, Probe, Tag, Visit, Witness
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
from govcrawl.storage.models.people import (
    Correction,
    Decision,
    EarlyWarning,
    Edition,
    FindingColumns,
    Notice,
    NoticeItem,
    RoundDecision,
    Statement,
)
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
    "tag",
    "probe",
    "decision",
    "round_decision",
    "notice",
    "notice_item",
    "statement",
    "edition",
    "correction",
    "warning",
)

__all__ = [
    "APPEND_ONLY",
    "AccountColumns",
    "Base",
    "ColumnColumns",
    "Correction",
    "Crawl",
    "Decision",
    "Doubt",
    "EarlyWarning",
    "Edition",
    "Entry",
    "Fetch",
    "FindingColumns",
    "FoundColumn",
    "LedgerAccount",
    "LedgerColumn",
    "LedgerDowntime",
    "LedgerNoColumn",
    "LedgerSite",
    "Mark",
    "Notice",
    "NoticeItem",
    "Probe",
    "RosterAccount",
    "RosterColumn",
    "RosterSite",
    "Round",
    "RoundDecision",
    "Run",
    "RunCount",
    "RunEnd",
    "SiteColumns",
    "Statement",
    "Tag",
    "Versioned",
    "Visit",
    "Witness",
]
