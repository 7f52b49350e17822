"""The columns that an annex may have, by the names under which a round's file asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from govcrawl.vocabulary import TargetKind
from reporting.bulletin.model import Form

PROBLEMS = ("问题",)
"""Rows that are problems."""
SUMMARIES = ("汇总", "地区汇总")
"""Rows that are groups; every other kind of rows has one for each target."""


@dataclass(frozen=True, slots=True)
class ColumnKind:
    """A column: how it is set, of which kind of targets (None: of both), and for which rows alone (empty: targets').

    A ``key`` tells one row from another.
    """

    form: Form
    of: TargetKind | None = None
    rows: tuple[str, ...] = ()
    key: bool = False


_SITE, _ACCOUNT = TargetKind.SITE, TargetKind.ACCOUNT
COLUMNS: Mapping[str, ColumnKind] = MappingProxyType(
    {
        "序号": ColumnKind(Form(6, middle=True)),
        "网站标识码": ColumnKind(Form(14, middle=True), _SITE, key=True),
        "网站名称": ColumnKind(Form(23), _SITE),
        "网站地址": ColumnKind(Form(24), _SITE),
        "是否门户": ColumnKind(Form(9, middle=True), _SITE),
        "账号名称": ColumnKind(Form(24), _ACCOUNT, key=True),
        "平台": ColumnKind(Form(14, middle=True), _ACCOUNT, key=True),
        "主页地址": ColumnKind(Form(24), _ACCOUNT),
        "主办单位": ColumnKind(Form(23)),
        "监测时间": ColumnKind(Form(13, middle=True)),
        "结果": ColumnKind(Form(8, middle=True)),
        "等次": ColumnKind(Form(9, middle=True)),
        "得分": ColumnKind(Form(8, middle=True)),
        "主要问题": ColumnKind(Form(16)),
        "问题": ColumnKind(Form(18), rows=PROBLEMS, key=True),
        "栏目": ColumnKind(Form(16), rows=PROBLEMS, key=True),
        "栏目地址": ColumnKind(Form(26), rows=PROBLEMS, key=True),
        "所见情况": ColumnKind(Form(18), rows=PROBLEMS),
        "类别": ColumnKind(Form(20), rows=SUMMARIES, key=True),
        "总数": ColumnKind(Form(10, middle=True), rows=SUMMARIES),
        "抽查数": ColumnKind(Form(10, middle=True), rows=SUMMARIES),
        "抽查比例": ColumnKind(Form(10, middle=True), rows=SUMMARIES),
        "合格数": ColumnKind(Form(10, middle=True), rows=SUMMARIES),
        "不合格数": ColumnKind(Form(10, middle=True), rows=SUMMARIES),
        "有问题数": ColumnKind(Form(10, middle=True), rows=SUMMARIES),
        "合格率": ColumnKind(Form(10, middle=True), rows=SUMMARIES),
    }
)
_ANYWHERE = "序号"
NAMES = ("网站名称", "账号名称", "类别", "主办单位")
"""What a row is called, the first that it has."""


def fault_of(name: str, of: TargetKind, rows: str) -> str:
    """Why an annex of such targets and rows cannot have that column; empty where it can."""
    kind = COLUMNS.get(name)
    if kind is None:
        return f"不认识列“{name}”，可用的有 {'、'.join(COLUMNS)}"
    if kind.of not in (None, of):
        return f"{of.label}的附件没有列“{name}”"
    if kind.rows and rows not in kind.rows:
        return f"列“{name}”只用于 rows 为 {'、'.join(kind.rows)} 的附件"
    if rows in SUMMARIES and not kind.rows and name != _ANYWHERE:
        return f"rows 为 {rows} 的附件没有列“{name}”"
    return ""
