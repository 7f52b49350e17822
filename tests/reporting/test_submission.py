"""The submission note: its figures are those of the judgement, and it keeps to one printed page."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy.orm import Session

from govcrawl.rounds.declaration import read_file
from govcrawl.rounds.opening import open_round
from govcrawl.storage.models import RosterSite, Statement
from govcrawl.vocabulary import StatementKind, TargetKind
from reporting.submission.commands import rendered
from reporting.submission.note import HEADER, MOST, Note, listed
from tests.conftest import SEEDS
from tests.reporting.conftest import ROUNDS, check, report
from tests.reporting.hostile import HOSTILE, hidden_in
from tests.reporting.office import Office

LATER = ("--round", "2021Q1")
HOME_FAILS, ONE_LATE, OPEN = "4205260014", "4205000033", "4205000034"
STALE = date(2020, 1, 1)


def note(tmp_path: Path, name: str = "2021Q1") -> dict[str, str]:
    """The note's paragraphs by name, its rows joined by their first cell, from the page."""
    folder = tmp_path / "note"
    check("submission", "--round", name, "--out", str(folder), "--force")
    tree = LexborHTMLParser((folder / f"submission-{name}.html").read_text("utf-8"))
    rows = {
        row.css("td")[0].text(): " ".join(cell.text() for cell in row.css("td")[1:]) for row in tree.css("tbody tr")
    }
    named = (one for one in tree.css("p") if one.css_first("strong"))
    return rows | {one.css_first("strong").text().removesuffix("。"): one.text(deep=False) for one in named}


def decide(name: str, target: str, key: str, tmp_path: Path, *people: str) -> None:
    rows = [f"{target},{key},,属实,{person},打开核对" for person in people]
    path = tmp_path / "decisions.csv"
    path.write_text("\n".join(["对象,指标,栏目或地址,处理,复核人,理由", *rows]) + "\n", encoding="utf-8")
    check("review", "import", "--round", name, str(path))


@pytest.fixture
def two_rounds(office: Office) -> tuple[Office, Office]:
    """The fourth quarter and the first quarter after it, in one database."""
    declaration, text = read_file(SEEDS / "rounds" / "2021Q1.toml")
    with office.session() as session:
        open_round(session, declaration, text, datetime(2021, 3, 1, tzinfo=UTC))
    return office, Office(office.path, "2021Q1", *ROUNDS["2021Q1"])


def test_totals_and_ratios_are_those_of_the_judgement(second_office: Office, tmp_path: Path) -> None:
    second_office.healthy({HOME_FAILS: STALE})
    decide("2021Q1", HOME_FAILS, "site-3", tmp_path, "甲", "乙")
    told, summary = note(tmp_path), json.loads(check("judge", *LATER, "--json"))["summary"]
    sites = summary["site"]
    assert told["网站"] == f"55 {sites['inspected']} 100% {sites['qualified']} {sites['unqualified']} 0 98.18%"
    assert told["账号"] == "402 121 30.1% 121 0 0 100%"
    assert told["不合格"] == "网站1个：兴山县人民政府（首页不更新）。"
    assert told["属实的问题"] == "1个对象，共1项：首页不更新1项。"
    assert told["未定"] == "没有：全部事项已由具名人员复核。"
    assert told["异议"] == "主办单位没有提出异议。"
    assert told["与上一轮相比"] == "没有同类的上一轮可比。"
    assert told["抽样"] == "规定比例：网站100%，账号30%，实际比例见上表；种子20210308，按种子重抽，结果一致。"


def test_what_is_open_is_counted_and_leaves_no_rate(second_office: Office, tmp_path: Path) -> None:
    second_office.healthy({second_office.columns(ONE_LATE)[0]: STALE, HOME_FAILS: STALE})
    told = note(tmp_path)
    assert told["网站"] == "55 55 100% 53 0 2 未定"
    assert told["未定"].startswith("网站2个，共2项待复核，复核完毕前不能印发。其中：")
    assert "首页不更新1项" in told["未定"]


def test_objections_are_told_with_how_they_stand(second_office: Office, tmp_path: Path) -> None:
    second_office.healthy({HOME_FAILS: STALE})
    decide("2021Q1", HOME_FAILS, "site-3", tmp_path, "甲", "乙")
    with second_office.session() as session:
        site = session.get_one(RosterSite, ("2021Q1", HOME_FAILS))
        for kind in (StatementKind.OBJECTION, StatementKind.OBJECTION, StatementKind.EXPLANATION):
            session.add(statement(session, site, kind))
    assert note(tmp_path)["异议"] == "主办单位对1项提出异议：兴山县人民政府（首页不更新，经复核属实）。"


