"""Who is named: the statements on targets with confirmed findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from govcrawl.errors import Problem
from reporting.bulletin.context import Context
from reporting.bulletin.figures import Told
from reporting.bulletin.wording import Statement


@dataclass(frozen=True, slots=True)
class Sentence:
    """A completed statement; ``begins`` says whether it begins a numbered paragraph, ``about`` whom it tells of."""

    text: str
    begins: bool
    about: tuple[Told, ...]


def _is_about(statement: Statement, told: Told) -> bool:
    return (
        bool(told.findings)
        and told.judged.target.kind is statement.of
        and statement.verdict in (None, told.verdict)
        and (not statement.indicators or told.count(statement.indicators) > 0)
    )


def _named(statement: Statement, about: Sequence[Told], context: Context) -> list[Told]:
    if statement.named:
        by_key = {one.judged.target.key: one for one in about}
        missing = [key for key in statement.named if key not in by_key]
        if missing and not context.draft:
            raise Problem(
                f"[bulletin] statements 的 named 点名了 {'、'.join(missing)}，但本轮没有这项经复核属实的问题。"
                "请修改轮次文件，或先完成复核。"
            )
        return [by_key[key] for key in statement.named if key in by_key]
    return list(about) if context.wording.naming == "all" else list(about[: context.wording.naming])


def _list_of(statement: Statement, about: Sequence[Told], context: Context) -> str:
    named = _named(statement, about, context)
    names = "、".join(one.judged.target.name for one in named)
    if len(named) == len(about):
        return names
    return context.say(context.wording.phrases.names_and_others, 名单=names, 个数=str(len(about)))


def _sentence(statement: Statement, context: Context) -> Sentence | None:
    about = tuple(one for one in context.figures.told if _is_about(statement, one))
    if not about:
        return None
    names = _list_of(statement, about, context)
    return Sentence(context.say(statement.phrase, 名单=names, 个数=str(len(about))), statement.paragraph, about)


def sentences(context: Context) -> list[Sentence]:
    """The statements that this round's findings call for, in the order of the round's file."""
    made = (_sentence(statement, context) for statement in context.wording.statements)
    return [sentence for sentence in made if sentence]


def untold(context: Context) -> list[Told]:
    """Targets with told findings of which no statement speaks."""
    spoken = {id(told) for sentence in sentences(context) for told in sentence.about}
    return [told for told in context.figures.told if told.findings and id(told) not in spoken]
