"""Early warning: what turns overdue and when, the texts, sending once, counting."""

from __future__ import annotations

import importlib
import json
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from govcrawl.storage.models import EarlyWarning, RosterColumn, Round
from govcrawl.vocabulary import Category, Indicator, Outcome, Relation, TargetKind
from reporting.judge.facts import FindingKey, Target
from reporting.judge.findings import Finding
from reporting.judge.judging import judge
from reporting.warning.forecast import Upcoming, upcoming
from reporting.warning.text import MOST, length, text_of
from tests.conftest import Program
from tests.reporting.conftest import check, report
from tests.reporting.hostile import HOSTILE, harm_in, hidden_in, table
from tests.reporting.office import Office, at

NAME = "2020Q4-daily"
ROUND = ("--round", NAME)
TODAY = date(2020, 11, 18)
SITE = "4205000034"
BASE = "http://mzzjswj.yichang.gov.cn"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The morning after the night of the facts."""
    monkeypatch.setattr("govcrawl.clock.today", lambda: TODAY)


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def add_column(office: Office, url: str, category: Category, **other: Any) -> str:
    """One more column of the roster."""
    values = {"name": "样例栏目", "level": 1, "relation": Relation.OWN, "confirmed_by": "某人", **other}
    with office.session() as session:
        session.add(RosterColumn(round=NAME, site_code=SITE, url=url, category=category, **values))
    return url


def found(office: Office, days: int = 7) -> dict[str, Upcoming]:
    with office.session() as session:
        return {one.finding.key.subject: one for one in upcoming(session, NAME, TODAY, days)}


CASES: dict[str, tuple[Category, dict[str, Any], date, date | None, bool]] = {
    "news, last day today": (Category.NEWS, {}, ago(14), TODAY, False),
    "news, already late": (Category.NEWS, {}, ago(15), None, False),
    "news, in seven days": (Category.NEWS, {}, ago(7), TODAY + timedelta(7), False),
    "news, in eight days": (Category.NEWS, {}, ago(6), None, False),
    "policy, six calendar months": (Category.POLICY, {}, date(2020, 5, 20), date(2020, 11, 20), False),
    "plan, a year": (Category.PLAN, {}, date(2019, 11, 22), date(2020, 11, 22), False),
    "no duty": (Category.PROFILE, {}, ago(400), None, False),
    "the ledger's own deadline": (Category.PROFILE, {"deadline": "30d"}, ago(28), TODAY + timedelta(2), False),
    "an exemption that ends": (
        Category.NEWS,
        {"exempt_reason": "改版", "exempt_until": TODAY + timedelta(3)},
        ago(60),
        TODAY + timedelta(3),
        False,
    ),
    "an exemption that lasts": (Category.NEWS, {"exempt_reason": "已归档"}, ago(60), None, False),
    "a superior's column": (Category.NEWS, {"relation": Relation.SUPERIOR}, ago(13), None, False),
    "a column that nobody confirmed": (Category.NEWS, {"confirmed_by": None}, ago(13), TODAY + timedelta(1), True),
}


@pytest.mark.parametrize("name", CASES)
def test_when_a_column_turns_overdue(daily_office: Office, name: str) -> None:
    category, other, newest, due, doubtful = CASES[name]
    url = add_column(daily_office, f"{BASE}/case/", category, **other)
    daily_office.look(SITE, BASE, TODAY, role="home")
    daily_office.look(SITE, url, newest)
    item = found(daily_office).get(url)
    assert (item and item.due, bool(item and item.doubt)) == (due, doubtful)


def test_a_month_that_is_asked_for_ends_on_its_last_day(daily_office: Office) -> None:
    url = add_column(daily_office, f"{BASE}/case/", Category.PLAN, months="11")
    daily_office.look(SITE, BASE, TODAY, role="home")
    daily_office.look(SITE, url, date(2019, 11, 20))
    assert found(daily_office, 11).get(url) is None
    assert found(daily_office, 12)[url].due == date(2020, 11, 30)


def test_homes_and_accounts_are_warned_of_and_accounts_are_never_sure(daily_office: Office) -> None:
    account = daily_office.sampled_accounts()[0]
    daily_office.look(SITE, BASE, ago(12), role="home")
    daily_office.look(account, "http://gh.example/1", ago(13), kind=TargetKind.ACCOUNT, role="account")
    items = {one.target.key: one for one in found(daily_office).values()}
    assert items.keys() == {SITE, account}
    assert (items[SITE].due, items[SITE].doubt) == (TODAY + timedelta(2), "")
    assert items[account].due == TODAY + timedelta(1)
    assert "账号须由人在平台上核实" in items[account].doubt


@pytest.mark.parametrize(("night", "doubtful"), [(TODAY - timedelta(2), False), (TODAY - timedelta(3), True)])
def test_what_was_not_read_lately_is_not_sure(daily_office: Office, night: date, doubtful: bool) -> None:
    url = add_column(daily_office, f"{BASE}/case/", Category.NEWS)
    daily_office.look(SITE, url, ago(12), night=night)
    daily_office.look(SITE, BASE, TODAY, role="home")
    assert bool(found(daily_office)[url].doubt) is doubtful


def test_a_doubt_of_reading_is_told(daily_office: Office) -> None:
    url = add_column(daily_office, f"{BASE}/case/", Category.NEWS)
    daily_office.look(SITE, url, ago(12), doubt="两处日期不同", entries=("甲",))
    assert found(daily_office)[url].doubt == "两处日期不同"


def test_the_day_is_the_one_that_judging_names(daily_office: Office) -> None:
    """On the last day everything warned of is in time, on the day after it is not, by ``report judge`` itself."""
    daily_office.healthy({url: ago(3 + number) for number, url in enumerate(daily_office.columns(SITE))})
    items = found(daily_office, 14)
    assert len({one.due for one in items.values()}) > 3
    with daily_office.session() as session:
        for day in {one.due for one in items.values()}:
            before, after = (
                {
                    one.finding.key: one.finding.outcome
                    for judged in judge(session, NAME, on).judged
                    for one in judged.findings
                }
                for on in (day, day + timedelta(1))
            )
            for one in (one for one in items.values() if one.due == day):
                assert before[one.finding.key] is Outcome.PASS
                assert after[one.finding.key] is Outcome.FAIL or one.doubt


NAMES = st.text(st.one_of(st.characters(), st.sampled_from("宜昌市局𠮷\n\u202e")), max_size=80)


def item(unit: str, name: str, due: date, doubt: str) -> Upcoming:
    target = Target(TargetKind.SITE, SITE, 1, "网站", unit, BASE, BASE, False, "", True)
    key = FindingKey(TargetKind.SITE, SITE, Indicator.SITE_4A, BASE)
    return Upcoming(unit, target, Finding(key, name, Outcome.FAIL, ""), name, due, doubt)


ITEMS = st.lists(st.tuples(NAMES, st.dates(date(2020, 1, 1)), st.sampled_from(("", "疑点"))), min_size=1, max_size=1200)


@given(NAMES, ITEMS)
def test_a_text_fits_one_message_and_says_what_is_doubtful(unit: str, made: list[tuple[str, date, str]]) -> None:
    items = sorted((item(unit, *one) for one in made), key=lambda one: one.due)
    text = text_of(items)
    assert length(text) <= MOST == 70
    assert len(text) <= 70
    assert f"{items[0].due.month}月{items[0].due.day}日" in text
    assert len(items) == 1 or f"等{len(items)}项" in text
    doubtful = sum(bool(one.doubt) for one in items)
    assert ("疑似，请先核对" in text) is bool(doubtful)
    assert not hidden_in(text)
    assert "\n" not in text


def test_what_a_page_calls_its_column_is_not_sent_to_telephones(daily_office: Office) -> None:
    url = add_column(
        daily_office, f"{BASE}/case/", Category.NEWS, confirmed_by=None, name="领奖请点 http://evil.example"
    )
    daily_office.look(SITE, url, ago(13))
    told = check("warn", *ROUND, "--dry-run")
    assert "未经台账确认的栏目" in told
    assert "evil" not in told


def test_hostile_names_are_harmless(daily_office: Office, tmp_path: Path) -> None:
    with daily_office.together():
        for number, text in enumerate(HOSTILE.values()):
            name = text.encode("utf-8", "replace").decode()
            url = add_column(daily_office, f"{BASE}/{number}/", Category.NEWS, name=name, unit=f"{number}{name}")
            daily_office.look(SITE, url, ago(13))
    file = tmp_path / "w.xlsx"
    told = check("warn", *ROUND, "--out", str(file))
    assert not harm_in(file.read_bytes())
    assert not hidden_in(told)
    assert len(table(file.read_bytes(), "预警清单", "序号")) == 1 + len(HOSTILE)


class Inbox(ThreadingHTTPServer):
    """A receiver of JSON on loopback; it refuses texts that hold ``refused``."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.refused: str | None = None
        inbox = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                text = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["message"]
                refuse = inbox.refused is not None and inbox.refused in text
                if not refuse:
                    inbox.texts.append(text)
                self.send_response(500 if refuse else 200)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Stay silent."""

        super().__init__(("127.0.0.1", 0), Handler)

    def address(self, path: str = "secret-key") -> str:
        return f"json://127.0.0.1:{self.server_port}/{path}"


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    server = Inbox()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def two_units(daily_office: Office) -> Office:
    """Two columns of two units with two and five days left."""
    for name, unit, days in (("甲", "甲单位", 12), ("乙", "乙单位", 9)):
        url = add_column(daily_office, f"{BASE}/{days}/", Category.NEWS, name=name, unit=unit)
        daily_office.look(SITE, url, ago(days))
    return daily_office


@pytest.fixture(scope="session")
def apprise() -> None:
    """The library loaded with its plugins, whose own use of old modules is no warning of ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        importlib.import_module("apprise").Apprise().add("json://127.0.0.1:9/")


