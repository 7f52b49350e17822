"""The loop with the units, part by part: working days, notices, statements, what was mended, corrections."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import select

from govcrawl.rounds.plan import SitePlan
from govcrawl.rounds.rechecks import load_rechecks
from govcrawl.storage.models import Crawl, Decision, Notice, NoticeItem, Statement, Visit
from govcrawl.storage.runs import RECHECK
from govcrawl.vocabulary import Indicator, Outcome, PageRole, Reading, Ruling, StatementKind, TargetKind
from reporting.judge.facts import FindingKey
from reporting.judge.findings import Finding
from reporting.judge.mending import State, mending_of
from reporting.judge.settle import Settled, Standing
from reporting.loop.correction import changes_between
from reporting.loop.workdays import due_after, is_working
from reporting.review.stage import Progress, Stage, stage_of
from tests.reporting.conftest import check, report
from tests.reporting.office import Office

SITE, HOME_SITE = "4205000034", "4205000062"
COLUMN = "http://mzzjswj.yichang.gov.cn/list-4902-1.html"
ROUND = ("--round", "2020Q4")


@pytest.mark.parametrize(
    ("start", "days", "due", "certain"),
    [
        (date(2020, 12, 1), 0, date(2020, 12, 1), True),
        (date(2020, 12, 1), 3, date(2020, 12, 4), True),
        (date(2020, 12, 4), 1, date(2020, 12, 7), True),
        (date(2020, 9, 30), 1, date(2020, 10, 9), True),
        (date(2020, 9, 30), 2, date(2020, 10, 10), True),
        (date(2031, 1, 3), 1, date(2031, 1, 6), False),
    ],
)
def test_working_days_are_those_of_the_chinese_calendar(start: date, days: int, due: date, certain: bool) -> None:
    assert (due_after(start, days).day, due_after(start, days).certain) == (due, certain)


@given(st.dates(date(2004, 1, 1), date(2100, 1, 1)), st.integers(1, 30))
def test_a_due_day_is_worked_and_as_many_are_between(start: date, days: int) -> None:
    due = due_after(start, days).day
    between = [date.fromordinal(n) for n in range(start.toordinal() + 1, due.toordinal() + 1)]
    assert sum(is_working(day)[0] for day in between) == days
    assert is_working(due)[0]


@pytest.fixture
def confirmed(office: Office, clock: None) -> Office:
    """Columns of two sites late, the home page of a third; all confirmed by two people."""
    other = office.columns("4205000055")[0]
    office.healthy({COLUMN: date(2020, 10, 19), other: date(2019, 1, 1), HOME_SITE: date(2020, 9, 1)})
    for person in ("样例甲", "样例乙"):
        handles = [one["id"] for one in findings() if one["standing"] != "clear" and person not in one["people"]]
        check("review", "confirm", *handles, *ROUND, "--person", person, "--reason", "用浏览器核对")
    return office


def findings() -> list[dict[str, object]]:
    told = json.loads(check("judge", *ROUND, "--json"))["targets"]
    return [one for target in told for one in target["findings"]]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    from govcrawl import clock as own

    monkeypatch.setattr(own, "today", lambda: date(2020, 12, 1))
    monkeypatch.setattr(own, "now", lambda: datetime(2020, 12, 1, 1, tzinfo=UTC))


def rows(office: Office, model: type[Notice] | type[NoticeItem] | type[Statement]) -> list[object]:
    with office.session() as session:
        found = list(session.scalars(select(model)))
        session.expunge_all()
        return list(found)


def given_handles(office: Office, tmp_path: Path) -> dict[str, str]:
    """By target, the 编号 that its unit's notice names."""
    check("notice", *ROUND, "--out", str(tmp_path))
    found = {}
    for path in sorted(tmp_path.glob("notice-*.xlsx")):
        sheet = load_workbook(path).worksheets[0]
        table = [[cell.value for cell in row] for row in sheet.iter_rows()]
        head = next(number for number, row in enumerate(table) if row[0] == "序号")
        for row in table[head + 1 :]:
            line = dict(zip(table[head], row, strict=True))
            found[str(line["标识码/账号编号"])] = str(line["编号"])
            found[f"{line['标识码/账号编号']} due"] = str(line["整改时限"])[:10]
    return found


def test_each_unit_gets_its_own_problems_once(confirmed: Office, tmp_path: Path) -> None:
    found = given_handles(confirmed, tmp_path)
    assert found[f"{SITE} due"] == "2020-12-08", "columns: five working days"
    assert found[f"{HOME_SITE} due"] == "2020-12-15", "a failed site: ten"
    assert len(rows(confirmed, Notice)) == 3
    assert len(rows(confirmed, NoticeItem)) == 3
    again = report("notice", *ROUND, "--out", str(tmp_path))
    assert (again.exit_code, "没有待下发的问题" in again.stderr) == (2, True)
    assert "读者范围：印发" in (next(tmp_path.glob("*.html"))).read_text(encoding="utf-8")


