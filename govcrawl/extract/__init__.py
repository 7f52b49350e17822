"""Text in, values out: what a page says, read from its bytes. No Scrapy, no clock, no network."""

from govcrawl.extract.addresses import normalise_url
from govcrawl.extract.categories import category_of
from govcrawl.extract.reader import read_page
from govcrawl.extract.record import (
    ColumnLink,
    ListEntry,
    Marks,
    PageKind,
    PageRecord,
    Pagination,
    PartialDate,
    Stamp,
    Witness,
)

__all__ = [
    "ColumnLink",
    "ListEntry",
    "Marks",
    "PageKind",
    "PageRecord",
    "Pagination",
    "PartialDate",
    "Stamp",
    "Witness",
    "category_of",
    "normalise_url",
    "read_page",
]
