"""What the ledger announces: cadence by month, downtime, addresses that are no columns."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.storage.models import LedgerDowntime, LedgerNoColumn, RosterColumn
from govcrawl.storage.rounds import find_round
from govcrawl.vocabulary import Category, Outcome, PageRole, Reading, Relation
from reporting.judge.judging import judge
from reporting.standard.period import EARLY, Cadence
from tests.reporting.office import Office

SITE = "4205000004"


@pytest.mark.parametrize(
    ("months", "on", "newest", "in_time"),
    [
        ("2", date(2021, 3, 1), date(2021, 2, 1), True),
        ("2", date(2021, 3, 1), date(2021, 1, 1), True),
        ("2", date(2021, 3, 1), date(2020, 12, 31), False),
        ("2", date(2021, 2, 28), date(2020, 2, 10), True),
        ("2", date(2021, 2, 28), date(2019, 12, 1), False),
        ("1,7", date(2021, 11, 20), date(2021, 7, 31), True),
        ("1,7", date(2021, 11, 20), date(2021, 5, 30), False),
        ("12", date(2021, 1, 1), date(2020, 12, 31), True),
    ],
)
def test_a_cadence_asks_for_the_last_month_that_has_passed(months: str, on: date, newest: date, in_time: bool) -> None:
    assert (newest >= Cadence.parse(months).earliest(on)) is in_time


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sets(st.integers(1, 12), min_size=1))
def test_a_cadence_begins_in_one_of_its_months(on: date, months: set[int]) -> None:
    earliest = Cadence.parse(",".join(map(str, months))).earliest(on)
    assert earliest < on
    assert (earliest + EARLY).month in months
    assert (earliest + EARLY).day == 1


@pytest.mark.parametrize("text", ["0", "13", "二"])
def test_months_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"更新月份|invalid literal"):
        Cadence.parse(text)


def findings(office: Office, site: str) -> dict[str, tuple[Outcome, str]]:
    """Outcome and reason of each subject of a site, whatever the indicator: the first that is not clear."""
    with office.session() as session:
        (judged,) = (one for one in judge(session, office.round).judged if one.target.key == site)
    told: dict[str, tuple[Outcome, str]] = {}
    for one in judged.findings:
        told.setdefault(one.finding.key.subject, (one.finding.outcome, one.finding.reason))
    return told


def add(office: Office, row: Any) -> None:
    with office.session() as session:
        session.add(row)


def test_a_column_by_month_is_late_only_after_its_month(office: Office) -> None:
    office.healthy()
    budget = {"category": Category.KEY_FIELD, "relation": Relation.OWN, "level": 1, "confirmed_by": "甲"}
    for months in ("2", "10"):
        url = f"http://a.example/{months}/"
        add(office, RosterColumn(round=office.round, site_code=SITE, url=url, name=url, months=months, **budget))
        office.look(SITE, url, date(2020, 2, 20))
    told = findings(office, SITE)
    assert told["http://a.example/2/"] == (Outcome.PASS, "")
    assert told["http://a.example/10/"] == (Outcome.FAIL, "应在每年10月更新，最近一个应更新的月份没有更新")


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "asked"),
    [
        (date(2020, 1, 1), None, False),
        (date(2020, 12, 1), None, False),
        (date(2020, 1, 1), date(2020, 10, 1), True),
    ],
)
def test_what_a_person_said_is_no_column_is_not_asked_about(
    office: Office, valid_from: date, valid_to: date | None, asked: bool
) -> None:
    office.healthy()
    url = "http://a.example/zt/"
    office.look(SITE, url, date(2019, 1, 1))
    office.proposal(SITE, url, "专题", Category.NEWS)
    said = {"site_code": SITE, "url": url, "name": "专题", "confirmed_by": "甲"}
    add(office, LedgerNoColumn(valid_from=valid_from, valid_to=valid_to, **said))
    assert (url in findings(office, SITE)) is asked


@pytest.mark.parametrize(
    ("hour", "told"), [(18, "访问都在报备的停机时间内：机房搬迁"), (6, "监测时段内没有成功的访问")]
)
def test_a_site_that_was_down_as_announced_says_so(office: Office, hour: int, told: str) -> None:
    office.look(SITE, "http://a.example/", role=PageRole.HOME, reading=Reading.FAILED)
    start, end = (datetime(2020, 11, 17, one, tzinfo=UTC) for one in (hour - 6, hour))
    announced = {"starts_at": start, "ends_at": end, "reason": "机房搬迁", "reported_by": "乙"}
    add(office, LedgerDowntime(site_code=SITE, valid_from=date(2020, 11, 1), **announced))
    reasons = {reason.split("：超时")[0] for outcome, reason in findings(office, SITE).values()}
    assert reasons == {told}


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "asked"),
    [
        (date(2021, 11, 1), None, True),
        (date(2020, 11, 1), date(2021, 11, 1), False),
        (date(2020, 11, 1), None, False),
    ],
)
def test_a_year_later_the_ledger_changes_nothing_in_a_closed_round(
    office: Office, valid_from: date, valid_to: date | None, asked: bool
) -> None:
    office.healthy()
    url = "http://a.example/zt/"
    office.look(SITE, url, date(2019, 1, 1))
    office.proposal(SITE, url, "专题", Category.NEWS)
    with office.session() as session:
        find_round(session, office.round).closed_at = datetime(2020, 12, 1, tzinfo=UTC)
    said = {"site_code": SITE, "url": url, "name": "专题", "confirmed_by": "甲"}
    add(office, LedgerNoColumn(valid_from=valid_from, valid_to=valid_to, **said))
    assert (url in findings(office, SITE)) is asked
