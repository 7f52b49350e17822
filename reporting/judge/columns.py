"""Veto 4: columns late (栏目更新不及时) and blank (空白栏目), STANDARD §1.2 #4."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from govcrawl.extract.addresses import lies_below
from govcrawl.vocabulary import Category, Indicator, Outcome, Relation, TargetKind
from reporting.judge.facts import Column, FindingKey
from reporting.judge.findings import Assessment, Finding, Moment, assess, in_time, values_of
from reporting.judge.views import UNSEEN, ListView, State
from reporting.standard.deadlines import ASK_AFTER, Duty
from reporting.standard.period import Deadline
from reporting.standard.resolved import NATIONAL, Standard
from reporting.standard.rule import Fault

SCORED_CATEGORIES: Mapping[Category, Indicator] = MappingProxyType(
    {
        Category.NEWS: Indicator.PUBLISH_NEWS,
        Category.POLICY: Indicator.PUBLISH_POLICY,
        Category.INTERPRETATION: Indicator.PUBLISH_INTERPRETATION,
    }
)
"""Categories with a deduction of their own (STANDARD §1.4); all other columns belong to 其他栏目."""

_OTHERS = Indicator.PUBLISH_COLUMNS
_GRAVITY = (Outcome.FAIL, Outcome.SUSPECT, Outcome.UNCHECKED, Outcome.PASS, Outcome.NOT_APPLICABLE)
_DEEPEST = 5
_HAS_CONTENT = frozenset({State.DATED, State.UNDATED})
BLANK_NIGHTS = 2
"""A blank list is a finding when it was blank on two nights (STANDARD §9, false alarm 1); before that it is 疑似."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finding on a column, with what tells whether another column shows the same list."""

    finding: Finding
    column: Column
    list_url: str
    visit: int | None


@dataclass(frozen=True, slots=True)
class SiteColumns:
    """The columns of one site with the views of their lists."""

    columns: tuple[Column, ...]
    views: Mapping[str, ListView]
    moment: Moment
    doubts: Mapping[int, tuple[str, ...]]
    standard: Standard = NATIONAL

    def duty(self, column: Column) -> Duty:
        """The column's duty to update, by the standard or the ledger."""
        return self.standard.duty_of(column.category, column.level, column.deadline)

    def children(self, column: Column) -> list[Column]:
        """The site's own columns below ``column``."""
        return [
            child
            for child in self.columns
            if child.parent == column.url and child.url != column.url and child.relation is not Relation.SUPERIOR
        ]

    def is_leaf(self, column: Column) -> bool:
        """Whether a column below the first level has none below it: a channel has no list of its own."""
        below = self.children(column) or any(lies_below(one.url, column.url) for one in self.columns)
        return column.level > 1 and not below


def _rank(pair: tuple[str, ListView]) -> tuple[int, int, str]:
    url, view = pair
    return view.state, -view.newest.toordinal() if view.newest else 0, url


def list_of(column: Column, site: SiteColumns, deadline: Deadline | None, depth: int = 0) -> tuple[str, ListView]:
    """The list that stands for a column: its own; its newest child's if it is empty or the child is in time.

    A parent without a deadline whose own page is no list has what its children have.
    """
    own = site.views.get(column.url, UNSEEN)
    children = site.children(column) if depth < _DEEPEST else []
    if not children:
        return column.url, own
    url, newest = min((list_of(child, site, deadline, depth + 1) for child in children), key=_rank)
    if own.state is State.EMPTY or (deadline and in_time(newest.newest, deadline, site.moment)):
        return url, newest
    if deadline is None and own.state is State.UNREADABLE and newest.state in _HAS_CONTENT:
        return url, newest
    if own.newest and newest.newest and newest.newest > own.newest:
        return column.url, replace(own, newest=newest.newest)
    return column.url, own


def _excuse(column: Column, duty: Duty, site: SiteColumns, view: ListView) -> str | None:
    """Why a column is not asked about; a leaf that nobody registered is asked about where it is seen to be blank."""
    if column.relation is Relation.SUPERIOR:
        return "上级链接，不属于本站栏目"
    if column.exempt_reason and (column.exempt_until is None or site.moment.on <= column.exempt_until):
        until = f"，至 {column.exempt_until}" if column.exempt_until else ""
        return f"已报备：{column.exempt_reason}{until}"
    if not column.confirmed and duty.deadline is None and not (view.state is State.EMPTY and site.is_leaf(column)):
        return "台账未登记的栏目，按类别没有更新时限"
    if not column.confirmed and column.url not in site.views:
        return "台账未登记的栏目，抓取没有把它当作栏目访问"
    return None


def _silence(column: Column, view: ListView, site: SiteColumns, values: str) -> Assessment:
    patience = ASK_AFTER.get(column.category)
    if patience and view.newest and view.seen_on and not in_time(view.newest, patience, site.moment):
        return Assessment(Outcome.SUSPECT, values, f"超过{patience.label}未更新；该类栏目是否应更新须由人判断")
    return Assessment(Outcome.NOT_APPLICABLE, values, "按类别没有更新时限")


