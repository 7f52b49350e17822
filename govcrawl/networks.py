"""Which network addresses may be fetched: public ones, and networks of the office's own that a setting allows."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable

from govcrawl.errors import Problem

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+)){0,3}\.?", re.IGNORECASE)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def parse_networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Networks such as ``10.0.0.0/8``; raises :class:`Problem` naming the one that is none."""
    networks = []
    for text in texts:
        try:
            networks.append(ipaddress.ip_network(text, strict=False))
        except ValueError as error:
            raise Problem(f"ALLOW_NETWORKS 中的“{text}”不是网段，例如 10.0.0.0/8") from error
    return tuple(networks)


def literal_address(host: str) -> str | None:
    """The address that ``host`` writes in any notation an operating system accepts (``0x7f.1``, ``2130706433``)."""
    host = host.strip("[]")
    if ":" in host:
        return host.split("%")[0]
    if not _NUMERIC.fullmatch(host):
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(host.rstrip(".")))
    except OSError:
        return host


def _inner(address: _Address) -> _Address:
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return address.ipv4_mapped
        if address.sixtofour:
            return address.sixtofour
        if address in _NAT64:
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def may_fetch(address: str, allowed: tuple[Network, ...]) -> bool:
    """Whether an IP address is public, or in one of the ``allowed`` networks; what is no address is refused."""
    try:
        outer = ipaddress.ip_address(address)
    except ValueError:
        return False
    inner = _inner(outer)
    if any(inner in network for network in allowed if network.version == inner.version):
        return True
    return inner.is_global and not inner.is_multicast and not inner.is_reserved
