"""What the transport scenario tells of IPv6 is what a visitor meets: an AAAA, and the same home page over it."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from govcrawl.modelcity.plants import PLANTS, Plant
from govcrawl.modelcity.project import AUTHORITY, HOSTS
from govcrawl.networks import Place, places_of, read_hosts
from govcrawl.vocabulary import Outcome
from tests.transport.conftest import CODES, Office

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


ROUND = """[round]
name = "ipv6"
kind = "专项"
standard = "国办秘函〔2019〕19号"
scope = ["design-ipv6"]
seed = 1

[round.sites]
window = {{ from = {first}, to = {last} }}
"""
OTHERS = ("healthy", "sixonly", "bothfamilies", "halfprivate", "refused")
PROBED = (*OTHERS, *(plant.id for plant in PLANTS if plant.portal))
NIGHTS = ("2021-03-11", "2021-03-12")


@pytest.fixture(scope="module")
def probed(door: Path, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office that has probed every plant on two days, twice on the first."""
    office = Office(door, tmp_path_factory.mktemp("probed") / "var", {"GOVCRAWL_CLOCK": f"{NIGHTS[0]}T08:00"})
    declared = ROUND.format(first=NIGHTS[0], last=NIGHTS[1])
    (door / "seeds" / "rounds" / "ipv6.toml").write_text(declared, encoding="utf-8")
    for words in (("ledger", "import", "sites.csv"), ("round", "open", "ipv6")):
        assert office.run("govcrawl", *words).returncode == 0
    for at in (f"{NIGHTS[0]}T09:00", f"{NIGHTS[0]}T15:00", f"{NIGHTS[1]}T09:00"):
        sweep(office, at)
    return office


def sweep(office: Office, at: str, plants: tuple[str, ...] = PROBED, **extra: str) -> None:
    """Probe these plants."""
    chosen = ",".join(CODES[name] for name in plants)
    words = ("crawl", "availability", "-a", "round=ipv6", "-a", f"sites={chosen}")
    result = replace(office, extra={"GOVCRAWL_CLOCK": at, **extra}).run("scrapy", *words)
    assert result.returncode == 0, result.stderr


def judged(office: Office) -> dict[str, dict[str, str]]:
    """What is said of each portal's IPv6改造, by plant."""
    told = office.run("report", "judge", "--round", "ipv6", "--json")
    assert told.returncode in (0, 1), told.stderr
    names = {code: name for name, code in CODES.items()}
    found = {one["target"]: one["findings"] for one in json.loads(told.stdout)["targets"] if one["findings"]}
    return {names[code]: findings[0] for code, findings in found.items()}


def test_each_portal_is_told_as_it_is(probed: Office) -> None:
    portals = {plant.id: plant for plant in PLANTS if plant.portal}
    found = judged(probed)
    assert found.keys() == portals.keys()
    said = {name: Outcome(one["outcome"]).label for name, one in found.items()}
    assert {name: label for name, label in said.items() if label not in portals[name].ipv6} == {}
    done = {name for name, plant in portals.items() if Outcome.PASS.label in plant.ipv6}
    assert {name for name, label in said.items() if label == Outcome.PASS.label} == done


def test_a_name_without_aaaa_is_told_from_one_that_does_not_answer(probed: Office) -> None:
    told = {name: one["values"] for name, one in judged(probed).items() if one["outcome"] != Outcome.PASS}
    assert told == {
        "sixnone": "域名没有AAAA记录",
        "sixclosed": "有AAAA记录，经IPv6打不开：拒绝连接",
        "sixsilent": "有AAAA记录，经IPv6打不开：超时",
        "sixfailing": "有AAAA记录，经IPv6打不开：服务器错误",
        "sixdefault": "IPv6打开的页面标题为“Welcome to nginx!”，IPv4的为“样例网站”",
    }


def test_one_probe_over_ipv6_a_day_and_portal(probed: Office) -> None:
    counted = probed.rows("SELECT site, count(*), count(DISTINCT sweep) FROM probe WHERE variant = 'ipv6' GROUP BY 1")
    assert counted == [(CODES[plant.id], 2, 2) for plant in PLANTS if plant.portal]
    assert probed.rows("SELECT count(DISTINCT sweep) FROM probe WHERE variant = 'ledger'") == [(3,)]
    wrong = (
        "SELECT * FROM probe WHERE state = 'ok' AND (variant = 'ipv6') <> (address LIKE '%:%') AND variant LIKE 'ipv%'"
    )
    assert probed.rows(wrong) == []


@pytest.fixture
def fresh(probed: Office, tmp_path: Path) -> Office:
    """An office with the round open and nothing probed."""
    office = Office(probed.door, tmp_path / "var", probed.extra)
    for words in (("ledger", "import", "sites.csv"), ("round", "open", "ipv6")):
        assert office.run("govcrawl", *words).returncode == 0
    return office


def test_a_line_without_ipv6_is_not_the_sites_unless_the_control_host_has_it(fresh: Office) -> None:
    sweep(fresh, f"{NIGHTS[0]}T09:00", plants=("sixnone",))
    assert judged(fresh)["sixnone"]["values"] == "本机没有IPv6线路"
    dual = next(plant.url for plant in PLANTS if plant.id == "sixdual")
    sweep(fresh, f"{NIGHTS[1]}T09:00", plants=("sixnone",), GOVCRAWL_CONTROL=dual)
    assert judged(fresh)["sixnone"]["values"] == "域名没有AAAA记录"
    assert judged(fresh)["sixdual"]["values"] == "没有经IPv6访问"
    asked = "SELECT variant, state FROM probe WHERE site IS NULL ORDER BY variant"
    assert fresh.rows(asked) == [("control", "ok"), ("ipv6", "ok")]
