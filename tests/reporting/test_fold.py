"""Settlement and fold: whose names a finding needs, and what the verdict becomes."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.vocabulary import Indicator, Outcome, Ruling, TargetKind, Verdict
from reporting.judge.facts import Decision, FindingKey
from reporting.judge.findings import Finding
from reporting.judge.fold import fold, result_of
from reporting.judge.settle import Settled, Standing, settle
from reporting.standard.rules import RULES

VALUES = "最后更新 2020-09-01；监测 2020-11-17"


def finding(outcome: Outcome, indicator: Indicator = Indicator.SITE_4A, subject: str = "s") -> Finding:
    return Finding(FindingKey(TargetKind.SITE, "t", indicator, subject), "n", outcome, VALUES)


def decided(*rulings: str, values: str = VALUES) -> list[Decision]:
    """Decisions written as 甲属实 or 乙误报."""
    return [Decision(Ruling.from_label(text[1:]), text[0], "看过", values) for text in rulings]


@pytest.mark.parametrize(
    ("outcome", "decisions", "standing", "people"),
    [
        (Outcome.PASS, decided("甲属实"), Standing.CLEAR, ()),
        (Outcome.NOT_APPLICABLE, [], Standing.CLEAR, ()),
        (Outcome.FAIL, [], Standing.OPEN, ()),
        (Outcome.FAIL, decided("甲属实"), Standing.CONFIRMED, ("甲",)),
        (Outcome.FAIL, decided("甲属实", "甲属实"), Standing.CONFIRMED, ("甲",)),
        (Outcome.FAIL, decided("甲属实", "乙属实"), Standing.CONFIRMED, ("甲", "乙")),
        (Outcome.FAIL, decided("甲属实", "乙误报"), Standing.DISMISSED, ("乙",)),
        (Outcome.FAIL, decided("甲属实", "乙误报", "丙属实"), Standing.CONFIRMED, ("丙",)),
        (Outcome.FAIL, decided("甲属实", values="最后更新 2020-08-01；监测 2020-11-17"), Standing.OPEN, ()),
        (Outcome.SUSPECT, decided("甲未发现"), Standing.DISMISSED, ("甲",)),
        (Outcome.SUSPECT, decided("甲属实"), Standing.CONFIRMED, ("甲",)),
        (Outcome.UNCHECKED, [], Standing.OPEN, ()),
        (Outcome.UNCHECKED, decided("甲已报备"), Standing.DISMISSED, ("甲",)),
    ],
)
def test_settlement(outcome: Outcome, decisions: list[Decision], standing: Standing, people: tuple[str, ...]) -> None:
    settled = settle(finding(outcome), decisions)
    assert (settled.standing, settled.people) == (standing, people)


def test_one_person_under_two_spellings_is_one_person() -> None:
    decisions = [Decision(Ruling.CONFIRMED, name, "看过", VALUES) for name in ("王 小明", "王小明", "王　小明")]
    assert len(settle(finding(Outcome.FAIL), decisions).people) == 1


@pytest.mark.parametrize(
    ("rulings", "points"),
    [
        ([("属实", 2)], 2),
        ([("属实", 2), ("属实", None)], None),
        ([("属实", 2), ("已整改", None)], 2),
        ([("属实", 2), ("未整改", None), ("已整改", None)], 2),
        ([("属实", 2), ("未整改", 1)], 1),
        ([("未整改", None)], None),
        ([("属实", 2), ("误报", None), ("已整改", None)], None),
    ],
)
def test_what_was_mended_since_takes_no_stated_points_away(
    rulings: list[tuple[str, int | None]], points: int | None
) -> None:
    stated = [(Ruling.from_label(label), Fraction(own) if own else None) for label, own in rulings]
    decisions = [Decision(ruling, "甲", "看过", VALUES, points=own) for ruling, own in stated]
    assert settle(finding(Outcome.FAIL), decisions).points == points


def confirmed(number: int, people: int, indicator: Indicator) -> list[Settled]:
    names = ("甲", "乙", "丙")[:people]
    return [
        Settled(finding(Outcome.FAIL, indicator, str(n)), Standing.CONFIRMED, names, Ruling.CONFIRMED)
        for n in range(number)
    ]


@pytest.mark.parametrize("indicator", RULES)
def test_a_veto_needs_its_threshold_and_two_people(indicator: Indicator) -> None:
    limit = RULES[indicator].needed
    below = result_of(indicator, confirmed(limit - 1, 1, indicator))
    reached = result_of(indicator, confirmed(limit, 1, indicator))
    proved = result_of(indicator, confirmed(limit, 2, indicator))
    assert fold([below]) is Verdict.QUALIFIED
    assert fold([reached]) is Verdict.OPEN
    assert len(reached.waiting) == limit
    assert fold([proved]) is Verdict.UNQUALIFIED
    assert proved.waiting == ()


@pytest.mark.parametrize("outcome", [Outcome.FAIL, Outcome.SUSPECT, Outcome.UNCHECKED])
def test_what_nobody_has_settled_keeps_the_verdict_open(outcome: Outcome) -> None:
    result = result_of(Indicator.SITE_4A, [settle(finding(outcome), [])])
    assert fold([result]) is Verdict.OPEN
    assert result.outcome is outcome


def test_a_confirmed_veto_decides_whatever_else_is_open() -> None:
    veto = result_of(Indicator.SITE_3, confirmed(1, 2, Indicator.SITE_3))
    waiting = result_of(Indicator.SITE_4A, [settle(finding(Outcome.SUSPECT), [])])
    assert fold([veto, waiting]) is Verdict.UNQUALIFIED
    assert fold([]) is Verdict.OPEN


GRAVITY = [Verdict.QUALIFIED, Verdict.OPEN, Verdict.UNQUALIFIED]
STEPS = [
    lambda: settle(finding(Outcome.PASS), []),
    lambda: settle(finding(Outcome.FAIL), []),
    lambda: settle(finding(Outcome.FAIL), decided("甲属实")),
    lambda: settle(finding(Outcome.FAIL), decided("甲属实", "乙属实")),
]


@given(st.lists(st.integers(0, 3), min_size=1, max_size=8), st.data(), st.sampled_from(list(RULES)))
def test_one_more_confirmed_problem_never_improves_a_verdict(
    kinds: list[int], data: st.DataObject, indicator: Indicator
) -> None:
    place = data.draw(st.integers(0, len(kinds) - 1))
    worse = [*kinds[:place], 3, *kinds[place + 1 :]]
    before = fold([result_of(indicator, [STEPS[kind]() for kind in kinds if kind != 1])])
    after = fold([result_of(indicator, [STEPS[kind]() for kind in worse if kind != 1])])
    assert GRAVITY.index(before) <= GRAVITY.index(after)


@given(st.lists(st.sampled_from(STEPS), max_size=8), st.randoms(), st.sampled_from(list(RULES)))
def test_the_order_of_findings_does_not_matter(steps: list[object], random: object, indicator: Indicator) -> None:
    some = [step() for step in steps]  # type: ignore[operator]
    shuffled = some.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fold([result_of(indicator, some)]) is fold([result_of(indicator, shuffled)])
