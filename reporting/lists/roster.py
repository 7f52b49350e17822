"""The list of inspected targets (抽查名单) as a workbook: whom the draw took, and how anyone can repeat it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from govcrawl.rounds.declaration import AccountsPart, SitesPart
from govcrawl.vocabulary import TargetKind
from reporting.formats.readers import LABELS, Readers
from reporting.formats.sheets import Book, Column, Sheet, Value, numbered, workbook_of
from reporting.lists.draw import Drawn, Group, Roster

_DECLARATION = LABELS["hans"].declare(Readers.INTERNAL)
_SECRECY = "监测时段结束前不得外传。"
_YES_NO = {True: "是", False: "否"}


@dataclass(frozen=True, slots=True)
class _Field:
    title: str
    width: float
    value: Callable[[Drawn], Value]
    middle: bool = True
    of: TargetKind | None = None

    @property
    def column(self) -> Column:
        return Column(self.title, self.width, self.middle)


_FIELDS = (
    _Field("网站标识码", 13, lambda one: one.key, of=TargetKind.SITE),
    _Field("账号编号", 22, lambda one: one.key, of=TargetKind.ACCOUNT),
    _Field("名称", 28, lambda one: one.name, middle=False),
    _Field("主办单位", 26, lambda one: one.unit, middle=False),
    _Field("地址", 34, lambda one: one.url, middle=False),
    _Field("是否门户", 9, lambda one: _YES_NO[one.is_portal], of=TargetKind.SITE),
    _Field("平台", 12, lambda one: one.platform),
    _Field("抽样分组", 12, lambda one: one.group),
    _Field("是否抽中", 9, lambda one: _YES_NO[one.sampled]),
    _Field("组内次序", 9, lambda one: one.rank),
    _Field("抽取摘要（前16位）", 19, lambda one: one.digest[:16]),
)
_NUMBER = Column("序号", 6, middle=True)


def _sheet(roster: Roster, kind: TargetKind, title: str) -> Sheet:
    fields = [field for field in _FIELDS if field.of in (None, kind)]
    targets = roster.of(kind)
    rows = numbered(tuple(field.value(one) for field in fields) for one in targets)
    drawn = f"共{len(targets)}个，抽中{sum(one.sampled for one in targets)}个。"
    columns = (_NUMBER, *(field.column for field in fields))
    return Sheet(kind.label, f"{title}（{kind.label}）", columns, rows, (f"{_DECLARATION}。{_SECRECY}{drawn}",))


def _part(name: str, part: SitesPart | AccountsPart) -> Iterator[tuple[Value, ...]]:
    yield f"{name}监测时段", f"{part.window.start} 至 {part.window.end}（含首尾）"
    yield f"{name}抽查比例", f"{(part.ratio * 100).normalize():f}%"


def _group(group: Group) -> tuple[Value, ...]:
    numbers = f"共{group.size}个，抽中{group.drawn}个"
    agrees = f"其中{group.unexplained}个不是按种子抽出" if group.unexplained else "与按种子重抽的结果一致"
    return f"{group.kind.label}分组“{group.name}”", f"{numbers}，{agrees}"


def _facts(roster: Roster) -> Iterator[tuple[Value, ...]]:
    declaration = roster.declaration
    yield "轮次", declaration.name
    yield "检查指标", declaration.standard
    yield "种子", str(declaration.seed)
    for name, part in (("网站", declaration.sites), ("账号", declaration.accounts)):
        if part:
            yield from _part(name, part)
    yield from map(_group, roster.groups)


_METHOD = (
    ("组的大小", "抽查总数为总数乘以比例、向上取整，按各组大小分配，余数大的组先补足。"),
    ("组内次序", "对“种子:编号”（UTF-8）计算 SHA-256，十六进制摘要从小到大排列，取前面的若干个。"),
    ("核对一个", "printf '%s' '种子:编号' | sha256sum，与名单中的抽取摘要对照。"),
)


def _how(roster: Roster, title: str) -> Sheet:
    columns = (Column("项目", 26), Column("内容", 80))
    return Sheet("抽取办法", f"{title}：抽取办法", columns, (*_facts(roster), *_METHOD), (f"{_DECLARATION}。",))


def render(roster: Roster) -> bytes:
    """Sites, accounts and the way of drawing, one sheet each; kinds that the round does not inspect have none."""
    title = f"{roster.declaration.name} 抽查名单"
    lists = (_sheet(roster, kind, title) for kind in TargetKind if roster.of(kind))
    return workbook_of(Book(title, _DECLARATION, (*lists, _how(roster, title))))
