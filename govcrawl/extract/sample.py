"""What only sampled pages are asked for: where they lead, the messages they take or show, the guide they give."""

from __future__ import annotations

from dataclasses import replace

from govcrawl.extract.addresses import Base
from govcrawl.extract.grouping import read_groups
from govcrawl.extract.guides import read_guide
from govcrawl.extract.links import read_links
from govcrawl.extract.listing import Row
from govcrawl.extract.messages import read_board, read_channel, read_message
from govcrawl.extract.profiles import header_of, letters_of, says_biography
from govcrawl.extract.record import PageKind, PageRecord
from govcrawl.extract.searching import read_search
from govcrawl.extract.special import is_interaction
from govcrawl.extract.tree import Tree


def read_sample(tree: Tree, base: Base, rows: list[Row], record: PageRecord) -> PageRecord:
    """The record with what a thorough reading adds."""
    return replace(
        record,
        links=read_links(tree, base),
        search=read_search(tree, base),
        header=header_of(tree),
        letters=letters_of(tree),
        biography=says_biography(tree),
        channel=read_channel(tree),
        messages=read_board(tree, _below_path(rows, record), base, _is_board(record)),
        message=read_message(tree, record.title or ""),
        guide=read_guide(tree, record),
        categories=read_groups(tree),
    )


def _below_path(rows: list[Row], record: PageRecord) -> list[Row]:
    """The rows of a list, without an article that seems one by the link to its column above it."""
    return [row for row in rows if row.title not in record.breadcrumb]


def _is_board(record: PageRecord) -> bool:
    """Whether the page is a board by its place; its last page may hold too few messages to be known as one."""
    later = record.pagination is not None and record.pagination.page > 1
    return record.kind is PageKind.BOARD or (later and is_interaction(record.breadcrumb, record.tags))
