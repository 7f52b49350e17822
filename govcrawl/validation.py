"""Pydantic's findings in the words of people who keep ledgers and round files."""

from __future__ import annotations

from pydantic_core import ErrorDetails

_REASONS = {
    "missing": "缺少此项",
    "extra_forbidden": "不认识此项",
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "string_type": "应为文字",
    "string_too_short": "不能为空",
    "bool_type": "应为 true 或 false",
    "date_type": "应为日期，如 2021-06-30",
    "date_parsing": "应为日期，如 2021-06-30",
    "date_from_datetime_parsing": "应为日期，如 2021-06-30",
    "greater_than": "应大于 {gt}",
    "greater_than_equal": "应不小于 {ge}",
    "less_than_equal": "应不大于 {le}",
    "enum": "应为其中之一：{expected}",
    "literal_error": "应为其中之一：{expected}",
    "too_long": "最多 {max_length} 项",
    "tuple_type": "应为列表",
    "model_type": "应为一节",
    "too_short": "不能为空",
}


def reason_of(fault: ErrorDetails) -> str:
    """Why a value was refused, in Chinese; our own validators' messages pass as they are."""
    template = _REASONS.get(fault["type"])
    if template is None:
        return fault["msg"].removeprefix("Value error, ")
    return template.format_map(fault.get("ctx") or {})
