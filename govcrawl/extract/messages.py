"""Interaction pages: the form that takes messages, the messages that a board lists, and one message with its answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import takewhile
from typing import Protocol, TypeVar

from selectolax.lexbor import LexborNode

from govcrawl.extract.addresses import Base
from govcrawl.extract.dates import full_dates
from govcrawl.extract.fields import Names, read_fields
from govcrawl.extract.labels import Weight
from govcrawl.extract.listing import Row
from govcrawl.extract.record import Channel, Message
from govcrawl.extract.tables import CELL_TAGS
from govcrawl.extract.tree import Node, Tree, bare, flat

ASKED, ANSWERED, UNIT, ANSWER, STATUS = "asked", "answered", "unit", "answer", "status"
NAMES = Names(
    {
        ASKED: (
            "来信时间 来信日期 写信时间 写信日期 提问时间 提问日期 咨询时间 咨询日期 留言时间 "
            "留言日期 提交时间 提交日期 发信时间 信件时间 来件时间 诉求时间 反映时间 投诉时间"
        ),
        ANSWERED: ("答复时间 答复日期 回复时间 回复日期 办结时间 办结日期 处理时间 办理时间 反馈时间 反馈日期"),
        UNIT: (
            "答复单位 答复部门 答复机构 回复单位 回复部门 回复机构 办理单位 办理部门 处理单位 "
            "处理部门 承办单位 承办部门 受理单位 受理部门 责任单位 答复单位名称"
        ),
        ANSWER: (
            "答复内容 答复意见 答复情况 回复内容 回复意见 回复情况 办理结果 处理结果 处理意见 "
            "办理意见 处理情况 办理情况 反馈内容 反馈结果 办理答复 部门回复 部门答复 官方回复 "
            "官方答复 单位答复 答复 回复"
        ),
        STATUS: "状态 办理状态 处理状态 信件状态 答复状态 回复状态 受理状态 当前状态 办理进度",
        "": (
            "标题 主题 来信标题 信件标题 咨询标题 留言标题 来信主题 信件主题 来信人 写信人 留言人 "
            "咨询人 提问人 姓名 昵称 来信内容 信件内容 留言内容 咨询内容 问题内容 提问内容 "
            "诉求内容 内容 信件编号 编号 查询编号 信件类型 来信类型 留言类型 咨询类型 类型 类别 "
            "满意度 满意度评价 评价 浏览次数 浏览 附件 受理时间 发布时间 公开时间"
        ),
    }
)
PENDING = re.compile(
    r"未答复|未回复|未办理|未办结|未处理|未受理|待答复|待回复|待办理|待处理|待受理|(?:办理|处理|受理)中|尚未|暂无"
)
FORWARDED = re.compile("转办|交办|转交")
STATUSES = re.compile(
    rf"{PENDING.pattern}|已答复|已回复|已办结|已办理|已处理|已反馈|已受理|办结|{FORWARDED.pattern}|退回"
)
NOTHING = re.compile(r"^(?:(?:暂无|尚未|还未|未答复|未回复|待答复|待回复|正在办理|正在处理)[^。，]{0,6}|无|[-—/]*)$")
UNIT_HEAD = re.compile(r"(?:答复|回复|办理|处理|承办|受理|责任)(?:单位|部门|机构)")
UNIT_INLINE = re.compile(UNIT_HEAD.pattern + r"[\s\x1f]*[：:][\s\x1f]*([^\s\x1f\n\v，。；|]{2,30})")
ANSWER_INLINE = re.compile(r"(?:答复|回复)(?:内容|意见|情况)?[：:][\s\x1f\n\v]*(?!暂无|尚未|未|无)[^\s]{4}")
ANSWERED_INLINE = re.compile(r"(?:答复|回复|办结|处理|办理|反馈)(?:时间|日期)[\s\x1f]*[：:]?")
ANSWER_HEAD = re.compile(r"^[\s\x1f]*(?:答|答复|回复)[\s\x1f]*[：:][\s\x1f]*(?P<answer>[^（(\s]{4})")
STATISTICS = re.compile(
    r"(?:收到|受理|接收|办理|办结|答复|回复|公开)[^\d。；\n]{0,12}[\s\x1f\n\v]*\d+[\s\x1f]*(?:件|条|封)"
    r"|(?:答复|回复|办结|办理)率[^\d。；\n]{0,6}[\s\x1f\n\v]*\d+"
    r"|(?:受理|办理|来信|信件|留言|答复|回复|互动)(?:情况)?统计"
)
SEARCH = re.compile("搜索|检索|查询|search|query", re.I)
SUBMITS = re.compile("提交|发送|发表|留言|写信|咨询|提问|submit", re.I)
LOGIN = re.compile("登录|登陆|登入|login", re.I)
MOST_MESSAGES = 200
LONGEST_STATISTICS, LONGEST_UNIT, LONGEST_STATUS, DAY_AFTER = 60, 60, 12, 40


def read_channel(tree: Tree) -> Channel:
    """What a page offers to who wants to ask: its form's fields, whether one must log in, statistics that it tells."""
    forms = list(_forms(tree))
    counted = STATISTICS.search(tree.text)
    return Channel(
        form="、".join(dict.fromkeys(name for form in forms if _takes_text(form) for name in _field_names(form))),
        login=any(form.css("input[type=password]") for form in forms),
        statistics=flat(counted.group())[:LONGEST_STATISTICS] if counted else "",
    )


