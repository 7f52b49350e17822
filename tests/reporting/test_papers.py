"""Working papers: what ``report explain`` knows of a target, as a page and a workbook."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from govcrawl.vocabulary import TargetKind
from reporting.formats import book
from reporting.formats.plain import plain
from reporting.formats.sheets import MOST_CHARACTERS, Book, Column, Sheet
from reporting.judge.facts import Target
from reporting.papers.commands import file_stem
from tests.reporting.conftest import check, report
from tests.reporting.hostile import HOSTILE, harm_in, hidden_in, sheets, table
from tests.reporting.office import Office
from tests.reporting.test_explain import archive, confirm

ROUND = ("--round", "2020Q4")
SITE = "4205000034"
STALE = date(2020, 1, 1)


@pytest.fixture
def late(office: Office, tmp_path: Path) -> str:
    """One late column, confirmed by one person, its page in the archive."""
    url = office.columns(SITE)[0]
    office.healthy({url: STALE}, skip=url)
    office.look(SITE, url, STALE, entries=("<b>第一条</b>",))
    archive(office, url)
    confirm(SITE, "site-4a", url, tmp_path, "甲")
    return url


def papers(tmp_path: Path, *words: str) -> Path:
    folder = tmp_path / "papers"
    check("papers", *ROUND, "--out", str(folder), *words)
    return folder


def page_cells(html: str, section: str) -> list[list[str]]:
    """The rows of a section's table, as a reader of the page sees them."""
    (found,) = (one for one in LexborHTMLParser(html).css("section") if one.css_first("h2").text() == section)
    return [[cell.text(separator="\n") for cell in row.css("td")] for row in found.css("tbody tr")]


def explained() -> dict[str, Any]:
    return dict(json.loads(check("explain", SITE, *ROUND, "--json")))


def test_a_paper_holds_what_explain_tells(late: str, tmp_path: Path) -> None:
    folder, truth = papers(tmp_path, "--target", SITE), explained()
    assert {path.name for path in folder.iterdir()} == {f"site-{SITE}.html", f"site-{SITE}.xlsx"}
    content, html = (folder / f"site-{SITE}.xlsx").read_bytes(), (folder / f"site-{SITE}.html").read_text("utf-8")
    findings = [finding for one in truth["indicators"] for finding in one["findings"]]
    rows = table(content, "检查事项", "序号")[1:]
    assert [row[1] for row in rows] == [finding["id"] for finding in findings]
    assert [row[6] for row in rows] == [finding["values"] for finding in findings]
    indicators = table(content, "指标", "序号")[1:]
    assert [(row[1], row[4]) for row in indicators] == [
        (one["indicator"], one["clause"]) for one in truth["indicators"]
    ]
    assert [row[8].splitlines()[0] for row in indicators] == [one["arithmetic"] for one in truth["indicators"]]
    (found,) = (finding for finding in findings if finding["outcome"] == "fail")
    decisions = table(content, "复核", "序号")[1:]
    assert [(row[1], *row[3:6]) for row in decisions] == [(found["id"], "甲", "属实", "打开核对")]
    looks = {look["visit"]: look for finding in findings for look in finding["looks"]}
    proofs = table(content, "佐证", "访问号")[1:]
    assert [row[5:7] for row in proofs if row[0] == found["looks"][0]["visit"]][-1] == ["2020Q4/a.warc.gz", 1234]
    assert len(proofs) == sum(len(look["proofs"]) for look in looks.values())
    for name in ("检查事项", "复核", "访问", "佐证"):
        assert (
            len(page_cells(html, name))
            == len(table(content, name, "访问号" if name in ("访问", "佐证") else "序号")) - 1
        )
    assert "<b>第一条</b>" in "".join(cell for row in page_cells(html, "访问") for cell in row)
    assert "读者范围：内部" in html


def test_a_whole_round_has_two_files_for_each_target(late: str, tmp_path: Path) -> None:
    names = {path.name for path in papers(tmp_path).iterdir()}
    judged = json.loads(check("judge", *ROUND, "--json"))["targets"]
    assert names == {f"{one['kind']}-{one['target']}.{suffix}" for one in judged for suffix in ("html", "xlsx")}


def test_papers_are_not_overwritten_unasked(late: str, office: Office, tmp_path: Path) -> None:
    words = ("papers", *ROUND, "--target", SITE, "--out", str(tmp_path / "papers"))
    assert "新写或改动 1 份" in check(*words)
    assert "新写或改动 0 份" in check(*words)
    before = (tmp_path / "papers" / f"site-{SITE}.html").read_bytes()
    office.look(SITE, late, STALE, night=date(2020, 11, 16))
    result = report(*words)
    assert (result.exit_code, "--force" in result.stderr) == (2, True)
    assert (tmp_path / "papers" / f"site-{SITE}.html").read_bytes() == before
    assert "新写或改动 1 份" in check(*words, "--force")


@pytest.mark.parametrize("target", ["0000000000", "宜昌市没有的局"])
def test_an_unknown_target_is_a_problem(office: Office, tmp_path: Path, target: str) -> None:
    result = report("papers", *ROUND, "--target", target, "--out", str(tmp_path / "papers"))
    assert (result.exit_code, f"“{target}”不在轮次" in result.stderr) == (2, True)
    assert not (tmp_path / "papers").exists()


def target(key: str) -> Target:
    return Target(TargetKind.ACCOUNT, key, 1, "名", "单位", "http://a/", "http://a/", False, "", True)


@given(st.lists(st.one_of(st.text(), st.sampled_from(["../../x", "a/b", "a_b", ".", "CON", "x" * 300])), unique=True))
def test_any_key_gives_a_file_name_of_its_own(keys: list[str]) -> None:
    stems = [file_stem(target(key)) for key in keys]
    assert len(set(stems)) == len(stems)
    for stem in stems:
        assert stem.isascii()
        assert len(stem) < 100
        assert not set(stem) & set("/\\.: \n\x00")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_in_a_page_of_tables(text: str) -> None:
    sheet = Sheet("表", text, (Column(text, 10),), ((text,), ((text, text),)), (text,), "内部")
    html = book.render(Book(text, "读者范围：内部", (sheet,))).decode()
    tree, shown = LexborHTMLParser(html), plain(text)[:MOST_CHARACTERS]
    own = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "section", "div", "br", "footer"}
    tags = {node.tag for node in tree.css("*")}
    assert tags <= own | {"table", "thead", "tbody", "tr", "th", "td"}
    attributes = {name for node in tree.css("body *") for name in node.attributes}
    assert attributes <= {"class", "role", "scope"}
    assert [cell.text().startswith(shown) for cell in tree.css("td")] == [True, True]
    assert hidden_in(html) == []


def test_hostile_entries_reach_nobody(office: Office, tmp_path: Path) -> None:
    url = office.columns(SITE)[0]
    office.healthy({url: STALE}, skip=url)
    office.look(SITE, url, STALE, entries=tuple(text.encode("utf-8", "replace").decode() for text in HOSTILE.values()))
    folder = papers(tmp_path, "--target", SITE)
    assert harm_in((folder / f"site-{SITE}.xlsx").read_bytes()) == set()
    html = (folder / f"site-{SITE}.html").read_text("utf-8")
    assert not LexborHTMLParser(html).css("script, img, a, b")
    assert hidden_in(html) == []
    assert "访问" in sheets((folder / f"site-{SITE}.xlsx").read_bytes())
