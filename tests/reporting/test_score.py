"""The score: points, caps, ranges, lines, and no column deducted twice."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.vocabulary import Category, Indicator, Outcome, Verdict
from reporting.judge.arithmetic import of_score
from reporting.judge.fold import fold, result_of
from reporting.judge.score import Item, Line, Range, Score, told, told_range
from reporting.judge.scoring import Sheet, line_of, needs_points
from reporting.judge.settle import Settled
from reporting.standard.resolved import NATIONAL, Standard
from reporting.standard.rule import Fault, Trait
from tests.reporting.scoring import BONUS, DEDUCTIONS, answered, rules, score, settled, site_column

NEWS, POLICY, NOTICE, PLAN = Category.NEWS, Category.POLICY, Category.NOTICE, Category.PLAN
NO_SERVICE = frozenset({Trait.STATE_COUNCIL, Trait.WITHOUT_SERVICE, Trait.STATE_COUNCIL_WITHOUT_SERVICE})


MEASURED = sum(NATIONAL.rules[one].cap for one in DEDUCTIONS if NATIONAL.rules[one].measure)

Drawn = tuple[Any, ...]


def deducted(columns: list[Drawn], indicator: str) -> str:
    made = score(answered(), columns)
    return next(told_range(line.points) for line in made.deductions if line.rule.id == indicator)


@pytest.mark.parametrize(
    ("columns", "news", "others"),
    [
        ([("a", NEWS, "ok")], "0", "0"),
        ([("a", NEWS, "dismissed")], "0", "0"),
        ([("a", NEWS, "confirmed")], "5", "0"),
        ([("a", NEWS, "confirmed", True)], "5", "0"),
        ([("a", NEWS, "open")], "0–5", "0"),
        ([("a", NEWS, "confirmed"), ("b", NEWS, "ok")], "0", "1"),
        ([("a", NEWS, "confirmed"), ("b", NEWS, "confirmed")], "5", "0"),
        ([("a", NEWS, "confirmed"), ("b", NEWS, "open")], "0–5", "0–1"),
        ([("a", NEWS, "confirmed"), ("b", NEWS, "aside")], "5", "0"),
        ([("a", NEWS, "confirmed", True), ("b", NEWS, "ok")], "0", "2"),
        ([("a", NOTICE, "confirmed")], "0", "1"),
        ([("a", NOTICE, "open")], "0", "0–1"),
        ([("a", PLAN, "confirmed", True), ("b", PLAN, "confirmed")], "0", "3"),
        ([(str(n), PLAN, "confirmed", True) for n in range(5)], "0", "4"),
        ([("a", POLICY, "confirmed", False, 2)], "0", "1"),
    ],
)
def test_columns_are_deducted_once(columns: list[Drawn], news: str, others: str) -> None:
    made = [site_column(*one) for one in columns]
    assert (deducted(made, "publish-news"), deducted(made, "publish-columns")) == (news, others)


@pytest.mark.parametrize(("how", "points"), [("ok", "0"), ("dismissed", "0"), ("open", "0–5"), ("confirmed", "5")])
@pytest.mark.parametrize("indicator", ["publish-news", "publish-policy", "publish-interpretation"])
def test_a_category_without_a_column(indicator: str, how: str, points: str) -> None:
    missing = settled(Indicator(indicator), how, fault=Fault.MISSING)
    made = score([*answered(), missing])
    assert next(told_range(line.points) for line in made.deductions if line.rule.id == indicator) == points


@pytest.mark.parametrize(
    ("how", "points", "expected"),
    [
        ("open", "", "0–2"),
        ("dismissed", "", "0"),
        ("confirmed", "", "1–2"),
        ("confirmed", "1", "1"),
        ("confirmed", "9", "1–2"),
    ],
)
def test_what_people_judge_needs_its_points(how: str, points: str, expected: str) -> None:
    one = settled(Indicator.PUBLISH_LEADERS, how, points=points)
    line = line_of(NATIONAL.rules[Indicator.PUBLISH_LEADERS], Sheet.of(rules(), [one], []))
    assert told_range(line.points) == expected
    assert needs_points(line.rule, one) is (how == "confirmed" and expected == "1–2")
    result = result_of(line.rule.id, [one], line.rule, line)
    assert bool(result.waiting) is (expected not in ("0", "1"))


@pytest.mark.parametrize("indicator", DEDUCTIONS)
def test_no_deduction_exceeds_its_cap(indicator: Indicator) -> None:
    findings = [settled(indicator, "confirmed", subject=str(n), points="1") for n in range(30)]
    rule = NATIONAL.rules[indicator]
    line = line_of(rule, Sheet.of(rules(), findings, []))
    assert line.points.high <= rule.cap


def flat(indicator: Indicator, points: Fraction) -> Line:
    """A line that comes to just these points."""
    rule = replace(NATIONAL.rules[indicator], cap=Fraction(100))
    return Line(rule, (Item("", Range.exactly(points)),))


def portal(part_2: Fraction, bonus: int = 0, standard: Standard = NATIONAL) -> Score:
    """A settled score of ``part_2`` points, with that bonus."""
    lost, gained = flat(Indicator.PUBLISH_NEWS, 100 - part_2), flat(Indicator.BONUS_DATA, Fraction(bonus))
    return Score((lost,), (gained,), Fraction(100), standard.pass_line, standard.bonus_above)


@pytest.mark.parametrize(
    ("part_2", "verdict", "final"),
    [
        ("100", Verdict.QUALIFIED, "110"),
        ("80.1", Verdict.QUALIFIED, "90.1"),
        ("80", Verdict.QUALIFIED, "80"),
        ("60", Verdict.QUALIFIED, "60"),
        ("59.9", Verdict.UNQUALIFIED, "59.9"),
        ("0", Verdict.UNQUALIFIED, "0"),
    ],
)
def test_the_lines_are_literal(part_2: str, verdict: Verdict, final: str) -> None:
    made = portal(Fraction(part_2), bonus=10)
    assert (made.verdict, told(made.final.low), made.final.settled) == (verdict, final, True)


def test_a_pass_line_of_80() -> None:
    strict = Standard(pass_line=Fraction(80))
    assert portal(Fraction(80), standard=strict).verdict is Verdict.QUALIFIED
    assert portal(Fraction("79.9"), standard=strict).verdict is Verdict.UNQUALIFIED


def test_without_service_duty_the_base_is_75_scaled_to_100() -> None:
    made = score(answered(), traits=NO_SERVICE)
    assert (made.base, made.factor, made.part_2) == (75, Fraction(4, 3), Range.exactly(Fraction(100)))
    assert not {line.rule.id for line in made.deductions} & {one for one in DEDUCTIONS if one.startswith("service-")}
    assert Indicator.PUBLISH_OVERVIEW not in {line.rule.id for line in made.deductions}
    assert next(one.rule.cap for one in made.deductions if one.rule.id is Indicator.PUBLISH_FUNCTIONS) == 4
    assert sum(one.rule.cap for one in made.deductions) == 75
    lost = Score(portal(Fraction(70)).deductions, (), made.base, made.pass_line, made.bonus_above)
    assert lost.part_2 == Range.exactly(Fraction(60)), "(75 - 30) * 4 / 3 is exactly 60"
    assert lost.verdict is Verdict.QUALIFIED


def test_everything_dismissed_is_100_and_the_bonus_is_no_gift() -> None:
    made = score(answered())
    assert (made.value, made.outside) == (100, 0)
    earned = score(answered(**{"bonus_space": "confirmed"}))
    assert earned.value == 102


def test_everything_confirmed_is_nothing_plus_nothing() -> None:
    findings = [settled(key, "confirmed", points=str(NATIONAL.rules[key].cap)) for key in (*DEDUCTIONS, *BONUS)]
    made = score(findings)
    assert (made.value, made.verdict) == (0, Verdict.UNQUALIFIED)


def test_while_everything_is_open_there_is_a_range_and_no_score() -> None:
    made = score([settled(key, "open") for key in (*DEDUCTIONS, *BONUS)])
    assert (made.value, made.verdict) == (None, Verdict.OPEN)
    assert any(text.startswith("找错办理") for text in made.missing)
    assert (made.final.low, made.final.high) == (0, 130)


def test_points_out_of_scope_are_told() -> None:
    made = score([], declared=(Indicator.PUBLISH_NEWS, Indicator.PUBLISH_COLUMNS))
    assert made.outside == 91


def test_a_score_below_the_line_fails_only_when_nothing_waits() -> None:
    low = portal(Fraction(40))
    passed = result_of(Indicator.SITE_3, [settled(Indicator.SITE_3, "ok")])
    waiting = result_of(Indicator.SITE_3, [settled(Indicator.SITE_3, "open")])
    assert fold([passed], low) is Verdict.UNQUALIFIED
    assert fold([passed, waiting], low) is Verdict.OPEN
    assert fold([passed], portal(Fraction(90))) is Verdict.QUALIFIED


@pytest.mark.parametrize("indicator", [*DEDUCTIONS, *BONUS])
def test_every_scored_indicator_passes_fails_and_stays_undecided(indicator: Indicator) -> None:
    rule = NATIONAL.rules[indicator]
    outcomes = {}
    for how in ("dismissed", "confirmed", "open"):
        one = settled(indicator, how, points=str(rule.least))
        outcomes[how] = result_of(indicator, [one], rule, line_of(rule, Sheet.of(rules(), [one], []))).outcome
    failed = Outcome.PASS if indicator in BONUS else Outcome.FAIL
    assert outcomes == {"dismissed": Outcome.PASS, "confirmed": failed, "open": Outcome.SUSPECT}


WORSE = ["ok", "confirmed"]
COLUMN = st.tuples(st.sampled_from([NEWS, POLICY, NOTICE]), st.sampled_from(WORSE), st.booleans(), st.integers(1, 2))


def of_columns(drawn: list[Drawn]) -> Score:
    return score(answered(), [site_column(str(n), *one) for n, one in enumerate(drawn)])


@given(st.lists(COLUMN, min_size=1, max_size=8), st.data())
def test_one_worse_column_never_raises_the_score(drawn: list[tuple], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(drawn) - 1))
    category, _, blank, level = drawn[place]
    worse = [*drawn[:place], (category, "confirmed", blank, level), *drawn[place + 1 :]]
    assert of_columns(worse).final.low <= of_columns(drawn).final.low


@given(st.lists(COLUMN, max_size=8), st.randoms())
def test_order_does_not_matter_and_parts_sum_to_the_total(drawn: list[tuple], random: object) -> None:
    columns = [site_column(str(n), *one) for n, one in enumerate(drawn)]
    shuffled = columns.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    made, other = score(answered(), columns), score(answered(), shuffled)
    assert made.final == other.final
    assert made.part_2.low == 100 - sum(line.points.low for line in made.deductions)
    assert all(line.points.high <= line.rule.cap for line in made.deductions)


OPEN_COLUMN = st.tuples(st.sampled_from([NEWS, NOTICE]), st.sampled_from([*WORSE, "open"]), st.booleans())


@given(st.lists(OPEN_COLUMN, min_size=1, max_size=6), st.sampled_from(["dismissed", "confirmed"]))
def test_settling_stays_within_the_range(drawn: list[tuple], how: str) -> None:
    before = of_columns(drawn).final
    place = next((n for n, one in enumerate(drawn) if one[1] == "open"), 0)
    if drawn[place][1] != "open":
        return
    after = of_columns([*drawn[:place], (drawn[place][0], how, drawn[place][2]), *drawn[place + 1 :]]).final
    assert before.low <= after.low <= after.high <= before.high


def test_settled_keeps_the_points_apart_from_the_people() -> None:
    one: Settled = settled(Indicator.PUBLISH_LEADERS, "confirmed", points="1")
    assert (one.people, one.points) == (("甲", "乙"), 1)


def test_the_arithmetic_is_told_in_one_line() -> None:
    spared = Score(portal(Fraction(70)).deductions, (), Fraction(75), Fraction(60), Fraction(80))
    assert next(of_score(spared)) == "第二部分：（75 - 30）× 100 / 75 = 60分"
    assert next(of_score(score(answered("open")))) == f"第二部分：100 - （0–{100 - MEASURED}） = {MEASURED}–100分"
