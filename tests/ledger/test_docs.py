"""docs/ledger.md says what the code does."""

from __future__ import annotations

import re

import pytest

from govcrawl.ledger.crawlchecks import CRAWL_CHECKS
from govcrawl.ledger.headers import _data, _names
from govcrawl.ledger.kinds import EXPORTED, Kind
from govcrawl.ledger.linting import CHECKS
from govcrawl.ledger.rows import Opinion
from govcrawl.vocabulary import Category, Relation
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "ledger.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", EXPORTED, ids=lambda kind: kind.word)
def test_every_header_is_described(kind: Kind) -> None:
    table = TEXT[TEXT.index(f"\n| {kind.word}") :].split("\n\n")[0]
    headers = {header.strip() for row in table.splitlines()[3:] for header in re.split("[,，]", row.split("|")[1])}
    described = {header.removesuffix("(optional)").strip() for header in headers}
    assert described == {field.header for field in kind.fields if not field.shown}


def test_every_check_stands_with_its_severity() -> None:
    crawled = {check.title for check in CRAWL_CHECKS}
    for check in CHECKS:
        assert f"| {check.severity.label} | {check.title} | {'yes ' if check.title in crawled else ''}|" in TEXT


@pytest.mark.parametrize("word", [*Category, *Relation, *Opinion], ids=str)
def test_every_word_stands(word: Category | Relation | Opinion) -> None:
    assert word.label in TEXT


def test_synonyms_are_of_known_headers() -> None:
    for kind in EXPORTED:
        known = {field.header for field in kind.fields}
        assert set(_data()[kind.label]) <= known
        assert _names(kind)
