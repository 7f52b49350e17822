"""The tables of docs/standard.md: ``python -m reporting.standard.document docs/standard.md`` prints them anew."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from reporting.standard.resolved import NATIONAL, Standard
from reporting.standard.rule import Group, Rule
from reporting.standard.telling import limit_of, points_of, scope_of, totals_of

BEGIN, END = "<!-- printed from the standard: begin -->", "<!-- printed from the standard: end -->"
_NAMES = [
    "id",
    "indicator",
    "clause",
    "source",
    "scope",
    "who decides",
    "sample",
    "limit",
    "points",
    "window",
    "measure",
    "exemption",
]
_HEAD = f"| {' | '.join(_NAMES)} |"
_RULE = "|" + "---|" * len(_NAMES)


def _points(rule: Rule) -> str:
    return "<br>".join(f"{points_of(part.points)} {part.text}" for part in rule.parts) or "–"


def _row(rule: Rule) -> str:
    title = rule.id.label if rule.parts else f"{rule.id.label}：{rule.title}"
    cells = (
        f"`{rule.id}`",
        title,
        rule.clause,
        rule.evidence.value,
        scope_of(rule),
        rule.automation.value,
        rule.sample,
        limit_of(rule),
        _points(rule),
        rule.window.label if rule.window else "–",
        rule.measure.value if rule.measure else "none: 未检",
        rule.exemption or "–",
    )
    return f"| {' | '.join(cells)} |"


def _tables(standard: Standard) -> Iterator[str]:
    for group in Group:
        rules = [rule for rule in standard.rules.values() if rule.group is group]
        total = points_of(sum((rule.cap for rule in rules), start=rules[0].cap * 0))
        yield f"### {group.label}（{len(rules)}项{f'，{total}分' if total != '0' else ''}）"
        yield ""
        yield from (_HEAD, _RULE, *map(_row, rules), "")
    yield "；".join(totals_of(standard)) + "。"


def printed(text: str) -> str:
    """``text`` with what stands between the two marks printed anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return "\n".join([f"{before}{BEGIN}", "", *_tables(NATIONAL), "", f"{END}{after}"])


def main() -> None:
    """Print the tables into the file that is named."""
    path = Path(sys.argv[1])
    path.write_text(printed(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