def test_a_year_that_the_calendar_does_not_know_is_said(
    confirmed: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from govcrawl import clock as own

    monkeypatch.setattr(own, "today", lambda: date(2031, 1, 3))
    given_handles(confirmed, tmp_path)
    assert "工作日历尚未公布2031年的安排" in next(tmp_path.glob("*.html")).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "told"), [(("--unit", "无此单位"), "没有经复核属实的问题"), ((), "没有待下发的问题")]
)
def test_a_notice_without_problems_is_refused(office: Office, words: tuple[str, ...], told: str) -> None:
    office.healthy({COLUMN: date(2020, 10, 19)})
    result = report("notice", *ROUND, *words)
    assert (result.exit_code, told in result.stderr) == (2, True)
    assert rows(office, Notice) == []


SAYS = ("--text", "已于当日更新", "--person", "样例丙")


def test_a_units_word_is_kept_with_its_paper(confirmed: Office, tmp_path: Path) -> None:
    handle = given_handles(confirmed, tmp_path)[SITE]
    paper = tmp_path / "说明.pdf"
    paper.write_bytes(b"%PDF-1.4 made up")
    words = (handle, *ROUND, "--as", "情况说明", *SAYS, "--file", str(paper))
    assert "已登记" in check("statement", "add", *words)
    assert "未重复" in check("statement", "add", *words)
    check("statement", "add", handle, *ROUND, "--as", "异议", *SAYS, "--address", "http://a.example/")
    first, second = rows(confirmed, Statement)
    assert isinstance(first, Statement)
    assert isinstance(second, Statement)
    kept = tmp_path / "var" / "evidence" / str(first.source)
    assert (kept.read_bytes(), kept.stem) == (paper.read_bytes(), first.sha256)
    assert (second.source, second.kind) == ("http://a.example/", "objection")
    assert "已于当日更新" in check("statement", "list", *ROUND)
    assert "异议" in check("progress", *ROUND)


@pytest.mark.parametrize(
    ("handle", "words", "told"),
    [
        ("0000000000", (), "没有编号 0000000000"),
        (None, ("--file", "nowhere.pdf"), "无法读取"),
        (None, ("--file", "a", "--address", "b"), "只写一个"),
        (None, ("--received", "2020-12-02"), "还没有到"),
    ],
)
def test_a_statement_that_does_not_fit_is_refused(
    confirmed: Office, tmp_path: Path, handle: str | None, words: tuple[str, ...], told: str
) -> None:
    own = given_handles(confirmed, tmp_path)[SITE]
    result = report("statement", "add", handle or own, *ROUND, "--as", "异议", *SAYS, *words)
    assert (result.exit_code, told in result.stderr) == (2, True)
    assert rows(confirmed, Statement) == []


KEY = FindingKey(TargetKind.SITE, SITE, Indicator.SITE_4A, COLUMN)


def settled(ruling: Ruling | None, standing: Standing = Standing.CONFIRMED) -> Settled:
    return Settled(Finding(KEY, "栏目", Outcome.FAIL, "最后更新 2020-10-19"), standing, ("甲",), ruling)


@pytest.mark.parametrize(
    ("ruling", "outcome", "state", "public"),
    [
        (Ruling.CONFIRMED, None, State.WAITING, State.WAITING),
        (Ruling.CONFIRMED, Outcome.PASS, State.MENDED, State.MENDED),
        (Ruling.CONFIRMED, Outcome.FAIL, State.NOT_MENDED, State.WAITING),
        (Ruling.CONFIRMED, Outcome.SUSPECT, State.WAITING, State.WAITING),
        (Ruling.MENDED, Outcome.FAIL, State.MENDED, State.MENDED),
        (Ruling.NOT_MENDED, Outcome.PASS, State.NOT_MENDED, State.NOT_MENDED),
        (Ruling.NOT_MENDED, None, State.NOT_MENDED, State.NOT_MENDED),
    ],
)
def test_a_persons_word_goes_before_the_machines(
    ruling: Ruling, outcome: Outcome | None, state: State, public: State
) -> None:
    seen = Finding(KEY, "栏目", outcome, "最后更新 2020-12-20") if outcome else None
    found = mending_of(settled(ruling), seen)
    assert (found.state, found.public) == (state, public)


RECHECKED = date(2020, 12, 20)


