"""Issuing: whole files, recorded once, never overwritten."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from govcrawl.storage.models import Edition, Round
from reporting.bulletin.model import AnnexTable, Bulletin, Paragraph, Part
from reporting.formats import md
from tests.reporting.conftest import check, report
from tests.reporting.office import Office

ROUND = ("--round", "2021Q1")


@pytest.fixture
def ready(second_office: Office) -> Office:
    """A round in which nothing waits."""
    second_office.healthy()
    return second_office


def editions(office: Office) -> int:
    with office.session() as session:
        return session.scalar(select(func.count()).select_from(Edition)) or 0


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.rglob("*") if file.is_file())


def test_issue_writes_records_and_repeats_without_change(ready: Office, tmp_path: Path) -> None:
    told = check("build", *ROUND, "--format", "md,json", "--format", "md")
    folder = tmp_path / "var" / "bulletins" / "2021Q1"
    assert files(folder) == ["bulletin-2021Q1.hans.json", "bulletin-2021Q1.hans.md"]
    assert told.count("已印发：") == 2
    assert json.loads((folder / "bulletin-2021Q1.hans.json").read_text(encoding="utf-8"))["draft"] is False
    again = check("build", *ROUND, "--format", "md,json", "--out", str(tmp_path / "other"))
    assert again.count("此前已印发，内容相同：") == 2
    assert not (tmp_path / "other").exists()
    assert editions(ready) == 2


def test_a_draft_writes_nothing(ready: Office, tmp_path: Path) -> None:
    assert "草稿" in check("build", *ROUND, "--draft")
    assert editions(ready) == 0
    assert not (tmp_path / "var").exists()


def test_an_issued_edition_is_never_overwritten(ready: Office, tmp_path: Path) -> None:
    check("build", *ROUND)
    (file,) = (tmp_path / "var" / "bulletins").rglob("*.md")
    before = file.read_bytes()
    with ready.session() as session:
        wording = session.get_one(Round, "2021Q1").wording.replace("现通报如下", "现将情况通报如下")
        session.execute(update(Round).values(wording=wording))
    result = report("build", *ROUND)
    assert (result.exit_code, "不能覆盖" in result.stderr, str(file) in result.stderr) == (2, True, True)
    assert (file.read_bytes(), editions(ready)) == (before, 1)


def test_a_strangers_file_is_left_alone(ready: Office, tmp_path: Path) -> None:
    place = tmp_path / "bulletin-2021Q1.hans.md"
    place.write_text("别人的文件", encoding="utf-8")
    result = report("build", *ROUND, "--format", "json,md", "--out", str(tmp_path))
    assert (result.exit_code, "已经存在且内容不同" in result.stderr) == (2, True)
    assert place.read_text(encoding="utf-8") == "别人的文件"
    assert (not (tmp_path / "bulletin-2021Q1.hans.json").exists(), editions(ready)) == (True, 0)


def test_a_folder_that_cannot_be_written_is_a_problem(ready: Office, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = report("build", *ROUND, "--out", str(tmp_path / "file" / "below"))
    assert (result.exit_code, "无法写入" in result.stderr, editions(ready)) == (2, True, 0)


@pytest.mark.parametrize(("today", "code"), [(date(2021, 3, 14), 2), (date(2021, 3, 21), 2), (date(2021, 3, 22), 0)])
def test_nothing_is_issued_while_a_window_runs(
    ready: Office, monkeypatch: pytest.MonkeyPatch, today: date, code: int
) -> None:
    monkeypatch.setattr("govcrawl.clock.today", lambda: today)
    result = report("build", *ROUND)
    assert (result.exit_code, editions(ready)) == (code, int(code == 0))
    assert ("网站的监测时段到 2021-03-14 才结束" in result.stderr) is (today <= date(2021, 3, 14))
    assert ("账号的监测时段到 2021-03-21 才结束" in result.stderr) is (code == 2)
    assert report("build", *ROUND, "--draft").exit_code == 0


def test_an_unknown_format_is_refused(ready: Office) -> None:
    result = report("build", *ROUND, "--format", "odt")
    assert (result.exit_code, "不认识格式 odt，可用的有 md、json" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("甲|乙", "甲&#124;乙"),
        ("<script>", "&lt;script&gt;"),
        ("[x](y)*_`#", "\\[x\\](y)\\*\\_\\`\\#"),
        ("1. 甲", "1\\. 甲"),
        ("- 甲", "\\- 甲"),
        ("甲\n乙", "甲 乙"),
        ("2020年11月30日", "2020年11月30日"),
    ],
)
def test_markdown_takes_no_markup_from_texts(text: str, escaped: str) -> None:
    assert md.escaped(text) == escaped


def test_markdown_as_a_whole() -> None:
    bulletin = Bulletin(
        draft=True,
        note="草稿",
        title="标题",
        paragraphs=(Paragraph(Part.HEADING, "一、情况"), Paragraph(Part.BODY, "正文")),
        annexes=(AnnexTable("附表", ("甲", "乙"), (("1", "a|b"),)),),
    )
    assert md.render(bulletin) == (
        "> **草稿**\n\n# 标题\n\n## 一、情况\n\n正文\n\n附件\n\n## 附表\n\n"
        "| 甲 | 乙 |\n| --- | --- |\n| 1 | a&#124;b |\n"
    )
