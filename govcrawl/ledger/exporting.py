"""The ledger as a file that imports back to the same rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from govcrawl.ledger.fields import Field
from govcrawl.ledger.kinds import EXEMPTIONS, EXPORTED, SITES, Kind, Values
from govcrawl.ledger.versions import in_force
from govcrawl.ledger.workbooks import Page


def export_pages(session: Session, kinds: Sequence[Kind]) -> list[Page]:
    """One page a kind, in the order of the ledger; without ``kinds`` every kind that has rows."""
    pages = [page_of(kind, list(in_force(session, kind.table).values())) for kind in kinds or EXPORTED]
    return [page for page in pages if kinds or page.rows]


def page_of(kind: Kind, rows: Sequence[Values]) -> Page:
    """The rows of one kind as a page."""
    if kind is EXEMPTIONS:
        rows = [row for row in rows if row["exempt_reason"] and row["exempt_until"]]
    if kind is SITES:
        rows = sorted(rows, key=lambda row: (row["display_order"], row["code"]))
    return Page(kind.word, kind.fields, tuple(tuple(shown_cells(kind.fields, row)) for row in rows))


def shown_cells(fields: Sequence[Field], row: Values) -> list[str]:
    """A row's values as its file shows them; an address to crawl that is the printed one stays empty."""
    values: dict[str, Any] = dict(row)
    if values.get("crawl_url") == values.get("printed_url"):
        values.pop("crawl_url", None)
    return ["" if values.get(field.name) is None else field.show(values[field.name]) for field in fields]
