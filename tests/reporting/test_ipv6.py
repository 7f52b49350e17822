"""IPv6改造: one page over IPv6 proves it, two days without an AAAA are a problem, all else is a person's or our own."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.transport import STATES
from govcrawl.vocabulary import Outcome
from reporting.judge.facts import SixProbe
from reporting.judge.ipv6 import assess_ipv6
from tests.reporting.cases import ago
from tests.reporting.office import at

SIX = "2001:db8::1"


def six(state: str = "no_name", days: int = 0, **more: Any) -> SixProbe:
    """A probe so many days before the last."""
    return SixProbe(at(ago(days)), state, **more)


def opened(days: int = 0, title: str = "甲县人民政府", **more: Any) -> SixProbe:
    """A page that came over IPv6."""
    return six("ok", days, address=SIX, title=title, **more)


SAME = {"other_title": "甲县 人民政府", "is_compared": True}
OTHER = {"title": "Welcome to nginx!", "other_title": "甲县人民政府", "is_compared": True}


@pytest.mark.parametrize(
    ("probes", "outcome", "told"),
    [
        ([], Outcome.UNCHECKED, "没有经IPv6访问"),
        ([opened()], Outcome.PASS, SIX),
        ([opened(**SAME)], Outcome.PASS, SIX),
        ([opened(3), six(days=2), six()], Outcome.PASS, SIX),
        ([six()], Outcome.SUSPECT, "没有AAAA"),
        ([six(), six()], Outcome.SUSPECT, "没有AAAA"),
        ([six(days=1), six()], Outcome.FAIL, "没有AAAA"),
        ([six(days=1, is_live=False), six()], Outcome.SUSPECT, "没有AAAA"),
        ([six(days=1, is_live=False), six(is_live=False)], Outcome.UNCHECKED, "本机没有IPv6线路"),
        ([six(days=1, is_named=False), six(is_named=False)], Outcome.UNCHECKED, "域名无法解析"),
        ([six(days=1, moved_to="www.b.gov.cn"), six(moved_to="www.b.gov.cn")], Outcome.SUSPECT, "跳转到www.b.gov.cn"),
        ([six("timeout", 1), six("timeout")], Outcome.SUSPECT, "打不开：超时"),
        ([six("timeout", 1), six()], Outcome.SUSPECT, "没有AAAA"),
        ([six(days=1), six("server_error")], Outcome.SUSPECT, "打不开：服务器错误"),
        ([six("blocked")], Outcome.SUSPECT, "打不开：被防火墙拦截"),
        ([six("private")], Outcome.SUSPECT, "打不开：内网地址"),
        ([opened(**OTHER)], Outcome.SUSPECT, "标题为“Welcome to nginx!”，IPv4的为“甲县人民政府”"),
        ([opened(1, **OTHER), opened(**SAME)], Outcome.PASS, SIX),
        ([six("ok", address="192.0.2.1")], Outcome.SUSPECT, "打不开"),
    ],
)
def test_what_probes_over_ipv6_tell(probes: list[SixProbe], outcome: Outcome, told: str) -> None:
    found = assess_ipv6(probes)
    assert found.outcome is outcome
    assert told in found.values


PROBES = st.builds(
    six,
    st.sampled_from(sorted(STATES)),
    st.integers(0, 6),
    address=st.sampled_from([None, SIX]),
    is_live=st.booleans(),
    is_named=st.booleans(),
)


@given(st.lists(PROBES, max_size=8))
def test_a_problem_rests_on_two_days_without_an_aaaa_and_nothing_else(probes: list[SixProbe]) -> None:
    outcome = assess_ipv6(probes).outcome
    counted = [probe for probe in probes if probe.is_live and probe.is_named]
    days = {probe.at.date() for probe in counted}
    plain = bool(counted) and all(probe.state == "no_name" for probe in counted) and len(days) > 1
    assert (outcome is Outcome.FAIL) == plain
    assert (outcome is Outcome.UNCHECKED) == (not counted)


@given(st.lists(PROBES, max_size=8))
def test_one_page_over_ipv6_is_a_pass_whatever_else_was_seen(probes: list[SixProbe]) -> None:
    assert assess_ipv6([*probes, opened()]).outcome is Outcome.PASS
