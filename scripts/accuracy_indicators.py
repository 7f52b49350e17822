"""Precision and recall of every measured indicator on the faults planted in the model city's scenario ``indicators``.

The whole is run as an office runs it, on two nights: ``govsites``, ``pages``, ``links`` (and ``availability`` where it
is in scope), then ``report judge``. What the machine says is held against the scenario's manifest, which people wrote
who had not seen the detectors. Ends with 1 where something is called 问题 that was not planted.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from city import ROOT, project, proxy, run

from govcrawl.extract import normalise_url
from govcrawl.vocabulary import Indicator, Outcome
from reporting.standard.rule import Effect, Rule
from reporting.standard.rules import INDICATORS

SCENARIO = "indicators"
LEDGER = ROOT / "seeds" / "modelcity" / SCENARIO
NIGHTS = ("2021-03-11T20:00", "2021-03-12T20:00")
OPENED, JUDGED = "2021-03-10T09:00", "2021-03-13T09:00"
SPIDERS = {"govsites": None, "pages": None, "links": "design-links"}
"""The crawls of a night, with the indicator that one is for where it is for one only."""
CLUES = Indicator.SITE_1E.value
COLUMNS = ("site-4a", "site-4b", "site-4c")
FOUND = {Outcome.FAIL.value, Outcome.SUSPECT.value}
ROUND = """[round]
name = "indicators"
kind = "专项"
standard = "国办秘函〔2019〕19号"
scope = {scope}
seed = 1

[round.sites]
window = {{ from = 2021-03-11, to = 2021-03-12 }}
"""


@dataclass(frozen=True, slots=True)
class Case:
    """One indicator on one site: what is true and what the machine says."""

    site: str
    indicator: str
    truth: dict[str, Any]
    findings: tuple[dict[str, Any], ...]

    @property
    def planted(self) -> bool:
        """Whether a fault was planted."""
        return self.truth["kind"] == "fault"

    def says(self, *outcomes: str) -> bool:
        """Whether any finding has one of these outcomes; of a bonus, whether nothing is said to earn it."""
        said = any(finding["outcome"] in outcomes for finding in self.findings)
        return (
            said if self.rule.effect is not Effect.BONUS else not any(one["outcome"] in FOUND for one in self.findings)
        )

    @property
    def accused(self) -> bool:
        """Whether it is called 问题 though no fault was planted."""
        failing = any(finding["outcome"] == Outcome.FAIL.value for finding in self.findings)
        return failing and not self.planted and self.rule.effect is not Effect.BONUS

    @property
    def rule(self) -> Rule:
        """The row of the standard."""
        return INDICATORS[Indicator(self.indicator)]


def main() -> int:
    """Run, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="keep the run's folder here")
    parser.add_argument("--wrong", action="store_true", help="print what was said and true of each case that is wrong")
    parser.add_argument("--only", help="indicators to measure, separated by commas")
    options = parser.parse_args()
    truth = json.loads(run(ROOT, OPENED, "govcrawl", "modelcity", "manifest", "--scenario", SCENARIO))
    scope = options.only.split(",") if options.only else measured(truth)
    with tempfile.TemporaryDirectory() as folder:
        made = judged((options.keep or Path(folder)).resolve(), [*COLUMNS, *scope])
        cases = list(compare(truth, made, scope))
    wrong = [case for case in cases if case.accused]
    print_table(cases)
    print_places(cases)
    wrong_lists = print_lists(truth, made, options.wrong)
    if options.wrong:
        print_wrong(cases)
    return int(bool(wrong) or wrong_lists)


def measured(truth: dict[str, Any]) -> list[str]:
    """The indicators that the scenario plants and something measures, in the standard's order."""
    planted = {one["indicator"] for site in truth["sites"] for one in site["indicators"]}
    return [str(key) for key, rule in INDICATORS.items() if key in planted and (rule.measure or key == CLUES)]


def judged(place: Path, scope: list[str]) -> dict[str, Any]:
    """The round crawled on two nights and judged."""
    project(place, LEDGER, SCENARIO, ROUND.format(scope=json.dumps(scope)))
    run(place, OPENED, "govcrawl", "ledger", "import", "seeds")
    run(place, OPENED, "govcrawl", "round", "open", SCENARIO)
    for night in NIGHTS:
        with proxy(SCENARIO, night) as address:
            for spider in (name for name, only in SPIDERS.items() if only is None or only in scope):
                words = ("scrapy", "crawl", spider, "-a", f"round={SCENARIO}", "-s", "LOG_LEVEL=WARNING")
                run(place, night, *words, http_proxy=address, no_proxy="")
    found: dict[str, Any] = json.loads(run(place, JUDGED, "report", "judge", "--round", SCENARIO, "--json"))
    return {"targets": [*found["targets"], *clues(place)]} if CLUES in scope else found


def clues(place: Path) -> Iterator[dict[str, Any]]:
    """The internal clues (``report clues``) as if they were 疑似 findings of 弄虚作假, one for each list."""
    book = place / "clues.xlsx"
    run(place, JUDGED, "report", "clues", "--round", SCENARIO, "--out", str(book))
    rows = openpyxl.load_workbook(book, read_only=True).worksheets[0].iter_rows(values_only=True)
    header = next(row for row in rows if row and "栏目地址" in row)
    site, url = header.index("网站"), header.index("栏目地址")
    for code, address in sorted({(str(row[site])[:10], str(row[url])) for row in rows if row[site] and row[url]}):
        finding = {"indicator": CLUES, "outcome": "suspect", "subject": address, "values": "", "reason": "补录线索"}
        yield {"target": code, "findings": [finding]}


