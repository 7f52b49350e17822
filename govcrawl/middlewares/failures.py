"""From exceptions of a fetch to transport states."""

from __future__ import annotations

from OpenSSL import SSL
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response
from twisted.internet import error as network

from govcrawl.transport import STATES, State


class PrivateAddressError(IgnoreRequest):
    """An address leads into a private network and is not fetched."""


class BadAddressError(IgnoreRequest):
    """An address that no request can be sent to."""


class TooLargeError(IgnoreRequest):
    """A body is larger than ``DOWNLOAD_MAXSIZE``, as sent or unpacked."""


class GarbledError(IgnoreRequest):
    """A compressed body cannot be unpacked."""


class TlsError(IgnoreRequest):
    """Both sides found no way to speak in private."""


class HostDownError(IgnoreRequest):
    """A host failed several times in a row and is not asked again in this run."""


class StoppedError(IgnoreRequest):
    """The crawl is being stopped and sends nothing any more."""


class EvidenceError(IgnoreRequest):
    """A response could not be archived."""


class ArchivedFailureError(IgnoreRequest):
    """A replay met an attempt that brought no response when it was made."""


class NotArchivedError(IgnoreRequest):
    """A replay asked for an address that the archive does not hold."""


# The first that fits decides: kinds stand before what they are kinds of.
_BY_EXCEPTION: tuple[tuple[type[BaseException], str], ...] = (
    (PrivateAddressError, "private"),
    (BadAddressError, "bad_address"),
    (TooLargeError, "too_large"),
    (GarbledError, "garbled"),
    (TlsError, "tls"),
    (EvidenceError, "evidence"),
    (StoppedError, "cancelled"),
    (NotArchivedError, "not_archived"),
    (CannotResolveHostError, "no_name"),
    (DownloadConnectionRefusedError, "refused"),
    (DownloadTimeoutError, "timeout"),
    (ResponseDataLossError, "incomplete"),
    (DownloadCancelledError, "cancelled"),
    (DownloadFailedError, "broken"),
    (TunnelError, "gateway"),
    (SSL.Error, "tls"),
    (network.ConnectionRefusedError, "refused"),
    (network.TimeoutError, "timeout"),
    (network.TCPTimedOutError, "timeout"),
    (network.ConnectionLost, "broken"),
    (network.ConnectionDone, "broken"),
    (network.ConnectError, "unreachable"),
)
_NO_NAME_BEHIND_PROXY = b"error=dns_error"
_IGNORED = (("max redirections", "redirect_loop"), ("robots", "robots"))
_PROXY_REFUSES = "[407"


def state_of_failure(error: BaseException, *, through_proxy: bool = False) -> State:
    """The state of a fetch that gave no response; a proxy that cannot be used is our own matter."""
    if through_proxy and (isinstance(error, DownloadConnectionRefusedError) or _PROXY_REFUSES in str(error)):
        return STATES["proxy"]
    if type(error) is IgnoreRequest:
        return STATES[next((state for words, state in _IGNORED if words in str(error)), "fault")]
    return STATES[next((state for kind, state in _BY_EXCEPTION if isinstance(error, kind)), "fault")]


def is_nameless(response: Response) -> bool:
    """Whether a proxy says that the name leads nowhere (RFC 9209): no answer of any site's."""
    return response.status == 502 and _NO_NAME_BEHIND_PROXY in (response.headers.get("Proxy-Status") or b"")
