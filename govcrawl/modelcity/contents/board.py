"""Boards of messages (留言板): asked and answered letters in the shapes that real boards have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from govcrawl.modelcity import chance
from govcrawl.modelcity.contents.sheets import Content, Plan, Sheet, filled, listed, under
from govcrawl.modelcity.entries import WORDS
from govcrawl.modelcity.model import Column, Site

LETTERS: Plan = WORDS["letters"]
DEFAULTS: Plan = {
    "shape": "table",
    "form": True,
    "newest": None,
    "count": 24,
    "every": 5,
    "after": 6,
    "per_page": 12,
    "open": (),
    "slow": (),
    "answered_only": False,
    "lacks": (),
    "lacking": (),
    "statistics": "line",
    "words": "letter",
    "answer": "",
    "notice": "",
    "framed": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One letter; ``lacks`` names what of it is not shown (留言时间, 答复时间, 答复单位, 答复内容)."""

    number: int
    title: str
    asked: date
    answered: date | None
    state: str
    unit: str
    question: str
    answer: str
    path: str
    lacks: frozenset[str]


def _letters(plan: Plan, seen: date) -> Iterator[tuple[date, date | None, str]]:
    """When each was asked and answered, and its state."""
    words = LETTERS["states"]
    for n in range(plan["count"]):
        asked = (plan["newest"] or seen - timedelta(3)) - timedelta(n * plan["every"])
        answered = asked + timedelta(plan["after"])
        if answered <= seen:
            yield asked, answered, words["answered"]
        elif not plan["answered_only"]:
            yield asked, None, words["open"]
    for one in plan["open"]:
        yield one["asked"], None, one.get("state", words["open"])
    for one in plan["slow"]:
        yield one["asked"], one["answered"], words["answered"]


def _message(plan: Plan, column: Column, number: int, letter: tuple[date, date | None, str]) -> Message:
    asked, answered, state = letter
    topic = LETTERS["topics"][number % len(LETTERS["topics"])]
    key = f"{column.address}|{number}"
    return Message(
        number=20210000 + number,
        title=str(chance.pick(key, LETTERS["titles"])).format(topic=topic),
        asked=asked,
        answered=answered,
        state=state,
        unit=str(chance.pick(key, LETTERS["units"])),
        question=LETTERS["question"].format(topic=topic),
        answer=plan["answer"] or LETTERS["answer"].format(topic=topic),
        path=under(column, f"letter_{number}.html"),
        lacks=frozenset(plan["lacks"] if not plan["lacking"] or number in plan["lacking"] else ()),
    )


def _statistics(column: Column, kind: str) -> list[Sheet]:
    """The page of its own that statistics of acceptance may stand on."""
    return [Sheet(under(column, "tj.html"), "来信受理情况统计", "board_statistics")] if kind == "page" else []


def _frame(plan: Plan, column: Column) -> dict[str, Any]:
    return {
        **{key: plan[key] for key in ("shape", "form", "statistics", "notice")},
        "words": LETTERS["words"][plan["words"]],
        "lacks": frozenset(plan["lacks"]) if not plan["lacking"] else frozenset(),
        "write": under(column, "write.html"),
        "counts": under(column, "tj.html"),
        "name": column.name,
    }


def board(_site: Site, column: Column, seen: date) -> Content:
    """A board as ``column`` plans it; letters stand newest first."""
    plan = filled(DEFAULTS, column)
    letters = sorted(_letters(plan, seen), key=lambda letter: letter[0], reverse=True)
    messages = tuple(_message(plan, column, n, letter) for n, letter in enumerate(letters))
    frame = _frame(plan, column)
    sheets = [Sheet(one.path, one.title, "board_letter", {**frame, "one": one}) for one in messages]
    sheets += [Sheet(frame["write"], "我要写信", "board_form", frame)] if plan["form"] else []
    sheets += _statistics(column, plan["statistics"])
    inner = under(column, "list.html") if plan["framed"] else ""
    pages = listed(column, "board", messages, plan["per_page"], frame, inner)
    outer = (Sheet(column.href, column.name, "framed", {"inner": inner}),) if inner else ()
    return Content((*outer, *pages), tuple(sheets))
