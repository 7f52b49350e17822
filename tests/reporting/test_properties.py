"""Judging as a whole, from facts to verdict: worse facts, other orders, sums and caps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from govcrawl.vocabulary import Category, Indicator, PageRole, Ruling, TargetKind, Verdict
from reporting.judge.facts import Column, Decision, FindingKey, RoundFacts
from reporting.judge.findings import UNDECIDED
from reporting.judge.fold import Judged
from reporting.standard.applying import apply
from reporting.standard.overlay import from_table
from reporting.standard.resolved import NATIONAL
from reporting.standard.rule import Effect
from tests.reporting.cases import column
from tests.reporting.test_standard_cases import ACCOUNT, HOME, SITE, declaration, judge, sights, target

SCOPE = (
    *(Indicator.SITE_3, Indicator.SITE_4A, Indicator.SITE_4B, Indicator.SITE_4C, Indicator.ACCOUNT_2),
    *(Indicator.PUBLISH_NEWS, Indicator.PUBLISH_POLICY, Indicator.PUBLISH_INTERPRETATION, Indicator.PUBLISH_COLUMNS),
)
STRICT = apply(
    NATIONAL,
    from_table(
        {
            "title": "严",
            "pass_line": 85,
            "scored": ["门户", "部门"],
            "indicators": {"site-4a": {"threshold": 2}, "site-4b": {"threshold": 2}, "site-4c": {"threshold": 2}},
        },
        "严.toml",
    ),
)
"""A standard under which a few columns decide, so that verdicts of every kind come up."""
WORSE = ("undecided", "fail", "blank")
GRAVITY = (Verdict.QUALIFIED, Verdict.OPEN, Verdict.UNQUALIFIED)


@dataclass(frozen=True)
class Seen:
    """One column: what it is, which earlier one is its parent, and how its list was seen."""

    category: Category
    level: int
    parent: int | None
    how: str


@dataclass(frozen=True)
class Place:
    """A site with its columns, and an account, as they were seen."""

    home: str
    account: str
    columns: tuple[Seen, ...]
    is_portal: bool

    def column(self, number: int) -> Column:
        seen = self.columns[number]
        parent = None if seen.parent is None or seen.parent >= number else f"http://a/{seen.parent}/"
        return column(f"http://a/{number}/", seen.category, level=seen.level, parent=parent)

    def facts(self, decisions: Mapping[FindingKey, tuple[Decision, ...]], reverse: bool = False) -> RoundFacts:
        own = tuple(map(self.column, range(len(self.columns))))
        lists = {HOME: sights(HOME, PageRole.HOME, self.home)}
        lists |= {
            one.url: sights(one.url, PageRole.COLUMN, seen.how) for one, seen in zip(own, self.columns, strict=True)
        }
        shown = {HOME: sights(HOME, PageRole.ACCOUNT, self.account)}
        return RoundFacts(
            declaration=declaration(*SCOPE),
            targets=(target(TargetKind.SITE, SITE, self.is_portal), target(TargetKind.ACCOUNT, ACCOUNT)),
            columns={SITE: own[::-1] if reverse else own},
            looks={
                (TargetKind.SITE, SITE): dict(reversed(lists.items())) if reverse else lists,
                (TargetKind.ACCOUNT, ACCOUNT): shown,
            },
            doubts={},
            home_entries={},
            decisions=decisions,
        )

    def judged(self, confirmed: bool, name: str, reverse: bool = False) -> dict[str, Judged]:
        """Judged, with nobody's decision, or after two people confirmed everything that was asked."""
        standard = BY_NAME[name]
        first = judge(self.facts({}, reverse), standard)
        asked = [
            one.finding for judged in first.values() for one in judged.findings if one.finding.outcome in UNDECIDED
        ]
        names = ("甲", "乙") if confirmed else ()
        decisions = {
            one.key: tuple(Decision(Ruling.CONFIRMED, name, "看过", one.values) for name in names) for one in asked
        }
        return judge(self.facts(decisions, reverse), standard)

    def worse(self, data: st.DataObject) -> Place:
        """The same with one thing that was in order no longer so."""
        how = data.draw(st.sampled_from(WORSE))
        fine = [number for number, one in enumerate(self.columns) if one.how == "pass"]
        places = [*fine, *(name for name in ("home", "account") if getattr(self, name) == "pass")]
        if not places:
            return self
        place = data.draw(st.sampled_from(places))
        if isinstance(place, str):
            return replace(self, **{place: how})
        columns = list(self.columns)
        columns[place] = replace(columns[place], how=how)
        return replace(self, columns=tuple(columns))