@pytest.fixture
def warn(
    apprise: None, two_units: Office, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str]]:
    """``report warn`` with an address to send to, on a day."""

    def run(*words: str, day: date = TODAY, send: str | None = None) -> tuple[int, str]:
        monkeypatch.setattr("govcrawl.clock.today", lambda: day)
        monkeypatch.setattr("govcrawl.clock.now", lambda: at(day, 8))
        result = report("warn", *ROUND, *words, "--send", send or inbox.address())
        assert "secret-key" not in result.output
        return result.exit_code, result.output

    return run


def rows(office: Office) -> list[tuple[str, date, int]]:
    with office.session() as session:
        query = select(EarlyWarning).order_by(EarlyWarning.id)
        assert all("secret-key" not in row.channel for row in session.scalars(query))
        return [(row.unit, row.due, row.days) for row in session.scalars(query)]


def test_each_mark_is_sent_once(two_units: Office, warn: Callable[..., tuple[int, str]], inbox: Inbox) -> None:
    first, second = TODAY + timedelta(2), TODAY + timedelta(5)
    assert warn()[0] == 0
    assert sorted(inbox.texts) == sorted(
        [
            "更新预警：甲单位“甲”最迟应于11月20日更新，逾期即超期。",
            "更新预警：乙单位“乙”最迟应于11月23日更新，逾期即超期。",
        ]
    )
    assert sorted(rows(two_units)) == sorted([("甲单位", first, 3), ("乙单位", second, 7)])
    again = warn()
    assert (again[0], "没有要发送的新预警" in again[1]) == (0, True)
    assert (len(inbox.texts), len(rows(two_units))) == (2, 2)
    assert warn(day=TODAY + timedelta(1))[0] == 0
    assert rows(two_units)[2:] == [("甲单位", first, 1)]
    other = warn(send=inbox.address("secret-key-2"))
    assert (other[0], len(inbox.texts)) == (0, 5)


