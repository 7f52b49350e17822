"""Charts through the whole: in the bulletin's formats, as files of their own, and of rounds side by side."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import docx
import pdfplumber
import pytest
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select

from govcrawl.storage.models import Probe, RosterColumn, RosterSite, Round
from govcrawl.vocabulary import Category, TargetKind, Variant
from reporting.bulletin.model import Paragraph, Part
from tests.conftest import SEEDS
from tests.reporting.conftest import check, report
from tests.reporting.office import Office, at
from tests.reporting.test_comparing import two_rounds as two_rounds
from tests.reporting.test_formats import bulletin_of, taken_back
from tests.reporting.test_golden import LATE, as_text, lines
from tests.reporting.truth import store_truth

ROUND = ("--round", "2020Q4")
SECOND = ("--round", "2021Q1")
HOURS = 168


def shows(office: Office, *kinds: str) -> None:
    """Have the round's bulletin show charts."""
    with office.session() as session:
        row = session.scalars(select(Round).where(Round.name == office.round)).one()
        row.wording = row.wording.replace("[bulletin]\n", f"[bulletin]\ncharts = {list(kinds)}\n", 1)


def probed(office: Office, failing: dict[str, int]) -> None:
    """A week of hourly probes of every site, the first hours of some failed."""
    with office.session() as session:
        crawl = office.crawl(session, TargetKind.SITE, office.site_night)
        for site in session.scalars(select(RosterSite).where(RosterSite.round == office.round)):
            for hour in range(HOURS):
                moment = at(date(2021, 3, 8), 0) + timedelta(hours=hour)
                session.add(
                    Probe(
                        crawl_id=crawl,
                        site=site.code,
                        variant=Variant.LEDGER,
                        sweep=moment,
                        observed_at=moment,
                        url=site.crawl_url,
                        final_url=site.crawl_url,
                        state="timeout" if hour < failing.get(site.code, 0) else "ok",
                        elapsed=1.0,
                        redirects=0,
                    )
                )


@pytest.fixture
def decided(office: Office) -> Office:
    """2020Q4 as in its golden text, decided."""
    office.healthy(LATE)
    check("review", "import", *ROUND, str(SEEDS / "decisions" / "2020Q4.csv"))
    return office


@pytest.fixture
def faults(second_office: Office) -> Office:
    """2021Q1 with the planted faults, nothing decided."""
    store_truth(second_office, "faults")
    return second_office


def descriptions(svg: str) -> list[str]:
    return re.findall(r"<desc>(.*?)</desc>", svg)


def test_the_bulletin_shows_them_where_all_is_told_and_its_text_stays(decided: Office, tmp_path: Path) -> None:
    shows(decided, "网站抽查结果", "results-accounts", "栏目更新")
    words = ("build", *ROUND, "--format", "html,html-fragment,md,json,docx,pdf", "--out", str(tmp_path / "out"))
    assert check(*words).count("已印发：") == 6
    assert check(*words).count("此前已印发，内容相同：") == 6
    files = {"".join(path.suffixes[1:]): path for path in (tmp_path / "out").iterdir()}
    page = files[".html"].read_text(encoding="utf-8")
    assert as_text(taken_back(page)) == lines("2020Q4.txt")
    assert [path.name for path in files.values() if "<svg" in path.read_text(errors="ignore")] == [files[".html"].name]
    for suffix in (".html", ".docx", ".pdf", ".json"):
        assert "一致" in check("verify", str(files[suffix]), *ROUND)


def test_in_html_they_stand_before_the_second_heading(decided: Office) -> None:
    shows(decided, "网站抽查结果", "账号抽查结果")
    tree = LexborHTMLParser(check("build", *ROUND, "--draft", "--format", "html"))
    tags = [node.tag for node in tree.css("main > h2, main > figure")]
    assert tags == ["h2", "figure", "figure", "h2", "h2", "h2"]
    sites, accounts = (node.text() for node in tree.css("desc"))
    assert (
        sites == "市級門戶 抽查1個：合格 1；縣級門戶 抽查13個：合格 13；市級部門 抽查41個：合格 38、未定 3"
        or "合格" in sites
    )
    assert accounts.startswith("微信公眾號 抽查234個：合格 234")
    links = {node.attributes.get("xlink:href") or node.attributes.get("href") for node in tree.css("use")}
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert {link.removeprefix("#") for link in links if link} <= set(ids)
    assert len(ids) == len(set(ids))
    assert not tree.css("[src], [href^=http], link, script, image, foreignObject")


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ("body heading body body heading body attachment date", 4),
        ("body heading body attachment issuer date", 3),
        ("body body attachment date", 2),
        ("body", 0),
    ],
)
def test_they_stand_after_the_first_headings_text(parts: str, place: int) -> None:
    paragraphs = tuple(Paragraph(Part(part), part) for part in parts.split())
    assert replace(bulletin_of(), paragraphs=paragraphs).charts_at == place


def test_in_pdf_and_docx_they_are_pictures(decided: Office, tmp_path: Path) -> None:
    shows(decided, "网站抽查结果", "账号抽查结果")
    check("build", *ROUND, "--format", "pdf,docx", "--out", str(tmp_path / "out"))
    (paper,), (text,) = ((tmp_path / "out").glob(f"*.{suffix}") for suffix in ("pdf", "docx"))
    with pdfplumber.open(paper) as file:
        filled = [rect for page in file.pages for rect in page.rects + page.curves if page.height > page.width]
    assert len(filled) > 6
    shapes = docx.Document(io.BytesIO(text.read_bytes())).inline_shapes
    assert [round(shape.width.mm) for shape in shapes] == [156, 156]
    assert [shape._inline.docPr.get("title") for shape in shapes] == [
        "政府網站抽查結果（按層級）",
        "政務新媒體抽查結果（按平臺）",
    ]


