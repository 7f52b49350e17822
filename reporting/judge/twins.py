"""The same list reached by two ways counts once (STANDARD §9, false alarm 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from govcrawl.vocabulary import Outcome
from reporting.judge.columns import Candidate
from reporting.judge.facts import ListContent
from reporting.judge.findings import UNDECIDED, Finding

Contents = Mapping[int, ListContent]


def doubled_visits(candidates: Iterable[Candidate]) -> list[int]:
    """The looks whose content must be known: those of findings that people will have to settle."""
    visits = {one.visit for one in candidates if one.finding.outcome in UNDECIDED}
    return sorted(visit for visit in visits if visit is not None)


def _marks(candidate: Candidate, contents: Contents) -> Iterator[tuple[str, ...]]:
    yield "list", candidate.list_url
    content = contents.get(candidate.visit) if candidate.visit is not None else None
    if content and content.address:
        yield "address", content.address
    if content and content.entries:
        yield "entries", *content.entries


def _order(candidate: Candidate) -> tuple[bool, int, str]:
    column = candidate.column
    return not column.confirmed, column.level, column.url


def count_once(candidates: list[Candidate], contents: Contents) -> list[Finding]:
    """The findings of one site; of several on one list the ledger's, then the higher column's stands."""
    keepers: dict[tuple[str, ...], Candidate] = {}
    findings = {one.finding.key: one.finding for one in candidates}
    for one in sorted((one for one in candidates if one.finding.outcome in UNDECIDED), key=_order):
        marks = list(_marks(one, contents))
        keeper = next((keepers[mark] for mark in marks if mark in keepers), one)
        keepers.update((mark, keeper) for mark in marks if mark not in keepers)
        if keeper.column.url != one.column.url:
            reason = f"与“{keeper.column.name}”（{keeper.column.url}）是同一列表，只计一次"
            findings[one.finding.key] = one.finding.as_outcome(Outcome.NOT_APPLICABLE, reason)
    return list(findings.values())
