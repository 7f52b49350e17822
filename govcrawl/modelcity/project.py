"""A project folder for the direct door: the ledger, the round, the names and the environment of its crawl."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from govcrawl.modelcity.direct import ALLOWED, Door
from govcrawl.modelcity.plants import SCENARIO, Plant

AUTHORITY, HOSTS, ENVIRONMENT, LOG = "authority.pem", "hosts", "environment", "reached.jsonl"
_HEADER = ("序号", "网站标识码", "网站名称", "网站地址", "是否门户", "主办单位", "集约化平台")
_ROUND = """\
[round]
name = "{name}"
kind = "专项"
standard = "国办秘函〔2019〕19号"
scope = ["site-3", "site-4a", "site-4b", "site-4c"]
seed = 1

[round.sites]
window = {{ from = {day}, to = {day} }}

[bulletin]
region = "样例市"
"""


def code_of(number: int) -> str:
    """The made-up site code of the plant with this number, from 1."""
    return f"8888880{number:03}"


def _rows(plants: Iterable[Plant]) -> Iterator[tuple[object, ...]]:
    yield _HEADER
    for number, plant in enumerate(plants, 1):
        yield (
            number,
            code_of(number),
            f"样例{plant.what}",
            plant.url,
            "是" if plant.portal else "否",
            "样例单位",
            plant.platform,
        )


def environment(folder: Path) -> Mapping[str, str]:
    """The variables with which a crawl meets the door's sites and no other."""
    return {
        "GOVCRAWL_HOSTS": str(folder / HOSTS),
        "GOVCRAWL_ALLOW_NETWORKS": ALLOWED,
        "SSL_CERT_FILE": str(folder / AUTHORITY),
    }


def write_project(folder: Path, plants: Iterable[Plant], door: Door, day: date) -> None:
    """Write everything that a crawl of the opened ``door`` needs but the authority."""
    rounds = folder / "seeds" / "rounds"
    rounds.mkdir(parents=True, exist_ok=True)
    with (folder / "sites.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(_rows(plants))
    (folder / HOSTS).write_text("".join(f"{name} {place}\n" for name, place in door.names), encoding="utf-8")
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = govcrawl.settings\n", encoding="utf-8")
    (rounds / f"{SCENARIO}.toml").write_text(_ROUND.format(name=SCENARIO, day=day.isoformat()), encoding="utf-8")
    lines = (f"export {name}='{value}'\n" for name, value in environment(folder).items())
    (folder / ENVIRONMENT).write_text("".join(lines), encoding="utf-8")
