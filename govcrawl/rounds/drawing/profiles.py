"""The page of one column of each kind that says what a place and its offices are (概况信息, 机构职能, 领导信息)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govcrawl.extract.profiles import NAMES, kind_of_profile
from govcrawl.rounds.drawing.seen import Sample, SeenList
from govcrawl.vocabulary import PageRole


def profiles(seen: Sequence[SeenList], _seed: int) -> Iterator[Sample]:
    """The first column of each kind by address; most hold a text and no list, so that the night did not read them."""
    for kind in NAMES:
        urls = sorted(one.url for one in seen if kind_of_profile(one.name) == kind)
        yield from (Sample(PageRole.PROFILE, url, url, kind) for url in urls[:1])
