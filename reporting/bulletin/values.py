"""Figures and wording to the values of placeholders that every sentence may use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from govcrawl.rounds.declaration import AccountsPart, Declaration, SitesPart
from govcrawl.vocabulary import Indicator
from reporting.bulletin.figures import Composition, Figures, Tally
from reporting.bulletin.numbers import ordinal, percentage, points
from reporting.bulletin.phrases import fill
from reporting.bulletin.wording import Wording
from reporting.judge.judging import Judgement
from reporting.standard.resolved import Standard

Values = dict[str, str | None]
Part = SitesPart | AccountsPart | None
_NAMED = re.compile(r"(\d{4})(?:Q([1-4])|H([12])|-(0[1-9]|1[0-2]))")
_HALVES = ("上半年", "下半年")
_TWO_WEEKS = 14
_SCORED = ("计分网站数", "平均分", "最高分", "最低分", "分数段")
UNDECIDED = "（未定）"
"""What a draft prints where nothing is settled yet."""


def values_of(judgement: Judgement, figures: Figures, wording: Wording, draft: bool) -> Values:
    """Every value there is; phrases that are values themselves are filled in the order of their needs."""
    declaration = judgement.declaration
    values: Values = {
        **_round_values(declaration, wording),
        **_kind_values("网站", declaration.sites, figures.sites, wording),
        **_kind_values("账号", declaration.accounts, figures.accounts, wording),
        **_composition_values(figures.composition, wording),
        **_accountability_values(wording),
        **(dict.fromkeys(_SCORED, UNDECIDED) if draft else {}),
        **_score_values(figures.scores, lines_of(judgement.standard, wording), wording),
        "账号期限": _account_deadline(judgement.standard),
        "平台构成": wording.listed([*_platforms(figures, wording)]) or None,
    }
    for name, phrase in _composed(declaration, figures, wording):
        values[name] = fill(phrase, values, wording.punctuation)
    values["平台结果"] = wording.enumeration.clauses.join(_platform_results(figures, wording)) or None
    return values


def lines_of(standard: Standard, wording: Wording) -> tuple[Fraction, ...]:
    """The scores that decide something: a score below one is not printed as if it had reached it."""
    return (standard.pass_line, standard.bonus_above, *(Fraction(band.least) for band in wording.bands))


def _composed(declaration: Declaration, figures: Figures, wording: Wording) -> Iterator[tuple[str, str]]:
    """Values that are phrases, in the order of their needs."""
    phrases = wording.phrases
    yield "期次", wording.period
    if declaration.sites:
        yield "网站构成", phrases.sites_composition
        yield "网站覆盖", phrases.sites_covered if _all_of(figures.sites) else phrases.sites_sampled
    if declaration.accounts:
        yield "账号覆盖", phrases.accounts_covered if _all_of(figures.accounts) else phrases.accounts_sampled


def _all_of(tally: Tally) -> bool:
    return tally.sampled == tally.population


def _round_values(declaration: Declaration, wording: Wording) -> Values:
    parts = [part for part in (declaration.sites, declaration.accounts) if part]
    named = _NAMED.fullmatch(declaration.name)
    year, quarter, half, month = named.groups() if named else (None, None, None, None)
    subjects = wording.subjects
    both = subjects.both if declaration.accounts else subjects.sites
    return {
        "地区": wording.region,
        "全域": wording.whole,
        "发文单位": wording.issuer,
        "活动": wording.activity,
        "检查对象": both if declaration.sites else subjects.accounts,
        "年": year or str(min((part.window.start.year for part in parts), default=wording.date.year)),
        "季度": ordinal(int(quarter)) if quarter else None,
        "半年": _HALVES[int(half) - 1] if half else None,
        "月份": str(int(month)) if month else None,
        "网站时段": _window(wording.phrases.sites_window, declaration.sites, wording),
        "账号时段": _window(wording.phrases.accounts_window, declaration.accounts, wording),
    }


def _window(phrase: str, part: Part, wording: Wording) -> str | None:
    if part is None:
        return None
    parts = {
        f"{end}{unit}": str(getattr(day, field))
        for end, day in (("起", part.window.start), ("止", part.window.end))
        for unit, field in (("年", "year"), ("月", "month"), ("日", "day"))
    }
    return fill(phrase, parts, wording.punctuation)


def _kind_values(name: str, part: Part, tally: Tally, wording: Wording) -> Values:
    """The figures of one kind; none where the round does not inspect it."""
    if part is None:
        return {}
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
        f"{name}不合格率": percentage(tally.unqualified, tally.sampled, wording.rate),
    }


def _composition_values(composition: Composition, wording: Wording) -> Values:
    return {
        "本级门户": wording.listed(composition.own_portals) or None,
        "门户网站数": str(len(composition.own_portals) + composition.lower_portals),
        "下级门户数": str(composition.lower_portals),
        "部门网站数": str(composition.others),
    }


def _accountability_values(wording: Wording) -> Values:
    phrases, taken = wording.phrases, wording.accountability
    told = [
        fill(phrases.measure, {"措施": one.measure, "人次": str(one.people)}, wording.punctuation)
        if one.people
        else fill(phrases.measure_units, {"措施": one.measure, "单位数": str(one.units)}, wording.punctuation)
        for one in taken
    ]
    return {
        "问责措施": wording.listed(told) or None,
        "问责人次": _some(one.people or 0 for one in taken),
        "问责单位数": _some(one.units or 0 for one in taken),
    }


def _some(numbers: Iterable[int]) -> str | None:
    return str(total) if (total := sum(numbers)) else None


def _score_values(scores: tuple[Fraction, ...], lines: tuple[Fraction, ...], wording: Wording) -> Values:
    """What the scored sites reach; nothing of it where none has a score."""
    if not scores:
        return {}
    found = {"平均分": sum(scores) / len(scores), "最高分": max(scores), "最低分": min(scores)}
    bands = (
        fill(wording.phrases.band, {"分数段名": name, "数": str(number)}, wording.punctuation)
        for name, number in counted(scores, wording)
    )
    return {
        "计分网站数": str(len(scores)),
        **{name: points(Fraction(score), wording.score, lines) for name, score in found.items()},
        "分数段": wording.listed([*bands]) or None,
    }


def counted(scores: Iterable[Fraction], wording: Wording) -> list[tuple[str, int]]:
    """How many scores fall into each band, the highest first."""
    reached = [next((band.name for band in wording.bands if score >= Fraction(band.least)), "") for score in scores]
    return [(band.name, reached.count(band.name)) for band in wording.bands]


def _account_deadline(standard: Standard) -> str | None:
    rule = standard.rules.get(Indicator.ACCOUNT_2)
    if rule is None or rule.window is None:
        return None
    return "2周" if rule.window.days == _TWO_WEEKS else rule.window.label


def _platforms(figures: Figures, wording: Wording) -> Iterator[str]:
    for group, tally in figures.platforms:
        values = {"数": str(tally.population), "平台": _label(group, wording)}
        yield fill(wording.phrases.platform, values, wording.punctuation)


def _platform_results(figures: Figures, wording: Wording) -> Iterator[str]:
    """The platforms of which some account was inspected."""
    for group, tally in figures.platforms:
        values: Mapping[str, str | None] = {
            "数": str(tally.sampled),
            "平台": _label(group, wording),
            "合格数": str(tally.qualified),
            "不合格数": str(tally.unqualified),
            "合格率": percentage(tally.qualified, tally.sampled, wording.rate),
        }
        if tally.sampled:
            yield fill(wording.phrases.platform_result, values, wording.punctuation)


def _label(group: str, wording: Wording) -> str:
    return wording.platform_labels.get(group, group)
