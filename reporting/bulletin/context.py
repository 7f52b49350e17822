"""The context object: figures and wording to the values of placeholders."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from govcrawl.rounds.declaration import AccountsPart, Declaration, SitesPart
from reporting.bulletin.figures import Figures, Tally
from reporting.bulletin.numbers import ordinal, percentage
from reporting.bulletin.phrases import fill
from reporting.bulletin.wording import Wording
from reporting.judge.mending import Mending, State

Values = dict[str, str | None]
_QUARTER = re.compile(r"\d{4}Q([1-4])")


@dataclass(frozen=True, slots=True)
class Context:
    """Everything the composition works on; :meth:`say` completes a phrase."""

    declaration: Declaration
    wording: Wording
    figures: Figures
    draft: bool
    values: Mapping[str, str | None]
    mended: Mapping[State, int]

    def say(self, phrase: str, **own: str) -> str:
        """The phrase with this round's values and the sentence's own; raises :class:`Problem` for a missing value."""
        return fill(phrase, {**self.values, **own}, self.wording.punctuation)


def _window(phrase: str, part: SitesPart | AccountsPart | None, wording: Wording) -> str | None:
    if part is None:
        return None
    parts = {
        f"{end}{unit}": str(getattr(day, field))
        for end, day in (("起", part.window.start), ("止", part.window.end))
        for unit, field in (("年", "year"), ("月", "month"), ("日", "day"))
    }
    return fill(phrase, parts, wording.punctuation)


def _tally_values(name: str, tally: Tally, wording: Wording) -> Values:
    counts = {
        "总数": tally.population,
        "抽查数": tally.sampled,
        "合格数": tally.qualified,
        "不合格数": tally.unqualified,
        "有问题数": tally.with_problems,
    }
    return {
        **{f"{name}{what}": str(number) for what, number in counts.items()},
        f"{name}抽查比例": percentage(tally.sampled, tally.population, wording.rate),
        f"{name}合格率": percentage(tally.qualified, tally.sampled, wording.rate),
    }


def _composition_values(figures: Figures) -> Values:
    composition = figures.composition
    return {
        "本级门户": "、".join(composition.own_portals) or None,
        "门户网站数": str(len(composition.own_portals) + composition.lower_portals),
        "下级门户数": str(composition.lower_portals),
        "部门网站数": str(composition.others),
    }


def _round_values(declaration: Declaration, wording: Wording) -> Values:
    parts = [part for part in (declaration.sites, declaration.accounts) if part]
    quarter = _QUARTER.fullmatch(declaration.name)
    return {
        "地区": wording.region,
        "全域": wording.whole,
        "发文单位": wording.issuer,
        "年": str(min((part.window.start.year for part in parts), default=wording.date.year)),
        "季度": ordinal(int(quarter[1])) if quarter else None,
        "网站时段": _window(wording.phrases.sites_window, declaration.sites, wording),
        "账号时段": _window(wording.phrases.accounts_window, declaration.accounts, wording),
    }


def _accountability_values(wording: Wording) -> Values:
    taken = wording.accountability
    if not taken:
        return {"问责措施": None, "问责人次": None}
    phrase, punctuation = wording.phrases.measure, wording.punctuation
    measures = (fill(phrase, {"措施": one.measure, "人次": str(one.people)}, punctuation) for one in taken)
    return {"问责措施": "、".join(measures), "问责人次": str(sum(one.people for one in taken))}


def _platform_list(figures: Figures, wording: Wording) -> str | None:
    items = (
        fill(
            wording.phrases.platform,
            {"数": str(number), "平台": wording.platform_labels.get(group, group)},
            wording.punctuation,
        )
        for group, number in figures.platforms
    )
    return "、".join(items) or None


def make_context(
    declaration: Declaration, figures: Figures, wording: Wording, draft: bool, mendings: Iterable[Mending] = ()
) -> Context:
    """The context of a bulletin; phrases that are values themselves are filled in the order of their needs."""
    values: Values = {
        **_round_values(declaration, wording),
        **_tally_values("网站", figures.sites, wording),
        **_tally_values("账号", figures.accounts, wording),
        **_composition_values(figures),
        **_accountability_values(wording),
        "平台构成": _platform_list(figures, wording),
    }
    composed = (
        ("期次", wording.period),
        ("网站构成", wording.phrases.sites_composition),
        ("附件标题", wording.annex.title),
    )
    for name, phrase in composed:
        values[name] = fill(phrase, values, wording.punctuation)
    mended = Counter(one.public for one in mendings)
    return Context(declaration, wording, figures, draft, values, mended)


def mending_values(context: Context) -> dict[str, str]:
    """How many problems are mended, not mended and still to be looked at, in this order; those without any left out."""
    parts = (f"{state.label}{context.mended[state]}个" for state in State if context.mended.get(state))
    return {"整改情况": "、".join(parts), **day_values(context.wording.date)}


def day_values(day: date) -> dict[str, str]:
    """A date's own placeholders."""
    return {"年": str(day.year), "月": str(day.month), "日": str(day.day)}
