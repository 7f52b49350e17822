"""Comparing the ledger with files and with a round's roster."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.ledger.diffing import against_round, differences
from govcrawl.ledger.importing import import_ledger, plan_import
from tests.ledger.conftest import COLUMNS, MONDAY, SITES, TUESDAY, put
from tests.ledger.facts import open_seed_round

NEW_SITE = "3,4205000002,甲市教育局,http://jyj.jia.gov.cn,否,甲市教育局\n"
SECOND = COLUMNS.splitlines()[1].replace("/yw/", "/dt/")


@pytest.fixture
def office(tmp_path: Path, session: Session) -> Session:
    import_ledger(session, put(tmp_path, sites=SITES, columns=COLUMNS), MONDAY)
    return session


@pytest.mark.parametrize(
    ("sites", "expected"),
    [
        (SITES, []),
        (SITES + NEW_SITE, [("新增", "4205000002", "甲市教育局", ())]),
        (
            SITES.replace("http://fgw", "http://fg"),
            [
                (
                    "迁移",
                    "4205000001",
                    "甲市发展和改革委员会",
                    (
                        ("网站地址", "http://fgw.jia.gov.cn", "http://fg.jia.gov.cn"),
                        ("抓取地址", "http://fgw.jia.gov.cn", "http://fg.jia.gov.cn"),
                    ),
                )
            ],
        ),
        (
            SITES.replace("是,甲市人民政府办公室", "是,甲市政府办"),
            [("变更", "4205000004", "甲市人民政府", (("主办单位", "甲市人民政府办公室", "甲市政府办"),))],
        ),
        ("\n".join(SITES.splitlines()[:2]), [("取消", "4205000001", "甲市发展和改革委员会", ())]),
    ],
)
def test_sites(office: Session, tmp_path: Path, sites: str, expected: list[object]) -> None:
    (plan,) = plan_import(office, put(tmp_path, sites=sites))[1]
    assert [(one.sort.label, one.key[0], one.name, one.fields) for one in differences(plan)] == expected


@pytest.mark.parametrize(
    ("old", "new", "sorts"),
    [
        ("/yw/", "/xw/", ["迁移"]),
        ("1年", "6个月", ["变更"]),
        (",要闻,http://WWW.jia.gov.cn:80/yw/", ",动态,http://www.jia.gov.cn/dt/", ["新增", "取消"]),
        ("2021-06-30\n", f"2021-06-30\n{SECOND}\n", ["新增"]),
    ],
)
def test_columns_move_under_one_name(office: Session, tmp_path: Path, old: str, new: str, sorts: list[str]) -> None:
    (plan,) = plan_import(office, put(tmp_path, columns=COLUMNS.replace(old, new)))[1]
    assert [one.sort.label for one in differences(plan)] == sorts


def test_from_a_rounds_roster_to_today(office: Session, tmp_path: Path) -> None:
    name = open_seed_round(office)
    assert [differences(plan) for plan in against_round(office, name)] == [[], []]
    import_ledger(office, put(tmp_path, sites=SITES + NEW_SITE), TUESDAY)
    sites, columns = (differences(plan) for plan in against_round(office, name))
    assert [(one.sort.label, one.key) for one in sites] == [("新增", ("4205000002",))]
    assert columns == []


def test_an_unknown_round_is_told(office: Session) -> None:
    with pytest.raises(Problem, match="没有轮次 2099Q1"):
        against_round(office, "2099Q1")
