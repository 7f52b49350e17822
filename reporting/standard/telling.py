"""The standard in words: one indicator, a group with its sum, the whole list."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from govcrawl.errors import Problem
from govcrawl.vocabulary import Indicator
from reporting.standard.resolved import Standard
from reporting.standard.rule import Comparison, Effect, Group, Rule, Scope

NO_MEASURE = "尚无自动检查，列入检查范围时为未检，由人检查"
_AUTOMATION = {"A": "程序可判定", "P": "程序找出，人确认", "M": "只能由人判断"}
_EVIDENCE = {"2✓": "两个以上来源一致", "1": "一个来源", "inf": "推断", "NF": "未见原文，可设置"}


def points_of(points: Fraction) -> str:
    """Points without trailing zeros, such as 0.5."""
    return f"{float(points):g}"


def comparison_of(rule: Rule) -> str:
    """How confirmed findings become the effect."""
    if rule.effect is Effect.TOLD:
        return "只记录，不影响结果"
    if rule.comparison is Comparison.AT_LEAST:
        return f"属实{Comparison.AT_LEAST.value}{rule.needed}项，每项经{rule.people}人确认，即{rule.effect.value}"
    return f"{Comparison.EACH.value}，{rule.effect.value}不超过{points_of(rule.cap)}分"


def source_of(rule: Rule) -> str:
    """How well the clause is known."""
    return _EVIDENCE[rule.evidence.value]


def who_decides(rule: Rule) -> str:
    """Who can decide the indicator."""
    return _AUTOMATION[rule.automation.value]


def limit_of(rule: Rule) -> str:
    """The threshold of a veto or the cap of a scored indicator, as a table prints it."""
    if rule.parts:
        return f"{points_of(rule.cap)}分"
    return f"≥{rule.threshold}"


def scope_of(rule: Rule) -> str:
    """Whom the indicator applies to, in the standard's order."""
    return "、".join(scope.label for scope in Scope if scope in rule.scope)


def measured(rule: Rule) -> str:
    """What measures the indicator, or that nothing does."""
    return rule.measure.value if rule.measure else NO_MEASURE


def _of_group(standard: Standard, group: Group) -> list[Rule]:
    return [rule for rule in standard.rules.values() if rule.group is group]


def _sum(rules: list[Rule]) -> str:
    points = sum((rule.cap for rule in rules), Fraction(0))
    return f"{len(rules)}项，共{points_of(points)}分" if points else f"{len(rules)}项"


def totals_of(standard: Standard) -> Iterator[str]:
    """How many indicators there are of each effect, with their points."""
    for effect in Effect:
        rules = [rule for rule in standard.rules.values() if rule.effect is effect]
        if rules:
            yield f"{effect.value}：{_sum(rules)}"


def list_lines(standard: Standard) -> Iterator[str]:
    """Every indicator by group, with the sums."""
    yield standard.label
    yield f"合格线{points_of(standard.pass_line)}分，高于{points_of(standard.bonus_above)}分进入加分"
    for group in Group:
        rules = _of_group(standard, group)
        if not rules:
            continue
        yield ""
        yield f"{group.label}（{_sum(rules)}）"
        for rule in rules:
            mark = "" if rule.measure else "  未检"
            yield f"  {rule.id:<22} {rule.automation.value} {limit_of(rule):>5}  {rule.id.label}：{rule.title}{mark}"
    yield ""
    yield from totals_of(standard)
    yield "A 程序可判定，P 程序找出、人确认，M 只能由人判断；标“未检”的尚无自动检查。"


def rule_lines(rule: Rule) -> Iterator[str]:
    """One indicator in full."""
    yield f"{rule.id} {rule.id.label}（{rule.group.label}）"
    yield f"  内容：{rule.title}"
    yield f"  条款：{rule.clause}（来源 {rule.evidence.value}：{source_of(rule)}）"
    yield f"  适用：{scope_of(rule)}"
    yield f"  检查：{rule.sample}"
    yield f"  判定：{rule.automation.value} {who_decides(rule)}；{comparison_of(rule)}"
    if rule.window:
        yield f"  期限：{rule.window.label}"
    yield from (f"    {points_of(part.points)}分（{part.automation.value}）{part.text}" for part in rule.parts)
    if rule.exemption:
        yield f"  除外：{rule.exemption}"
    yield f"  测量：{measured(rule)}"
    yield f"  核对：{rule.advice}"


def find_rule(standard: Standard, text: str) -> Rule:
    """The indicator of that id or name; raises :class:`Problem` that says how to list them."""
    for indicator in Indicator:
        if text in (str(indicator), indicator.label):
            if indicator in standard.rules:
                return standard.rules[indicator]
            raise Problem(f"{standard.label} 没有指标 {text}。")
    raise Problem(f"不认识指标“{text}”。用 report standard 列出全部编号和名称。")
