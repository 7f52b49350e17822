"""The figures of a year that the annual report asks for (政府网站监管年度报表, STANDARD §1.6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govcrawl.errors import Problem
from govcrawl.rounds.declaration import Declaration
from govcrawl.storage.models import EarlyWarning, NoticeItem, Round, Statement
from govcrawl.storage.rounds import all_rounds
from govcrawl.vocabulary import RoundKind, TargetKind, Verdict
from reporting.bulletin.wording import read_wording
from reporting.formats.readers import LABELS, Readers
from reporting.formats.sheets import Book, Column, Sheet
from reporting.judge.judging import Judgement, judge
from reporting.judge.mending import State, mendings
from reporting.judge.source import declaration_of

_COUNTED = frozenset({RoundKind.QUARTERLY, RoundKind.SPECIAL})


@dataclass(frozen=True, slots=True)
class Tally:
    """How the targets of one kind fared in one round, and out of how many they were drawn."""

    population: int
    sampled: int
    qualified: int
    unqualified: int
    open: int


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """One round of the year: results, what units were given and said, what was mended, who was held to account."""

    name: str
    sites: Tally
    accounts: Tally
    given: int
    statements: int
    mended: int
    people: int


def figures_of(session: Session, year: int) -> list[RoundFigures]:
    """The inspections of a year in the order of their windows; raises :class:`Problem` where there was none."""
    chosen = [(declaration_of(row), row) for row in all_rounds(session)]
    own = [(one, row) for one, row in chosen if one.kind in _COUNTED and _year(one) == year]
    if not own:
        raise Problem(f"{year} 年没有季度或专项轮次。")
    return [_figures(session, one, row) for one, row in sorted(own, key=lambda pair: _first_day(pair[0]))]


def _first_day(declaration: Declaration) -> str:
    parts = [part for part in (declaration.sites, declaration.accounts) if part]
    return min((part.window.start.isoformat() for part in parts), default="")


def _year(declaration: Declaration) -> int:
    return int(_first_day(declaration)[:4] or 0)


def _figures(session: Session, declaration: Declaration, row: Round) -> RoundFigures:
    judgement, name = judge(session, declaration.name), declaration.name
    wording = read_wording(row.wording, name)
    states = [one.public for one in mendings(session, judgement, wording.date).values()]
    return RoundFigures(
        name=name,
        sites=_tally(judgement, TargetKind.SITE),
        accounts=_tally(judgement, TargetKind.ACCOUNT),
        given=_count(session, NoticeItem, name),
        statements=_count(session, Statement, name),
        mended=states.count(State.MENDED),
        people=sum(one.people or 0 for one in wording.accountability),
    )


def _tally(judgement: Judgement, kind: TargetKind) -> Tally:
    verdicts = [one.verdict for one in judgement.of(kind)]
    each = (verdicts.count(verdict) for verdict in (Verdict.QUALIFIED, Verdict.UNQUALIFIED, Verdict.OPEN))
    population = sum(one.kind is kind for one in judgement.roster)
    return Tally(population, len(verdicts), *each)


def _count(session: Session, model: type[NoticeItem] | type[Statement], name: str) -> int:
    return session.scalar(select(func.count()).select_from(model).where(model.round == name)) or 0


def warned(session: Session, year: int) -> int:
    """How many early warnings were sent in the year."""
    days = session.scalars(select(EarlyWarning.sent_at))
    return sum(day.year == year for day in days)


HEADER = (
    "轮次",
    "网站总数",
    "网站抽查",
    "网站合格",
    "网站不合格",
    "网站未定",
    "账号总数",
    "账号抽查",
    "账号合格",
    "账号不合格",
    "账号未定",
    "下发问题",
    "单位说明",
    "已整改",
    "问责人次",
)


def rows_of(found: Iterable[RoundFigures]) -> Iterator[tuple[str | int, ...]]:
    """A line for each round, and their sum."""
    lines = [_line(one) for one in found]
    yield from lines
    yield ("全年", *(sum(int(value) for value in column) for column in zip(*(line[1:] for line in lines), strict=True)))


def _line(one: RoundFigures) -> tuple[str | int, ...]:
    tallies = (number for tally in (one.sites, one.accounts) for number in _numbers(tally))
    return (one.name, *tallies, one.given, one.statements, one.mended, one.people)


def _numbers(tally: Tally) -> tuple[int, ...]:
    return tally.population, tally.sampled, tally.qualified, tally.unqualified, tally.open


def book_of(year: int, found: Iterable[RoundFigures], warnings: int) -> Book:
    """The year as a workbook, an internal paper."""
    title, declaration = f"{year}年监管情况", LABELS["hans"].declare(Readers.INTERNAL)
    columns = tuple(Column(name, 11, middle=True) for name in HEADER)
    sheet = Sheet("全年", title, columns, tuple(rows_of(found)), (declaration, f"全年发出预警 {warnings} 条。"))
    return Book(title, declaration, (sheet,))
