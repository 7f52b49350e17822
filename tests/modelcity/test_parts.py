"""A scenario in several files is one plan; what two files say of one thing is joined, never overwritten."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from govcrawl.modelcity import scenario
from govcrawl.modelcity.errors import CityError
from tests.conftest import SEEDS

ONE = '[[site]]\ncode = "8888881001"\nlacks = ["联系方式"]\n'


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    shutil.copytree(SEEDS / "modelcity", tmp_path / "modelcity")
    return tmp_path


def add(seeds: Path, name: str, text: str) -> None:
    (seeds / "modelcity" / "indicators" / name).write_text(text, encoding="utf-8")


def test_parts_are_added_up_and_changes_of_one_site_joined(seeds: Path) -> None:
    before = scenario.read(seeds, "indicators")
    add(seeds, "zz1.toml", 'measured = ["design-domain"]\n' + ONE)
    add(seeds, "zz2.toml", '[[site]]\ncode = "8888881001"\nnotice = "样例"\n')
    after = scenario.read(seeds, "indicators")
    assert after.measured == (*before.measured, "design-domain")
    assert after.truths == before.truths
    assert after.sites["8888881001"] == {**before.sites.get("8888881001", {}), "lacks": ["联系方式"], "notice": "样例"}


@pytest.mark.parametrize(
    ("text", "message"), [('title = "x"\n', "不认识的键：title"), (ONE + ONE, "8888881001 重复说明：lacks")]
)
def test_parts_that_do_not_fit_are_refused(seeds: Path, text: str, message: str) -> None:
    add(seeds, "zz.toml", text)
    with pytest.raises(CityError, match=message):
        scenario.read(seeds, "indicators")
