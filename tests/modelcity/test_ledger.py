"""The accounts and confirmed columns that the city and the rounds share."""

from __future__ import annotations

import csv
from collections import Counter
from urllib.parse import urlsplit

import pytest

from govcrawl.modelcity.deadlines import deadline_of
from govcrawl.vocabulary import Category, Relation
from tests.conftest import SEEDS

NEEDED = ("4205000034", "4205000055", "4205000035")


def rows(name: str) -> list[dict[str, str]]:
    with (SEEDS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


COLUMNS, ACCOUNTS, SITES = rows("columns.csv"), rows("accounts.csv"), rows("sites.csv")


def test_accounts_by_platform() -> None:
    platforms = Counter(row["平台"] for row in ACCOUNTS)
    assert len(ACCOUNTS) == 402
    assert platforms["微信公众号"] == 334
    assert platforms["新浪微博"] == 42
    assert sum(platforms.values()) - 334 - 42 == 26
    assert len(platforms) >= 8


def test_accounts_are_marked_as_made_up_and_lead_to_no_stranger() -> None:
    assert all(row["账号名称"].startswith("样例") for row in ACCOUNTS)
    assert all(urlsplit(row["主页地址"]).netloc.endswith(".example") for row in ACCOUNTS)
    assert len({row["账号编号"] for row in ACCOUNTS}) == len({row["主页地址"] for row in ACCOUNTS}) == 402


def test_accounts_belong_to_units_of_the_ledger() -> None:
    assert {row["主办单位"] for row in ACCOUNTS} == {row["主办单位"] for row in SITES}


def test_columns_use_the_vocabulary() -> None:
    for row in COLUMNS:
        category = Category.from_label(row["类别"])
        Relation.from_label(row["关系"])
        deadline_of(category, row["更新期限"])
        assert row["级别"] in ("1", "2")
        assert row["备注"] == "样例"


def test_columns_stand_once_and_under_a_column_of_their_site() -> None:
    keys = [(row["网站标识码"], row["栏目地址"]) for row in COLUMNS]
    assert len(keys) == len(set(keys))
    assert {(row["网站标识码"], row["上级栏目"]) for row in COLUMNS if row["上级栏目"]} <= set(keys)
    assert {row["网站标识码"] for row in COLUMNS} <= {row["网站标识码"] for row in SITES}


@pytest.mark.parametrize("relation", ["专题", "上级链接"])
def test_columns_of_every_needed_relation(relation: str) -> None:
    assert [row for row in COLUMNS if row["关系"] == relation]


def test_columns_of_the_sites_that_need_them() -> None:
    counts = Counter(row["网站标识码"] for row in COLUMNS)
    assert all(counts[code] >= 4 for code in NEEDED)
    assert len(counts) >= 15
    assert [row for row in COLUMNS if row["豁免原因"] and row["豁免截止"]]
