"""A ledger row, valid or refused: what a site, a column, an account and a report of the ledger must be."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from govcrawl.extract.addresses import normalise_url
from govcrawl.ledger.periods import read_deadline, read_end, read_months, read_start
from govcrawl.vocabulary import Category, Relation, Word

_CODE = re.compile(r"[1-8]\d{9}|bm\d{8}")
_YES_NO = {
    True: ("是", "√", "✓", "y", "yes", "true", "门户", "门户网站", "政府门户", "政府门户网站"),
    False: ("否", "×", "✗", "n", "no", "false", "非门户", "部门", "部门网站", "政府部门网站", "本级部门", "下属单位"),
}


class Opinion(Word):
    """What the unit's named person says of one column on the sheet for confirmation (确认意见)."""

    TRUE = "true", "属实"
    NO_COLUMN = "no_column", "不是栏目"
    CLOSED = "closed", "已停用"
    OPEN = "open", "待核实"


def _code(text: str) -> str:
    code = text.lower()
    if not _CODE.fullmatch(code):
        raise ValueError(f"“{text}”不是网站标识码（10 位数字，或 bm 加 8 位数字）")
    return code


def _address(text: str) -> str:
    try:
        parts = urlsplit(text)
        good = parts.scheme in {"http", "https"} and parts.hostname and not parts.username and parts.port != 0
    except ValueError:
        good = False
    if not good or re.search(r"\s", text):
        raise ValueError(f"“{text}”不是网址，应以 http:// 或 https:// 开头并带域名")
    return text


def _yes_no(text: object) -> object:
    for value, words in _YES_NO.items():
        if str(text).lower() in words:
            return value
    raise ValueError(f"“{text}”应为“是”或“否”")


def _label_of(words: type[Word]) -> BeforeValidator:
    return BeforeValidator(words.from_label)


Text = Annotated[str, Field(min_length=1)]
Code = Annotated[str, AfterValidator(_code)]
Address = Annotated[str, AfterValidator(_address)]
Identity = Annotated[Address, AfterValidator(normalise_url)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Positive = Annotated[int, Field(ge=1, le=1_000_000)]
Deadline = Annotated[str, AfterValidator(read_deadline)]
Months = Annotated[str, AfterValidator(read_months)]
CategoryWord = Annotated[Category, _label_of(Category)]
RelationWord = Annotated[Relation, _label_of(Relation)]


class Row(BaseModel):
    """One row of a ledger file; empty cells are absent."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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
        if not isinstance(cells, dict) or "printed_url" not in cells:
            return cells
        return {"crawl_url": cells["printed_url"]} | cells


class ColumnRow(Row):
    """A column; its address is normalised, since that is its identity."""

    site_code: Code
    name: Text
    url: Identity
    parent: Identity | None = None
    level: Positive
    category: CategoryWord
    relation: RelationWord
    unit: Text | None = None
    contact: Text | None = None
    deadline: Deadline | None = None
    months: Months | None = None
    exempt_reason: Text | None = None
    exempt_until: date | None = None
    confirmed_by: Text | None = None
    note: Text | None = None


class AccountRow(Row):
    """A new-media account."""

    key: Text
    name: Text
    platform: Text
    unit: Text
    url: Address
    note: Text | None = None


class DowntimeRow(Row):
    """An announced downtime of a site (报备); a last day given without a time counts whole."""

    site_code: Code
    starts_at: Annotated[datetime, BeforeValidator(read_start)]
    ends_at: Annotated[datetime, BeforeValidator(read_end)]
    reason: Text
    reported_by: Text
    note: Text | None = None

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.ends_at <= self.starts_at:
            raise ValueError("报备截止应晚于报备起始")
        return self


class ExemptionRow(Row):
    """A column that has nothing to publish (无更新事项) up to and including a day."""

    site_code: Code
    url: Identity
    exempt_reason: Text
    exempt_until: date


class ConfirmationRow(Row):
    """One line of the sheet that a unit confirms; what it may leave empty depends on its opinion."""

    site_code: Code
    first: Text | None = None
    second: Text | None = None
    url: Identity
    level: Positive | None = None
    category: CategoryWord | None = None
    deadline: Deadline | None = None
    months: Months | None = None
    relation: RelationWord | None = None
    unit: Text | None = None
    contact: Text | None = None
    opinion: Annotated[Opinion, _label_of(Opinion)] | None = None
    confirmed_by: Text | None = None
    note: Text | None = None
