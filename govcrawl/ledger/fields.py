"""What the ledger's files look like: one table of fields per kind of file, with the header that each one carries."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in the program, its header in the file, and whether the file must have that column."""

    name: str
    header: str
    required: bool = True


SITES = (
    Field("display_order", "序号"),
    Field("code", "网站标识码"),
    Field("name", "网站名称"),
    Field("printed_url", "网站地址"),
    Field("crawl_url", "抓取地址", required=False),
    Field("is_portal", "是否门户"),
    Field("unit", "主办单位"),
    Field("platform", "集约化平台", required=False),
)

COLUMNS = (
    Field("site_code", "网站标识码"),
    Field("name", "栏目名称"),
    Field("url", "栏目地址"),
    Field("parent", "上级栏目", required=False),
    Field("level", "级别"),
    Field("category", "类别"),
    Field("relation", "关系"),
    Field("unit", "责任单位", required=False),
    Field("deadline", "更新期限", required=False),
    Field("exempt_reason", "豁免原因", required=False),
    Field("exempt_until", "豁免截止", required=False),
    Field("confirmed_by", "确认人", required=False),
    Field("note", "备注", required=False),
)

ACCOUNTS = (
    Field("key", "账号编号"),
    Field("name", "账号名称"),
    Field("platform", "平台"),
    Field("unit", "主办单位"),
    Field("url", "主页地址"),
    Field("note", "备注", required=False),
)
