"""``report explain``, ``report judge`` under another standard, and what would change."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from govcrawl.storage.models import Base, Crawl, Decision, Fetch, FoundColumn, RosterColumn, Visit
from govcrawl.vocabulary import PageRole, Reading, TargetKind
from tests.conftest import SEEDS
from tests.reporting.conftest import check, report
from tests.reporting.office import Office, at

ROUND = ("--round", "2020Q4")
PORTAL, SITE = "4205830002", "4205000034"
STALE = date(2020, 1, 1)
SCORED = 'title = "试"\non = ["发布解读", "找错办理"]\n'


def overlay(tmp_path: Path, text: str) -> str:
    path = tmp_path / "overlay.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def explained(target: str, *words: str) -> dict[str, Any]:
    return dict(json.loads(check("explain", target, *ROUND, "--json", *words)))


def indicator(explanation: dict[str, Any], key: str) -> dict[str, Any]:
    return next(one for one in explanation["indicators"] if one["indicator"] == key)


def confirm(target: str, key: str, subject: str, tmp_path: Path, *people: str) -> None:
    rows = [f"{target},{key},{subject},属实,{person},打开核对" for person in people]
    path = tmp_path / "decisions.csv"
    path.write_text("\n".join(["对象,指标,栏目或地址,处理,复核人,理由", *rows]) + "\n", encoding="utf-8")
    check("review", "import", *ROUND, str(path))


def archive(office: Office, url: str) -> None:
    """A second attempt at a column whose record lies in the archive."""
    with office.session() as session:
        visit = session.query(Visit).filter_by(list_url=url).one()
        session.add(
            Fetch(
                visit_id=visit.id,
                position=1,
                url=url,
                observed_at=visit.observed_at,
                state="ok",
                status=200,
                warc_file="2020Q4/a.warc.gz",
                warc_offset=1234,
                record_id="<urn:uuid:1>",
                payload_digest="sha256:abc",
            )
        )


@pytest.fixture
def late(office: Office, tmp_path: Path) -> str:
    """One column of a department late, confirmed, with its record in the archive."""
    url = office.columns(SITE)[0]
    office.healthy({url: STALE}, skip=url)
    office.look(SITE, url, STALE, entries=("第一条",))
    archive(office, url)
    confirm(SITE, "site-4a", url, tmp_path, "甲")
    return url


def test_a_finding_is_explained_with_clause_looks_evidence_and_decisions(late: str) -> None:
    one = indicator(explained(SITE), "site-4a")
    assert (one["clause"], one["outcome"], one["source_evidence"]) == ("单项否决4（一）", "fail", "2✓")
    assert one["arithmetic"].startswith("属实1项，其中0项经2人确认；不少于5项即单项否决：未达到")
    found = next(finding for finding in one["findings"] if finding["subject"] == late)
    (look,) = found["looks"]
    assert (look["newest"], look["entries"][0]["title"]) == ("2020-01-01", "第一条")
    proof = look["proofs"][-1]
    assert (proof["warc_file"], proof["warc_offset"], proof["record_id"]) == ("2020Q4/a.warc.gz", 1234, "<urn:uuid:1>")
    assert [(each["person"], each["ruling"], each["counts"]) for each in found["decisions"]] == [
        ("甲", "confirmed", True)
    ]


def test_the_terminal_tells_the_same(late: str) -> None:
    text = check("explain", SITE, *ROUND)
    for part in (
        "抽查结果：合格",
        "检查指标：国办秘函〔2019〕19号",
        "条款：单项否决4（一）",
        "条目：2020-01-01 第一条",
        "2020Q4/a.warc.gz 第1234字节，记录 <urn:uuid:1>，摘要 sha256:abc",
        "复核：",
        "甲 属实：打开核对",
        late,
    ):
        assert part in text
    assert check("explain", SITE, *ROUND) == text


def test_every_indicator_in_scope_is_there(office: Office) -> None:
    office.healthy()
    assert [one["indicator"] for one in explained(SITE)["indicators"]] == ["site-3", "site-4a", "site-4b", "site-4c"]
    account = office.sampled_accounts()[0]
    assert [one["indicator"] for one in explained(account)["indicators"]] == ["account-2"]


def test_hostile_text_stays_on_its_line(office: Office) -> None:
    url = office.columns(SITE)[0]
    office.healthy(skip=url)
    office.look(SITE, url, STALE, entries=("a\x1b[2Jb\nc",))
    assert "\x1b" not in check("explain", SITE, *ROUND)


def test_targets_are_found_by_name_and_told_when_not(office: Office) -> None:
    office.healthy()
    name = explained(SITE)["name"]
    assert explained(name)["target"] == SITE
    unsampled = next(key for key in (f"{n:04}" for n in range(1, 403)) if key not in office.sampled_accounts())
    for target, reason in (("没有的", "不在轮次 2020Q4 的名单中"), (unsampled, "名单中")):
        result = report("explain", target, *ROUND)
        assert result.exit_code == 2
        assert reason in result.stderr


def test_a_portal_in_scope_of_deductions_has_a_range_and_says_what_is_missing(office: Office, tmp_path: Path) -> None:
    office.healthy()
    made = explained(PORTAL, "--overlay", overlay(tmp_path, SCORED))
    assert (made["score"]["value"], made["score"]["high"], made["verdict"]) == (None, "100", "open")
    assert any(text.startswith("找错办理：未检") for text in made["score"]["missing"])
    unmeasured = indicator(made, "design-handling")["findings"][0]
    assert (unmeasured["outcome"], unmeasured["values"]) == ("unchecked", "尚无自动检查")
    assert {indicator(made, key)["outcome"] for key in ("publish-news", "publish-policy", "publish-columns")} == {
        "pass"
    }
    assert explained(SITE, "--overlay", overlay(tmp_path, SCORED))["score"] is None


WRONG = {"news": "site-4a", "plan": "site-4b"}
MEASURED = 'title = "试"\non = ["动态要闻", "政策文件", "政策解读", "其他栏目"]\n'


def test_deductions_count_what_the_vetoes_asked_and_no_column_twice(office: Office, tmp_path: Path) -> None:
    with office.session() as session:
        rows = session.query(RosterColumn).filter_by(round="2020Q4", site_code=PORTAL).all()
        wrong = {row.url: WRONG[row.category] for row in rows if row.category in WRONG}
    office.healthy(dict.fromkeys(wrong, date(2019, 1, 1)))
    for url, key in wrong.items():
        confirm(PORTAL, key, url, tmp_path, "甲")
    plans = [*wrong.values()].count("site-4b")
    made = explained(PORTAL, "--overlay", overlay(tmp_path, MEASURED))
    assert made["score"]["deducted"] == {"publish-news": "5", "publish-columns": str(plans)}
    assert made["score"]["value"] == str(95 - plans)
    text = check("explain", PORTAL, *ROUND, "--overlay", overlay(tmp_path, MEASURED))
    assert "已在“动态要闻”扣分，不重复扣分" in text
    assert f"第二部分：100 - {5 + plans} = {95 - plans}分" in text
    assert "检查范围未含的扣分指标共81分" in text


def test_the_2015_census_has_no_accounts_and_no_deadline_for_interpretations(office: Office) -> None:
    office.healthy()
    document = json.loads(check("judge", *ROUND, "--standard", "2015", "--json"))
    assert document["standard"] == "2015年全国政府网站普查指标"
    assert {one["kind"] for one in document["targets"]} == {"site"}
    told = check("judge", *ROUND, "--standard", "2015", "--diff").splitlines()
    assert told[:3] == [
        "2020Q4：国办秘函〔2019〕19号 → 2015年全国政府网站普查指标",
        f"结果变化 0 个，事项变化 {len(told) - 3} 项",
        "  账号282个都不在范围",
    ]


def test_ten_days_for_accounts_and_what_would_change(office: Office) -> None:
    account = office.sampled_accounts()[0]
    office.healthy(stale_accounts={account: office.account_night - timedelta(12)})
    file = str(SEEDS / "overlays" / "account-days-10.toml")
    changed = json.loads(check("judge", *ROUND, "--overlay", file, "--diff", "--json"))["changes"]
    assert [(one["target"], one["what"]) for one in changed] == [(account, "抽查结果"), (account, "内容不更新")]
    assert [one["before"] for one in changed] == ["合格", changed[1]["before"]]
    told = check("judge", *ROUND, "--overlay", file, "--diff")
    assert "国办秘函〔2019〕19号 → 国办秘函〔2019〕19号 + 账号10天" in told
    assert "结果变化 1 个，事项变化 1 项" in told


def test_nothing_changes_under_the_rounds_own_standard(office: Office) -> None:
    office.healthy()
    assert "结果变化 0 个，事项变化 0 项" in check("judge", *ROUND, "--diff", "--standard", "2019")


def test_another_day_changes_outcomes_but_the_day_alone_is_no_change(office: Office) -> None:
    office.healthy()
    assert "结果变化 0 个" in check("judge", *ROUND, "--diff", "--on", "2020-11-24")
    assert "结果变化 0 个" not in check("judge", *ROUND, "--diff", "--on", "2020-12-20")


def replay(office: Office, url: str, newest: date | None, number: int) -> None:
    """The whole night read again, one column otherwise."""
    with office.session() as session:
        original = session.query(Crawl).filter_by(spider="govsites", replay=0).one()
        again = Crawl(
            round="2020Q4",
            spider="govsites",
            night=original.night,
            replay=number,
            replay_of=original.id,
            created_at=at(original.night),
        )
        session.add(again)
        session.flush()
        for visit in session.query(Visit).filter_by(crawl_id=original.id).all():
            dated = newest if visit.list_url == url else visit.newest
            copy = Visit(**{**fields(visit), "crawl_id": again.id, "newest": dated})
            session.add(copy)
            session.flush()
            for found in session.query(FoundColumn).filter_by(visit_id=visit.id).all():
                session.add(FoundColumn(**{**fields(found), "visit_id": copy.id}))


def fields(row: Base) -> dict[str, Any]:
    """A row's values without its number."""
    return {column.key: getattr(row, column.key) for column in row.__table__.columns if column.key != "id"}


