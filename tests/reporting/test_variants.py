"""Bulletins of other offices against their whole texts, in every format, and what keeps one from being issued."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Pt

from govcrawl.storage.models import Round
from govcrawl.vocabulary import Indicator
from reporting.bulletin.annex import annexes_of
from reporting.bulletin.build import build
from reporting.bulletin.context import make_context
from reporting.bulletin.figures import figures_of
from reporting.bulletin.model import Bulletin
from reporting.bulletin.wording import read_wording
from reporting.formats import json as json_format
from reporting.formats.table import FORMATS
from reporting.judge.judging import judge
from reporting.verify.comparing import differences
from reporting.verify.reading import READERS, read_file
from tests.reporting.conftest import check, report
from tests.reporting.variants import NAMES, Stage, as_lines, golden

FILES = ("json", "html", "fragment.html", "xlsx", "docx", "pdf")
Play = Callable[..., Stage]


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    """Plays a folder's rounds."""
    return lambda name, **options: Stage(name, tmp_path, monkeypatch, **options)


def built(stage: Stage, *words: str) -> dict[str, Any]:
    return dict(json.loads(check("build", "--round", stage.round, "--format", "json", "--draft", *words)))


@pytest.mark.parametrize("name", NAMES)
def test_the_whole_text_in_every_format(play: Play, name: str, tmp_path: Path) -> None:
    stage = play(name)
    check("build", "--round", stage.round, "--format", ",".join(FORMATS), "--out", str(tmp_path))
    files = {suffix: tmp_path / f"bulletin-{stage.round}.hans.{suffix}" for suffix in FILES}
    assert as_lines(json.loads(files["json"].read_text(encoding="utf-8"))) == golden(name)
    for suffix in ("html", "fragment.html", "docx"):
        assert as_lines(read_file(files[suffix])) == golden(name)
    for path in files.values():
        assert "一致" in check("verify", str(path), "--round", stage.round)


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_can_be_built_before_anybody_decides(play: Play, name: str) -> None:
    draft = built(play(name, decided=False), "--script", "hant")
    assert draft["draft"] is True
    assert "未定" in "".join(cell for annex in draft["annexes"] for row in annex["rows"] for cell in row)


@pytest.fixture
def city(play: Play) -> Stage:
    """The city's fifth inspection, decided."""
    return play("city-fifth")


@pytest.fixture
def province(play: Play) -> Stage:
    """The province's half-year, decided."""
    return play("province-half-year")


def bulletin_of(stage: Stage) -> Bulletin:
    with stage.office.session() as session:
        return build(session, stage.round, False, None)[1]


def with_cell(bulletin: Bulletin, text: str) -> Bulletin:
    """The last annex's last row with another result."""
    first, last = bulletin.annexes
    rows = (*last.rows[:-1], (*last.rows[-1][:4], text, *last.rows[-1][5:]))
    return replace(bulletin, annexes=(first, replace(last, rows=rows)))


def with_rows_swapped(bulletin: Bulletin) -> Bulletin:
    """The last annex's last two rows, numbers left in place."""
    first, last = bulletin.annexes
    *others, one, other = last.rows
    rows = (*others, (one[0], *other[1:]), (other[0], *one[1:]))
    return replace(bulletin, annexes=(first, replace(last, rows=rows)))


def reworded(bulletin: Bulletin, was: str, now: str) -> Bulletin:
    assert any(was in one.text for one in bulletin.paragraphs)
    paragraphs = tuple(replace(one, text=one.text.replace(was, now)) for one in bulletin.paragraphs)
    return replace(bulletin, paragraphs=paragraphs)


def without_a_row(bulletin: Bulletin) -> Bulletin:
    first, last = bulletin.annexes
    return replace(bulletin, annexes=(replace(first, rows=first.rows[1:]), last))


ALTERED: dict[str, Callable[[Bulletin], Bulletin]] = {
    "cell": lambda true: with_cell(true, "不合格"),
    "exchanged": lambda true: replace(true, annexes=true.annexes[::-1]),
    "left out": lambda true: replace(true, annexes=true.annexes[:1]),
    "row": without_a_row,
    "swapped": with_rows_swapped,
    "rate": lambda true: reworded(true, "合格率83.3%", "合格率88.3%"),
    "sum": lambda true: reworded(true, "合格5家、不合格1家", "合格5家、不合格2家"),
    "number": lambda true: replace(true, number="样政办函〔2021〕46号"),
    "addressees": lambda true: replace(true, paragraphs=true.paragraphs[1:]),
}