def test_what_could_not_be_sent_is_not_recorded(
    two_units: Office, warn: Callable[..., tuple[int, str]], inbox: Inbox
) -> None:
    inbox.refused = "甲单位"
    code, told = warn()
    assert (code, [row[0] for row in rows(two_units)]) == (1, ["乙单位"])
    assert "发送失败" in told
    inbox.refused = None
    assert warn()[0] == 0
    assert [row[0] for row in rows(two_units)] == ["乙单位", "甲单位"]
    assert len(inbox.texts) == 2


def test_as_cron_runs_it_with_the_address_in_the_environment(two_units: Office, tmp_path: Path, inbox: Inbox) -> None:
    program = Program(tmp_path / "var", {"GOVCRAWL_CLOCK": f"{TODAY}T08:00"})
    nobody = program.run("report", "warn", *ROUND, GOVCRAWL_NOTIFY="json://127.0.0.1:9/secret-key")
    assert (nobody.returncode, "secret-key" in nobody.stdout + nobody.stderr, rows(two_units)) == (1, False, [])
    assert "已发送 2 条" in program.check("report", "warn", *ROUND, GOVCRAWL_NOTIFY=inbox.address())
    assert (len(inbox.texts), len(rows(two_units))) == (2, 2)


def test_a_dry_run_leaves_nothing(
    two_units: Office, warn: Callable[..., tuple[int, str]], inbox: Inbox, tmp_path: Path
) -> None:
    code, told = warn("--dry-run")
    assert (code, "会发送 2 条" in told, inbox.texts, rows(two_units)) == (0, True, [], [])
    assert not (tmp_path / "var" / "warnings").exists()