def _forms(tree: Tree) -> Iterator[LexborNode]:
    """The page's forms; the whole page where fields stand in none."""
    found = [node.raw for node in tree.nodes(frozenset({"form"}))]
    loose = next((node.raw for node in tree.nodes(frozenset({"body"}))), None)
    yield from found
    if not any(map(_takes_text, found)) and loose is not None and _takes_text(loose):
        yield loose


def _takes_text(form: LexborNode) -> bool:
    """Whether one can write a message into it and send it: a large field or an editor, and something that submits."""
    if not form.css("textarea, [contenteditable=true]"):
        return False
    buttons = form.css("button, input[type=submit], input[type=button], input[type=image], a")
    return any(SUBMITS.search(_button_text(one)) and not SEARCH.search(_button_text(one)) for one in buttons)


def _button_text(node: LexborNode) -> str:
    said = node.attributes
    kind = "提交" if said.get("type") in ("submit", "image") and not said.get("value") and node.tag == "input" else ""
    return " ".join((node.text() or "", said.get("value") or "", said.get("alt") or "", kind))


def _field_names(form: LexborNode) -> Iterator[str]:
    for node in form.css("textarea, [contenteditable=true], input, select"):
        said = node.attributes
        if node.tag != "input" or (said.get("type") or "text") in ("text", "tel", "email"):
            told = (said.get(name) for name in ("placeholder", "title", "name", "id"))
            yield flat(next(filter(None, told), node.tag or ""))


def read_board(tree: Tree, rows: Iterable[Row], base: Base, is_board: bool) -> tuple[Message, ...]:
    """The messages of a list: all of its rows, if most say when they were asked or answered, by whom or how far it is.

    ``is_board``: the page is one of messages by its place; then rows that say no more than a day are messages too.
    """
    heads: dict[Node, int | None] = {}
    linked = [row for row in rows if row.item.link is not None]
    messages = [_row(tree, row, base, heads) for row in linked[:MOST_MESSAGES]]
    telling = sum(map(tells, messages))
    if not telling and not is_board:
        return ()
    return tuple(messages) if is_board or telling * 2 >= len(messages) else ()


