"""Judging from stored facts: the same bytes twice, and what the database's facts become."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from govcrawl.storage.models import Crawl, Visit
from govcrawl.vocabulary import Category, PageRole, Reading, TargetKind
from tests.reporting.conftest import check, report
from tests.reporting.office import Office, at

SITE = "4205000034"
HOME = "http://mzzjswj.yichang.gov.cn/"
STALE = date(2020, 9, 1)


def targets(*words: str) -> dict[str, dict[str, Any]]:
    document = json.loads(check("judge", "--round", "2020Q4", "--json", *words))
    return {target["target"]: target for target in document["targets"]}


def outcomes(target: dict[str, Any], indicator: str) -> dict[str, str]:
    return {one["subject"]: one["outcome"] for one in target["findings"] if one["indicator"] == indicator}


def test_the_same_facts_give_the_same_bytes(office: Office) -> None:
    office.healthy({HOME: STALE})
    assert check("judge", "--round", "2020Q4", "--json") == check("judge", "--round", "2020Q4", "--json")


def test_a_round_without_a_crawl_is_unchecked_everywhere(office: Office) -> None:
    judged = targets()
    assert {target["verdict"] for target in judged.values()} == {"open"}
    assert {one["outcome"] for target in judged.values() for one in target["findings"]} == {"unchecked"}
    assert len(judged) == 55 + len(office.sampled_accounts())


def test_all_up_to_date_is_qualified(office: Office) -> None:
    office.healthy()
    assert {target["verdict"] for target in targets().values()} == {"qualified"}
    assert "没有待复核的事项" in check("judge", "--round", "2020Q4")


def test_failed_looks_leave_a_site_unchecked(office: Office) -> None:
    office.look(SITE, HOME, role=PageRole.HOME, reading=Reading.FAILED)
    judged = targets()[SITE]
    assert judged["monitored"] is None
    assert {one["reason"] for one in judged["findings"]} == {
        "监测时段内没有成功的访问：超时。改时再访，请用浏览器人工核实"
    }


def test_a_column_that_failed_says_why(office: Office) -> None:
    column = office.columns(SITE)[0]
    office.look(SITE, HOME, office.site_night, role=PageRole.HOME)
    office.look(SITE, column, reading=Reading.FAILED)
    found = {one["subject"]: one for one in targets()[SITE]["findings"] if one["indicator"] == "site-4a"}
    assert (found[column]["outcome"], "超时" in found[column]["reason"]) == ("unchecked", True)


def test_a_stale_account_is_suspect_at_most(office: Office) -> None:
    account = office.sampled_accounts()[0]
    office.healthy(stale_accounts={account: STALE})
    judged = targets()[account]
    assert (judged["verdict"], judged["findings"][0]["outcome"]) == ("open", "suspect")


def test_proposals_are_suspect_at_most_and_unvisited_ones_are_nobodys_fault(office: Office) -> None:
    office.healthy()
    for name in ("seen", "unseen"):
        office.proposal(SITE, f"{HOME}{name}/", name, Category.NEWS)
    office.look(SITE, f"{HOME}seen/", STALE)
    found = outcomes(targets()[SITE], "site-4a")
    assert (found[f"{HOME}seen/"], found[f"{HOME}unseen/"]) == ("suspect", "not_applicable")


def test_the_same_list_at_two_addresses_counts_once(office: Office) -> None:
    office.healthy()
    for name in ("one", "two"):
        office.proposal(SITE, f"{HOME}{name}/", name, Category.NEWS)
        office.look(SITE, f"{HOME}{name}/", STALE, entries=("http://a/1", "http://a/2"))
    found = outcomes(targets()[SITE], "site-4a")
    assert (found[f"{HOME}one/"], found[f"{HOME}two/"]) == ("suspect", "not_applicable")


def test_columns_date_the_undated_entries_of_a_home_page(office: Office) -> None:
    column = office.columns(SITE)[0]
    office.look(SITE, HOME, role=PageRole.HOME, entries=("http://a/1",))
    office.look(SITE, column, date(2020, 11, 10), entries=("http://a/1",))
    assert outcomes(targets()[SITE], "site-3") == {"http://mzzjswj.yichang.gov.cn": "pass"}


def test_a_doubt_of_the_deciding_look_is_heard(office: Office) -> None:
    column = office.columns(SITE)[0]
    office.look(SITE, column, STALE, doubt="年份由推断")
    assert outcomes(targets()[SITE], "site-4a")[column] == "suspect"


def test_what_if_on_another_day(office: Office) -> None:
    office.healthy()
    judged = targets("--on", "2020-12-20")
    assert {target["verdict"] for target in judged.values()} == {"open"}
    assert {target["monitored"] for target in judged.values()} == {"2020-12-20"}
    assert targets("--on", "2020-11-01")[SITE]["monitored"] is None


def test_replays_and_other_rounds_do_not_count(office: Office) -> None:
    office.healthy()
    before = check("judge", "--round", "2020Q4", "--json")
    with office.session() as session:
        replay = Crawl(
            round="2020Q4", spider="govsites", night=office.site_night, replay=1, created_at=at(office.site_night)
        )
        session.add(replay)
        session.flush()
        session.add(
            Visit(
                crawl_id=replay.id,
                target_kind=TargetKind.SITE,
                target=SITE,
                role=PageRole.HOME,
                list_url=HOME,
                url=HOME,
                observed_at=at(office.site_night) + timedelta(hours=1),
                reading=Reading.UNREADABLE,
                entry_count=0,
                dated_count=0,
            )
        )
    assert check("judge", "--round", "2020Q4", "--json") == before


def test_unknown_round_is_one_clear_message(office: Office) -> None:
    for words in (("judge",), ("build",), ("review", "list")):
        result = report(*words, "--round", "2020Q9")
        assert result.exit_code == 2
        assert result.stderr.startswith("错误：没有轮次 2020Q9（已开启的轮次：2020Q4）")
        assert "Traceback" not in result.stderr
