"""The documents tell the truth: commands, variables and settings are those of the code, and links lead somewhere."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from govcrawl import settings
from tests.conftest import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("seeds/*.md")])
CODE = [*ROOT.glob("govcrawl/**/*.py"), *ROOT.glob("reporting/**/*.py")]
VARIABLE = re.compile(r"\bGOVCRAWL_[A-Z]+(?:_[A-Z]+)*\b")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_commands_are_those_of_the_program() -> None:
    document = runpy.run_path(str(ROOT / "scripts" / "list_commands.py"))["document"]
    assert read(ROOT / "docs" / "commands.md") == document(), "run make docs"


def test_variables_are_those_of_the_code() -> None:
    used = {name for file in CODE for name in VARIABLE.findall(read(file))}
    told = set(re.findall(r"^\| `(GOVCRAWL_\w+)`", read(ROOT / "docs" / "settings.md"), re.MULTILINE))
    assert told == used


def test_our_own_settings_are_told() -> None:
    told = read(ROOT / "docs" / "settings.md")
    own = {name for name in dir(settings) if name.isupper()} - set(
        vars(__import__("scrapy.settings").settings.default_settings)
    )
    assert {name for name in own if f"`{name}`" not in told} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#\s]+)", read(document))
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", ["README.md", "README.zh-CN.md"])
def test_readmes_name_commands_that_exist(document: str) -> None:
    commands = read(ROOT / "docs" / "commands.md")
    named = set(re.findall(r"\b((?:govcrawl|report) [a-z]+(?: (?:open|import|list))?)\b", read(ROOT / document)))
    assert {name for name in named if f"`{name}" not in commands} == set()
