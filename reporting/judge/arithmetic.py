"""How an indicator and a score were worked out, in words that a unit can follow."""

from __future__ import annotations

from collections.abc import Iterator

from govcrawl.vocabulary import Outcome
from reporting.judge.fold import IndicatorResult, Judged
from reporting.judge.score import FULL, Line, Score, told, told_range
from reporting.judge.settle import Standing
from reporting.standard.rule import Effect, Rule


def _of_veto(rule: Rule, result: IndicatorResult, judged: Judged) -> str:
    own = [one for one in judged.findings if one.finding.key.indicator is rule.id]
    proved = sum(len(one.people) >= rule.people for one in own if one.standing is Standing.CONFIRMED)
    reached = "已达到，单项否决" if result.vetoes else "未达到"
    return (
        f"属实{result.confirmed}项，其中{proved}项经{rule.people}人确认；"
        f"不少于{rule.needed}项即单项否决：{reached}；待复核{len(result.waiting)}项"
    )


def _of_line(rule: Rule, line: Line) -> str:
    verb = "加" if rule.effect is Effect.BONUS else "扣"
    cases = [item for item in line.items if item.points.high > 0]
    if not cases:
        return f"{verb}0分（上限{told(rule.cap)}分）"
    amounts = " + ".join(told_range(item.points) for item in cases)
    return f"{amounts}，上限{told(rule.cap)}分，{verb}{told_range(line.points)}分"


def line_for(judged: Judged, rule: Rule) -> Line | None:
    """The line of a scored indicator in the target's score."""
    score = judged.score
    lines = (*score.deductions, *score.bonus) if score else ()
    return next((line for line in lines if line.rule.id is rule.id), None)


def of_indicator(rule: Rule, result: IndicatorResult, judged: Judged) -> str:
    """The arithmetic of one indicator."""
    if result.outcome is Outcome.NOT_APPLICABLE:
        return "不适用，不计"
    if rule.effect is Effect.VETO:
        return _of_veto(rule, result, judged)
    line = line_for(judged, rule)
    if line:
        return _of_line(rule, line)
    return "单项否决，不再计分" if rule.parts else f"属实{result.confirmed}项，只记录，不影响结果"


def _difference(score: Score) -> str:
    off = told_range(score.deducted)
    left = f"{told(score.base)} - {off if score.deducted.settled else f'（{off}）'}"
    return left if score.base == FULL else f"（{left}）× {FULL.numerator} / {told(score.base)}"


def total_of(score: Score) -> str:
    """The score on one line; a range is no score, and of a part of the indicators says so."""
    title = "检查范围内得分" if score.outside else "得分"
    if score.value is not None:
        return f"{title}：{told(score.value)}"
    return f"{title}：{told_range(score.final)}（未定，还缺{len(score.missing)}项）"


def of_score(score: Score) -> Iterator[str]:
    """The arithmetic of a score, a line at a time."""
    part = score.part_2
    yield f"第二部分：{_difference(score)} = {told_range(part)}分"
    if score.outside:
        yield f"检查范围未含的扣分指标共{told(score.outside)}分，没有检查，未计扣分"
    yield f"合格线{told(score.pass_line)}分：低于即不合格，等于为合格"
    line = told(score.bonus_above)
    if part.low > score.bonus_above:
        yield f"高于{line}分，进入加分，得分{told_range(score.final)}分"
    elif part.high > score.bonus_above:
        yield f"是否高于{line}分未定，得分{told_range(score.final)}分"
    else:
        yield f"不高于{line}分，不进入加分，得分{told_range(score.final)}分"
    if score.missing:
        yield f"得分尚未确定，还缺{len(score.missing)}项：" + "；".join(score.missing)
