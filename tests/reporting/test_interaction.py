"""互动交流: channels, messages that wait, what public messages lack, simulated questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from govcrawl.vocabulary import Indicator, Outcome, PageRole, Reading, TargetKind
from reporting.judge import interaction
from reporting.judge.case import Case
from reporting.judge.facts import Link, LinkKind, Page, Question, RoundFacts, Target
from reporting.judge.findings import Finding
from reporting.judge.questions import replies
from reporting.standard.resolved import NATIONAL
from reporting.standard.rule import Fault, Rule
from tests.reporting.cases import MOMENT, ago
from tests.reporting.sampled_cases import HOST, answered, channel, message, page
from tests.reporting.test_standard_cases import declaration

CODE = "4205000004"
PASS, FAIL, SUSPECT, UNCHECKED = Outcome.PASS, Outcome.FAIL, Outcome.SUSPECT, Outcome.UNCHECKED
FRONT = page(PageRole.FRONT)
Measure = Callable[[Rule, Case], Iterator[Finding]]


def findings(
    measure: Measure, indicator: Indicator, *pages: Page, questions: tuple[Question, ...] = ()
) -> list[Finding]:
    """What a measure finds on these pages."""
    target = Target(TargetKind.SITE, CODE, 1, "甲", "甲", HOST, HOST, True, "", True)
    asked = {CODE: questions}
    facts = RoundFacts(declaration(indicator), (target,), {}, {}, {}, {}, {}, {CODE: pages}, questions=asked)
    return list(measure(NATIONAL.rules[indicator], Case(target, facts, {}, {}, MOMENT)))


def on(at: str, **other: Any) -> Page:
    """A consultation page without a form."""
    return channel(form="", statistics="", at=at, **other)


LISTED, DETAIL = answered(1)


@pytest.mark.parametrize(
    ("pages", "outcome", "told"),
    [
        ((), UNCHECKED, "scrapy crawl pages"),
        ((FRONT,), SUSPECT, "没有看到咨询建言类链接"),
        ((FRONT, channel()), PASS, ""),
        ((FRONT, on("hd/"), channel(LISTED, form="")), PASS, ""),
        ((FRONT, on("hd/")), SUSPECT, "没有看到可提交的表单"),
        ((FRONT, on("hd/", login=True)), SUSPECT, "登录后"),
        ((FRONT, channel(at="http://12345.b.gov.cn/")), PASS, ""),
        ((FRONT, channel(at="http://liuyan.people.example/")), SUSPECT, "不在政府网站上"),
        ((FRONT, on("hd/", reading=Reading.UNREADABLE)), SUSPECT, "用浏览器"),
        ((FRONT, on("hd/", reading=Reading.FAILED)), UNCHECKED, ""),
        ((FRONT, on("hd/", reading=Reading.FAILED), channel(at="xx/")), PASS, ""),
        ((FRONT, channel(message("1"))), PASS, ""),
        ((FRONT, on("", reading=Reading.UNREADABLE), DETAIL), PASS, ""),
        ((FRONT, channel(message("1"), form="")), SUSPECT, "没有看到可提交的表单"),
    ],
)
def test_a_channel_must_open_and_take_or_show_messages(pages: tuple[Page, ...], outcome: Outcome, told: str) -> None:
    (found,) = findings(interaction.channel, Indicator.SITE_5A, *pages)
    assert found.outcome is outcome
    assert told in found.reason


def own_page(at: str, asked: int | None, **other: Any) -> Page:
    return page(PageRole.MESSAGE, at, messages=(message(None, asked, **other),))


@pytest.mark.parametrize(
    ("pages", "waiting"),
    [
        ((channel(LISTED, message("2", 100, status="办理中")),), ["2"]),
        ((channel(LISTED, message("2", 100)),), ["2"]),
        ((channel(message("2", 100)),), []),
        ((channel(LISTED, message("2", 60, status="办理中")),), []),
        ((channel(LISTED, message("2", 92, status="未答复")),), []),
        ((channel(LISTED, message("2", 93, status="未答复")),), ["2"]),
        ((channel(LISTED, message("2", 366, status="未答复")),), ["2"]),
        ((channel(LISTED, message("2", 367, status="未答复")),), []),
        ((channel(LISTED, message("2", 100, 90, status="已答复")),), []),
        ((channel(LISTED, message("2", 100, status="已受理")),), []),
        ((channel(LISTED, message("2", 100, status="转办")),), ["2"]),
        ((channel(message("2", 100, status="转办")),), []),
        ((channel(LISTED, message("2", status="未回复", shown=ago(100))),), ["2"]),
        ((channel(LISTED, message("2", status="未回复")),), []),
        ((channel(LISTED, message("2", 100, status="办理中")), own_page("2", 100, has_answer=True)), []),
        ((channel(LISTED, message("2", 100, status="办理中")), own_page("2", 20)), []),
        ((channel(LISTED, message("2", 100, status="办理中")), own_page("2", 100)), ["2"]),
        ((channel(LISTED, message("2", 100, status="办理中")), own_page("2", None, status="办理中")), ["2"]),
        ((channel(LISTED), own_page("3", 100, status="暂无回复")), ["3"]),
        ((channel(LISTED), own_page("3", 100)), []),
        ((channel(LISTED, message("2", 100, status="办理中"), at="http://12345.b.gov.cn/"),), []),
    ],
)
def test_messages_that_wait_are_candidates_and_silence_is_no_pass(pages: tuple[Page, ...], waiting: list[str]) -> None:
    found = findings(interaction.unanswered, Indicator.SITE_5B, FRONT, *pages)
    assert [one.key.subject for one in found] == ([f"{HOST}{at}" for at in waiting] or [HOST])
    assert {one.outcome for one in found} == {SUSPECT if waiting else UNCHECKED}


def test_a_candidate_tells_its_days() -> None:
    (found,) = findings(interaction.unanswered, Indicator.SITE_5B, channel(LISTED, message("2", 100, status="办理中")))
    assert (found.name, found.values) == ("咨询2", "提问 2020-08-09，未见答复；监测 2020-11-17")
    assert "已100天" in found.reason


OLD, OLD_PAGE = answered(7, 90)
OLDER, OLDER_PAGE = answered(8, 100)
COUNTED = Link("http://a/tj", "来信统计", LinkKind.PAGE)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ((channel(LISTED), DETAIL), []),
        ((channel(LISTED, statistics=""), DETAIL), [(SUSPECT, Fault.NO_COUNT)]),
        ((channel(LISTED, statistics="", links=[COUNTED]), DETAIL), []),
        ((channel(),), [(SUSPECT, Fault.NO_MESSAGES)]),
        ((channel(message("1")),), [(SUSPECT, Fault.NO_MESSAGES)]),
        ((channel(OLD, OLDER), OLD_PAGE), [(FAIL, Fault.MESSAGES_LATE)]),
        ((channel(OLDER, OLD), OLD_PAGE), [(SUSPECT, Fault.MESSAGES_LATE)]),
        ((channel(OLD, OLDER), OLD_PAGE, on("x/", reading=Reading.UNREADABLE)), [(SUSPECT, Fault.MESSAGES_LATE)]),
        ((channel(OLD, OLDER), OLD_PAGE, channel(LISTED, at="x/"), DETAIL), []),
        ((channel(LISTED), page(PageRole.MESSAGE, "1", messages=())), [(SUSPECT, Fault.MESSAGE_ELEMENT)] * 2),
        ((channel(LISTED), page(PageRole.MESSAGE, "1", reading=Reading.FAILED)), [(UNCHECKED, Fault.MESSAGE_ELEMENT)]),
        ((channel(LISTED, message("2", 9, status="办理中")), DETAIL, own_page("2", 9)), []),
        ((channel(LISTED), DETAIL, page(PageRole.MESSAGE, "3", messages=())), []),
    ],
)
def test_what_public_messages_lack(pages: tuple[Page, ...], expected: list[tuple[Outcome, Fault]]) -> None:
    found = findings(interaction.messages, Indicator.INTERACT_MESSAGES, FRONT, *pages)
    assert [(one.outcome, one.fault) for one in found] == (expected or [(PASS, None)])
    assert len({one.key for one in found}) == len(found)


def test_no_more_than_five_messages_are_judged() -> None:
    listed, _ = zip(*(answered(number) for number in range(8)), strict=True)
    bare = tuple(page(PageRole.MESSAGE, f"{number}", messages=()) for number in range(8))
    found = findings(interaction.messages, Indicator.INTERACT_MESSAGES, FRONT, channel(*listed), *bare)
    assert len(found) == 5 * 2


@pytest.mark.parametrize(
    ("sent", "back", "fault", "outcome", "counted"),
    [
        (date(2020, 11, 2), date(2020, 11, 9), "", PASS, None),
        (date(2020, 11, 2), date(2020, 11, 10), "", FAIL, Fault.NO_REPLY),
        (date(2020, 11, 2), None, "", SUSPECT, Fault.NO_REPLY),
        (date(2020, 11, 16), None, "", UNCHECKED, Fault.NO_REPLY),
        (date(2020, 11, 2), date(2020, 11, 3), "要求到窗口询问", FAIL, Fault.POOR_REPLY),
        (date(1990, 1, 1), None, "", SUSPECT, Fault.NO_REPLY),
    ],
)
def test_a_simulated_question(
    sent: date, back: date | None, fault: str, outcome: Outcome, counted: Fault | None
) -> None:
    one = Question(1, "几点上班？", sent, "样例甲", back, "样例乙", fault)
    asked, missing = findings(replies, Indicator.INTERACT_REPLIES, questions=(one,))
    assert (asked.outcome, asked.fault, asked.name) == (outcome, counted, "几点上班？")
    assert missing.outcome is UNCHECKED
    assert outcome is not FAIL or "登记" in asked.reason
