"""What is known of a site when its pages are drawn, and what a drawn page is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from govcrawl.extract.addresses import normalise_url, split
from govcrawl.extract.record import PageLink, PageRecord
from govcrawl.extract.tree import bare
from govcrawl.rounds.sampling import draw
from govcrawl.vocabulary import Category, LinkKind, PageRole

LONGEST_NAME = 14
"""Letters of a link that can be the name of a function; longer ones are titles."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One page to look at: what for, where, and the list (normalised address) and title that led to it."""

    role: PageRole
    url: str
    list_url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class SeenEntry:
    """An entry of a column's list that leads to a page on the site's own host."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class SeenList:
    """A column's list as it was last read in the round: the column's name and category, its own pages.

    ``read`` is False for a column that no look read as a list.
    """

    url: str
    name: str
    category: Category
    entries: tuple[SeenEntry, ...]
    read: bool = True


@dataclass(frozen=True, slots=True)
class Passed:
    """A page on the way: what it was opened for, how many pages lie before it, what it says.

    ``own``: it is on the site's own host. ``front`` are the addresses that the home page leads to: on another page
    they are the frame's, not its content's.
    """

    role: PageRole
    url: str
    depth: int
    own: bool
    record: PageRecord
    front: frozenset[str] = frozenset()

    def named(self, wanted: re.Pattern[str], refused: re.Pattern[str], most: int) -> Iterator[PageLink]:
        """``most`` pages that it leads to by a name that is wanted and not refused, the shortest names first.

        Titles of what its own lists show are no names of functions.
        """
        listed = (*(one.url for one in self.record.entries), *(one.url for one in self.record.messages))
        shown = {normalise_url(url) for url in listed if url}
        found = [
            link
            for link in self.record.links
            if link.kind is LinkKind.PAGE
            and len(name := bare(link.text)) <= LONGEST_NAME
            and wanted.search(name)
            and not refused.search(name)
            and link.url not in shown
            and link.url != self.url
        ]
        yield from islice(sorted(found, key=lambda link: len(bare(link.text))), most)

    def is_near(self, url: str) -> bool:
        """Whether an address is on the page's own host."""
        return split(url).hostname == split(self.url).hostname


def drawn(samples: Iterable[Sample], number: int, seed: int) -> list[Sample]:
    """``number`` of ``samples``, one for each address, in the order of their addresses."""
    by_url = {sample.url: sample for sample in samples}
    return [by_url[url] for url in sorted(draw(by_url, number, seed))]


def entries_of(role: PageRole, lists: Iterable[SeenList]) -> Iterable[Sample]:
    """The pages that some lists led to, each as a sample for one purpose."""
    return (Sample(role, entry.url, one.url, entry.title) for one in lists for entry in one.entries)