def rechecked(office: Office, newest: date) -> None:
    """A recheck of the column, on a day after the round's window."""
    with office.session() as session:
        at = datetime.combine(RECHECKED, time(3), UTC)
        crawl = Crawl(round="2020Q4", spider=RECHECK, night=RECHECKED, replay=0, created_at=at)
        session.add(crawl)
        session.flush()
        for role, url in ((PageRole.HOME, "http://mzzjswj.yichang.gov.cn/"), (PageRole.COLUMN, COLUMN)):
            look = {"role": role, "list_url": url, "url": url, "newest": newest, "reading": Reading.READ}
            counts = {"entry_count": 5, "dated_count": 5, "observed_at": at}
            session.add(Visit(crawl_id=crawl.id, target_kind=TargetKind.SITE, target=SITE, **look, **counts))


def told_of_column(on: str) -> str:
    handle = next(str(one["id"]) for one in findings() if one["subject"] == COLUMN)
    return next(line for line in check("progress", *ROUND, "--on", on).splitlines() if handle in line)


def states_in(line: str) -> set[str]:
    return {word.label for word in State if word.label in line}


@pytest.mark.parametrize(
    ("on", "states"),
    [("2020-12-19", set()), ("2020-12-20", {State.MENDED.label}), ("2021-03-01", {State.MENDED.label})],
)
def test_a_recheck_counts_from_its_own_day_and_keeps(confirmed: Office, on: str, states: set[str]) -> None:
    rechecked(confirmed, date(2020, 12, 18))
    assert states_in(told_of_column(on)) == states


@pytest.mark.parametrize(
    ("on", "stage"),
    [
        ("2020-11-30", Stage.OPEN),
        ("2020-12-01", Stage.GIVEN),
        ("2020-12-02", Stage.GIVEN),
        ("2020-12-03", Stage.DISPUTED),
    ],
)
def test_progress_is_told_as_on_a_day(
    confirmed: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on: str, stage: Stage
) -> None:
    handle = given_handles(confirmed, tmp_path)[SITE]
    monkeypatch.setattr("govcrawl.clock.today", lambda: date(2020, 12, 4))
    check("statement", "add", handle, *ROUND, "--as", "异议", *SAYS, "--received", "2020-12-03")
    assert stage.label in told_of_column(on)


@pytest.mark.parametrize(("on", "state"), [("2020-12-27", State.MENDED), ("2020-12-28", State.NOT_MENDED)])
def test_a_ruling_does_not_count_before_it_was_made(
    confirmed: Office, monkeypatch: pytest.MonkeyPatch, on: str, state: State
) -> None:
    rechecked(confirmed, date(2020, 12, 18))
    handle = next(str(one["id"]) for one in findings() if one["subject"] == COLUMN)
    monkeypatch.setattr("govcrawl.clock.now", lambda: datetime(2020, 12, 28, 1, tzinfo=UTC))
    check("review", "confirm", handle, *ROUND, "--person", "样例丙", "--reason", "再次打开仍旧", "--as", "未整改")
    assert states_in(told_of_column(on)) == {state.label}


def test_a_finding_without_an_address_is_looked_for_on_the_first_page(office: Office) -> None:
    key = {"round": "2020Q4", "target_kind": TargetKind.SITE, "target": SITE}
    seen = {"ruling": Ruling.CONFIRMED, "person": "样例甲", "reason": "无", "values_seen": "无", "points": None}
    at = datetime(2020, 12, 1, tzinfo=UTC)
    with office.session() as session:
        session.add(Decision(**key, indicator=Indicator.DESIGN_MARKS, subject="主办单位", decided_at=at, **seen))
        session.add(Decision(**key, indicator=Indicator.SITE_4A, subject=COLUMN, decided_at=at, **seen))
        session.flush()
        (plan,) = load_rechecks(session, "2020Q4", None, RECHECKED)
        assert isinstance(plan, SitePlan)
        assert (plan.key, plan.columns) == (SITE, (COLUMN,))


EXPLAINED, DISPUTED = StatementKind.EXPLANATION, StatementKind.OBJECTION
DUE = date(2020, 12, 8)


