"""Both scenarios: as plans, as truth, and over HTTP."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from govcrawl.modelcity.city import City, load
from govcrawl.modelcity.manifest import describe
from tests.conftest import SEEDS, serve_city

SCENARIOS = ("2020q4", "faults")


@dataclass(frozen=True)
class Response:
    """What came over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The page in the encoding that it declares."""
        charset = "gb18030" if b"charset=gb2312" in self.body[:600] else "utf-8"
        return self.body.decode(charset)


class Visitor:
    """Asks a proxy for addresses over one kept connection."""

    def __init__(self, proxy: str) -> None:
        self.proxy = proxy
        self._connection = http.client.HTTPConnection(proxy.removeprefix("http://"), timeout=20)

    def get(self, url: str, method: str = "GET", **headers: str) -> Response:
        """One request in absolute form."""
        self._connection.request(method, url, headers={name.replace("_", "-"): text for name, text in headers.items()})
        response = self._connection.getresponse()
        return Response(response.status, dict(response.getheaders()), response.read())

    def close(self) -> None:
        """End the connection."""
        self._connection.close()


def visit(scenario: str, *options: str) -> Iterator[Visitor]:
    """A visitor of a city that is served for the session."""
    for served in serve_city(scenario, *options):
        visitor = Visitor(served.proxy)
        yield visitor
        visitor.close()


@pytest.fixture(scope="session")
def calm() -> Iterator[Visitor]:
    """Scenario 2020q4 over HTTP."""
    yield from visit("2020q4")


@pytest.fixture(scope="session")
def faulty() -> Iterator[Visitor]:
    """Scenario faults over HTTP."""
    yield from visit("faults")


@pytest.fixture(scope="session")
def cities() -> dict[str, City]:
    """Both scenarios as planned."""
    return {name: load(SEEDS, name) for name in SCENARIOS}


@pytest.fixture(scope="session")
def truths(cities: dict[str, City]) -> dict[str, dict[str, Any]]:
    """Both manifests as a reader of the JSON gets them."""
    return {name: json.loads(json.dumps(describe(city))) for name, city in cities.items()}
