"""Documents and interpretations, each with the other half of its pair where a title tells it (解读比例, 解读关联)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govcrawl.extract.addresses import normalise_url
from govcrawl.extract.pairing import is_commentary, same_matter
from govcrawl.rounds.drawing.seen import Sample, SeenList, drawn, entries_of
from govcrawl.vocabulary import Category, PageRole

PUBLISHED_PAGES = 3
"""Documents and interpretations sampled of each site; where there are fewer, all (STANDARD §1.4)."""
COUNTERPARTS = 2
_OF_OTHERS = re.compile(
    r"^(?:中共中央|中央|全国|国务院|国家|中华人民共和国|最高人民|[^关]{2,12}省(?:人民)?政府|[^关]{2,8}部关于|习近平)"
)
_ISSUED = re.compile(r"关于|印发|办法|规定|细则|方案|规划|意见|通知|决定|条例|通告")


def published(seen: Sequence[SeenList], seed: int) -> Iterator[Sample]:
    """Three documents issued in the own name and three interpretations, and what each is paired with by title."""
    documents = [one for one in _of(seen, Category.POLICY, PageRole.DOCUMENT) if _is_own_document(one.title)]
    commentaries = [one for one in _of(seen, Category.INTERPRETATION, PageRole.COMMENTARY) if one.title]
    for sample in drawn(documents, PUBLISHED_PAGES, seed):
        yield sample
        yield from _counterparts(sample, [one for one in commentaries if is_commentary(one.title)] or commentaries)
    for sample in drawn(commentaries, PUBLISHED_PAGES, seed):
        yield sample
        yield from _counterparts(sample, documents)


def _of(seen: Sequence[SeenList], category: Category, role: PageRole) -> list[Sample]:
    return list(entries_of(role, (one for one in seen if one.category is category)))


def _is_own_document(title: str) -> bool:
    return not is_commentary(title) and _ISSUED.search(title) is not None and not _OF_OTHERS.match(title)


def _counterparts(sample: Sample, others: Sequence[Sample]) -> list[Sample]:
    matching = [one for one in others if one.url != sample.url and same_matter(sample.title, one.title)]
    return [
        Sample(PageRole.COUNTERPART, one.url, normalise_url(sample.url), one.title) for one in matching[:COUNTERPARTS]
    ]