def statement(_session: Session, site: RosterSite, kind: StatementKind) -> Statement:
    return Statement(
        round="2021Q1",
        target_kind=TargetKind.SITE,
        target=site.code,
        indicator="site-3",
        subject=site.crawl_url,
        kind=kind,
        text="已更新",
        received_on=date(2021, 3, 20),
        person="丙",
        recorded_at=datetime(2021, 3, 20, tzinfo=UTC),
    )


def test_changes_since_the_last_round(two_rounds: tuple[Office, Office], tmp_path: Path) -> None:
    before, after = two_rounds
    again, recovered, anew = HOME_FAILS, ONE_LATE, OPEN
    before.healthy({again: STALE, recovered: STALE})
    after.healthy({again: STALE, anew: STALE})
    for name, failed in (("2020Q4", (again, recovered)), ("2021Q1", (again, anew))):
        for target in failed:
            decide(name, target, "site-3", tmp_path, "甲", "乙")
    told = note(tmp_path)["与上一轮相比"]
    assert told.startswith(
        "与 2020Q4 相比：网站两轮都抽查的55个，新增不合格1个，连续不合格1个，转为合格1个；账号两轮都抽查的"
    )
    assert told.endswith("连续不合格的：兴山县人民政府。")
    assert note(tmp_path, "2020Q4")["与上一轮相比"] == "没有同类的上一轮可比。"


def test_both_formats_say_the_same(second_office: Office, tmp_path: Path) -> None:
    second_office.healthy()
    told = note(tmp_path)
    text = (tmp_path / "note" / "submission-2021Q1.md").read_text("utf-8").replace("\\", "")
    assert all(told[name] in text for name in ("不合格", "未定", "异议", "抽样"))
    assert "读者范围：内部" in text


def test_a_note_that_changed_is_not_overwritten_unasked(second_office: Office, tmp_path: Path) -> None:
    second_office.healthy({HOME_FAILS: STALE})
    words = ("submission", *LATER, "--out", str(tmp_path))
    assert check(*words).count("已写出") == 2
    assert check(*words).count("内容相同，未改动") == 2
    decide("2021Q1", HOME_FAILS, "site-3", tmp_path, "甲", "乙")
    assert report(*words).exit_code == 2
    assert check(*words, "--force").count("已写出") == 2


NAMES = st.lists(st.text("甲乙W（、", max_size=25), max_size=40)


@given(NAMES, st.integers(10, 150))
def test_a_list_keeps_to_its_room_and_never_hides_how_many(names: list[str], room: int) -> None:
    text = listed(names, room)
    assert len(text) <= room
    assert text == "、".join(names) or text.endswith(f"等{len(names)}个")


def pages(html: bytes, folder: Path) -> int:
    """On how many pages of A4 Chromium prints it."""
    source, target = folder / "note.html", folder / "note.pdf"
    source.write_bytes(html)
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    assert browser
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run(
        [*command, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri()],
        check=True,
        capture_output=True,
    )
    boxes = re.findall(rb"/MediaBox\s*\[([^]]*)\]", target.read_bytes())
    assert {tuple(round(float(number)) for number in box.split()) for box in boxes} == {(0, 0, 595, 842)}
    return len(boxes)


@pytest.fixture
def browser() -> Iterator[None]:
    if not (shutil.which("chromium") or shutil.which("chromium-browser")):
        pytest.skip("no Chromium")
    yield


WIDE = "M\u200b"
"""As wide as a Chinese character in any font, and like one a place at which a line may end."""


def fullest(length: int) -> Note:
    """A note whose every text is as long as it can be, by its limits."""
    rows = tuple((kind, *["12345"] * 2, "100.00%", *["12345"] * 3, "100.00%") for kind in ("网站", "账号"))
    paragraphs = tuple((WIDE * 6, WIDE * length) for _ in range(6))
    return Note(WIDE * 48, WIDE * 140, HEADER, rows, paragraphs)


def test_the_fullest_note_prints_on_one_page(browser: None, tmp_path: Path) -> None:
    assert pages(rendered(fullest(MOST))["html"], tmp_path) == 1
    assert pages(rendered(fullest(3 * MOST))["html"], tmp_path) == 2


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_plain_words(text: str) -> None:
    made = rendered(Note("标题", "依据", HEADER, (), (("不合格", listed([text], MOST)),)))
    html, markdown = (made[name].decode() for name in ("html", "md"))
    assert not LexborHTMLParser(html).css("script, img, a, b")
    assert hidden_in(html) == hidden_in(markdown) == []
    assert "<script" not in markdown