def test_the_latest_replay_is_judged_instead_of_the_crawl(office: Office) -> None:
    url = office.columns(SITE)[0]
    office.healthy({url: STALE})
    before = check("judge", *ROUND, "--json")
    assert report("judge", *ROUND, "--replayed").exit_code == 2
    replay(office, url, None, 1)
    replay(office, url, office.site_night, 2)
    assert check("judge", *ROUND, "--json") == before
    changed = json.loads(check("judge", *ROUND, "--replayed", "--diff", "--json"))["changes"]
    assert [(one["target"], one["what"], one["after"].split("，")[0]) for one in changed] == [
        (SITE, "抽查结果", "合格"),
        (SITE, "栏目更新不及时", "通过"),
        (SITE, "空白栏目", "通过"),
    ]
    looks = indicator(explained(SITE, "--replayed"), "site-4a")["findings"][0]["looks"]
    assert {look["newest"] for look in looks} == {str(office.site_night)}


def test_a_middle_grade_stands_beside_the_verdict(office: Office, tmp_path: Path) -> None:
    office.healthy()
    account = office.sampled_accounts()[0]
    text = """title = "试"
told = ["内容不更新"]
[indicators.account-2]
effect = "情形"
[[grades]]
name = "突出问题"
of = "账号"
indicators = ["account-2"]
"""
    office.look(account, "u", kind=TargetKind.ACCOUNT, role=PageRole.ACCOUNT, reading=Reading.UNREADABLE)
    made = explained(account, "--overlay", overlay(tmp_path, text), "--on", "2020-12-20")
    assert made["grade"] == ""
    subject = made["indicators"][0]["findings"][0]
    with office.session() as session:
        session.add(
            Decision(
                round="2020Q4",
                target_kind="account",
                target=account,
                indicator="account-2",
                subject=subject["subject"],
                ruling="confirmed",
                person="甲",
                reason="看过",
                values_seen=subject["values"],
                decided_at=at(office.account_night),
            )
        )
    made = explained(account, "--overlay", overlay(tmp_path, text), "--on", "2020-12-20")
    assert (made["verdict"], made["grade"]) == ("qualified", "突出问题")


def test_unknown_standards_and_overlays_are_one_clear_message(office: Office, tmp_path: Path) -> None:
    for words, reason in (
        (("--standard", "1999"), "不认识检查指标“1999”"),
        (("--overlay", str(tmp_path / "none.toml")), "无法读取"),
        (("--overlay", overlay(tmp_path, 'title = "x"\npassline = 3\n')), "passline：不认识此项"),
    ):
        result = report("judge", *ROUND, *words)
        assert result.exit_code == 2
        assert reason in result.stderr
