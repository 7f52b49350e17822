"""Which addresses may be fetched."""

from __future__ import annotations

import pytest

from govcrawl.errors import Problem
from govcrawl.networks import literal_address, may_fetch, parse_networks

OWN = parse_networks(["10.1.0.0/16"])


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("2130706433", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
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
        ("0.0.0.0", False),
        ("999.1.1.1", False),
    ],
)
def test_only_public_addresses_and_the_offices_own(address: str, allowed: bool) -> None:
    assert may_fetch(address, OWN) is allowed


def test_a_network_that_is_none_is_told() -> None:
    with pytest.raises(Problem, match="不是网段"):
        parse_networks(["10.1"])