class Shown(Protocol):
    """A message as a list or its own page shows it."""

    @property
    def asked(self) -> date | None: ...
    @property
    def answered(self) -> date | None: ...
    @property
    def status(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def has_answer(self) -> bool: ...


M = TypeVar("M", bound=Shown)


def tells(message: Shown) -> bool:
    """Whether it says when it was asked or answered, by whom, or how far it is: then it is a message for sure."""
    return any((message.asked, message.answered, message.status, message.unit, message.has_answer))


def unanswered_of(board: Iterable[M]) -> list[M]:
    """The messages that a board shows as unanswered: it says so, or gives an answer's day for others only.

    One that was only passed on (已转办) waits like one of which nothing is said.
    """
    board = list(board)
    dated = any(one.answered for one in board)
    return [one for one in board if not one.answered and _waits(one, dated)]


def _waits(one: Shown, dated: bool) -> bool:
    if one.status and not FORWARDED.search(one.status):
        return PENDING.search(one.status) is not None
    return dated and not one.has_answer


def _row(tree: Tree, row: Row, base: Base, heads: dict[Node, int | None]) -> Message:
    node, link = row.item.node, row.item.link
    text = tree.text[node.start : node.end].replace(row.title, "", 1)
    below = _below(tree, node)
    status, unit = STATUSES.search(bare(text) + _short(below)), UNIT_INLINE.search(f"{text}\n{below}")
    days = {weight: _days(row, weight) for weight in (Weight.RECEIVED, Weight.REPLY)}
    days[Weight.REPLY] += _answered_in(below)
    shown = row.cell.found.value if row.cell and not any(days.values()) else None
    return Message(
        title=row.title,
        url=base.resolve(link.get("href")) if link is not None else None,
        asked=min(days[Weight.RECEIVED], default=None),
        answered=max(days[Weight.REPLY], default=None),
        shown=shown if isinstance(shown, date) else None,
        status=status.group() if status else "",
        unit=_unit(unit.group(1)) if unit else _by_header(tree, node, heads),
        has_answer=ANSWER_INLINE.search(text) is not None or ANSWER_HEAD.match(below) is not None,
    )


def _below(tree: Tree, node: Node) -> str:
    """What a list of definitions says under a question: the text between its ``dt`` and the next one."""
    if node.tag != "dt" or node.parent is None:
        return ""
    after = (one for one in tree.children(node.parent) if one.order > node.order)
    return "\n".join(tree.text[one.start : one.end] for one in takewhile(lambda one: one.tag == "dd", after))


def _short(text: str) -> str:
    """A text that is no more than the word for how far a message is; an answer may hold any words."""
    return word if len(word := bare(text)) <= LONGEST_STATUS else ""


def _answered_in(text: str) -> list[date]:
    """The day behind the last 答复时间 of a text."""
    days = (_day(text[match.end() : match.end() + DAY_AFTER]) for match in ANSWERED_INLINE.finditer(text))
    return [day for day in days if day][-1:]


def _unit(text: str) -> str:
    """What stands behind 答复单位, unless it is already the word for how far the message is."""
    return "" if STATUSES.fullmatch(text) else flat(text)


def _days(row: Row, weight: Weight) -> list[date]:
    return [cell.found.value for cell in row.item.cells if cell.weight is weight and isinstance(cell.found.value, date)]


def _by_header(tree: Tree, row: Node, heads: dict[Node, int | None]) -> str:
    """The answering unit of a table's row, where the table's header names such a column."""
    table = row.parent
    if row.tag != "tr" or table is None:
        return ""
    outer = table.parent if table.tag in {"tbody", "thead"} and table.parent is not None else table
    if outer not in heads:
        heads[outer] = _unit_column(tree, outer)
    column, cells = heads[outer], [one for one in tree.children(row) if one.tag in CELL_TAGS]
    return tree.text_of(cells[column]) if column is not None and column < len(cells) else ""


def _unit_column(tree: Tree, table: Node) -> int | None:
    first = next((node for node in tree.nodes(frozenset({"tr"})) if table.holds(node)), None)
    cells = [one for one in tree.children(first) if one.tag in CELL_TAGS] if first is not None else []
    return next((place for place, one in enumerate(cells) if UNIT_HEAD.search(tree.text_of(one))), None)


def read_message(tree: Tree, title: str) -> Message | None:
    """A page of one message with what it says of asking and answering; None where it says nothing of either."""
    found: dict[str, str] = {}
    for field in read_fields(tree, NAMES):
        if field.kind and not found.get(field.kind):
            found[field.kind] = field.text
    if not {ASKED, ANSWERED, ANSWER}.intersection(found):
        return None
    answer, unit = found.get(ANSWER, ""), found.get(UNIT, "")
    status = STATUSES.search(bare(found.get(STATUS, ""))) or PENDING.match(bare(answer))
    return Message(
        title=title,
        url=None,
        asked=_day(found.get(ASKED)),
        answered=_day(found.get(ANSWERED)),
        status=status.group() if status else "",
        unit="" if NOTHING.match(bare(unit)) else unit[:LONGEST_UNIT],
        has_answer=not NOTHING.match(bare(answer)),
    )


def _day(text: str | None) -> date | None:
    found = next(full_dates((text or "")[:40]), None)
    return found.value if found and isinstance(found.value, date) else None
