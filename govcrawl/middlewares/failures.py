"""From Scrapy's exceptions to transport states."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from govcrawl.transport import STATES, State


class PrivateAddressError(IgnoreRequest):
    """An address leads into a private network and is not fetched."""


class ArchivedFailureError(IgnoreRequest):
    """A replay met an attempt that brought no response when it was made."""


class NotArchivedError(IgnoreRequest):
    """A replay asked for an address that the archive does not hold."""


_BY_EXCEPTION: tuple[tuple[type[BaseException], str], ...] = (
    (PrivateAddressError, "private"),
    (NotArchivedError, "not_archived"),
    (CannotResolveHostError, "no_name"),
    (DownloadConnectionRefusedError, "refused"),
    (DownloadTimeoutError, "timeout"),
    (ResponseDataLossError, "broken"),
    (DownloadCancelledError, "cancelled"),
    (DownloadFailedError, "broken"),
)


def state_of_failure(error: BaseException, *, through_proxy: bool = False) -> State:
    """The state of a fetch that gave no response; a proxy that cannot be reached is our own matter."""
    if through_proxy and isinstance(error, DownloadConnectionRefusedError):
        return STATES["proxy"]
    if isinstance(error, IgnoreRequest) and "max redirections" in str(error):
        return STATES["redirect_loop"]
    if isinstance(error, IgnoreRequest) and "robots" in str(error):
        return STATES["robots"]
    return STATES[next((state for kind, state in _BY_EXCEPTION if isinstance(error, kind)), "fault")]
