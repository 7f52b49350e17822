"""办理答复 (STANDARD §1.4): simulated questions that people sent, as they booked them."""

from __future__ import annotations

from collections.abc import Iterator

from govcrawl.vocabulary import Outcome
from reporting.judge.case import Case
from reporting.judge.facts import Question
from reporting.judge.findings import MONITORED, Assessment, Finding
from reporting.judge.sampled import about
from reporting.judge.subjects import on_target
from reporting.loop.workdays import Due, due_after
from reporting.standard.rule import Fault, Rule

ASKED = 2
"""Questions sent to each site."""
WORKING_DAYS = 5
"""Within how many working days each must be answered."""


def replies(rule: Rule, case: Case) -> Iterator[Finding]:
    """Each booked question: answered within five working days, late, evaded, or still open."""
    booked = case.facts.questions.get(case.target.key, ())
    for one in booked:
        found, fault = assess_question(one, case)
        yield about(case, rule, f"模拟提问{one.number}", found, fault, (), one.text)
    if len(booked) < ASKED:
        told = f"应由人提交{ASKED}个简单问题并登记（report question add），已登记{len(booked)}个"
        missing = Assessment(Outcome.UNCHECKED, f"已登记{len(booked)}个模拟提问", told)
        yield on_target(case.target, rule.id, missing, case.target.name)


def due_of(one: Question) -> Due:
    """The last working day on which the answer is in time."""
    return due_after(one.sent_on, WORKING_DAYS)


def assess_question(one: Question, case: Case) -> tuple[Assessment, Fault | None]:
    """How a question stands at the monitoring time, in the words of who booked it."""
    due, sent = due_of(one), f"提交 {one.sent_on}，期限 {due_of(one).day}"
    late = Outcome.FAIL if due.certain else Outcome.SUSPECT
    doubt = "" if due.certain else "；当年工作日历未知，期限须由人核对"
    if one.answered_on is None:
        values = f"{sent}，未见答复{MONITORED}{case.moment.on}"
        if case.moment.on <= due.day:
            return Assessment(Outcome.UNCHECKED, values, "答复期限未到"), Fault.NO_REPLY
        told = f"期限已过，没有登记答复；是否收到答复须由{one.person}核对{doubt}"
        return Assessment(Outcome.SUSPECT, values, told), Fault.NO_REPLY
    values = f"{sent}，答复 {one.answered_on}"
    if one.answered_on > due.day:
        told = f"答复超过{WORKING_DAYS}个工作日，{one.answered_by}登记{doubt}"
        return Assessment(late, values, told), Fault.NO_REPLY
    if one.fault:
        return Assessment(Outcome.FAIL, f"{values}，{one.fault}", f"{one.answered_by}登记"), Fault.POOR_REPLY
    return Assessment(Outcome.PASS, values), None
