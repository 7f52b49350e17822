"""Certificates of a test authority for the direct door: good ones, and each way in which one can be wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from twisted.internet.ssl import PrivateCertificate

from govcrawl.modelcity.errors import CityError

_BEGAN, _ENDED = datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 3, 31, tzinfo=UTC)
MISSING = "模型城市的直接入口需要 trustme：pip install trustme（或 govcrawl[dev]）"


class Authority:
    """A test authority that a crawl can be told to trust, and a second one that nobody knows."""

    def __init__(self) -> None:
        try:
            import trustme
        except ModuleNotFoundError as error:
            raise CityError(MISSING) from error
        self._own = trustme.CA()
        self._foreign = trustme.CA()
        self._kinds: dict[str, Callable[[str], Any]] = {
            "good": self._own.issue_cert,
            "expired": lambda host: self._own.issue_cert(host, not_before=_BEGAN, not_after=_ENDED),
            "other": lambda _host: self._own.issue_cert("www.another.example"),
            "foreign": self._foreign.issue_cert,
        }

    def write(self, path: Path) -> None:
        """Write the authority's own certificate, for ``SSL_CERT_FILE``."""
        self._own.cert_pem.write_to_path(path)

    def options(self, kind: str, host: str) -> Any:
        """What a TLS server of ``host`` shows: a certificate of this kind."""
        issued = self._kinds[kind](host)
        pem = issued.private_key_and_cert_chain_pem.bytes()
        certificate: Any = PrivateCertificate
        return certificate.loadPEM(pem).options()
