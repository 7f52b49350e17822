"""The rows of the ledger (台账) that the city is built from."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from govcrawl.modelcity.errors import CityError

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A registered site; ``address`` is where it is crawled."""

    code: str
    name: str
    unit: str
    address: str
    portal: bool


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A confirmed column, with what the ledger says that bears on lateness."""

    site: str
    name: str
    address: str
    category: str
    relation: str
    deadline: str
    exempt: str
    exempt_until: str


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A registered account."""

    number: str
    name: str
    platform: str
    unit: str
    address: str


def _site(row: dict[str, str]) -> SiteRow:
    return SiteRow(
        code=row["网站标识码"],
        name=row["网站名称"],
        unit=row["主办单位"],
        address=row["抓取地址"] or row["网站地址"],
        portal=row["是否门户"] == "是",
    )


def _column(row: dict[str, str]) -> ColumnRow:
    return ColumnRow(
        site=row["网站标识码"],
        name=row["栏目名称"],
        address=row["栏目地址"],
        category=row["类别"],
        relation=row["关系"],
        deadline=row["更新期限"],
        exempt=row["豁免原因"],
        exempt_until=row["豁免截止"],
    )


def _account(row: dict[str, str]) -> AccountRow:
    return AccountRow(row["账号编号"], row["账号名称"], row["平台"], row["主办单位"], row["主页地址"])


def _rows(path: Path, make: Callable[[dict[str, str]], Row]) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield from (make(row) for row in csv.DictReader(lines))
    except FileNotFoundError as error:
        raise CityError(f"找不到台账文件 {path}：请用 --seeds 指明台账所在的目录") from error
    except KeyError as error:
        raise CityError(f"{path} 缺少列 {error}") from error


@dataclass(frozen=True, slots=True)
class Ledger:
    """The three tables of the ledger."""

    sites: tuple[SiteRow, ...]
    columns: tuple[ColumnRow, ...]
    accounts: tuple[AccountRow, ...]


def read(seeds: Path) -> Ledger:
    """The ledger in the folder ``seeds``; raises :class:`CityError` if a file or a column is missing."""
    return Ledger(
        sites=tuple(_rows(seeds / "sites.csv", _site)),
        columns=tuple(_rows(seeds / "columns.csv", _column)),
        accounts=tuple(_rows(seeds / "accounts.csv", _account)),
    )