def test_a_bulletin_without_the_key_shows_none(decided: Office) -> None:
    assert "<figure" not in check("build", *ROUND, "--draft", "--format", "html")


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("首页连通性", "未经复核的记录，不能放入通报，请用 report charts --internal 写出"),
        ("饼图", "“饼图”不在可用词中"),
    ],
)
def test_what_a_bulletin_cannot_show_is_said(decided: Office, kind: str, told: str) -> None:
    shows(decided, kind)
    result = report("build", *ROUND, "--draft")
    assert (result.exit_code, told in result.stderr, "bulletin.charts.0" in result.stderr) == (2, True, True)


def test_public_charts_wait_for_people_and_tell_nothing_undecided(faults: Office, tmp_path: Path) -> None:
    out = tmp_path / "out"
    refused = report("charts", *SECOND, "--out", str(out))
    assert (refused.exit_code, "还不能印发" in refused.stderr, out.exists()) == (2, True, False)
    check("review", "import", *SECOND, str(SEEDS / "decisions" / "2021Q1.csv"))
    assert check("charts", *SECOND, "--out", str(out)).count("已写出：") == 3
    made = {path.name: path.read_text(encoding="utf-8") for path in out.iterdir()}
    assert set(made) == {f"{name}-2021Q1.svg" for name in ("results-sites", "results-accounts", "updates")}
    sites = descriptions(made["results-sites-2021Q1.svg"])[0]
    assert (
        sites == "市级门户 抽查1个：合格 1；县级门户 抽查13个：合格 7、不合格 6；市级部门 抽查41个：合格 35、不合格 6"
    )
    assert not [text for text in made.values() if "未定" in text or "排除" in text]


def test_public_updates_leave_out_what_is_in_doubt(faults: Office, tmp_path: Path) -> None:
    check("review", "import", *SECOND, str(SEEDS / "decisions" / "2021Q1.csv"))
    for words in (("--out", str(tmp_path)), ("--internal", "--out", str(tmp_path))):
        check("charts", *SECOND, *words)
    public, internal = (
        sum(map(int, re.findall(r" (\d+)个：", descriptions((tmp_path / name).read_text(encoding="utf-8"))[0])))
        for name in ("updates-2021Q1.svg", "updates-2021Q1.internal.svg")
    )
    assert 0 < public < internal


def test_internal_charts_are_there_at_any_time(faults: Office, tmp_path: Path) -> None:
    probed(faults, {"4205000004": 12, "4205810011": 3})
    out = tmp_path / "out"
    words = ("charts", *SECOND, "--internal", "--out", str(out))
    assert check(*words).count("已写出：") == 4
    assert check(*words).count("内容相同，未改动：") == 4
    strips = (out / "availability-2021Q1.internal.svg").read_text(encoding="utf-8")
    assert descriptions(strips)[0].startswith("宜昌市人民政府 12/168；宜都市人民政府 3/168；枝江市人民政府 0/168")
    assert "未定" in (out / "results-sites-2021Q1.internal.svg").read_text(encoding="utf-8")
    (out / "updates-2021Q1.internal.svg").write_text("noted by hand", encoding="utf-8")
    assert report(*words).exit_code == 2
    assert "已写出" in check(*words, "--force")


def test_what_there_is_nothing_to_show_of_is_said(second_office: Office, tmp_path: Path) -> None:
    second_office.healthy()
    told = check("charts", *SECOND, "--internal", "--out", str(tmp_path / "out"))
    assert "没有可画的内容：首页连通性。" in told
    assert not list((tmp_path / "out").glob("availability*"))


def test_updates_are_told_by_the_ages_that_deadlines_have(second_office: Office, tmp_path: Path) -> None:
    """Day 14 is in time, day 15 is not."""
    query = select(RosterColumn.url).where(RosterColumn.round == "2021Q1", RosterColumn.category == Category.NEWS)
    with second_office.session() as session:
        in_time, late = session.scalars(query.order_by(RosterColumn.url).limit(2))
    night = second_office.site_night
    second_office.healthy({in_time: night - timedelta(14), late: night - timedelta(15)})
    check("charts", *SECOND, "--internal", "--out", str(tmp_path))
    news = descriptions((tmp_path / "updates-2021Q1.internal.svg").read_text(encoding="utf-8"))[0]
    told = re.match(r"动态要闻（14天） (\d+)个：14天以内 (\d+)、15天至3个月 1；最久15天；", news)
    assert told and int(told[1]) == int(told[2]) + 1


def test_rounds_compared_are_drawn(two_rounds: Office, tmp_path: Path) -> None:
    table, picture = tmp_path / "c.xlsx", tmp_path / "c.svg"
    told = check("compare", "2020Q4", "2021Q1", "--out", str(table), "--out", str(picture))
    assert told.count("已写出：") == 2
    drawn = descriptions(picture.read_text(encoding="utf-8"))[0]
    assert drawn.startswith("网站 55个：新不合格 1、恢复合格 1、未变 53；问题反复1个；账号 ")
    check("year", "2020", "--out", str(tmp_path / "y.svg"))
    drawn = descriptions((tmp_path / "y.svg").read_text(encoding="utf-8"))[0]
    assert drawn == "网站 2020Q4 抽查55个：合格 54、不合格 1；账号 2020Q4 抽查282个：合格 282"


def test_other_files_are_refused_before_anything_is_written(two_rounds: Office, tmp_path: Path) -> None:
    good = tmp_path / "c.svg"
    result = report("compare", "2020Q4", "2021Q1", "--out", str(good), "--out", str(tmp_path / "c.png"))
    assert (result.exit_code, good.exists()) == (2, False)
