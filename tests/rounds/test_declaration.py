"""A round's file: what it must hold, and how a fault in it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from govcrawl.errors import Problem
from govcrawl.rounds.declaration import Declaration, check_name, read_file
from tests.conftest import SEEDS

GOOD = """
[round]
name = "2021Q2"
kind = "季度"
standard = "国办秘函〔2019〕19号"
scope = ["site-3"]
seed = 1
[round.sites]
window = { from = 2021-06-01, to = 2021-06-07 }
ratio = 0.5
"""


@pytest.mark.parametrize("file", sorted((SEEDS / "rounds").glob("*.toml")), ids=lambda file: file.stem)
def test_shipped_rounds_are_valid_and_survive_storing(file: Path) -> None:
    declaration, _ = read_file(file)
    assert declaration.name == file.stem
    assert Declaration.model_validate_json(declaration.frozen()) == declaration


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('kind = "季度"', 'kind = "年度"', "round.kind"),
        ("seed = 1", "", "round.seed：缺少此项"),
        ("seed = 1", "seed = 1\ncolour = 2", "round.colour：不认识此项"),
        ("to = 2021-06-07", "to = 2021-05-07", "早于开始日"),
        ("ratio = 0.5", "ratio = 1.5", "round.sites.ratio：应不大于 1"),
        ('scope = ["site-3"]', 'scope = ["site-9"]', "round.scope.0"),
        ("[round", "[rund", "缺少 [round] 一节"),
        ("seed = 1", "seed = ", "不是有效的 TOML"),
        ('name = "2021Q2"', 'name = "2021Q9"', "只有第 1 至第 4 季度"),
    ],
)
def test_a_fault_is_told_with_file_and_item(tmp_path: Path, old: str, new: str, told: str) -> None:
    file = tmp_path / "2021Q2.toml"
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(Problem) as caught:
        read_file(file)
    assert str(file) in str(caught.value)
    assert told in str(caught.value)


def test_the_good_file_is_good(tmp_path: Path) -> None:
    file = tmp_path / "2021Q2.toml"
    file.write_text(GOOD, encoding="utf-8")
    assert read_file(file)[0].name == "2021Q2"


@pytest.mark.parametrize("name", ["", "2020Q9", "../x", "a b", "2020Q0"])
def test_bad_names(name: str) -> None:
    with pytest.raises(ValueError, match="轮次名"):
        check_name(name)
