"""The kinds of ledger files: how each is known, what a row must be, and which table keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from govcrawl.ledger import fields as headed
from govcrawl.ledger.fields import Field
from govcrawl.ledger.rows import (
    AccountRow,
    ColumnRow,
    ConfirmationRow,
    DowntimeRow,
    ExemptionRow,
    Row,
    SiteRow,
)
from govcrawl.storage.models import LedgerAccount, LedgerColumn, LedgerSite
from govcrawl.storage.models.ledger import LedgerDowntime, LedgerNoColumn

Key = tuple[Any, ...]
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A versioned table of the ledger: ``key`` makes a row the same row over time, ``title`` names it to people.

    ``place`` are the fields that say where it is: a change there is a move (迁移).
    """

    label: str
    model: Any
    key: tuple[str, ...]
    title: str
    place: tuple[str, ...] = ()

    def key_of(self, row: Any) -> Key:
        """The identity of a stored row or of a read one."""
        return tuple(getattr(row, name) for name in self.key)

    def values_of(self, row: Any) -> Values:
        """What a stored row says, without its life."""
        names = (column.name for column in self.model.__table__.columns)
        return {name: getattr(row, name) for name in names if name not in {"id", "valid_from", "valid_to"}}


SITE_TABLE = Table("网站台账", LedgerSite, ("code",), "name", ("printed_url", "crawl_url"))
COLUMN_TABLE = Table("栏目台账", LedgerColumn, ("site_code", "url"), "name", ("url",))
ACCOUNT_TABLE = Table("账号台账", LedgerAccount, ("key",), "name", ("url",))
DOWNTIME_TABLE = Table("报备", LedgerDowntime, ("site_code", "starts_at"), "reason")
NO_COLUMN_TABLE = Table("非栏目", LedgerNoColumn, ("site_code", "url"), "name")
TABLES = (SITE_TABLE, COLUMN_TABLE, ACCOUNT_TABLE, DOWNTIME_TABLE, NO_COLUMN_TABLE)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of ledger file: known by the header of its field ``mark``; ``word`` names it on the command line.

    A file is the whole of its kind; an empty one says nothing where ``may_be_empty`` is false.
    """

    label: str
    word: str
    mark: str
    fields: tuple[Field, ...]
    row: type[Row]
    table: Table
    key: tuple[str, ...]
    may_be_empty: bool = False

    def key_of(self, row: Row) -> Key:
        """What two rows of one file may not share."""
        return tuple(getattr(row, name) for name in self.key)

    @property
    def known(self) -> dict[str, Field]:
        """The fields by name."""
        return {field.name: field for field in self.fields}


SITES = Kind("网站台账", "网站", "name", headed.SITES, SiteRow, SITE_TABLE, SITE_TABLE.key)
COLUMNS = Kind("栏目台账", "栏目", "name", headed.COLUMNS, ColumnRow, COLUMN_TABLE, COLUMN_TABLE.key)
ACCOUNTS = Kind("账号台账", "账号", "name", headed.ACCOUNTS, AccountRow, ACCOUNT_TABLE, ACCOUNT_TABLE.key)
DOWNTIMES = Kind("报备", "报备", "starts_at", headed.DOWNTIMES, DowntimeRow, DOWNTIME_TABLE, DOWNTIME_TABLE.key, True)
EXEMPTIONS = Kind(
    "无更新事项", "无更新", "exempt_reason", headed.EXEMPTIONS, ExemptionRow, COLUMN_TABLE, COLUMN_TABLE.key, True
)
CONFIRMATIONS = Kind(
    "栏目确认表", "确认表", "opinion", headed.CONFIRMATIONS, ConfirmationRow, COLUMN_TABLE, COLUMN_TABLE.key, True
)
EXPORTED = (SITES, COLUMNS, ACCOUNTS, DOWNTIMES, EXEMPTIONS)
BY_MARK = (CONFIRMATIONS, DOWNTIMES, EXEMPTIONS, ACCOUNTS, COLUMNS, SITES)
"""The most telling mark first: a list of columns may also name the site, a list of sites never names a column."""
IN_ORDER = (*EXPORTED, CONFIRMATIONS)
"""The order in which files take effect, whatever their order on the command line."""
