"""Nothing of one office's bulletin stands in the program: its names, codes and figures are data."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEEDS

GENERAL = ("宜昌", "国办、省政府办", "集中清理整顿")


def words() -> set[str]:
    with (SEEDS / "sites.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = {row[key] for row in rows for key in ("网站标识码", "网站名称", "主办单位")}
    return names | set(GENERAL) | figures()


def figures() -> set[str]:
    """The dates and the counts of three digits that the golden text prints."""
    text = (ROOT / "tests" / "golden" / "2020Q4.txt").read_text(encoding="utf-8").split("附件:")[0]
    return set(re.findall(r"\d+月\d+日", text)) | {f"{number}" for number in re.findall(r"(\d{3})個", text)}


def sources(package: str) -> Iterator[Path]:
    for pattern in ("*.py", "*.toml", "*.jinja"):
        yield from (ROOT / package).rglob(pattern)


@pytest.mark.parametrize("package", ["reporting", "govcrawl"])
def test_no_figure_or_name_of_the_reference(package: str) -> None:
    found = {
        f"{file.relative_to(ROOT)}: {word}"
        for file in sources(package)
        for word in words()
        if word in file.read_text(encoding="utf-8")
    }
    assert found == set()
