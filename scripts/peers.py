"""Other readers on the same labelled pages, in an environment of their own under var/peers.

htmldate, trafilatura and GNE read the day and title of articles; GerapyAutoExtractor the newest day of lists. They are
asked as their documentation shows, without tuning. ``python scripts/peers.py --install`` makes the environment.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "var" / "peers"
PYTHON = HOME / "bin" / "python"
PACKAGES = ("htmldate", "trafilatura", "lxml_html_clean", "gne", "gerapy-auto-extractor")
LISTS = {"list", "board", "service"}
SECONDS = 600

READER = """
import json, sys, warnings
warnings.filterwarnings("ignore")

def htmldate_(html):
    from htmldate import find_date
    return {"published": find_date(html, original_date=True)}

def trafilatura_(html):
    from trafilatura.metadata import extract_metadata
    found = extract_metadata(html)
    return {"published": found and found.date, "title": found and found.title}

def gne_(html):
    from gne import GeneralNewsExtractor
    found = GeneralNewsExtractor().extract(html)
    return {"published": (found.get("publish_time") or "")[:10] or None, "title": found.get("title")}

def gerapy_(html):
    from gerapy_auto_extractor import extract_list
    return {"titles": [each.get("title") for each in extract_list(html) or []]}

READERS = {"htmldate": htmldate_, "trafilatura": trafilatura_, "gne": gne_, "gerapy": gerapy_}
reader = READERS[sys.argv[1]]
for line in sys.stdin:
    row = json.loads(line)
    body = open(row["path"], "rb").read()
    try:
        html = body.decode("utf-8")
    except UnicodeDecodeError:
        html = body.decode("gb18030", "replace")
    try:
        answer = reader(html)
    except Exception as error:
        answer = {"error": type(error).__name__}
    print(json.dumps({"id": row["id"], **answer}, ensure_ascii=False, default=str), flush=True)
"""


def install() -> None:
    """Make the environment and install each peer; one that does not install is told and left out."""
    subprocess.run([sys.executable, "-m", "venv", str(HOME)], check=True)
    for package in PACKAGES:
        done = subprocess.run([str(PYTHON), "-m", "pip", "install", "-q", package], check=False, timeout=SECONDS)
        print(f"{package}: {'installed' if done.returncode == 0 else 'could not be installed'}")


def print_comparison(corpus: Path) -> None:
    """The peers' right, wrong and abstained answers on the corpus."""
    if not PYTHON.is_file():
        print("\nno peers: run python scripts/peers.py --install first")
        return
    rows = [json.loads(line) for line in (corpus / "index.jsonl").read_text(encoding="utf-8").splitlines()]
    print(f"\n{'peer':14} {'field':12} {'right':>6} {'wrong':>6} {'abst.':>6}")
    for name in ("htmldate", "trafilatura", "gne", "gerapy"):
        for field, table in sorted(_measure(name, rows, corpus).items()):
            print(f"{name:14} {field:12} {table['right']:6} {table['wrong']:6} {table['abstained']:6}")


def _measure(name: str, rows: list[dict[str, Any]], corpus: Path) -> dict[str, Counter[str]]:
    wanted = [
        row for row in rows if (row["kind"] in LISTS) == (name == "gerapy") and row["kind"] in {*LISTS, "article"}
    ]
    lines = "".join(json.dumps({"id": row["id"], "path": str(corpus / row["file"])}) + "\n" for row in wanted)
    command = [str(PYTHON), "-c", READER, name]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, timeout=SECONDS, check=False)
    answers = {answer["id"]: answer for answer in map(json.loads, done.stdout.splitlines())}
    tables: dict[str, Counter[str]] = defaultdict(Counter)
    for row in wanted:
        for field, result in _compare(row["labels"], answers.get(row["id"], {}), name):
            tables[field][result] += 1
    return tables


def _compare(labels: dict[str, Any], answer: dict[str, Any], name: str) -> list[tuple[str, str]]:
    if name == "gerapy":
        entries = [_squeeze(entry["title"]) for entry in labels.get("entries") or []]
        titles = {_squeeze(title) for title in answer.get("titles") or []}
        return [("entries", "right" if title in titles else "abstained") for title in entries]
    results = [("published", _result((labels.get("pub_date") or "")[:10], answer.get("published")))]
    if name != "htmldate":
        results.append(("title", _result(_squeeze(labels.get("title")), _squeeze(answer.get("title")))))
    return results


def _result(wanted: str, got: str | None) -> str:
    if (got or "") == wanted:
        return "right"
    return "wrong" if got else "abstained"


def _squeeze(text: str | None) -> str:
    return "".join((text or "").split())


def main() -> None:
    """Install the peers, or compare them on the corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", action="store_true")
    parser.add_argument("--corpus", type=Path, default=ROOT / ".." / "shared" / "corpus")
    options = parser.parse_args()
    if options.install:
        install()
    elif (options.corpus / "index.jsonl").is_file():
        print_comparison(options.corpus)
    else:
        print(f"no corpus at {options.corpus}: nothing measured")


if __name__ == "__main__":
    main()
