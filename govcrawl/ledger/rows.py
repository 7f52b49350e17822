"""A ledger row, valid or refused: what a site, a column and an account of the ledger must be."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from govcrawl.extract.addresses import normalise_url
from govcrawl.vocabulary import Category, Relation, Word

_CODE = re.compile(r"[1-8]\d{9}|bm\d{8}", re.IGNORECASE)
_DEADLINE = re.compile(r"(\d{1,3})\s*(天|日|个月|月|年)")
_DEADLINE_UNIT = {"天": (1, "d"), "日": (1, "d"), "个月": (1, "m"), "月": (1, "m"), "年": (12, "m")}
_YES_NO = {"是": True, "否": False}


def _code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise ValueError(f"“{text}”不是网站标识码（10 位数字，或 bm 加 8 位数字）")
    return text


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or re.search(r"\s", text):
        raise ValueError(f"“{text}”不是网址，应以 http:// 或 https:// 开头并带域名")
    return text


def _yes_no(text: object) -> object:
    if text not in _YES_NO:
        raise ValueError(f"“{text}”应为“是”或“否”")
    return _YES_NO[str(text)]


def _deadline(text: str) -> str:
    match = _DEADLINE.fullmatch(text)
    if not match or int(match[1]) == 0:
        raise ValueError(f"“{text}”不是更新期限，例如 14天、6个月、1年")
    factor, unit = _DEADLINE_UNIT[match[2]]
    return f"{int(match[1]) * factor}{unit}"


def _label_of(words: type[Word]) -> BeforeValidator:
    return BeforeValidator(words.from_label)


Text = Annotated[str, Field(min_length=1)]
Code = Annotated[str, AfterValidator(_code)]
Address = Annotated[str, AfterValidator(_address)]
Identity = Annotated[Address, AfterValidator(normalise_url)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Positive = Annotated[int, Field(ge=1)]


class Row(BaseModel):
    """One row of a ledger; empty cells are absent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes the row this row over time."""
        raise TypeError(type(self).__name__)


class SiteRow(Row):
    """A site; the address to crawl is the printed one unless the ledger says otherwise."""

    display_order: Positive
    code: Code
    name: Text
    printed_url: Address
    crawl_url: Address
    is_portal: YesNo
    unit: Text
    platform: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _crawl_where_printed(cls, cells: Any) -> Any:
        return {"crawl_url": cells.get("printed_url")} | cells if isinstance(cells, dict) else cells

    @property
    def identity(self) -> tuple[str, ...]:
        """The site's code."""
        return (self.code,)


class ColumnRow(Row):
    """A column; its address is normalised, since that is its identity."""

    site_code: Code
    name: Text
    url: Identity
    parent: Identity | None = None
    level: Positive
    category: Annotated[Category, _label_of(Category)]
    relation: Annotated[Relation, _label_of(Relation)]
    unit: Text | None = None
    deadline: Annotated[str, AfterValidator(_deadline)] | None = None
    exempt_reason: Text | None = None
    exempt_until: date | None = None
    confirmed_by: Text | None = None
    note: Text | None = None

    @property
    def identity(self) -> tuple[str, ...]:
        """The site's code and the column's normalised address."""
        return (self.site_code, self.url)


class AccountRow(Row):
    """A new-media account."""

    key: Text
    name: Text
    platform: Text
    unit: Text
    url: Address
    note: Text | None = None

    @property
    def identity(self) -> tuple[str, ...]:
        """The account's number in the ledger."""
        return (self.key,)
