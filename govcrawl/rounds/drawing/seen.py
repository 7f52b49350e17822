"""What is known of a site when its pages are drawn, and what a drawn page is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from govcrawl.rounds.sampling import draw
from govcrawl.vocabulary import Category, PageRole


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


def drawn(samples: Iterable[Sample], number: int, seed: int) -> list[Sample]:
    """``number`` of ``samples``, one for each address, in the order of their addresses."""
    by_url = {sample.url: sample for sample in samples}
    return [by_url[url] for url in sorted(draw(by_url, number, seed))]


def entries_of(role: PageRole, lists: Iterable[SeenList]) -> Iterable[Sample]:
    """The pages that some lists led to, each as a sample for one purpose."""
    return (Sample(role, entry.url, one.url, entry.title) for one in lists for entry in one.entries)
