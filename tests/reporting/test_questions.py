"""``report question``: what people sent is booked once, its days counted, and judged in their words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import DatabaseError

from govcrawl import clock as own_clock
from govcrawl.storage.models import Question, QuestionAnswer
from tests.reporting.conftest import check, report
from tests.reporting.office import Office

SITE = "4205000004"
ROUND = ("--round", "2020Q4")
PERSON = ("--person", "样例甲")
ASK = ("question", "add", SITE, *ROUND, "--text", "周末办理结婚登记吗？", *PERSON)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_clock, "today", lambda: date(2020, 11, 12))
    monkeypatch.setattr(own_clock, "now", lambda: datetime(2020, 11, 12, 1, tzinfo=UTC))


def test_a_question_is_booked_and_answered(office: Office) -> None:
    assert "编号 1，答复期限 2020-11-09" in check(*ASK, "--sent", "2020-11-02")
    assert "未重复" in check(*ASK, "--sent", "2020-11-02")
    assert "超期未答复" in check("question", "list", *ROUND)
    check("question", "answer", "1", *ROUND, "--text", "请咨询窗口", "--on", "2020-11-10", "--poor", "推诿", *PERSON)
    assert "超期答复：推诿" in check("question", "list", *ROUND)


def test_what_is_booked_is_never_altered(office: Office) -> None:
    check(*ASK)
    check("question", "answer", "1", *ROUND, "--text", "办理", *PERSON)
    for model in (Question, QuestionAnswer):
        with pytest.raises(DatabaseError, match="append-only"), office.session() as session:
            session.execute(delete(model))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "4299999999", "--text", "问"), "抽查名单中没有网站 4299999999"),
        (("add", SITE, "--text", " "), "--text 不能为空"),
        (("add", SITE, "--text", "问", "--sent", "2020-11-13"), "提交日 2020-11-13 还没有到"),
        (("answer", "9", "--text", "答"), "没有编号为 9 的模拟提问"),
        (("answer", "1", "--text", "答", "--on", "2020-11-01"), "早于提交日"),
        (("answer", "2", "--text", "再答"), "已登记答复"),
    ],
)
def test_what_does_not_fit_is_refused(office: Office, words: tuple[str, ...], told: str) -> None:
    check(*ASK, "--sent", "2020-11-02")
    check(*ASK, "--sent", "2020-11-03")
    check("question", "answer", "2", *ROUND, "--text", "办理", *PERSON)
    result = report("question", *words, *ROUND, *PERSON)
    assert result.exit_code == 2
    assert told in result.output
    with office.session() as session:
        booked = [len(session.scalars(select(model)).all()) for model in (Question, QuestionAnswer)]
    assert booked == [2, 1]


def test_an_unknown_round_and_an_empty_one(office: Office) -> None:
    assert "没有登记的模拟提问" in check("question", "list", *ROUND)
    assert report("question", "list", "--round", "1999Q1").exit_code == 2
