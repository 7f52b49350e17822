"""Transport states: what a status and an exception become."""

from __future__ import annotations

import re

import pytest
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from twisted.internet.error import ConnectionLost, NoRouteError

from govcrawl.middlewares.failures import (
    BadAddressError,
    EvidenceError,
    GarbledError,
    PrivateAddressError,
    TlsError,
    TooLargeError,
    state_of_failure,
)
from govcrawl.transport import (
    CERTIFICATE_FAULTS,
    STATES,
    Owner,
    certificate_detail,
    certificate_faults,
    state_of_status,
)
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (200, "ok"),
        (304, "ok"),
        (403, "blocked"),
        (412, "blocked"),
        (468, "blocked"),
        (521, "blocked"),
        (404, "not_found"),
        (410, "not_found"),
        (400, "client_error"),
        (401, "login"),
        (500, "server_error"),
        (502, "gateway"),
        (429, "throttled"),
    ],
)
def test_status(status: int, state: str) -> None:
    assert state_of_status(status).id == state


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (CannotResolveHostError("x"), "no_name"),
        (DownloadConnectionRefusedError("x"), "refused"),
        (DownloadTimeoutError("x"), "timeout"),
        (DownloadFailedError("x"), "broken"),
        (ResponseDataLossError(), "incomplete"),
        (TooLargeError("x"), "too_large"),
        (GarbledError("x"), "garbled"),
        (TlsError("x"), "tls"),
        (BadAddressError("x"), "bad_address"),
        (EvidenceError("x"), "evidence"),
        (TunnelError("Could not open CONNECT tunnel with proxy [{'status': 502}]"), "gateway"),
        (NoRouteError("x"), "unreachable"),
        (ConnectionLost("x"), "broken"),
        (PrivateAddressError("x"), "private"),
        (IgnoreRequest("Forbidden by robots.txt"), "robots"),
        (IgnoreRequest("max redirections reached"), "redirect_loop"),
        (OSError("No space left on device"), "fault"),
    ],
)
def test_failure(error: Exception, state: str) -> None:
    assert state_of_failure(error).id == state


def test_a_proxy_that_refuses_is_our_own_matter() -> None:
    assert state_of_failure(DownloadConnectionRefusedError("x"), through_proxy=True).owner is Owner.OURS


def test_every_failing_state_says_what_to_do() -> None:
    assert all(state.advice for state in STATES.values() if state.id != "ok")


def test_what_is_the_sites_matter_is_not_tried_again() -> None:
    assert not [state.id for state in STATES.values() if state.retry and state.owner in {Owner.SITE, Owner.NOBODY}]


@pytest.mark.parametrize("error", [None, "Connection lost; certificate: strange"])
def test_certificate_faults_are_read_back(error: str | None) -> None:
    for faults in (frozenset(), frozenset({"expired"}), frozenset(CERTIFICATE_FAULTS)):
        told = certificate_detail(faults, error)
        assert {fault.id for fault in certificate_faults(told)} == faults


def rows_of(tables: tuple[tuple[str, ...], ...]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in tables]


def test_the_documentation_prints_the_table() -> None:
    shown = (ROOT / "docs" / "transport.md").read_text(encoding="utf-8").splitlines()
    yes = {True: "yes", False: "no"}
    states = tuple(
        (f"`{s.id}`", s.label, s.owner.value, yes[s.retry], yes[s.whole_host], s.advice) for s in STATES.values()
    )
    faults = tuple((f"`{fault.id}`", fault.label, fault.advice) for fault in CERTIFICATE_FAULTS.values())
    printed = [line for line in shown if line.startswith("| `")]
    assert printed == rows_of(states) + rows_of(faults)


def test_the_tests_that_the_documentation_names_exist() -> None:
    shown = (ROOT / "docs" / "transport.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w/]+\.py)::(test_\w+)`", shown)
    assert len(named) > 20
    missing = [
        name for file, name in named if f"def {name}(" not in (ROOT / "tests" / file).read_text(encoding="utf-8")
    ]
    assert not missing
