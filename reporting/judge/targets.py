"""One target's facts to its findings: each measure of the standard has one function here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from govcrawl.vocabulary import Outcome, PageRole, Relation, TargetKind
from reporting.judge import (
    design,
    domain,
    interaction,
    links,
    profiles,
    publication,
    questions,
    searching,
    services,
)
from reporting.judge.availability import availability
from reporting.judge.case import Case
from reporting.judge.categories import missing_column
from reporting.judge.columns import Candidate, SiteColumns, candidates
from reporting.judge.facts import Downtime, Lists, RoundFacts, Span, Target
from reporting.judge.findings import Assessment, Finding, Moment, assess, because
from reporting.judge.home import SecondLevel, assess_home
from reporting.judge.ipv6 import ipv6
from reporting.judge.subjects import Rules, on_target, rules_of, spared, unmeasured
from reporting.judge.views import UNSEEN, ListView, monitored, views
from reporting.standard.period import TWO_WEEKS
from reporting.standard.resolved import NATIONAL, Standard
from reporting.standard.rule import Automation, Measure, Rule

_COLUMN_MEASURES = frozenset({Measure.COLUMN_UPDATE, Measure.COLUMN_CONTENT, Measure.OTHER_COLUMNS})
_ON_PROBES: Mapping[Measure | None, Callable[[Rule, Target, RoundFacts, Span], Finding]] = {
    Measure.AVAILABILITY: availability,
    Measure.IPV6: ipv6,
}
"""What is measured by probes of the home page, whether or not a crawl has read it."""
_ON_COLUMNS = _COLUMN_MEASURES | {Measure.CATEGORY_UPDATE, Measure.COLUMN_PRESENCE}


@dataclass(frozen=True, slots=True)
class Draft:
    """A target's findings before columns that show the same list are set aside; ``rules`` are those in scope."""

    target: Target
    moment: Moment | None
    rules: Rules
    findings: tuple[Finding, ...]
    candidates: tuple[Candidate, ...] = ()


_NEVER_OPENED = Assessment(Outcome.UNCHECKED, "没有成功的访问", "监测时段内没有成功的访问")
_NO_COLUMNS = Assessment(Outcome.UNCHECKED, "没有已知栏目", "台账没有登记栏目，首页导航中也没有发现")


def _unopened(target: Target, rules: Iterable[Rule], lists: Lists, announced: Iterable[Downtime]) -> Iterator[Finding]:
    """A target that no look opened: one question for each indicator, with the last failure as the reason.

    Where every look fell into an announced downtime, that is the reason.
    """
    failed = [look for looks in lists.values() for look in looks if look.failure]
    last = max(failed, key=lambda look: (look.observed_at, look.visit), default=None)
    found = replace(_NEVER_OPENED, reason=because(_NEVER_OPENED.reason, last.failure if last else ""))
    held = [next((one for one in announced if one.holds(look.observed_at)), None) for look in failed]
    if held and held[0] and all(held):
        found = replace(_NEVER_OPENED, reason=f"访问都在报备的停机时间内：{held[0].reason}")
    for rule in rules:
        yield on_target(target, rule.id, found, target.name, lists=tuple(lists))


def _home_address(lists: Lists) -> str | None:
    homes = (url for url, looks in lists.items() if any(look.role is PageRole.HOME for look in looks))
    return min(homes, default=None)


def _second_level(site: SiteColumns) -> Iterator[str]:
    """The lists one looks at behind a home page that is a navigation entrance: own columns with a duty to update."""
    for column in site.columns:
        if column.relation is not Relation.SUPERIOR and site.duty(column).deadline:
            yield column.url


def _home(rule: Rule, case: Case) -> Iterator[Finding]:
    address = _home_address(case.lists)
    view = case.views.get(address, UNSEEN) if address else UNSEEN
    below = [url for url in _second_level(case.site) if url != address] if case.site else []
    second = SecondLevel.of(case.views.get(url, UNSEEN) for url in below)
    linked = case.facts.home_entries.get(case.target.key)
    found = assess_home(view, second, linked, rule.window or TWO_WEEKS, case.moment, case.doubts(view))
    yield on_target(case.target, rule.id, found, "首页", lists=(address,) if address else ())


def _category(rule: Rule, case: Case) -> Iterator[Finding]:
    """The question whether a category has a column at all, where none is known."""
    if case.site and case.site.columns:
        yield from missing_column(case.target, rule, case.site)


def _freshest(seen: Mapping[str, ListView]) -> ListView:
    def order(view: ListView) -> tuple[int, int]:
        return view.state, -view.newest.toordinal() if view.newest else 0

    return min(seen.values(), key=order, default=UNSEEN)