def test_an_address_of_no_service_is_refused_before_anything_is_sent(
    two_units: Office, warn: Callable[..., tuple[int, str]], inbox: Inbox
) -> None:
    code, told = warn("--send", inbox.address(), send="nonsense://secret-key")
    assert (code, "第2个发送地址" in told, inbox.texts, rows(two_units)) == (2, True, [], [])


def test_without_apprise_it_says_what_to_install(two_units: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    result = report("warn", *ROUND, "--send", "json://127.0.0.1:9/")
    assert (result.exit_code, "govcrawl[notify]" in result.stderr) == (2, True)
    assert report("warn", *ROUND, "--dry-run").exit_code == 0


def test_what_was_sent_is_counted_by_month_and_unit(
    two_units: Office, warn: Callable[..., tuple[int, str]], inbox: Inbox
) -> None:
    assert "还没有发送过预警" in check("warn", *ROUND, "--count")
    warn()
    warn(send=inbox.address("other"))
    warn(day=TODAY + timedelta(1))
    assert check("warn", *ROUND, "--count").splitlines() == [
        "2020-11  乙单位：预警 1 项，发送 2 条",
        "2020-11  甲单位：预警 2 项，发送 3 条",
        "2020-11  合计：2 个单位，预警 3 项，发送 5 条",
    ]


def test_the_workbook_lists_items_by_unit_and_texts(two_units: Office, tmp_path: Path) -> None:
    check("warn", *ROUND)
    (file,) = (tmp_path / "var" / "warnings").rglob("*.xlsx")
    items = table(file.read_bytes(), "预警清单", "序号")
    assert [(row[1], row[4], row[9], row[10]) for row in items[1:]] == [
        ("乙单位", "乙", 5, "确定"),
        ("甲单位", "甲", 2, "确定"),
    ]
    assert [row[3] for row in table(file.read_bytes(), "预警文字", "序号")[1:]] == [30, 30]


BAD = {
    "no such round": (("--round", "2030Q1"), "没有轮次 2030Q1"),
    "days that are no numbers": ((*ROUND, "--days", "7,x"), "--days 7,x"),
    "days too far ahead": ((*ROUND, "--days", "61"), "0 至 60"),
    "no days": ((*ROUND, "--days", ""), "--days"),
    "a file that is no workbook": ((*ROUND, "--out", "x.csv"), ".xlsx"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_told(daily_office: Office, name: str) -> None:
    words, told = BAD[name]
    result = report("warn", *words)
    assert (result.exit_code, told in result.stderr) == (2, True), result.output


def test_only_a_standing_round_warns(office: Office) -> None:
    result = report("warn", "--round", "2020Q4")
    assert (result.exit_code, "只用于日常轮次" in result.stderr) == (2, True)


@pytest.mark.parametrize("day", [date(2020, 9, 30), date(2021, 1, 1)])
def test_a_round_outside_its_windows_warns_of_nothing(
    daily_office: Office, monkeypatch: pytest.MonkeyPatch, day: date
) -> None:
    monkeypatch.setattr("govcrawl.clock.today", lambda: day)
    result = report("warn", *ROUND)
    assert (result.exit_code, "不在轮次" in result.stderr) == (2, True)


def test_a_closed_round_warns_of_nothing(daily_office: Office) -> None:
    with daily_office.session() as session:
        session.execute(update(Round).values(closed_at=Round.opened_at))
    result = report("warn", *ROUND)
    assert (result.exit_code, "已关闭" in result.stderr) == (2, True)
