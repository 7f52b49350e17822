"""Who is named: the statements on targets with confirmed findings, or on those without any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from govcrawl.errors import Problem
from govcrawl.vocabulary import Verdict
from reporting.bulletin.context import Context
from reporting.bulletin.figures import Told
from reporting.bulletin.tables import Statement


@dataclass(frozen=True, slots=True)
class Sentence:
    """A completed statement and whom it tells of."""

    text: str
    statement: Statement
    about: tuple[Told, ...]


def _is_about(statement: Statement, told: Told) -> bool:
    return (
        told.judged.target.kind is statement.of
        and statement.verdict in (None, told.verdict)
        and (bool(told.findings) if statement.problems else _is_good(told))
        and (not statement.indicators or told.count(statement.indicators) > 0)
        and (statement.score_from is None or (told.score is not None and told.score >= statement.score_from))
    )


def _is_good(told: Told) -> bool:
    """Whether a target is 合格 without any problem: what is open is never praised."""
    return told.judged.verdict is Verdict.QUALIFIED and not told.findings


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


def _written(statement: Statement, told: Told, context: Context) -> str:
    target = told.judged.target
    return context.say(
        statement.each,
        名称=target.name,
        主办单位=target.unit,
        平台=context.wording.platform_labels.get(target.group, target.group) or None,
        问题=_problems([_narrowed(statement, told)], context),
        得分=None if told.score is None else context.points(told.score),
    )


def _problems(about: Sequence[Told], context: Context) -> str:
    return context.wording.listed(context.problems_of(about)) or context.wording.cells.nothing


def _narrowed(statement: Statement, told: Told) -> Told:
    """The target with the problems that the statement is about."""
    if not statement.indicators:
        return told
    return Told(told.judged, tuple(one for one in told.findings if one.finding.key.indicator in statement.indicators))


def _list_of(statement: Statement, about: Sequence[Told], context: Context) -> str:
    named = _named(statement, about, context)
    names = list(dict.fromkeys(_written(statement, one, context) for one in named))
    wording = context.wording
    if len(named) == len(about) and not statement.between:
        return wording.listed(names)
    listed = (statement.between or wording.enumeration.between).join(names)
    if len(named) == len(about):
        return listed
    return context.say(wording.phrases.names_and_others, 名单=listed, 个数=str(len(about)))


def _words(statement: Statement, about: Sequence[Told], context: Context) -> dict[str, str | None]:
    """The words of quantity: the person's own, else those that the thresholds propose."""
    quantities, problems = context.wording.quantities, sum(len(one.findings) for one in about)
    share = len(about) / max(1, context.figures.of(statement.of).sampled)
    targets = (one.word for one in quantities.targets if one.holds(len(about), share))
    each = (one.word for one in quantities.problems if one.holds(problems / len(about)))
    return {
        "对象量词": statement.targets_word or next(targets, None),
        "问题量词": statement.problems_word or next(each, None),
    }


def _sentence(statement: Statement, context: Context) -> Sentence | None:
    about = tuple(one for one in context.figures.told if _is_about(statement, one))
    if not about:
        return None
    narrowed = [_narrowed(statement, one) for one in about]
    text = context.say(
        statement.phrase,
        名单=_list_of(statement, about, context),
        个数=str(len(about)),
        问题=_problems(narrowed, context),
        问题数=str(sum(len(one.findings) for one in narrowed)),
        **_words(statement, narrowed, context),
    )
    return Sentence(text, statement, about)


def sentences(context: Context) -> list[Sentence]:
    """The statements that this round's findings call for, in the order of the round's file."""
    made = (_sentence(statement, context) for statement in context.wording.statements)
    return [sentence for sentence in made if sentence]


def untold(context: Context) -> list[Told]:
    """Targets with told findings of which no statement speaks."""
    spoken = {id(told) for sentence in sentences(context) for told in sentence.about}
    return [told for told in context.figures.told if told.findings and id(told) not in spoken]
