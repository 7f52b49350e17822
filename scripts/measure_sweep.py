"""What a sweep of home pages costs: the 55 sites of the model city, and as many sites of our own as asked.

The 55 stand behind the proxy's door (scenario ``2020q4``). The others are names of a file, each on a loopback address
of its own, so that no two share a platform's pace; one server answers them all with a page of the usual size. A line
through their costs gives the CPU of one probe, and what a sweep of a nation's sites would take. Ends with 1 where the
cheapest sweep of the 55 takes more than 20 seconds or 3 seconds of CPU.
"""

from __future__ import annotations

import argparse
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from city import ROOT, Cost, project, proxy, timed

SECONDS, CPU = 20, 3
NATION = 14_500
OPENED, WHEN = "2020-11-10T09:00", "2020-11-17T20:00"
SIZE = 55_000
"""Bytes of a page: of those that are looked through for a firewall's words, nearly the largest."""

ROUND = """[round]
name = "many"
kind = "专项"
standard = "国办秘函〔2019〕19号"
scope = ["site-2"]
seed = 1

[round.sites]
window = { from = 2020-11-11, to = 2020-11-17 }
"""
SERVER = """
import asyncio, sys
page = sys.stdin.buffer.read()
head = f"HTTP/1.1 200 OK\\r\\nContent-Type: text/html; charset=utf-8\\r\\nContent-Length: {len(page)}\\r\\n"
answer = f"{head}Connection: close\\r\\n\\r\\n".encode() + page

async def one(reader, writer):
    await reader.readuntil(b"\\r\\n\\r\\n")
    writer.write(answer)
    await writer.drain()
    writer.close()

async def main():
    server = await asyncio.start_server(one, "0.0.0.0", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()

asyncio.run(main())
"""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sites", type=int, nargs="+", default=[60, 240, 960], help="sites of our own")
    options = parser.parse_args()
    if len(set(options.sites)) < 2:
        parser.error("--sites needs two numbers, for a line through their costs")
    with tempfile.TemporaryDirectory() as folder:
        least = told("55 sites, proxy", list(city(Path(folder) / "city", options.runs)))
        many = [(number, measured(Path(folder), number, options.runs)) for number in options.sites]
    print_nation(many)
    return int(least.seconds > SECONDS or least.cpu > CPU)


def city(place: Path, runs: int) -> Iterator[Cost]:
    """Sweeps of the 55 sites of 2020Q4, as an office sends them."""
    declared = (ROOT / "seeds" / "rounds" / "2020Q4.toml").read_text(encoding="utf-8")
    project(place, ROOT / "seeds", "2020Q4", declared)
    opened(place, "2020Q4")
    with proxy("2020q4", WHEN) as address:
        for _ in range(runs):
            yield swept(place, "2020Q4", 55, {"http_proxy": address, "no_proxy": ""})


def measured(folder: Path, number: int, runs: int) -> Cost:
    """The cheapest of some sweeps of that many sites of our own."""
    place = folder / f"many{number}"
    project(place, place, "many", ROUND)
    rows = (f"{n},88{n:08},样例网站{n},http://{name_of(n)}/,否,样例单位{n}" for n in range(1, number + 1))
    header = "序号,网站标识码,网站名称,网站地址,是否门户,主办单位"
    (place / "seeds" / "sites.csv").write_text("\n".join((header, *rows, "")), encoding="utf-8")
    opened(place, "many")
    with served(place, number) as environment:
        return told(f"{number} sites", [swept(place, "many", number, environment) for _ in range(runs)])


def name_of(number: int) -> str:
    """The made-up name of a site."""
    return f"www.s{number}.example"


@contextmanager
def served(place: Path, number: int) -> Iterator[dict[str, str]]:
    """Serve every site; gives the environment in which their names are known."""
    command = [sys.executable, "-c", SERVER]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        port = _begun(process)
        lines = (f"{name_of(n)} 127.1.{n // 250}.{n % 250 + 1}:{port}\n" for n in range(1, number + 1))
        (place / "hosts").write_text("".join(lines), encoding="utf-8")
        yield {"GOVCRAWL_HOSTS": str(place / "hosts"), "GOVCRAWL_ALLOW_NETWORKS": "127.0.0.0/8", "no_proxy": "*"}
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def _begun(process: subprocess.Popen[bytes]) -> int:
    """Hand the server its page; gives its port."""
    if process.stdin is None or process.stdout is None:
        raise SystemExit("the server did not start")
    with process.stdin as given:
        given.write(page())
    return int(process.stdout.readline())


def page() -> bytes:
    """A home page of the usual size."""
    row = (
        '<li><a href="/yw/2020/11/t20201117_{0}.html" title="样例条目{0}">样例条目{0}</a><span>2020-11-17</span></li>\n'
    )
    rows = "".join(row.format(n) for n in range(SIZE // len(row.format(100).encode())))
    return f"<html><head><title>样例网站</title></head><body><ul>{rows}</ul></body></html>".encode()


def opened(place: Path, name: str) -> None:
    """Import the ledger and open the round."""
    for words in (("ledger", "import", "seeds"), ("round", "open", name)):
        cost = timed(place, {"GOVCRAWL_CLOCK": OPENED}, "govcrawl", *words)
        if cost.code:
            raise SystemExit(cost.said)


def swept(place: Path, name: str, number: int, environment: dict[str, str]) -> Cost:
    """One sweep, which must open every site."""
    words = ("scrapy", "crawl", "availability", "-a", f"round={name}", "-s", "LOG_LEVEL=WARNING")
    cost = timed(place, {"GOVCRAWL_CLOCK": WHEN, **environment}, *words)
    query = "SELECT count(*) FROM probe WHERE state = 'ok' AND sweep = (SELECT max(sweep) FROM probe)"
    with sqlite3.connect(place / "var" / "govcrawl.db") as connection:
        (found,) = connection.execute(query).fetchone()
    connection.close()
    if cost.code or found != number:
        raise SystemExit(f"{found} of {number} sites opened, exit code {cost.code}\n{cost.said}")
    return cost


def told(name: str, costs: Sequence[Cost]) -> Cost:
    """Print what the runs took; gives the one with the least CPU."""
    least = min(costs, key=lambda cost: cost.cpu)
    shown = "; ".join(f"{cost.seconds:.1f} s, {cost.cpu:.2f} s CPU, {cost.peak:.0f} MB" for cost in costs)
    print(f"{name}: {shown}", flush=True)
    return least


def print_nation(many: list[tuple[int, Cost]]) -> None:
    """Print what one probe costs more, and what a nation's would, by the line through the fewest and the most sites."""
    (few, little), (most, much) = many[0], many[-1]
    cpu = (much.cpu - little.cpu) / (most - few)
    peak = (much.peak - little.peak) / (most - few)
    start = little.cpu - few * cpu
    print(f"a sweep begins with {start:.2f} s CPU; each site adds {cpu * 1000:.2f} ms CPU, {peak * 1024:.0f} KB")
    whole = f"{start + NATION * cpu:.0f} s CPU, {little.peak + NATION * peak:.0f} MB"
    print(f"{NATION} sites: {whole} (on a machine of {os.cpu_count()} cores)")


if __name__ == "__main__":
    sys.exit(main())
