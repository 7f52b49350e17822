"""Which network addresses may be fetched: public ones, and networks of the office's own that a setting allows.

Names can be answered from a file instead of the network (``GOVCRAWL_HOSTS``), for tests and for offices whose resolver
does not know their own names.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from govcrawl.errors import Problem

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+)){0,3}\.?", re.IGNORECASE)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_](?:[a-z0-9_-]{0,62}))*\.?", re.IGNORECASE)
_PLACE = re.compile(r"\[(?P<six>[0-9a-fA-F:.]+)\](?::(?P<port6>\d+))?|(?P<host>[^\s:\[\]]+)(?::(?P<port>\d+))?")


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
    site_local = isinstance(inner, ipaddress.IPv6Address) and inner.is_site_local
    return inner.is_global and not (inner.is_multicast or inner.is_reserved or site_local)


def is_local_name(host: str) -> bool:
    """Whether ``host`` is a name of this machine itself."""
    name = host.lower().rstrip(".")
    return name == "localhost" or name.endswith(".localhost")


def is_host(host: str) -> bool:
    """Whether ``host`` can be the name of a host, or an IPv6 address, so that a resolver can be asked for it."""
    return ":" in host or _NAME.fullmatch(host) is not None


@dataclass(frozen=True, slots=True)
class Place:
    """A host or an address with its port; port 0 stands for every port."""

    host: str
    port: int


Hosts = Mapping[Place, tuple[Place, ...]]


def _place(text: str) -> Place:
    match = _PLACE.fullmatch(text)
    if match is None or int(port := match["port6"] or match["port"] or "0") > 65535:
        raise ValueError(text)
    return Place((match["six"] or match["host"]).lower(), int(port))


def _line(line: str) -> tuple[Place, Place]:
    name, address = (_place(word) for word in line.split())
    ipaddress.ip_address(address.host)
    return name, address


def read_hosts(path: Path) -> Hosts:
    """Names and their addresses from a file, one ``NAME[:PORT] ADDRESS[:PORT]`` a line; raises :class:`Problem`.

    A name on several lines has several addresses; IPv6 stands in brackets; ``#`` begins a comment.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"GOVCRAWL_HOSTS 指定的文件 {path} 读不了：{error}") from error
    hosts: dict[Place, tuple[Place, ...]] = {}
    for number, line in enumerate(lines, 1):
        if not (bare := line.partition("#")[0].strip()):
            continue
        try:
            name, address = _line(bare)
        except ValueError as error:
            raise Problem(f"{path} 第 {number} 行“{bare}”应为“域名[:端口] 地址[:端口]”") from error
        hosts[name] = (*hosts.get(name, ()), address)
    return hosts


def places_of(hosts: Hosts, name: str, port: int) -> tuple[Place, ...]:
    """Where ``name`` is at ``port``; empty for a name that the file does not hold."""
    name = name.lower().rstrip(".")
    found = hosts.get(Place(name, port)) or hosts.get(Place(name, 0)) or ()
    return tuple(Place(place.host, place.port or port) for place in found)