CATEGORIES = (Category.NEWS, Category.NOTICE, Category.POLICY, Category.INTERPRETATION, Category.PLAN)
MOSTLY_FINE = st.sampled_from(("pass", "pass", "pass", "pass", *WORSE))
HALF_FINE = st.sampled_from(("pass", "fail"))


def columns(categories: st.SearchStrategy[Category], states: st.SearchStrategy[str]) -> Any:
    parents = st.none() | st.integers(0, 3)
    one = st.builds(Seen, category=categories, level=st.integers(1, 2), parent=parents, how=states)
    return st.lists(one, min_size=1, max_size=7).map(tuple)


def places(own: Any) -> Any:
    return st.builds(Place, home=MOSTLY_FINE, account=MOSTLY_FINE, columns=own, is_portal=st.booleans())


PLACES = places(columns(st.sampled_from(CATEGORIES), MOSTLY_FINE)) | places(
    columns(st.sampled_from([Category.NEWS, Category.NOTICE]), HALF_FINE)
)
BY_NAME = {"national": NATIONAL, "strict": STRICT}
STANDARDS = st.sampled_from(list(BY_NAME))


@given(PLACES, st.data(), st.booleans(), STANDARDS)
def test_a_worse_fact_never_improves_a_verdict_or_a_score(
    place: Place, data: st.DataObject, confirmed: bool, standard: str
) -> None:
    before, after = place.judged(confirmed, standard), place.worse(data).judged(confirmed, standard)
    for key, one in before.items():
        assert GRAVITY.index(one.verdict) <= GRAVITY.index(after[key].verdict)
        if one.score and after[key].score:
            assert after[key].score.final.low <= one.score.final.low


ALIKE = st.builds(Seen, category=st.sampled_from(CATEGORIES), level=st.just(1), parent=st.none(), how=st.just("pass"))


@given(ALIKE, st.sampled_from(("fail", "blank")), st.booleans(), st.booleans(), STANDARDS)
def test_column_after_column_gone_wrong_makes_it_worse_and_worse(
    one: Seen, how: str, is_portal: bool, confirmed: bool, standard: str
) -> None:
    """Through every threshold and every cap, one column at a time."""
    number, verdicts, scores = 7, [], []
    for wrong in range(number + 1):
        own = tuple(replace(one, how=how if n < wrong else "pass") for n in range(number))
        judged = Place("pass", "pass", own, is_portal).judged(confirmed, standard)[SITE]
        verdicts.append(GRAVITY.index(judged.verdict))
        scores += [judged.score] if judged.score else []
    assert verdicts == sorted(verdicts)
    assert [made.final.low for made in scores] == sorted((made.final.low for made in scores), reverse=True)
    assert all(line.points.high <= line.rule.cap for made in scores for line in made.deductions)


def results(judged: Mapping[str, Judged]) -> dict[str, Any]:
    return {
        key: (
            one.verdict,
            one.score and one.score.final,
            [(found.finding.key, found.finding.outcome, found.standing) for found in one.findings],
        )
        for key, one in judged.items()
    }


@given(PLACES, st.booleans(), STANDARDS)
def test_the_order_of_columns_and_looks_does_not_matter(place: Place, confirmed: bool, standard: str) -> None:
    assert results(place.judged(confirmed, standard)) == results(place.judged(confirmed, standard, reverse=True))


@given(PLACES, st.booleans(), STANDARDS)
def test_caps_hold_and_parts_sum_to_totals(place: Place, confirmed: bool, standard: str) -> None:
    for one in place.judged(confirmed, standard).values():
        for result in one.results:
            own = [found for found in one.findings if found.finding.key.indicator is result.indicator]
            assert set(result.waiting) <= set(own)
        if one.score is None:
            continue
        lines = one.score.deductions
        assert all(0 <= line.points.low <= line.points.high <= line.rule.cap for line in lines)
        assert {line.rule.effect for line in lines} == {Effect.DEDUCTION}
        assert one.score.deducted.low == sum((line.points.low for line in lines), Fraction(0))
        assert one.score.part_2.low == 100 - one.score.deducted.high
        for line in lines:
            together = sum((item.points.high for item in line.items), Fraction(0))
            assert line.points.high == min(together, line.rule.cap)


@given(PLACES, STANDARDS)
def test_what_nobody_decided_is_open_and_never_unqualified(place: Place, standard: str) -> None:
    for one in place.judged(False, standard).values():
        waits = any(found.finding.outcome in UNDECIDED for found in one.findings)
        assert one.verdict is (Verdict.OPEN if waits else Verdict.QUALIFIED)


@given(PLACES, STANDARDS)
def test_what_two_people_settled_is_never_open(place: Place, standard: str) -> None:
    assert Verdict.OPEN not in {one.verdict for one in place.judged(True, standard).values()}
