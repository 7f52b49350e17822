"""Both command lines as people meet them: Click's own words are Chinese and columns stand below each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from govcrawl.cli import main as govcrawl
from govcrawl.cli.chinese import Formatter, wrapped
from govcrawl.cli.shell import commands_of
from reporting.cli import main as report

PROGRAMS = {"govcrawl": govcrawl, "report": report}
ENGLISH = re.compile(
    r"[Uu]sage:|Options|Commands|\b[Ss]how\b|required|default:|Error|Missing|Invalid|No such|Did you|Try '|Got"
    r"|\b(?:TEXT|INTEGER|FLOAT|PATH|FILE|DIRECTORY|RANGE|OPTIONS|ARGS|COMMAND)\b"
)


def commands(words: tuple[str, ...], command: click.Command) -> Iterator[tuple[str, ...]]:
    yield words
    if isinstance(command, click.Group):
        for name, inner in commands_of(command).items():
            yield from commands((*words, name), inner)


EVERY = [words for name, main in PROGRAMS.items() for words in commands((name,), main)]


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(PROGRAMS[words[0]], list(words[1:]), prog_name=words[0], terminal_width=78)
    return result.exit_code, result.output


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_help_is_chinese_and_fits_eighty_columns(words: tuple[str, ...]) -> None:
    code, text = run(*words, "--help")
    assert code == 0
    assert text.startswith(f"用法：{' '.join(words)} ")
    assert not ENGLISH.search(text), text
    assert [line for line in text.splitlines() if cell_len(line) > 80] == []


BAD = {
    ("report", "judge"): "缺少选项",
    ("report", "explain"): "缺少参数",
    ("report", "jugde"): "没有命令“jugde”",
    ("report", "judge", "--rounds", "R"): "没有选项 --rounds",
    ("report", "judge", "--round"): "应有值",
    ("report", "judge", "--round", "R", "--diff=1"): "后面不写值",
    ("report", "judge", "--round", "R", "--on", "soon"): "不合格式",
    ("report", "build", "--round", "R", "--script", "latin"): "不在其中",
    ("govcrawl", "round", "open", "a", "b"): "多出了参数：b",
    ("govcrawl", "modelcity", "serve", "--scenario", "2020q4", "--port", "-1"): "不在范围",
    ("govcrawl", "modelcity", "serve", "--scenario", "2020q4", "--port", "x"): "不是数字",
}


@pytest.mark.parametrize(("words", "told"), BAD.items(), ids=lambda value: " ".join(value) if value in BAD else "")
def test_what_click_refuses_is_told_in_chinese(words: tuple[str, ...], told: str) -> None:
    code, text = run(*words)
    assert code == 2
    assert "错误：" in text
    assert told in text
    assert not ENGLISH.search(re.sub(r"--\w+", "", text)), text


TEXTS = st.text(st.sampled_from("甲乙，。）（ ab-/1\n"), max_size=120)


@given(TEXTS, st.integers(8, 60))
def test_wrapping_keeps_every_character_in_order_within_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    for line in lines:
        words = re.split(r"\s(?![，。）])|(?<=[甲乙])(?![，。）])", line)
        unbroken = max(map(cell_len, words))
        assert cell_len(line) <= max(width, unbroken)


def test_meanings_begin_in_one_column() -> None:
    formatter = Formatter(width=60)
    formatter.write_dl([("--轮次 名", "甲"), ("--on", "乙"), ("--" + "长" * 20, "丙")])
    places = [cell_len(line[: -len("甲")]) for line in formatter.getvalue().splitlines() if line[-1] in "甲乙丙"]
    assert len(set(places)) == 1
