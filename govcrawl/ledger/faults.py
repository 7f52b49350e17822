"""The faults of ledger files: told one by one with file, row and field, and refused together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from govcrawl.errors import Problem
from govcrawl.extract.telling import clean

_SHOWN_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: line (1 is the file's first; 0 where it is the whole file's), header, reason, place in the line."""

    file: Path
    line: int
    header: str
    reason: str
    worksheet: str = ""
    place: int = 0

    def __str__(self) -> str:
        sheet = f"〔{self.worksheet}〕" if self.worksheet else ""
        line = f" 第 {self.line} 行" if self.line else ""
        header = f"“{self.header}”" if self.header else ""
        return clean(f"{self.file}{sheet}{line}{header}：{self.reason}")


class LedgerProblem(Problem):
    """Ledger files that cannot be taken, with every fault found in all of them.

    ``marked`` are lines about the files written back beside them, with the faults marked.
    """

    def __init__(self, faults: Sequence[Fault], marked: Sequence[str] = ()) -> None:
        self.faults = tuple(faults)
        lines = [f"台账有 {len(faults)} 处错误，未导入任何内容：", *map(str, faults[:_SHOWN_FAULTS])]
        if len(faults) > _SHOWN_FAULTS:
            lines.append(f"……另有 {len(faults) - _SHOWN_FAULTS} 处")
        super().__init__("\n".join([*lines, *marked]))
