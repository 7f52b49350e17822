"""Measure the reading of pages against hand-read labels: right, wrong and abstained per kind and field, and per host.

Usage: python scripts/accuracy.py [--corpus DIR] [--wrong] [--peers]. Without a corpus it says so and ends with 0.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govcrawl.extract import read_page
from govcrawl.extract.account import as_object

CORPUS = Path(__file__).resolve().parents[1] / ".." / "shared" / "corpus"
LISTS = {"list", "board", "service"}
# Columns that three homes have beyond those in the index, read by hand; by the site code on the page.
COMPLETE_HOMES: dict[str, set[str]] = {
    "4114240001": {"公司概况"},
    "2202000006": {"重要政策信息转载"},
    "5100000016": {
        "机构",
        "教育厅领导",
        "机关处室",
        "直属事业单位",
        "四川省高校",
        "驻厅纪检组",
        "新闻",
        "信息公开",
        "服务",
        "互动",
        "重要活动",
        "重要转载",
        "主动公开基本目录",
        "重点信息公开",
        "政府信息公开",
    },
}
RIGHT, WRONG, ABSTAINED = "right", "wrong", "abstained"


@dataclass(frozen=True, slots=True)
class Mark:
    """One comparison: a field of a page, how it came out, what was expected and what was read."""

    page: int
    kind: str
    host: str
    field: str
    result: str
    expected: Any = None
    read: Any = None


def main() -> int:
    """Read the corpus, print the tables; 0 unless the arguments are wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument(
        "--wrong", action="store_true", help="print what was expected and read for each page that is not right"
    )
    parser.add_argument(
        "--peers", action="store_true", help="run other readers on the same pages (needs scripts/peers.py --install)"
    )
    options = parser.parse_args()
    if not (options.corpus / "index.jsonl").is_file():
        print(f"no corpus at {options.corpus}: nothing measured")
        return 0
    marks = [mark for row, read in pages(options.corpus) for mark in compare(row, read)]
    print_fields(marks)
    print_hosts(marks)
    if options.wrong:
        print_wrong(marks)
    if options.peers:
        import peers

        peers.print_comparison(options.corpus)
    return 0


