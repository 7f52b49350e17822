"""Transport states: what a status and an exception become."""

from __future__ import annotations

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)

from govcrawl.middlewares.failures import PrivateAddressError, state_of_failure
from govcrawl.transport import STATES, Owner, state_of_status


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
        (401, "client_error"),
        (500, "server_error"),
        (502, "gateway"),
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
