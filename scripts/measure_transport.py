"""A round of 200 sites with every transport fault at once, as the sites' servers saw it, and its replay.

Serves the scenario ``transport`` behind the direct door, crawls it at one second a platform, and prints: which planted
fault was stored as what, the smallest gaps between two requests to one platform by the server's clock, what the crawl
cost, and whether a replay with the door shut reads the same. Ends with 1 where anything is not as it should be.
"""

from __future__ import annotations

import argparse
import json
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from city import Cost, script, timed

from govcrawl.modelcity.plants import SCENARIO, Plant, plants
from govcrawl.modelcity.project import LOG, code_of, environment
from govcrawl.transport import certificate_faults

TIME_LIMIT = 6
STATES = """SELECT f.state, f.detail FROM visit v JOIN fetch f ON f.visit_id = v.id
            WHERE v.target = ? AND v.role = 'home' ORDER BY f.position"""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=200)
    parser.add_argument("--delay", type=float, default=1.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place, planted = Path(folder), tuple(plants(options.sites))
        with door(place, options.sites):
            for words in (("ledger", "import", "sites.csv"), ("round", "open", SCENARIO)):
                run(place, options.delay, "govcrawl", *words)
            crawl = run(place, options.delay, "scrapy", *CRAWL)
        (night,) = rows(place, "SELECT DISTINCT night FROM crawl")[0]
        replay = run(place, options.delay, "scrapy", *CRAWL, "-a", f"replay={night}")
        right = [
            told_states(place, planted),
            told_gaps(place, planted, options.delay),
            told_cost("crawl", crawl),
            told_cost("replay, door shut", replay),
        ]
        print(next((line for line in replay.said.splitlines() if "逐项比较" in line), "no comparison"))
    return int(not all(right))


CRAWL = ("crawl", "govsites", "-a", f"round={SCENARIO}", "-s", f"DOWNLOAD_TIMEOUT={TIME_LIMIT}")


@contextmanager
def door(place: Path, sites: int) -> Iterator[None]:
    """Serve the scenario for as long as the block runs."""
    words = ("modelcity", "serve", "--scenario", SCENARIO, "--door", "direct", "--out", str(place))
    command = [script("govcrawl"), *words, "--sites", str(sites)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        if process.stdout is None or not any(line.startswith("ready=") for line in process.stdout):
            raise SystemExit("the door did not open")
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


def run(place: Path, delay: float, *words: str) -> Cost:
    """Run a command in the door's project."""
    return timed(place, {"GOVCRAWL_DELAY": str(delay), "no_proxy": "*", **environment(place)}, *words)


def rows(place: Path, query: str, *values: object) -> list[tuple[object, ...]]:
    """What the database says."""
    with sqlite3.connect(place / "var" / "govcrawl.db") as connection:
        found = connection.execute(query, values).fetchall()
    connection.close()
    return found


def told_states(place: Path, planted: tuple[Plant, ...]) -> bool:
    """Print how many plants were stored as what they are, and those that were not."""
    wrong = []
    for number, plant in enumerate(planted, 1):
        fetches = rows(place, STATES, code_of(number))
        faults = {fault.id for _, detail in fetches for fault in certificate_faults(str(detail or ""))}
        seen = (fetches[-1][0], tuple(sorted(faults))) if fetches else ("never", ())
        if seen != (plant.state, plant.faults):
            wrong.append(f"{plant.id}: planted {plant.state} {plant.faults}, stored {seen}")
    kinds = len({(plant.state, plant.faults) for plant in planted})
    print(f"{len(planted) - len(wrong)} of {len(planted)} sites stored as planted ({kinds} kinds)", *wrong, sep="\n  ")
    return not wrong


def told_gaps(place: Path, planted: tuple[Plant, ...], delay: float) -> bool:
    """Print the smallest and the 1 % smallest gap within a platform, by the clock of the server."""
    platform = {plant.host: plant.platform or plant.shares or plant.id for plant in planted}
    times: defaultdict[str, list[float]] = defaultdict(list)
    for line in (place / LOG).read_text(encoding="utf-8").splitlines():
        reached = json.loads(line)
        if "host" in reached:
            times[platform[reached["host"]]].append(reached["at"])
    gaps = sorted(later - earlier for own in times.values() for earlier, later in pairwise(sorted(own)))
    least, hundredth = gaps[0], gaps[len(gaps) // 100]
    asked = f"{sum(map(len, times.values()))} requests to {len(times)} platforms"
    print(f"{asked}, delay {delay} s: least gap {least:.4f} s, 1 % smallest {hundredth:.4f} s")
    return hundredth >= 0.95 * delay


def told_cost(name: str, cost: Cost) -> bool:
    """Print what a command took."""
    print(f"{name}: {cost.seconds:.1f} s, {cost.cpu:.1f} s CPU, {cost.peak:.0f} MB at the peak, exit code {cost.code}")
    return cost.code == 0


if __name__ == "__main__":
    sys.exit(main())
