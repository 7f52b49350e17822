"""The structure that docs/architecture.md promises: imports run one way, the clock has one reader."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

BASE = {"vocabulary", "clock", "errors", "paths", "validation"}
MAY_IMPORT = {
    "govcrawl.vocabulary": set(),
    "govcrawl.clock": set(),
    "govcrawl.errors": set(),
    "govcrawl.paths": {"errors"},
    "govcrawl.validation": set(),
    "govcrawl.transport": set(),
    "govcrawl.networks": {"errors"},
    "govcrawl.extract": {"vocabulary"},
    "govcrawl.items": {"vocabulary"},
    "govcrawl.storage": BASE | {"items"},
    "govcrawl.evidence": BASE | {"items"},
    "govcrawl.ledger": BASE | {"extract", "storage"},
    "govcrawl.rounds": BASE | {"extract", "ledger", "storage"},
    "govcrawl.pipelines": BASE | {"items", "storage", "transport"},
    "govcrawl.modelcity": BASE | {"extract.addresses"},
}
REPORTING = BASE | {
    "storage",
    "items",
    "rounds.declaration",
    "rounds.sampling",
    "evidence",
    "extract",
    "transport",
    "cli.shell",
}
WITHOUT_SCRAPY = ("govcrawl.extract", "govcrawl.storage", "govcrawl.ledger", "govcrawl.rounds", "reporting")


def modules(package: str) -> Iterator[Path]:
    place = ROOT / Path(*package.split("."))
    yield from place.rglob("*.py") if place.is_dir() else [place.with_suffix(".py")]


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def allowed(name: str, parts: set[str], own: str) -> bool:
    inside = name.removeprefix("govcrawl.")
    return f"{name}.".startswith(f"{own}.") or any(f"{inside}.".startswith(f"{part}.") for part in parts)


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_run_one_way(package: str) -> None:
    wrong = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in modules(package)
        for name in imports(file)
        if name.startswith("govcrawl.") and not allowed(name, MAY_IMPORT[package], package)
    }
    assert wrong == set()


def test_reporting_imports_only_what_it_may() -> None:
    wrong = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in modules("reporting")
        for name in imports(file)
        if name.startswith("govcrawl.") and not allowed(name, REPORTING, "reporting")
    }
    assert wrong == set()


def test_govcrawl_never_imports_reporting() -> None:
    assert not [file for file in modules("govcrawl") for name in imports(file) if name.split(".")[0] == "reporting"]


@pytest.mark.parametrize("package", WITHOUT_SCRAPY)
def test_no_scrapy_outside_the_crawl(package: str) -> None:
    assert not [file for file in modules(package) for name in imports(file) if name.split(".")[0] == "scrapy"]


def test_the_clock_has_one_reader() -> None:
    readers = {
        str(file.relative_to(ROOT))
        for house in ("govcrawl", "reporting")
        for file in modules(house)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in {"now", "today", "utcnow", "time"}
        and isinstance(node.value, ast.Name)
        and node.value.id in {"datetime", "date", "time"}
    }
    assert readers <= {"govcrawl/clock.py"}