def _account(rule: Rule, case: Case) -> Iterator[Finding]:
    """One dated public post proves a pass, not seeing one proves nothing."""
    seen = _freshest(case.views)
    found = assess(seen, rule.window or TWO_WEEKS, case.moment, case.doubts(seen))
    if found.outcome is Outcome.FAIL and rule.automation is not Automation.MACHINE:
        found = Assessment(Outcome.SUSPECT, found.values, f"{found.reason}，账号须由人在平台上核实")
    yield on_target(case.target, rule.id, found, case.target.name, lists=tuple(case.lists))


_MEASURES: Mapping[Measure, Callable[[Rule, Case], Iterator[Finding]]] = {
    Measure.HOME_UPDATE: _home,
    Measure.CATEGORY_UPDATE: _category,
    Measure.ACCOUNT_UPDATE: _account,
    Measure.MARKS: design.marks,
    Measure.REPORTING: design.reporting,
    Measure.TAGS: design.tags,
    Measure.COLUMN_PRESENCE: profiles.presence,
    Measure.INTERPRETED: publication.interpreted,
    Measure.INTERPRETATION_LINKS: publication.linked,
    Measure.DATA_RELEASE: publication.data_release,
    Measure.SURVEYS: publication.surveys,
    Measure.DOMAIN: domain.domain,
    Measure.SEARCH: searching.search,
    Measure.LINKS: links.links,
    Measure.CHANNEL: interaction.channel,
    Measure.UNANSWERED: interaction.unanswered,
    Measure.MESSAGES: interaction.messages,
    Measure.QUESTIONS: questions.replies,
    Measure.SERVICE: services.service,
    Measure.LACKING_GUIDES: services.lacking_guides,
    Measure.ALL_GUIDES: services.all_guides,
    Measure.CATALOGUE: services.catalogue,
    Measure.STATISTICS: services.statistics,
    Measure.GUIDES: services.guides,
    Measure.FORMS: services.forms,
}
"""What each measure finds on the target itself; the measures on columns are taken together in ``columns``."""


def _measured(rules: Iterable[Rule], case: Case) -> Iterator[Finding]:
    for rule in rules:
        measure = _MEASURES.get(rule.measure) if rule.measure else None
        if measure:
            yield from measure(rule, case)


def _without_columns(rules: Iterable[Rule], case: Case) -> Iterator[Finding]:
    """A site of which no column is known: one question in the first indicator on columns, one in each deduction."""
    if case.site is None or case.site.columns:
        return
    asked = [rule for rule in rules if rule.measure in _ON_COLUMNS]
    for number, rule in enumerate(asked):
        if number == 0 or rule.parts:
            yield on_target(case.target, rule.id, _NO_COLUMNS, case.target.name)


def draft_of(target: Target, facts: RoundFacts, span: Span, standard: Standard = NATIONAL) -> Draft:
    """A target's findings: what spares it, what nothing measures, what its looks show."""
    rules = rules_of(target, facts.declaration, standard)
    traits = standard.traits_of(target.key)
    checked = [rule for rule in rules.values() if not rule.spares & traits]
    fixed = [spared(target, rule) for rule in rules.values() if rule.spares & traits]
    fixed += [unmeasured(target, rule) for rule in checked if rule.measure is None]
    for rule in checked:
        if rule.measure in _ON_PROBES:
            fixed.append(_ON_PROBES[rule.measure](rule, target, facts, span))
        fixed += domain.address(rule, target, facts.targets) if rule.measure is Measure.DOMAIN else ()
    measured = [rule for rule in checked if rule.measure and rule.measure not in _ON_PROBES]
    lists = facts.looks.get((target.kind, target.key), {})
    day = monitored(lists.values(), span)
    if day is None:
        unopened = _unopened(target, measured, lists, facts.downtimes.get(target.key, ()))
        return Draft(target, None, rules, (*fixed, *unopened))
    case = _case(target, facts, Moment(day, span), standard)
    found = (*fixed, *_measured(measured, case), *_without_columns(measured, case))
    on_columns = [rule.id for rule in measured if rule.measure in _ON_COLUMNS]
    return Draft(
        target, case.moment, rules, found, tuple(candidates(case.site, on_columns)) if case.site and on_columns else ()
    )


def _case(target: Target, facts: RoundFacts, moment: Moment, standard: Standard) -> Case:
    lists = facts.looks.get((target.kind, target.key), {})
    seen = views(lists, moment.span)
    if target.kind is TargetKind.ACCOUNT:
        return Case(target, facts, lists, seen, moment)
    site = SiteColumns(facts.columns.get(target.key, ()), seen, moment, facts.doubts, standard)
    return Case(target, facts, lists, seen, moment, site)


def drafts(facts: RoundFacts, spans: Mapping[TargetKind, Span], standard: Standard = NATIONAL) -> Iterator[Draft]:
    """The drafts of every sampled target, sites before accounts, in the roster's order."""
    for target in facts.targets:
        if target.sampled and target.kind in spans:
            yield draft_of(target, facts, spans[target.kind], standard)
