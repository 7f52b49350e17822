"""What the ledger's files look like: one table of fields per kind of file, with the header that each one carries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from govcrawl.ledger import cells
from govcrawl.ledger.periods import show_deadline, show_end, show_months, show_start
from govcrawl.ledger.rows import Opinion
from govcrawl.vocabulary import Category, Relation, Word

POSITION = "#"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in the program, its header in a file, how a cell is read and a stored value shown.

    ``absent`` names the field that speaks for this one where a file has no such column (:data:`POSITION`: the row's
    place); ``shown`` is a column that is written for people and passed over when read; ``choices`` make a drop-down.
    """

    name: str
    header: str
    required: bool = True
    read: Callable[[cells.Raw], str] = cells.text
    show: Callable[[Any], str] = str
    choices: type[Word] | tuple[str, ...] = ()
    absent: str = ""
    shown: bool = False
    width: int = 16

    @property
    def labels(self) -> tuple[str, ...]:
        """The words a cell may hold; none for an open field."""
        return self.choices if isinstance(self.choices, tuple) else tuple(word.label for word in self.choices)


def _yes_no(value: bool) -> str:
    return "是" if value else "否"


def _word(words: type[Word]) -> Callable[[str], str]:
    return lambda stored: words(stored).label


def _code(name: str = "site_code") -> Field:
    return Field(name, "网站标识码", read=cells.code, width=13)


def _url(name: str, header: str, *, required: bool = True) -> Field:
    return Field(name, header, required, read=cells.address, width=44)


def _optional(name: str, header: str, width: int = 16) -> Field:
    return Field(name, header, required=False, width=width)


CATEGORY = Field("category", "类别", read=cells.compact, show=_word(Category), choices=Category, width=10)
RELATION = Field("relation", "关系", read=cells.compact, show=_word(Relation), choices=Relation, width=10)
LEVEL = Field("level", "级别", read=cells.number, width=6)
DEADLINE = Field("deadline", "更新期限", required=False, read=cells.compact, show=show_deadline, width=10)
MONTHS = Field("months", "更新月份", required=False, read=cells.compact, show=show_months, width=10)
UNIT = _optional("unit", "责任单位", 24)
CONTACT = _optional("contact", "联系人")
CONFIRMED_BY = _optional("confirmed_by", "确认人", 10)
NOTE = _optional("note", "备注", 20)

SITES = (
    Field("display_order", "序号", read=cells.number, absent=POSITION, width=6),
    _code("code"),
    Field("name", "网站名称", width=34),
    _url("printed_url", "网站地址"),
    _url("crawl_url", "抓取地址", required=False),
    Field("is_portal", "是否门户", read=cells.compact, show=_yes_no, choices=("是", "否"), width=10),
    Field("unit", "主办单位", absent="name", width=34),
    _optional("platform", "集约化平台", 20),
)

COLUMNS = (
    _code(),
    Field("name", "栏目名称"),
    _url("url", "栏目地址"),
    _url("parent", "上级栏目", required=False),
    LEVEL,
    CATEGORY,
    RELATION,
    UNIT,
    CONTACT,
    DEADLINE,
    MONTHS,
    _optional("exempt_reason", "豁免原因"),
    Field("exempt_until", "豁免截止", required=False, read=cells.day, width=12),
    CONFIRMED_BY,
    NOTE,
)

ACCOUNTS = (
    Field("key", "账号编号"),
    Field("name", "账号名称", width=24),
    Field("platform", "平台"),
    Field("unit", "主办单位", width=34),
    _url("url", "主页地址"),
    NOTE,
)

DOWNTIMES = (
    _code(),
    Field("starts_at", "报备起始", read=cells.moment, show=show_start, width=17),
    Field("ends_at", "报备截止", read=cells.moment, show=show_end, width=17),
    Field("reason", "报备原因", width=34),
    Field("reported_by", "报备人", width=12),
    NOTE,
)

EXEMPTIONS = (
    _code(),
    Field("name", "栏目名称", required=False, shown=True),
    _url("url", "栏目地址"),
    Field("exempt_reason", "无更新原因", width=34),
    Field("exempt_until", "无更新截止", read=cells.day, width=12),
)

CONFIRMATIONS = (
    _code(),
    _optional("first", "一级栏目"),
    _optional("second", "子栏目"),
    _url("url", "栏目地址"),
    Field("level", "级别", required=False, read=cells.number, width=6),
    Field("category", "类别", False, cells.compact, _word(Category), Category, width=10),
    DEADLINE,
    MONTHS,
    Field("relation", "关系", False, cells.compact, _word(Relation), Relation, width=10),
    UNIT,
    CONTACT,
    Field("state", "台账状态", required=False, shown=True),
    Field("newest", "抓取所见最后更新", required=False, shown=True),
    Field("opinion", "确认意见", False, cells.compact, choices=Opinion, width=10),
    CONFIRMED_BY,
    NOTE,
)