def pages(corpus: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each labelled row with what is read from its page."""
    for line in (corpus / "index.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        body = (corpus / row["file"]).read_bytes()
        yield row, as_object(read_page(body, url=row.get("url") or ""))


def compare(row: dict[str, Any], read: dict[str, Any]) -> Iterator[Mark]:
    """All marks of one page."""
    for field, result, expected, got in _fields(row, read):
        yield Mark(row["id"], row["kind"], row["host"], field, result, expected, got)


def _fields(row: dict[str, Any], read: dict[str, Any]) -> Iterator[tuple[str, str, Any, Any]]:
    labels = row["labels"]
    kind = expected_kind(row)
    if kind:
        yield _one("kind", kind, read["kind"])
    yield from _column(labels, read)
    if isinstance(labels.get("entries"), list):
        yield from _entries(labels, read)
    if row["kind"] == "article" or "pub_date" in labels:
        yield from _article(labels, read)
    if row["kind"] == "home":
        yield from _home(labels, read)
    yield from _ways(labels, read)


def expected_kind(row: dict[str, Any]) -> str | None:
    """The one kind that a page must be read as; None where the labels do not say (a site map, a list of accounts)."""
    labels, kind = row["labels"], row["kind"]
    if labels.get("redirect_target"):
        return "redirect"
    if labels.get("iframe_src"):
        return "shell"
    if kind == "home":
        return "notice" if "notice" in labels["subtype"] else "home"
    if kind == "service":
        return "list" if labels.get("n_dated_entries") else "guide"
    if kind == "board" and "pub_date" in labels:
        return "article"
    if kind == "board":
        return "shell" if labels.get("n_dated_entries") == 0 else "board"
    return kind if kind in {"list", "article"} else None


def _one(field: str, expected: Any, got: Any) -> tuple[str, str, Any, Any]:
    if squeeze(expected) == squeeze(got):
        return field, RIGHT, expected, got
    return field, ABSTAINED if got in (None, "") else WRONG, expected, got


def squeeze(text: Any) -> str:
    """Text without white space, None as empty."""
    return re.sub(r"\s+", "", str(text or ""))


def _column(labels: dict[str, Any], read: dict[str, Any]) -> Iterator[tuple[str, str, Any, Any]]:
    if labels.get("column"):
        yield _one("column", labels["column"], read["column"])


def _entries(labels: dict[str, Any], read: dict[str, Any]) -> Iterator[tuple[str, str, Any, Any]]:
    if labels.get("newest"):
        yield _one("newest", labels["newest"], read["newest"])
        yield _one("oldest", labels["oldest"], read["oldest"])
    partial = bool(labels.get("year_missing"))
    wanted = Counter((_day(entry["date"], partial), squeeze(entry["title"])) for entry in labels["entries"])
    stems = {title.rstrip(".…") for _, title in wanted if title.endswith(("...", "…"))}
    got = Counter(
        (_day(entry["date"], partial), _as_labelled(squeeze(entry["title"]), wanted, stems))
        for entry in read["entries"]
        if entry["date"]
    )
    common = sum((wanted & got).values())
    for result, count in (
        (RIGHT, common),
        (WRONG, sum(got.values()) - common),
        (ABSTAINED, sum(wanted.values()) - common),
    ):
        for _ in range(count):
            yield "entries", result, list(wanted - got)[:3], list(got - wanted)[:3]
    yield from _addresses(labels, read)


def _as_labelled(title: str, wanted: Counter[tuple[str, str]], stems: set[str]) -> str:
    """A full title in the cut form of the labels, where they hold the visible text and the attribute has it all."""
    stem = next((stem for stem in stems if title.startswith(stem)), None)
    return title if stem is None else next(name for _, name in wanted if name.rstrip(".…") == stem)


def _addresses(labels: dict[str, Any], read: dict[str, Any]) -> Iterator[tuple[str, str, Any, Any]]:
    """Addresses by title; where a title stands twice each of its addresses is right."""
    links: dict[str, list[str]] = defaultdict(list)
    for entry in labels["entries"]:
        if entry.get("href"):
            links[squeeze(entry["title"])].append(entry["href"].lstrip("./"))
    for entry in read["entries"]:
        hrefs = links.get(squeeze(entry["title"]))
        if hrefs:
            good = any(str(entry["url"] or "").endswith(href) for href in hrefs)
            yield "entry address", RIGHT if good else WRONG, hrefs, entry["url"]


def _day(text: str, partial: bool) -> str:
    return "--" + text[-5:] if partial else text[:10]


def _article(labels: dict[str, Any], read: dict[str, Any]) -> Iterator[tuple[str, str, Any, Any]]:
    published = read["published"] or {}
    day = labels["pub_date"][:10] if labels.get("pub_date") else None
    if day or published.get("date"):
        yield _one("published", day, published.get("date"))
    if labels.get("title"):
        yield _one("title", labels["title"], read["title"])


def _home(labels: dict[str, Any], read: dict[str, Any]) -> Iterator[tuple[str, str, Any, Any]]:
    columns = defaultdict(list)
    for column in read["columns"]:
        columns[squeeze(column["name"])].append(column["url"])
    for column in labels["columns"]:
        found = columns.get(squeeze(column["name"]))
        if found is None:
            yield "column name", ABSTAINED, column["name"], None
            continue
        yield "column name", RIGHT, column["name"], column["name"]
        hrefs = [
            each for each in [column["href"], *(column.get("other_hrefs") or [])] if each and "javascript" not in each
        ]
        if hrefs:
            good = any(url and (url == href or url.endswith(href.lstrip("./"))) for url in found for href in hrefs)
            yield "column address", RIGHT if good else (ABSTAINED if not any(found) else WRONG), hrefs, found
    yield from _precision(labels, columns)
    if "not decidable" in (labels.get("marks_note") or ""):
        return
    marks = read["marks"]
    for field in ("site_code", "icp", "police"):
        yield _one(field, labels.get(field), marks[field])
    conac = bool(labels.get("conac_mark")) and "事业单位" not in labels["conac_mark"]
    yield "conac", RIGHT if conac == marks["conac"] else WRONG, labels.get("conac_mark"), marks["conac"]
    yield (
        "jiucuo",
        RIGHT if bool(labels.get("jiucuo_widget")) == bool(marks["jiucuo"]) else WRONG,
        labels.get("jiucuo_widget"),
        marks["jiucuo"],
    )


def _precision(labels: dict[str, Any], found: dict[str, list[Any]]) -> Iterator[tuple[str, str, Any, Any]]:
    """For the homes whose columns were labelled completely: whether each column that was read is one."""
    complete = COMPLETE_HOMES.get(labels.get("site_code") or "")
    if complete is not None:
        names = {*complete, *(squeeze(column["name"]) for column in labels["columns"])}
        for name in found:
            yield "column precision", RIGHT if name in names else WRONG, None, name
        for name in complete - found.keys():
            yield "column beyond", ABSTAINED, name, None


def _ways(labels: dict[str, Any], read: dict[str, Any]) -> Iterator[tuple[str, str, Any, Any]]:
    if labels.get("redirect_target"):
        yield _one("redirect", labels["redirect_target"], read["redirect"])
    if labels.get("iframe_src"):
        good = labels["iframe_src"] in read["data_sources"]
        yield "frame", RIGHT if good else WRONG, labels["iframe_src"], read["data_sources"]


def print_fields(marks: list[Mark]) -> None:
    """The table by kind and field, with the ids of what is not right."""
    print(f"{'kind':9} {'field':16} {'right':>6} {'wrong':>6} {'abst.':>6} {'share':>7}  not right (ids)")
    tables: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    bad: dict[tuple[str, str], dict[int, None]] = defaultdict(dict)
    for mark in marks:
        tables[mark.kind, mark.field][mark.result] += 1
        if mark.result != RIGHT:
            bad[mark.kind, mark.field][mark.page] = None
    for (kind, field), table in sorted(tables.items()):
        ids = " ".join(map(str, bad[kind, field]))
        counts = " ".join(f"{table[result]:6}" for result in (RIGHT, WRONG, ABSTAINED))
        print(f"{kind:9} {field:16} {counts} {table[RIGHT] / table.total():7.1%}  {ids}")
    for field, name in (("newest", "newest of lists, boards, services"), ("entries", "entries, all kinds")):
        table = Counter(mark.result for mark in marks if mark.field == field)
        precision = table[RIGHT] / max(1, table[RIGHT] + table[WRONG])
        recall = table[RIGHT] / max(1, table[RIGHT] + table[ABSTAINED])
        counts = f"{table[RIGHT]} right, {table[WRONG]} wrong, {table[ABSTAINED]} missed"
        print(f"{name}: {counts}; precision {precision:.4f}, recall {recall:.4f}")


def print_hosts(marks: list[Mark]) -> None:
    """The table by host: pages of one host are alike, so this says more than the number of pages."""
    print(f"\n{'host':36} {'pages':>5} {'right':>6} {'wrong':>6} {'abst.':>6}")
    tables: dict[str, Counter[str]] = defaultdict(Counter)
    ids: dict[str, set[int]] = defaultdict(set)
    for mark in marks:
        tables[mark.host][mark.result] += 1
        ids[mark.host].add(mark.page)
    for host, table in sorted(tables.items()):
        print(f"{host:36} {len(ids[host]):5} {table[RIGHT]:6} {table[WRONG]:6} {table[ABSTAINED]:6}")


def print_wrong(marks: list[Mark]) -> None:
    """What was expected and what was read, for each mark that is not right."""
    seen = set()
    for mark in marks:
        line = f"{mark.page} {mark.field} {mark.result}: expected {mark.expected!r}, read {mark.read!r}"
        if mark.result != RIGHT and line not in seen:
            seen.add(line)
            print(line[:400])


if __name__ == "__main__":
    sys.exit(main())
