"""The problem list and the list of inspected targets."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from govcrawl.rounds.declaration import Declaration
from govcrawl.storage.models import Fetch, Visit
from govcrawl.vocabulary import Indicator, Outcome, PageRole, Reading, Ruling, TargetKind, Verdict
from reporting.formats.plain import plain
from reporting.formats.sheets import MOST_CHARACTERS
from reporting.judge.facts import FindingKey, Span, Target
from reporting.judge.findings import Finding
from reporting.judge.fold import IndicatorResult, Judged
from reporting.judge.judging import Judgement
from reporting.judge.settle import Settled, Standing
from reporting.lists import problems, roster
from reporting.lists.draw import Drawn, Roster
from reporting.lists.evidence import Archived, load_evidence
from reporting.lists.items import Item, Problems, chosen
from reporting.lists.mending import MENDING_TIMES, UNSAID, mending_time
from reporting.standard.rules import INDICATORS, RULES
from tests.reporting.conftest import check, report
from tests.reporting.hostile import HOSTILE, harm_in, hidden_in, sheets, table
from tests.reporting.office import Office

ROUND = ("--round", "2021Q1")
HOME_FAILS, ONE_LATE = "4205260014", "4205000033"
HEADER = (
    *("序号", "编号", "网站/账号", "标识码/账号编号", "主办单位", "栏目", "问题类型", "描述", "地址"),
    *("最后更新", "监测时间", "佐证", "依据", "时限", "复核", "单位说明"),
)


@pytest.fixture
def failing(second_office: Office) -> Office:
    """A stale home page, one late column and a stale account."""
    late = {HOME_FAILS: date(2021, 2, 10), second_office.columns(ONE_LATE)[0]: date(2019, 1, 1)}
    second_office.healthy(late, {second_office.sampled_accounts()[0]: date(2020, 12, 1)})
    return second_office


def moment(*parts: int) -> datetime:
    """A time of a workbook, which knows no zones."""
    return datetime(*parts, tzinfo=UTC).replace(tzinfo=None)


def findings() -> list[dict[str, Any]]:
    judged = json.loads(check("judge", *ROUND, "--json"))["targets"]
    return [one | {"target": target["target"]} for target in judged for one in target["findings"]]


def decide(target: str, person: str, action: str = "confirm") -> None:
    handles = [one["id"] for one in findings() if one["target"] == target and one["standing"] != "clear"]
    check("review", action, *handles, *ROUND, "--person", person, "--reason", "打开核对")


def listed(path: Path, *words: str) -> list[dict[str, Any]]:
    check("problems", *ROUND, "--out", str(path), "--force", *words)
    head, *rows = table(path.read_bytes(), "问题清单", "序号")
    return [dict(zip(head, row, strict=True)) for row in rows]


def archive(office: Office, url: str) -> None:
    """Give the look at a list an archived answer."""
    with office.session() as session:
        visit = session.scalars(select(Visit).where(Visit.list_url == url)).one()
        session.add(
            Fetch(
                visit_id=visit.id,
                position=1,
                url=url,
                observed_at=visit.observed_at,
                state="ok",
                warc_file="2021Q1/night.warc.gz",
                warc_offset=4711,
                record_id="<urn:uuid:1>",
                payload_digest="sha1:A",
            )
        )


def test_a_line_of_the_list_for_units(failing: Office, tmp_path: Path) -> None:
    column = failing.columns(ONE_LATE)[0]
    archive(failing, column)
    decide(ONE_LATE, "样例甲")
    (line,) = listed(tmp_path / "list.xlsx")
    assert tuple(line) == HEADER
    (found,) = [one for one in findings() if one["standing"] == "confirmed"]
    assert line["编号"] == found["id"]
    assert (line["标识码/账号编号"], line["地址"], line["栏目"]) == (ONE_LATE, column, found["name"])
    assert (line["最后更新"], line["监测时间"]) == (moment(2019, 1, 1), moment(2021, 3, 12))
    assert line["佐证"].split("\n") == [
        "2021Q1/night.warc.gz",
        "位置 4711 字节",
        "<urn:uuid:1>",
        "取回 2021-03-12 20:00:00",
    ]
    assert line["依据"].startswith("国办秘函〔2019〕19号 单项否决4")
    assert (line["时限"], line["复核"], line["单位说明"]) == ("3—5个工作日", "属实（样例甲）", None)
    assert "未更新" in line["描述"]
    row = table((tmp_path / "list.xlsx").read_bytes(), "佐证材料", "序号")[1]
    assert row[1:] == [
        *(line["编号"], column, moment(2021, 3, 12, 20), "2021Q1/night.warc.gz"),
        *(4711, "<urn:uuid:1>", "sha1:A"),
    ]


def test_a_veto_goes_to_the_unit_with_two_names_only(failing: Office, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    decide(HOME_FAILS, "样例甲")
    assert listed(path) == []
    assert any("没有列入清单的问题" in str(row[0]) for row in sheets(path.read_bytes())["问题清单"])
    decide(HOME_FAILS, "样例乙")
    (line,) = listed(path)
    assert (line["栏目"], line["问题类型"], line["时限"]) == ("首页", "首页不更新", "10个工作日")
    assert line["复核"] == "属实（样例甲、样例乙）"
    assert line["佐证"] == "没有归档的网页"


def test_the_internal_list_has_everything_open_and_says_so(failing: Office, tmp_path: Path) -> None:
    path = tmp_path / "internal.xlsx"
    decide(ONE_LATE, "样例甲")
    account = failing.sampled_accounts()[0]
    assert {line["标识码/账号编号"] for line in listed(path, "--internal")} == {HOME_FAILS, ONE_LATE, account}
    above = " ".join(str(row[0]) for row in sheets(path.read_bytes())["问题清单"][:3])
    assert "未经印发" in above and "读者范围：内部" in above
    decide(HOME_FAILS, "样例甲", "dismiss")
    lines = {line["标识码/账号编号"]: line for line in listed(path, "--internal")}
    assert set(lines) == {ONE_LATE, account}
    assert (lines[account]["结果"], lines[account]["复核"], lines[account]["栏目"] or "") == ("疑似", "待复核", "")
    assert lines[ONE_LATE]["复核理由"] == "打开核对"


def test_a_site_that_never_opened_has_the_evidence_of_its_home_page(second_office: Office, tmp_path: Path) -> None:
    site, home = ONE_LATE, "http://jyj.yichang.gov.cn/"
    failed = {"reading": Reading.FAILED}
    second_office.look(site, second_office.columns(site)[0], role=PageRole.COLUMN, **failed)
    second_office.look(site, home, role=PageRole.HOME, **failed)
    archive(second_office, home)
    lines = [line for line in listed(tmp_path / "list.xlsx", "--internal") if line["标识码/账号编号"] == site]
    assert {(line["结果"], line["监测时间"], line["最后更新"]) for line in lines} == {
        ("未检", "未能打开", "没有成功的访问")
    }
    assert all("位置 4711 字节" in line["佐证"] for line in lines)


def test_the_fresher_list_is_the_evidence_of_a_parent(failing: Office) -> None:
    parent, child = "http://a.example/", "http://a.example/b/"
    for url, newest in ((parent, date(2020, 1, 1)), (child, date(2020, 6, 1))):
        failing.look(ONE_LATE, url, newest)
        archive(failing, url)
    key = FindingKey(TargetKind.SITE, ONE_LATE, Indicator.SITE_4A, parent)
    finding = Finding(key, "栏目", Outcome.FAIL, "最后更新 2020-06-01；监测 2021-03-12", lists=(parent, child))
    span = Span(date(2021, 3, 8), date(2021, 3, 14))
    with failing.session() as session:
        found = load_evidence(session, "2021Q1", [finding], {TargetKind.SITE: span})
    assert found[key].url == child


BONUS = Indicator.BONUS_SURVEYS


@pytest.mark.parametrize(
    ("indicator", "waits", "listed"),
    [
        (Indicator.SITE_4A, False, True),
        (Indicator.SITE_3, True, False),
        (Indicator.PUBLISH_OVERVIEW, True, True),
        (BONUS, False, False),
    ],
)
def test_what_goes_to_units(indicator: Indicator, waits: bool, listed: bool) -> None:
    """One name is enough for what waits for points only, not for a veto that waits for its second name."""
    settled = replace(
        item("甲").settled,
        finding=Finding(FindingKey(TargetKind.SITE, "甲", indicator, "甲"), "栏", Outcome.FAIL, "甲"),
    )
    result = IndicatorResult(indicator, Outcome.FAIL, 1, False, (settled,) if waits else ())
    judged = replace(item("甲").judged, results=(result,), findings=(settled,))
    judgement = Judgement(declaration(), None, (), (judged,))
    assert bool(chosen(judgement, internal=False)) is listed
    assert bool(chosen(judgement, internal=True)) is (indicator is not BONUS)


def test_wide_tables_are_printed_on_a3(failing: Office, tmp_path: Path) -> None:
    for name, words, size in (("units", (), 9), ("internal", ("--internal",), 8)):
        path = tmp_path / f"{name}.xlsx"
        listed(path, *words)
        assert openpyxl.load_workbook(path)["问题清单"].page_setup.paperSize == size


def test_the_units_list_tells_nothing_of_what_is_undecided(failing: Office, tmp_path: Path) -> None:
    told = check("problems", *ROUND, "--out", str(tmp_path / "list.xlsx"))
    assert "列入 0 项。另有 3 项待复核，未列入。" in told
    cells = [
        str(cell) for rows in sheets((tmp_path / "list.xlsx").read_bytes()).values() for row in rows for cell in row
    ]
    assert "读者范围：印发" in cells
    assert not [cell for cell in cells if "待复核" in cell or "疑似" in cell]


@pytest.mark.parametrize(("command", "name"), [("problems", "problems-2021Q1"), ("roster", "roster-2021Q1")])
def test_files_are_not_overwritten_unasked(failing: Office, tmp_path: Path, command: str, name: str) -> None:
    assert "已写出" in check(command, *ROUND)
    path = tmp_path / "var" / "lists" / "2021Q1" / f"{name}.xlsx"
    first = path.read_bytes()
    assert "内容相同，未改动" in check(command, *ROUND)
    path.write_bytes(b"filled in by a unit")
    result = report(command, *ROUND)
    assert (result.exit_code, "不会覆盖" in result.stderr) == (2, True)
    assert path.read_bytes() == b"filled in by a unit"
    check(command, *ROUND, "--force")
    assert path.read_bytes() == first
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("command", ["problems", "roster"])
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--round", "1999Q1"), "没有轮次 1999Q1"),
        ((*ROUND, "--out", "list.csv"), "应以 .xlsx 结尾"),
        ((*ROUND, "--out", "/dev/null/x/list.xlsx"), "list.xlsx"),
    ],
)
def test_bad_input_is_told(failing: Office, command: str, words: tuple[str, ...], told: str) -> None:
    result = report(command, *words)
    assert (result.exit_code, told in result.stderr) == (2, True)


def test_every_veto_has_its_time_and_every_time_its_indicator() -> None:
    assert {str(one) for one in RULES} <= MENDING_TIMES.keys() <= {str(one) for one in INDICATORS}


@pytest.mark.parametrize(
    ("indicator", "verdict", "time"),
    [
        ("site-4a", Verdict.QUALIFIED, "3—5个工作日"),
        ("site-4a", Verdict.UNQUALIFIED, "10个工作日"),
        ("site-1a", Verdict.UNQUALIFIED, "当日"),
        ("design-links", Verdict.QUALIFIED, "1—3个工作日"),
        ("bonus-space", Verdict.QUALIFIED, UNSAID),
    ],
)
def test_times_by_kind(indicator: str, verdict: Verdict, time: str) -> None:
    assert mending_time(indicator, verdict) == time


def rosters(path: Path) -> dict[str, list[dict[str, Any]]]:
    check("roster", *ROUND, "--out", str(path))
    made = {name: table(path.read_bytes(), name, "序号") for name in ("网站", "账号")}
    return {name: [dict(zip(head, row, strict=True)) for row in rows] for name, (head, *rows) in made.items()}


def test_the_roster_and_its_draw_can_be_repeated(second_office: Office, tmp_path: Path) -> None:
    lists = rosters(tmp_path / "roster.xlsx")
    accounts = lists["账号"]
    assert {row["账号编号"] for row in accounts if row["是否抽中"] == "是"} == set(second_office.sampled_accounts())
    assert {row["是否抽中"] for row in lists["网站"]} == {"是"}
    how = dict(row[:2] for row in table((tmp_path / "roster.xlsx").read_bytes(), "抽取办法", "项目"))
    for row in accounts:
        digest = hashlib.sha256(f"{how['种子']}:{row['账号编号']}".encode()).hexdigest()
        assert row["抽取摘要（前16位）"] == digest[:16]
    for group in {row["抽样分组"] for row in accounts}:
        members = [row for row in accounts if row["抽样分组"] == group]
        drawn = [row["组内次序"] for row in members if row["是否抽中"] == "是"]
        assert sorted(drawn) == list(range(1, len(drawn) + 1))
        assert how[f"账号分组“{group}”"] == f"共{len(members)}个，抽中{len(drawn)}个，与按种子重抽的结果一致"
    assert how["账号抽查比例"] == "30%"


def declaration() -> Declaration:
    return Declaration.model_validate(
        {"name": "2021Q1", "kind": "quarterly", "standard": "国办秘函〔2019〕19号", "scope": ["site-4a"], "seed": 7}
    )


def item(text: str) -> Item:
    """A line that has ``text`` wherever a page, a ledger or a person may have put it."""
    stored = text.replace("\ud800", "")
    target = Target(TargetKind.SITE, text, 1, text, text, text, text, False, "", True)
    key = FindingKey(TargetKind.SITE, stored, Indicator.SITE_4A, stored)
    finding = Finding(key, f"栏{text}", Outcome.FAIL, stored, text)
    settled = Settled(finding, Standing.CONFIRMED, (text,), Ruling.CONFIRMED, text)
    archived = Archived(text, moment(2021, 3, 12, 20), text, 1, text, text)
    judged = Judged(target, date(2021, 3, 12), Verdict.QUALIFIED, (), (settled,))
    return Item("国办秘函〔2019〕19号", judged, settled, archived)


def drawn(text: str) -> Drawn:
    return Drawn(TargetKind.ACCOUNT, text, text, text, text, False, text, text, True, "0" * 64, 1)


def written(text: str) -> Iterator[bytes]:
    yield problems.render(Problems("2021Q1", True, (item(text),), 0))
    yield roster.render(Roster(declaration(), (drawn(text),)))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_in_lists(text: str) -> None:
    shown = plain(text)[:MOST_CHARACTERS]
    for content, again in zip(written(text), written(text), strict=True):
        assert content == again
        assert harm_in(content) == set()
        cells = [str(cell) for rows in sheets(content).values() for row in rows for cell in row if cell is not None]
        assert sum(cell.startswith(shown) for cell in cells) >= 4
        assert hidden_in("".join(cells)) == []


def test_a_draw_that_the_seed_does_not_explain_is_told() -> None:
    one, other = drawn("甲"), drawn("乙")
    ranked = (replace(one, group="组", rank=2), replace(other, group="组", rank=1, sampled=False))
    rows = table(roster.render(Roster(declaration(), ranked)), "抽取办法", "项目")
    assert dict(row[:2] for row in rows)["账号分组“组”"] == "共2个，抽中1个，其中1个不是按种子抽出"
