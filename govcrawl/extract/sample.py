"""What only sampled pages are asked for: where they lead, the messages they take or show, the guide they give."""

from __future__ import annotations

from dataclasses import replace

from govcrawl.extract.addresses import Base
from govcrawl.extract.guides import read_guide
from govcrawl.extract.links import read_links
from govcrawl.extract.listing import Row
from govcrawl.extract.messages import read_board, read_channel, read_message
from govcrawl.extract.profiles import header_of, letters_of, says_biography
from govcrawl.extract.record import PageKind, PageRecord
from govcrawl.extract.searching import read_search
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
        messages=read_board(tree, rows, base, record.kind is PageKind.BOARD),
        message=read_message(tree, record.title or ""),
        guide=read_guide(tree, record),
    )
