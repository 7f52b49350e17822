"""What the transport scenario tells of IPv6 is what a visitor meets: an AAAA, and the same home page over it."""

from __future__ import annotations

import http.client
import socket
import ssl
from contextlib import closing
from pathlib import Path

from govcrawl.modelcity.plants import PLANTS, Plant
from govcrawl.modelcity.project import AUTHORITY, HOSTS
from govcrawl.networks import Place, places_of, read_hosts
from govcrawl.vocabulary import Outcome

PORTS = {"http": 80, "https": 443}
SECONDS = 2


def _connection(plant: Plant, scheme: str, place: Place, door: Path) -> http.client.HTTPConnection:
    line = socket.create_connection((place.host, place.port), timeout=SECONDS)
    if scheme == "https":
        context = ssl.create_default_context(cafile=str(door / AUTHORITY))
        line = context.wrap_socket(line, server_hostname=plant.host)
    connection = http.client.HTTPConnection(plant.host)
    connection.sock = line
    return connection


def _page(plant: Plant, scheme: str, place: Place, door: Path) -> bytes | None:
    """The home page at one address, if need be after a redirect to https at the same; None if there is none."""
    try:
        with closing(_connection(plant, scheme, place, door)) as connection:
            connection.request("GET", "/")
            with connection.getresponse() as response:
                body = response.read()
    except OSError:
        return None
    if scheme == "http" and response.status == 302:
        return next(filter(None, (_page(plant, "https", other, door) for other in _sixes(plant, "https", door))), None)
    return body if response.status == 200 else None


def _sixes(plant: Plant, scheme: str, door: Path) -> list[Place]:
    places = places_of(read_hosts(door / HOSTS), plant.host, PORTS[scheme])
    return [place for place in places if ":" in place.host]


def _done(plant: Plant, door: Path) -> bool:
    pages = [_page(plant, plant.scheme, place, door) for place in _sixes(plant, plant.scheme, door)]
    return any(page and plant.host.encode() in page for page in pages)


def test_the_portals_that_can_be_read_over_ipv6_are_the_ones_told(door: Path) -> None:
    portals = [plant for plant in PLANTS if plant.portal]
    done = {plant.id for plant in portals if _done(plant, door)}
    assert done == {plant.id for plant in portals if Outcome.PASS.label in plant.ipv6}
    assert 0 < len(done) < len(portals)
    assert all(plant.ipv6 for plant in portals)
