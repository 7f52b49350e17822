"""What changed from one round to another: verdicts, and problems that came back (问题反复)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from govcrawl.vocabulary import Verdict, Word
from reporting.formats.readers import LABELS, Readers
from reporting.formats.sheets import Book, Column, Sheet, numbered
from reporting.judge.facts import Target
from reporting.judge.fold import Judged
from reporting.judge.judging import Judgement
from reporting.judge.settle import Settled, Standing


class Change(Word):
    """What became of a target's verdict."""

    FAILED_ANEW = "failed_anew", "新不合格"
    FAILED_AGAIN = "failed_again", "仍不合格"
    RECOVERED = "recovered", "恢复合格"
    UNCHANGED = "unchanged", "未变"
    OPEN = "open", "有一轮未定"
    FIRST = "first", "首次抽查"
    LEFT = "left", "本次未抽查"


_PASSED, _FAILED, _OPEN = Verdict.QUALIFIED, Verdict.UNQUALIFIED, Verdict.OPEN
_CHANGES = {
    (_PASSED, _FAILED): Change.FAILED_ANEW,
    (_FAILED, _FAILED): Change.FAILED_AGAIN,
    (_FAILED, _PASSED): Change.RECOVERED,
    (_PASSED, _PASSED): Change.UNCHANGED,
}


@dataclass(frozen=True, slots=True)
class Movement:
    """One target in two rounds; None where a round did not inspect it. ``repeated`` are problems confirmed in both."""

    target: Target
    before: Judged | None
    after: Judged | None
    repeated: tuple[Settled, ...]

    @property
    def change(self) -> Change:
        """What became of its verdict."""
        if self.before is None:
            return Change.FIRST
        if self.after is None:
            return Change.LEFT
        return _CHANGES.get((self.before.verdict, self.after.verdict), Change.OPEN)


def movements(before: Judgement, after: Judgement) -> list[Movement]:
    """Every target of either round, in the order of the later one, those that it left out last."""
    old = {(one.target.kind, one.target.key): one for one in before.judged}
    new = {(one.target.kind, one.target.key): one for one in after.judged}
    keys = dict.fromkeys((*new, *old))
    return [_movement(old.get(key), new.get(key)) for key in keys]


def _movement(before: Judged | None, after: Judged | None) -> Movement:
    known = after or before
    if known is None:
        raise ValueError("a movement needs a round")
    earlier = {(one.finding.key.indicator, one.finding.key.subject) for one in confirmed(before)}
    repeated = tuple(one for one in confirmed(after) if (one.finding.key.indicator, one.finding.key.subject) in earlier)
    return Movement(known.target, before, after, repeated)


def confirmed(judged: Judged | None) -> list[Settled]:
    """The confirmed problems of a target."""
    return [one for one in judged.findings if one.standing is Standing.CONFIRMED] if judged else []


def counts(found: Iterable[Movement]) -> dict[Change, int]:
    """How many targets changed in which way."""
    every = [one.change for one in found]
    return {change: every.count(change) for change in Change if change in every}


_COLUMNS = (
    Column("序号", 6, middle=True),
    Column("类别", 7, middle=True),
    Column("标识码/账号编号", 14, middle=True),
    Column("网站/账号", 26),
    Column("主办单位", 24),
    Column("上次结果", 9, middle=True),
    Column("本次结果", 9, middle=True),
    Column("变化", 11, middle=True),
    Column("上次问题", 8, middle=True),
    Column("本次问题", 8, middle=True),
    Column("反复出现的问题", 34),
)


def row_of(one: Movement) -> tuple[str | int, ...]:
    """A movement as a line of the table."""
    verdicts = (judged.verdict.label if judged else "—" for judged in (one.before, one.after))
    numbers = (len(confirmed(judged)) for judged in (one.before, one.after))
    repeated = "；".join(f"{each.finding.key.indicator.label}：{each.finding.name}" for each in one.repeated)
    target = (one.target.kind.label, one.target.key, one.target.name, one.target.unit)
    return (*target, *verdicts, one.change.label, *numbers, repeated)


def book_of(before: str, after: str, found: Iterable[Movement]) -> Book:
    """The movements as a workbook, an internal paper."""
    title = f"{after} 与 {before} 抽查结果比较"
    declaration = LABELS["hans"].declare(Readers.INTERNAL)
    sheet = Sheet("比较", title, _COLUMNS, numbered(map(row_of, found)), (declaration,))
    return Book(title, declaration, (sheet,))
