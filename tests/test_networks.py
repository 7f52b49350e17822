"""Which addresses may be fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

from govcrawl.errors import Problem
from govcrawl.networks import Place, is_host, literal_address, may_fetch, parse_networks, places_of, read_hosts

OWN = parse_networks(["10.1.0.0/16"])


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("2130706433", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("127.0.0.1.", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("017700000001", "127.0.0.1"),
        ("0X7F.0.0.1", "127.0.0.1"),
        ("fe80::1%eth0", "fe80::1"),
        ("[::1]", "::1"),
        ("::ffff:127.0.0.1", "::ffff:127.0.0.1"),
        ("www.gov.cn", None),
        ("10.gov.cn", None),
    ],
)
def test_literals_in_every_notation(host: str, address: str | None) -> None:
    assert literal_address(host) == address


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("8.8.8.8", True),
        ("2400:3200::1", True),
        ("127.0.0.1", False),
        ("10.2.0.1", False),
        ("10.1.2.3", True),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("::ffff:10.2.0.1", False),
        ("::ffff:10.1.0.1", True),
        ("2002:7f00:1::", False),
        ("fe80::1", False),
        ("fec0::1", False),
        ("fd00::1", False),
        ("::127.0.0.1", False),
        ("::ffff:0:127.0.0.1", False),
        ("64:ff9b:1::7f00:1", False),
        ("2001:0:7f00:1::", False),
        ("100.64.0.1", False),
        ("ff02::1", False),
        ("0.0.0.0", False),
        ("999.1.1.1", False),
    ],
)
def test_only_public_addresses_and_the_offices_own(address: str, allowed: bool) -> None:
    assert may_fetch(address, OWN) is allowed


def test_a_network_that_is_none_is_told() -> None:
    with pytest.raises(Problem, match="不是网段"):
        parse_networks(["10.1"])


def test_names_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "hosts"
    lines = ("# names", "www.jia.example 127.0.0.2", "www.YI.example:80 127.0.0.3:8080", "www.jia.example [::1]:81")
    file.write_text("\n".join(lines), encoding="utf-8")
    hosts = read_hosts(file)
    assert places_of(hosts, "www.jia.example", 443) == (Place("127.0.0.2", 443), Place("::1", 81))
    assert places_of(hosts, "WWW.yi.example.", 80) == (Place("127.0.0.3", 8080),)
    assert places_of(hosts, "www.yi.example", 443) == ()
    assert places_of(hosts, "www.bing.example", 80) == ()


@pytest.mark.parametrize("line", ["www.jia.example", "www.jia.example somewhere", "a 127.0.0.1:99999", "a b c"])
def test_a_file_of_names_that_is_wrong_is_told(tmp_path: Path, line: str) -> None:
    file = tmp_path / "hosts"
    file.write_text(f"www.jia.example 127.0.0.2\n{line}\n", encoding="utf-8")
    with pytest.raises(Problem, match="第 2 行"):
        read_hosts(file)
    with pytest.raises(Problem, match="读不了"):
        read_hosts(tmp_path / "none")


@pytest.mark.parametrize(
    ("host", "named"),
    [("www.jia.gov.cn", True), ("xn--fiqs8s", True), ("a_b.example", True), ("::1", True)]
    + [(host, False) for host in ("", "a..b", "-", ".a", "a b", "a" * 64 + ".cn", "中文", "a,b")],
)
def test_what_a_resolver_can_be_asked(host: str, named: bool) -> None:
    assert is_host(host) is named