@pytest.mark.parametrize("name", ["json", "html", "xlsx", "docx", "pdf"])
def test_what_is_altered_in_any_annex_is_found(city: Stage, name: str) -> None:
    true = bulletin_of(city)
    facts = json.loads(json_format.render(true))

    def found(bulletin: Bulletin) -> list[Any]:
        return differences(READERS[f".{name}"](FORMATS[name].render(bulletin, "hans")), facts)

    assert found(true) == []
    in_text = {"number", "addressees", "rate", "sum"} if name == "xlsx" else set()
    assert {how for how, alter in ALTERED.items() if not found(alter(true))} == in_text


def test_a_version_under_another_number_than_the_rounds_is_refused(city: Stage, tmp_path: Path) -> None:
    check("build", "--round", city.round, "--format", "docx", "--out", str(tmp_path))
    (path,) = tmp_path.glob("*.docx")
    words = ("adopt", str(path), "--round", city.round, "--date", "2021-11-02", "--number")
    other = report(*words, "样政办函〔2021〕46号")
    assert (other.exit_code, "与轮次文件中的“样政办函〔2021〕45号”不同" in other.stderr) == (2, True)
    assert "已登记为印发版" in check(*words, "样政办函〔2021〕45号")


def test_the_traditional_edition_is_verified_and_adopted_too(city: Stage, tmp_path: Path) -> None:
    words = ("--round", city.round, "--script", "hant")
    check("build", *words, "--format", "html,docx", "--out", str(tmp_path))
    stem = tmp_path / f"bulletin-{city.round}.hant"
    for suffix in ("html", "docx"):
        assert "一致" in check("verify", f"{stem}.{suffix}", *words)
    signed = ("--number", "样政办函〔2021〕45号", "--date", "2021-11-02")
    assert "已登记为印发版" in check("adopt", f"{stem}.docx", *words, *signed)


def test_a_correction_names_the_annex(city: Stage, tmp_path: Path) -> None:
    check("build", "--round", city.round, "--format", "json", "--out", str(tmp_path))
    finding = next(
        one["id"]
        for target in json.loads(check("judge", "--round", city.round, "--json"))["targets"]
        for one in target["findings"]
        if target["target"] == "W05" and one["standing"] == "confirmed"
    )
    words = ("--round", city.round, "--person", "样例复核人丁", "--reason", "当时已更新")
    check("review", "dismiss", finding, *words)
    check("correct", *words, "--out", str(tmp_path))
    notice = (tmp_path / f"correction-{city.round}.hans.1.md").read_text(encoding="utf-8")
    assert "附件2 样例水务，微信公众号“结果”" in notice


LAST_BAND = '    { name = "60分以下", from = 0 },\n'


@pytest.mark.parametrize(
    ("name", "was", "now", "told"),
    [
        ("city-fifth", "详见附件2", "详见附件3", "正文提到“附件3”，而通报的附件是：附件1、附件2"),
        ("province-half-year", LAST_BAND, "", "各分数段网站之和不等于计分网站数"),
        ("province-half-year", 'follow_up = "2020H2"', 'follow_up = "2021H1"', "应是此前的轮次，不能是本轮"),
        ("province-half-year", 'follow_up = "2020H2"', 'follow_up = "2020H1"', "2020H1"),
        (
            "city-fifth",
            "[bulletin.rate]",
            '[[bulletin.problems]]\nindicators = ["site-3"]\nphrase = "首页"\n\n[bulletin.rate]',
            "“内容不更新”的问题在附件中没有相应的说法",
        ),
    ],
)
def test_what_does_not_close_is_not_issued(play: Play, name: str, was: str, now: str, told: str) -> None:
    stage = play(name)
    stage.reword((was, now))
    result = report("build", "--round", stage.round, "--format", "json")
    assert (result.exit_code, told in result.stderr) == (2, True)


