"""The annexes (附件): the tables that the round's file asks for, a row for each target, problem or group."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from govcrawl.vocabulary import Indicator, Verdict
from reporting.bulletin.columns import COLUMNS, NAMES
from reporting.bulletin.context import Context
from reporting.bulletin.figures import Told
from reporting.bulletin.model import ANNEX, AnnexTable, Form
from reporting.bulletin.summary import summary_rows
from reporting.bulletin.tables import AnnexSpec
from reporting.bulletin.values import UNDECIDED
from reporting.judge.findings import Finding
from reporting.judge.settle import Settled

_PUBLIC = frozenset(
    {
        *(Indicator.SITE_2, Indicator.SITE_3, Indicator.SITE_4A, Indicator.SITE_4B, Indicator.SITE_4C),
        *(Indicator.ACCOUNT_2, Indicator.DESIGN_MARKS, Indicator.DESIGN_REPORTING, Indicator.DESIGN_TAGS),
        *(Indicator.PUBLISH_NEWS, Indicator.PUBLISH_POLICY, Indicator.PUBLISH_INTERPRETATION),
        Indicator.PUBLISH_COLUMNS,
    }
)
"""The indicators whose particulars a bulletin may repeat; of others it may be a wrong wording, a hidden link's address
or personal data, which belong to the working papers (底稿)."""
_PERSONAL = (
    (re.compile(r"(?<!\d)(\d{6})\d{8}(\d{3}[\dXx])(?!\d)"), r"\1********\2"),
    (re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)"), r"\1****\2"),
)


def masked(text: str) -> str:
    """The text with the middle digits of identity and mobile numbers masked."""
    for pattern, shown in _PERSONAL:
        text = pattern.sub(shown, text)
    return text


@dataclass(frozen=True, slots=True)
class _Line:
    """A row before it is printed; ``problem`` is None where a row is a target."""

    number: int
    told: Told
    context: Context
    problem: Finding | None = None

    def say_score(self) -> str:
        if self.told.score is not None:
            return self.context.points(self.told.score)
        is_open = self.told.judged.verdict is Verdict.OPEN
        return UNDECIDED if is_open else self.context.wording.cells.nothing

    def say_particulars(self, shown: Callable[[Finding], str]) -> str:
        """Something of the problem, where a bulletin may repeat it."""
        cells = self.context.wording.cells
        if self.problem is None or self.problem.key.indicator not in _PUBLIC:
            return cells.withheld
        return shown(self.problem) or cells.nothing


def _yes_or_no(line: _Line) -> str:
    cells = line.context.wording.cells
    return cells.yes if line.told.judged.target.is_portal else cells.no


def _platform(line: _Line) -> str:
    group = line.told.judged.target.group
    return line.context.wording.platform_labels.get(group, group)


def _problems(line: _Line) -> str:
    context, cells = line.context, line.context.wording.cells
    return context.say(cells.join).join(context.problems_of([line.told])) or cells.nothing


def _monitored(line: _Line) -> str:
    day = line.told.judged.monitored
    return day.isoformat() if day else line.context.wording.cells.nothing


CELLS: Mapping[str, Callable[[_Line], str]] = MappingProxyType(
    {
        "序号": lambda line: str(line.number),
        "网站标识码": lambda line: line.told.judged.target.key,
        "网站名称": lambda line: line.told.judged.target.name,
        "网站地址": lambda line: line.told.judged.target.printed_url,
        "是否门户": _yes_or_no,
        "账号名称": lambda line: line.told.judged.target.name,
        "平台": _platform,
        "主页地址": lambda line: line.told.judged.target.printed_url,
        "主办单位": lambda line: line.told.judged.target.unit,
        "监测时间": _monitored,
        "结果": lambda line: line.told.judged.verdict.label,
        "等次": lambda line: line.told.judged.grade or line.context.wording.cells.nothing,
        "得分": _Line.say_score,
        "主要问题": _problems,
        "问题": lambda line: line.problem.key.indicator.label if line.problem else _problems(line),
        "栏目": lambda line: line.say_particulars(lambda problem: masked(problem.name)),
        "栏目地址": lambda line: line.say_particulars(lambda problem: problem.key.subject),
        "所见情况": lambda line: line.say_particulars(lambda problem: masked(problem.seen)),
    }
)

_ROWS: Mapping[str, Callable[[Told], bool]] = MappingProxyType(
    {
        "全部": lambda _: True,
        "不合格": lambda told: told.judged.verdict is Verdict.UNQUALIFIED,
        "合格": lambda told: told.judged.verdict is Verdict.QUALIFIED,
        "有问题": lambda told: bool(told.findings),
        "门户": lambda told: told.judged.target.is_portal,
        "问题": lambda told: bool(told.findings),
    }
)


def _targets(spec: AnnexSpec, context: Context) -> list[Told]:
    """The targets in the ledger's order (accounts by platform), or by score."""
    chosen = _ROWS[spec.rows]
    found = [one for one in context.figures.told if one.judged.target.kind is spec.of and chosen(one)]
    if spec.order == "得分":
        return sorted(found, key=lambda told: (told.score is None, -(told.score or 0)))
    groups = ["", *(group for group, _ in context.figures.platforms)]
    return sorted(found, key=lambda told: groups.index(told.judged.target.group))


def _lines(spec: AnnexSpec, context: Context) -> Iterator[_Line]:
    targets = _targets(spec, context)
    if not spec.by_problem:
        yield from (_Line(number, told, context) for number, told in enumerate(targets, 1))
        return
    pairs = ((told, one) for told in targets for one in told.findings if _is_told(one, context))
    for number, (told, one) in enumerate(pairs, 1):
        yield _Line(number, Told(told.judged, (one,)), context, one.finding)


def _rows(spec: AnnexSpec, context: Context) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(CELLS[name](line) for name in spec.columns) for line in _lines(spec, context))


def _is_told(one: Settled, context: Context) -> bool:
    return context.standard.tells(one.finding.key.indicator)


def _annex(spec: AnnexSpec, context: Context) -> AnnexTable:
    named = [name for name in NAMES if name in spec.columns]
    keys = tuple(place for place, name in enumerate(spec.columns) if COLUMNS[name].key or name in named[:1])
    code = [place for place, name in enumerate(spec.columns) if name == "网站标识码"]
    return AnnexTable(
        title=context.say(spec.title),
        header=tuple(context.say(name) for name in spec.header or spec.columns),
        rows=summary_rows(spec, context) if spec.sums_up else _rows(spec, context),
        forms=_forms(spec),
        keys=tuple(code) if code and not spec.by_problem else keys,
        name=spec.columns.index(named[0]) if named else 0,
    )


def _forms(spec: AnnexSpec) -> tuple[Form, ...]:
    forms = [COLUMNS[name].form for name in spec.columns]
    widths = spec.widths or [form.width for form in forms]
    return tuple(replace(form, width=width) for form, width in zip(forms, widths, strict=True))


def annexes_of(context: Context) -> tuple[AnnexTable, ...]:
    """The tables, numbered where there are several; without those of a kind that is not inspected or without rows."""
    parts = {"site": context.declaration.sites, "account": context.declaration.accounts}
    made = [_annex(spec, context) for spec in context.wording.annexes if parts[spec.of]]
    filled = [annex for annex in made if annex.rows]
    if len(filled) < 2:
        return tuple(filled)
    return tuple(replace(annex, label=f"{ANNEX}{number}") for number, annex in enumerate(filled, 1))
