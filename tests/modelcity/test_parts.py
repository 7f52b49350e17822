"""A scenario in several files is one plan; what two files say of one thing is joined, never overwritten."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from govcrawl.modelcity import city, scenario
from govcrawl.modelcity.city import load
from govcrawl.modelcity.errors import CityError
from govcrawl.modelcity.origin import Origin
from tests.conftest import SEEDS
from tests.modelcity.conftest import visit

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


ADDED = '[[added]]\nsite = "8888881001"\nname = "样例"\nslug = "zz"\ncategory = "未分类"\nsource = "{source}"\n{plan}\n'
PLANS = [
    ("content", 'content = { kind = "bord" }', "content.kind “bord”不是"),
    ("content", 'content = { kind = "board", shpe = "table" }', "content 有不认识的键：shpe"),
    ("own", 'papers = { kind = "paper" }', "papers.kind “paper”不是"),
    ("own", 'papers = { kind = "documents", of = [1] }', "papers 有不认识的键：of"),
]


@pytest.mark.parametrize(("source", "plan", "message"), PLANS)
def test_plans_of_contents_that_mean_nothing_are_refused_before_serving(
    seeds: Path, source: str, plan: str, message: str
) -> None:
    add(seeds, "zz.toml", ADDED.format(source=source, plan=plan))
    with pytest.raises(CityError, match=message):
        load(seeds, "indicators")


def test_a_table_may_be_about_several_sites_and_a_column_in_no_menu(seeds: Path) -> None:
    text = ADDED.format(source="blank", plan="hidden = true").replace('"8888881001"', '["8888881001", "8888881002"]')
    add(seeds, "zz.toml", text)
    sites = [site for site in load(seeds, "indicators").sites if any(column.slug == "zz" for column in site.columns)]
    assert [site.row.code for site in sites] == ["8888881001", "8888881002"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('title = "x"\n', "不认识的键：title"),
        (ONE + ONE, "8888881001 重复说明：lacks"),
        ('[[page]]\nat = "http://x.example/"\nstate = 404\n', r"\[\[page\]\] 有不认识的键：state"),
    ],
)
def test_parts_that_do_not_fit_are_refused(seeds: Path, text: str, message: str) -> None:
    add(seeds, "zz.toml", text)
    with pytest.raises(CityError, match=message):
        scenario.read(seeds, "indicators")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[piece]]\nsite = "8888889999"\non = "/"\n', "城里没有的栏目或网站：8888889999"),
        ('[[entry]]\nsite = "8888881001"\ncolumn = "zz"\n', "城里没有的栏目或网站：8888881001 zz"),
        ('[[site]]\ncode = "8888881001"\nsearch = "zz"\n', "没有这种情形：8888881001"),
    ],
)
def test_additions_to_what_the_city_does_not_have_are_refused(seeds: Path, text: str, message: str) -> None:
    add(seeds, "zz.toml", text)
    with pytest.raises(CityError, match=message):
        city.load(seeds, "indicators")


def test_what_is_told_of_one_night_is_seen_on_that_night_alone(seeds: Path) -> None:
    night = date(2021, 3, 11)
    address = "http://www.portal1.example/zz.html"
    add(seeds, "zz.toml", f'[[page]]\nat = "{address}"\nnights = [{night}]\n')
    seen = {on: Origin(city.load(seeds, "indicators", on=on)).answer(address) for on in (night, None)}
    assert {on: answer.status for on, answer in seen.items() if answer} == {night: 200, None: 404}


def test_a_night_that_the_scenario_does_not_have_is_refused(seeds: Path) -> None:
    with pytest.raises(CityError, match="没有 2021-03-20 这一夜，可用的日期：2021-03-11、2021-03-12"):
        city.load(seeds, "indicators", on=date(2021, 3, 20))


@pytest.mark.parametrize(
    ("moment", "status"), [("2021-03-11T20:00", "404"), ("2021-03-12T20:00", "200"), ("2021-03-10T09:00", "200")]
)
def test_the_clock_decides_the_night_if_it_stands_on_one(
    monkeypatch: pytest.MonkeyPatch, moment: str, status: str
) -> None:
    monkeypatch.setenv("GOVCRAWL_CLOCK", moment)
    for visitor in visit("indicators"):
        assert str(visitor.get("http://www.yangli-zhang.gov.cn/ducha/index.html").status) == status
