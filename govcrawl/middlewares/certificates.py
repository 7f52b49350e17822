"""Certificates: every one is accepted, and what is wrong with it is noted (defaults: accepted, nothing noted)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from OpenSSL import SSL, crypto
from scrapy.core.downloader.contextfactory import _ScrapyClientContextFactory
from service_identity.exceptions import VerificationError
from service_identity.hazmat import DNS_ID, IPAddress_ID, verify_service_identity
from service_identity.pyopenssl import extract_patterns
from twisted.internet.abstract import isIPAddress, isIPv6Address
from twisted.internet.interfaces import IOpenSSLClientConnectionCreator
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer  # type: ignore[import-untyped]

# X509_V_ERR_* of OpenSSL
_FAULTS = {
    9: "not_yet_valid",
    10: "expired",
    **dict.fromkeys((2, 18, 19, 20, 21, 27), "unknown_authority"),
    62: "other_name",
}
_OTHER = "invalid"
_ALL_IS_WELL = 0

Note = Callable[[str], None]


@implementer(IPolicyForHTTPS)
class RecordingContextFactory(_ScrapyClientContextFactory):
    """Makes TLS connections that note, by host and port, the faults of the certificate they met.

    The authorities are those of the machine; ``SSL_CERT_FILE`` names others, as everywhere.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.faults: dict[tuple[str, int], set[str]] = {}
        self._context = self._get_cert_options().getContext()
        self._context.set_default_verify_paths()

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:  # noqa: N802 - Twisted's interface
        """What makes the connection to a host, with an empty record."""
        host = hostname.decode("ascii")
        found = self.faults[host, port] = set()
        return RecordingCreator(self._context, host, found.add)

    def faults_of(self, host: str, port: int) -> frozenset[str]:
        """The keys of :data:`govcrawl.transport.CERTIFICATE_FAULTS` that the host's certificate showed."""
        return frozenset(self.faults.get((host, port), ()))


@implementer(IOpenSSLClientConnectionCreator)
class RecordingCreator:
    """Makes one connection to ``host`` whose certificate is noted, not judged."""

    def __init__(self, context: SSL.Context, host: str, note: Note) -> None:
        self.context = context
        self.host = host
        self.note = note

    def clientConnectionForTLS(self, _protocol: Any) -> SSL.Connection:  # noqa: N802 - Twisted's interface
        """A connection with a callback that notes and accepts."""
        connection = SSL.Connection(self.context, None)
        if not _is_address(self.host):
            connection.set_tlsext_host_name(self.host.encode("ascii"))
        connection.set_verify(SSL.VERIFY_PEER, self._check)
        return connection

    def _check(self, _connection: Any, certificate: crypto.X509, error: int, depth: int, _ok: int) -> bool:
        if error != _ALL_IS_WELL:
            self.note(_FAULTS.get(error, _OTHER))
        elif depth == 0 and not _names(certificate, self.host):
            self.note("other_name")
        return True


def _is_address(host: str) -> bool:
    return isIPAddress(host) or isIPv6Address(host)


def _names(certificate: crypto.X509, host: str) -> bool:
    wanted = IPAddress_ID(host) if _is_address(host) else DNS_ID(host)
    try:
        verify_service_identity(extract_patterns(certificate), [wanted], [])
    except (VerificationError, ValueError):
        return False
    return True