def _lateness(column: Column, view: ListView, duty: Duty, site: SiteColumns, with_blank: bool) -> Assessment:
    values = values_of(view, site.moment)
    if duty.deadline is None:
        if column.category is Category.UNKNOWN and view.state is not State.EMPTY:
            return Assessment(Outcome.SUSPECT, values, "栏目类别未判定，更新期限未知")
        return _silence(column, view, site, values)
    if view.state is State.EMPTY and with_blank:
        return Assessment(Outcome.NOT_APPLICABLE, values, "列表空白，按空白栏目复核")
    doubts = tuple(text for visit in view.visits[-1:] for text in site.doubts.get(visit, ()))
    return assess(view, duty.deadline, site.moment, doubts)


def _blankness(view: ListView, moment: Moment, with_lateness: bool) -> Assessment:
    values = values_of(view, moment)
    if view.state in _HAS_CONTENT:
        return Assessment(Outcome.PASS, values)
    if view.state is State.EMPTY and view.empty_nights >= BLANK_NIGHTS:
        return Assessment(Outcome.FAIL, values, "两晚均为空白")
    if view.state is State.EMPTY:
        return Assessment(Outcome.SUSPECT, values, "一晚空白，须另一晚再看或由人打开核对")
    if with_lateness:
        return Assessment(Outcome.NOT_APPLICABLE, values, "随更新情况一并复核")
    outcome = Outcome.UNCHECKED if view.state is State.UNSEEN else Outcome.SUSPECT
    return Assessment(outcome, values, "未能看到列表内容")


@dataclass(frozen=True, slots=True)
class _Question:
    """One question on one column: under which indicator it is asked, and what would be wrong."""

    indicator: Indicator
    fault: Fault


def _questions(column: Column, duty: Duty, scope: frozenset[Indicator]) -> tuple[_Question | None, _Question | None]:
    """Under which indicator lateness and blankness are asked: the veto's, else the deduction's, else nowhere.

    A column is asked about once; deductions count what the vetoes' questions found (docs/judging.md).
    """
    own = SCORED_CATEGORIES.get(column.category)
    late = next((one for one in (duty.indicator, own, _OTHERS) if one in scope), None)
    blank = next((one for one in (Indicator.SITE_4C, _OTHERS, own) if one in scope), None)
    return (_Question(late, Fault.LATE) if late else None), (_Question(blank, Fault.BLANK) if blank else None)


def _assessments(
    column: Column, view: ListView, duty: Duty, site: SiteColumns, scope: frozenset[Indicator]
) -> Iterator[tuple[_Question, Assessment]]:
    late, blank = _questions(column, duty, scope)
    excuse = _excuse(column, duty, site, view)
    excused = Assessment(Outcome.NOT_APPLICABLE, values_of(view, site.moment), excuse or "")
    if late:
        yield late, excused if excuse else _lateness(column, view, duty, site, blank is not None)
    if blank:
        with_lateness = late is not None and (duty.deadline is not None or column.category is Category.UNKNOWN)
        yield blank, excused if excuse else _blankness(view, site.moment, with_lateness)


def _once(
    asked: Iterable[tuple[_Question, Assessment]],
) -> Iterator[tuple[_Question, Assessment]]:
    """One assessment for each indicator: where both questions stand under one, the graver."""
    kept: dict[Indicator, tuple[_Question, Assessment]] = {}
    for question, found in asked:
        other = kept.get(question.indicator)
        if other is None or _GRAVITY.index(found.outcome) < _GRAVITY.index(other[1].outcome):
            kept[question.indicator] = question, found
    yield from kept.values()


def _capped(column: Column, found: Assessment) -> Assessment:
    """A column that nobody has confirmed gives 疑似 at most."""
    if found.outcome is Outcome.FAIL and not column.confirmed:
        return replace(found, outcome=Outcome.SUSPECT, reason=f"{found.reason}；台账尚未确认此栏目")
    return found


def _of_column(column: Column, site: SiteColumns, scope: frozenset[Indicator]) -> Iterator[Candidate]:
    duty = site.duty(column)
    url, view = list_of(column, site, duty.deadline)
    for question, assessment in _once(_assessments(column, view, duty, site, scope)):
        found = _capped(column, assessment)
        key = FindingKey(TargetKind.SITE, column.site, question.indicator, column.url)
        lists = tuple(dict.fromkeys((column.url, url)))
        finding = Finding(key, column.name, found.outcome, found.values, found.reason, question.fault, lists)
        yield Candidate(finding, column, url, view.visits[-1] if view.visits else None)


def candidates(site: SiteColumns, scope: Iterable[Indicator]) -> list[Candidate]:
    """The findings on every column of a site, before columns that show the same list are set aside."""
    wanted = frozenset(scope)
    return [candidate for column in site.columns for candidate in _of_column(column, site, wanted)]
