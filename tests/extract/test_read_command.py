"""``govcrawl read``: told to people, as JSON, over a manifest; what cannot be read is said and fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from govcrawl.cli.read import read

PAGES = Path(__file__).parents[1] / "pages"
PLAIN = PAGES / "list-plain" / "page.html"


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(read, list(arguments))
    return result.exit_code, result.output


def test_told_to_people() -> None:
    code, text = run(str(PLAIN), "--url", "http://www.yunxi.example/xw/gzdt/")
    assert code == 0
    assert "列表页" in text and "最新 2020-11-18" in text and "http://www.yunxi.example/xw/gzdt/t1.html" in text


def test_as_one_object() -> None:
    code, text = run(str(PLAIN), "--json")
    fields = "kind encoding tags title column breadcrumb published entries newest oldest undated columns pagination"
    fields += " marks data_sources redirect doubts"
    assert code == 0
    assert set(fields.split()) <= set(json.loads(text))


def test_relative_days_need_the_day_of_the_look() -> None:
    page = str(PAGES / "list-relative" / "page.html")
    assert json.loads(run(page, "--json")[1])["newest"] is None
    assert json.loads(run(page, "--json", "--on", "2020-11-20")[1])["newest"] == "2020-11-20"


def test_over_a_manifest(tmp_path: Path) -> None:
    manifest = tmp_path / "index.jsonl"
    rows = [{"id": 7, "file": "list-plain/page.html", "url": None}, {"id": "b", "file": "feed-rss/page.xml"}]
    manifest.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    code, text = run("--manifest", str(manifest), "--root", str(PAGES))
    assert code == 0
    assert [json.loads(line)["id"] for line in text.splitlines()] == [7, "b"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "二者选一"),
        (["nowhere.html"], "没有这个文件"),
        ([str(PAGES)], "是目录"),
        ([str(PLAIN), "--on", "昨天"], "YYYY-MM-DD"),
        (["--manifest", "nowhere.jsonl"], "没有这个文件"),
    ],
)
def test_bad_input_is_said(arguments: list[str], message: str) -> None:
    code, text = run(*arguments)
    assert code != 0
    assert message in text


@pytest.mark.parametrize(
    ("line", "message"),
    [("{", "不是 JSON"), ("{}", "没有 file"), ("[]", "没有 file"), ('{"file": "x"}', "没有这个文件")],
)
def test_bad_manifest_rows_are_said(tmp_path: Path, line: str, message: str) -> None:
    manifest = tmp_path / "index.jsonl"
    manifest.write_text(line, encoding="utf-8")
    code, text = run("--manifest", str(manifest))
    assert code != 0
    assert message in text


def test_a_page_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<title>\x1b[2J清屏</title><ul><li><a href=1>一条标题\x1b]0;x\x07</a><b>2020-11-16</b></li></ul>",
        encoding="utf-8",
    )
    assert "\x1b" not in run(str(page))[1]