@pytest.mark.parametrize(
    ("ruling", "standing", "progress", "stage"),
    [
        (None, Standing.CLEAR, Progress(), Stage.CLEAR),
        (None, Standing.OPEN, Progress(), Stage.OPEN),
        (Ruling.CONFIRMED, Standing.OPEN, Progress(DUE), Stage.OPEN),
        (Ruling.FALSE_ALARM, Standing.DISMISSED, Progress(DUE, (DISPUTED,)), Stage.FALSE_ALARM),
        (Ruling.REPORTED, Standing.DISMISSED, Progress(), Stage.REPORTED),
        (Ruling.NOT_FOUND, Standing.DISMISSED, Progress(), Stage.NOT_FOUND),
        (Ruling.CONFIRMED, Standing.CONFIRMED, Progress(), Stage.CONFIRMED),
        (Ruling.CONFIRMED, Standing.CONFIRMED, Progress(DUE), Stage.GIVEN),
        (Ruling.CONFIRMED, Standing.CONFIRMED, Progress(DUE, (EXPLAINED,)), Stage.EXPLAINED),
        (Ruling.CONFIRMED, Standing.CONFIRMED, Progress(DUE, (EXPLAINED, DISPUTED)), Stage.DISPUTED),
        (Ruling.MENDED, Standing.CONFIRMED, Progress(DUE, (EXPLAINED,)), Stage.MENDED),
        (Ruling.NOT_MENDED, Standing.CONFIRMED, Progress(DUE), Stage.NOT_MENDED),
    ],
)
def test_a_finding_lives_from_stage_to_stage(
    ruling: Ruling | None, standing: Standing, progress: Progress, stage: Stage
) -> None:
    assert stage_of(settled(ruling, standing), progress) is stage


ROWS = [
    ["1", "4205000004", "甲网站", "http://a", "是", "合格", "无"],
    ["2", "4205000005", "乙网站", "u", "否", "合格", "无"],
]
HEADER = ["序号", "网站标识码", "网站名称", "网站地址", "是否门户", "结果", "主要问题"]


def bulletin(paragraphs: list[str], rows: list[list[str]]) -> dict[str, object]:
    annex = {"label": "附件", "title": "表", "header": HEADER, "keys": [1], "name": 2, "rows": rows}
    return {"number": "", "title": "通报", "paragraphs": paragraphs, "annexes": [annex]}


def test_a_correction_tells_every_place() -> None:
    other = [[*ROWS[0][:5], "不合格", "首页更新不及时"], ["2", "4205000009", "丙网站", "v", "否", "合格", "无"]]
    found = changes_between(bulletin(["一", "二"], ROWS), bulletin(["一", "三", "四"], other))
    assert [(one.where, one.was, one.now) for one in found] == [
        ("正文第2段", "二", "三"),
        ("正文第3段", "（无）", "四"),
        ("附件 甲网站（4205000004）“结果”", "合格", "不合格"),
        ("附件 甲网站（4205000004）“主要问题”", "无", "首页更新不及时"),
        ("附件 4205000005", "2；4205000005；乙网站；u；否；合格；无", "（无）"),
        ("附件 4205000009", "（无）", "2；4205000009；丙网站；v；否；合格；无"),
    ]
    assert changes_between(bulletin(["一"], ROWS), bulletin(["一"], ROWS)) == []


CORRECT = ("correct", *ROUND, "--reason", "复核有误", "--person", "样例甲")


def test_an_issued_bulletin_is_corrected_and_stays_as_it_was(confirmed: Office, tmp_path: Path) -> None:
    nothing = report(*CORRECT)
    assert (nothing.exit_code, "没有印发过 JSON 格式" in nothing.stderr) == (2, True)
    check("build", *ROUND, "--format", "json,md", "--out", str(tmp_path))
    same = report(*CORRECT)
    assert (same.exit_code, "无需更正" in same.stderr) == (2, True)
    issued = (tmp_path / "bulletin-2020Q4.hant.json").read_bytes()
    handle = next(
        str(one["id"]) for one in findings() if one["indicator"] == "site-3" and one["standing"] == "confirmed"
    )
    check("review", "dismiss", handle, *ROUND, "--person", "样例乙", "--reason", "当时已更新")
    assert "第1次更正" in check(*CORRECT, "--out", str(tmp_path))
    notice = (tmp_path / "correction-2020Q4.hant.1.md").read_text(encoding="utf-8")
    assert "更正通知" in notice
    assert "複核有誤" in notice
    assert (tmp_path / "bulletin-2020Q4.hant.json").read_bytes() == issued
    refused = report("build", *ROUND, "--format", "json", "--out", str(tmp_path))
    assert (refused.exit_code, "请另发更正通知" in refused.stderr) == (2, True)
    assert report(*CORRECT).exit_code == 2, "nothing more to correct"
    (tmp_path / "bulletin-2020Q4.hant.json").write_bytes(b"{}")
    for person in ("样例丙", "样例丁"):
        check("review", "confirm", handle, *ROUND, "--person", person, "--reason", "仍属实")
    assert "第2次更正" in check(*CORRECT, "--out", str(tmp_path)), "the second counts from the first"
