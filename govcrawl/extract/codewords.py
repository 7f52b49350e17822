"""Which of the words that rules ask for a script holds: one look for all rules, remembered from page to page.

The inline scripts of a site are the same on page after page; that a word is missing costs a search of the whole script.
"""

from __future__ import annotations

from functools import lru_cache

CALLS = ("ajax", "$.get", "$.post", "getJSON", "fetch(", ".open(", ".load(", "dataproxy", "Url", "/api/", ".json")
GOES = ("location", "window.open")
TITLES = ('itle"', 'ITLE"')
RECORDS = ("<record", "<datastore")
PAGERS = ("createPage", "Pager(")
MARKS = ("jiucuo", "dcs.conac.cn", "_ideConac")
WORDS = (*CALLS, *GOES, *TITLES, *RECORDS, *PAGERS, *MARKS)
LONGEST_KEPT = 50_000


def words_of(source: str) -> frozenset[str]:
    """The words that a script holds. Long scripts are data of their own page and are not remembered."""
    return _kept(source) if len(source) <= LONGEST_KEPT else _found(source)


def _found(source: str) -> frozenset[str]:
    return frozenset(word for word in WORDS if word in source)


_kept = lru_cache(maxsize=512)(_found)