def test_tables_that_sum_up(province: Stage) -> None:
    table = '\n[[bulletin.annexes]]\nof = "网站"\nrows = "{}"\ntitle = "{}表"\ncolumns = {}\n'
    columns = '["序号", "类别", "总数", "合格数", "不合格数", "合格率"]'
    tables = "".join(table.format(rows, rows, columns) for rows in ("汇总", "地区汇总"))
    province.reword(("\n[bulletin.cells]", tables + "\n[bulletin.cells]"))
    levels, divisions = (annex["rows"] for annex in built(province)["annexes"][2:])
    assert levels == [
        ["1", "门户网站", "6", "4", "2", "66.7%"],
        ["2", "部门网站", "3", "3", "0", "100.0%"],
        ["3", "合计", "9", "7", "2", "77.8%"],
    ]
    assert divisions[0] == ["1", "样例省", "4", "4", "0", "100.0%"]
    assert [row[1] for row in divisions] == ["样例省", "甲山市", "乙水市", "丙河市", "丁湖市", "戊原市", "合计"]


def test_particulars_that_a_bulletin_must_not_repeat_are_left_out(province: Stage) -> None:
    columns = 'columns = ["网站名称", "问题", "栏目", "所见情况"]'
    table = f'\n[[bulletin.annexes]]\nof = "网站"\nrows = "问题"\ntitle = "表"\n{columns}\n'
    province.reword(("\n[bulletin.cells]", table + "\n[bulletin.cells]"))
    rows = built(province)["annexes"][2]["rows"]
    assert ["甲山市人民政府", "领导信息", "（略）", "（略）"] in rows
    assert ["丁湖市人民政府", "首页不更新", "首页", "最后更新 2021-04-28"] in rows


def test_an_overlay_says_which_problems_the_annex_tells(city: Stage) -> None:
    with city.office.session() as session:
        judgement = judge(session, city.round)
        wording = read_wording(session.get_one(Round, city.round).wording, city.round)
    only = replace(judgement, standard=replace(judgement.standard, told=frozenset({Indicator.SITE_3})))
    annexes = annexes_of(make_context(only, figures_of(only, False), wording, False))
    assert [row[3] for row in annexes[0].rows] == ["首页不更新"]
    assert {row[5] for row in annexes[1].rows} == {"无"}


def test_a_bulletin_without_annexes(city: Stage, tmp_path: Path) -> None:
    text = (city.folder / "round.toml").read_text(encoding="utf-8")
    tables = text[text.index("[[bulletin.annexes]]") :]
    city.reword((tables, ""), ('activity = "检查"\n', 'activity = "检查"\nannexes = []\n'))
    city.reword(("，详见附件2", ""), ("以上网站问题详见附件1。", ""), ("附件1所列问题", "所列问题"))
    words = ("build", "--round", city.round, "--out", str(tmp_path / "out"), "--format")
    refused = report(*words, "xlsx")
    assert (refused.exit_code, "本轮通报没有附件，不能写出 xlsx" in refused.stderr) == (2, True)
    check(*words, "json,html,docx,pdf,md")
    assert "附件" not in (tmp_path / "out" / f"bulletin-{city.round}.hans.md").read_text(encoding="utf-8")
    for suffix in ("json", "html", "docx", "pdf"):
        path = tmp_path / "out" / f"bulletin-{city.round}.hans.{suffix}"
        assert "一致" in check("verify", str(path), "--round", city.round)


def test_several_annexes_in_the_layout_of_the_standard(city: Stage) -> None:
    document = docx.Document(io.BytesIO(FORMATS["docx"].render(bulletin_of(city), "hans")))
    assert [section.orientation for section in document.sections] == [0, 1, 1]
    made = {one.text: one for one in document.paragraphs}
    assert made["样政办函〔2021〕45号"].alignment == 1
    assert made["各县（区）人民政府，市政府各部门："].paragraph_format.first_line_indent == 0
    first, second = (one for text, one in made.items() if text.endswith(("问题清单", "账号结果")) and "." in text)
    indents = [(form.left_indent, form.first_line_indent) for form in (first.paragraph_format, second.paragraph_format)]
    assert indents == [(Pt(16 * 5.75), Pt(-16 * 3.75)), (Pt(16 * 5.75), Pt(-16 * 0.75))]
    assert [text for text in made if text.startswith("附件") and len(text) == 3] == ["附件1", "附件2"]
    assert len(document.tables) == 2