def compare(truth: dict[str, Any], made: dict[str, Any], scope: list[str]) -> Iterator[Case]:
    """Each indicator of the scope on each site that it applies to."""
    findings: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for target in made["targets"]:
        for finding in target["findings"]:
            findings[target["target"], finding["indicator"]].append(finding)
    for site in truth["sites"]:
        for told in site["indicators"]:
            key = (site["code"], told["indicator"])
            if told["indicator"] in scope and told["expect"] != [Outcome.NOT_APPLICABLE.label]:
                yield Case(*key, told, tuple(findings.get(key, ())))


def print_table(cases: list[Case]) -> None:
    """By indicator: faults planted and found, what is called 问题 or 疑似 without a fault, precision and recall."""
    print("indicator               mark  planted  问题  疑似 missed false stray P(问题)  recall")
    for indicator in dict.fromkeys(case.indicator for case in cases):
        own = [case for case in cases if case.indicator == indicator]
        planted = [case for case in own if case.planted]
        sure = sum(case.says(Outcome.FAIL.value) for case in planted)
        found = sum(case.says(*FOUND) for case in planted)
        false = sum(case.accused for case in own)
        suspects = sum(is_stray(case) for case in own)
        mark = own[0].rule.automation.value
        precision = sure / (sure + false) if sure + false else 1.0
        recall = found / len(planted) if planted else 1.0
        numbers = f"{len(planted):8}{sure:6}{found - sure:6}{len(planted) - found:7}{false:6}{suspects:6}"
        print(f"{indicator:24}{mark:5}{numbers} {precision:7.3f} {recall:7.3f}")


def is_stray(case: Case) -> bool:
    """Whether a site without a fault is 疑似 though its truth does not allow it."""
    allowed = Outcome.SUSPECT.label in case.truth["expect"]
    return not case.planted and not allowed and case.says(Outcome.SUSPECT.value)


def print_places(cases: list[Case]) -> None:
    """How many of the planted addresses are named by a finding: as its subject, or in what was seen."""
    print("\nplanted addresses named by a finding")
    for indicator in dict.fromkeys(case.indicator for case in cases):
        places = [(case, place) for case in cases if case.indicator == indicator for place in faults_at(case)]
        if places:
            named = sum(is_named(case, place["address"]) for case, place in places)
            print(f"{indicator:24}{named:6} of {len(places)}")


def print_lists(truth: dict[str, Any], made: dict[str, Any], told: bool) -> bool:
    """Late and blank columns by the dates of the served pages against the findings of veto 4; whether one is accused.

    A list that stands in two places is one: it is found where either address is named.
    """
    said: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for target in made["targets"]:
        for finding in target["findings"]:
            if finding["indicator"] in COLUMNS:
                said[target["target"], normalise_url(finding["subject"])].add(finding["outcome"])
    lists = [(site["code"], column) for site in truth["sites"] if not site["answer"] for column in site["columns"]]
    late = {(code, one["last_update"], one["blank"]) for code, one in lists if at_fault(one)}
    found, missed, accused = set(), [], []
    for code, column in lists:
        outcomes = said[code, normalise_url(column["address"])]
        key = (code, column["last_update"], column["blank"])
        if at_fault(column) and outcomes & FOUND:
            found.add(key)
        if Outcome.FAIL.value in outcomes and key not in late:
            accused.append(f"{code} {column['address']} {column['name']}")
    missed = [
        f"{code} {one['address']} {one['name']}"
        for code, one in lists
        if at_fault(one) and ((code, one["last_update"], one["blank"]) not in found)
    ]
    print(f"\nlate or blank lists: {len(late)}, found {len(found)}, called 问题 without a fault {len(accused)}")
    if told:
        print(*(f"  missed {line}" for line in missed), *(f"  FALSE {line}" for line in accused), sep="\n")
    return bool(accused)


def at_fault(column: dict[str, Any]) -> bool:
    """Whether a column is late or blank and nothing excuses it."""
    return (column["late"] or column["blank"]) and not column["exempt"]


def faults_at(case: Case) -> list[dict[str, Any]]:
    """Where on the site the faults are."""
    return [place for place in case.truth["at"] if place["kind"] == "fault"]


def is_named(case: Case, address: str) -> bool:
    """Whether a finding of the case names an address."""
    return any(
        normalise_url(finding["subject"]) == normalise_url(address) or address in finding["values"]
        for finding in case.findings
        if finding["outcome"] in FOUND
    )


def print_wrong(cases: list[Case]) -> None:
    """Each case that is missed, falsely accused or stray, with what is true and what was said."""
    for case in cases:
        missed = case.planted and not case.says(*FOUND)
        false = case.accused
        unnamed = [place["address"] for place in faults_at(case) if not is_named(case, place["address"])]
        if missed or false or is_stray(case) or unnamed:
            name = "missed" if missed else "FALSE" if false else "stray" if is_stray(case) else "unnamed"
            truth = case.truth
            print(f"\n{name}: {case.site} {case.indicator}: {truth['kind']} {truth['expect']} {truth['why']}")
            print(*(f"  at {address}" for address in unnamed), sep="\n")
            for finding in case.findings:
                said = f"{finding['subject']} {finding['values']}（{finding['reason']}）"
                print(f"  {finding['outcome']}: {said}")


if __name__ == "__main__":
    sys.exit(main())
