"""One target's facts to its findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from govcrawl.rounds.declaration import Declaration
from govcrawl.vocabulary import Indicator, Outcome, PageRole, Relation, TargetKind
from reporting.judge.columns import Candidate, SiteColumns, candidates
from reporting.judge.facts import FindingKey, Lists, RoundFacts, Span, Target
from reporting.judge.findings import Assessment, Finding, Moment, assess, because
from reporting.judge.home import SecondLevel, assess_home
from reporting.judge.views import UNSEEN, ListView, monitored, views
from reporting.standard.deadlines import duty_of
from reporting.standard.period import TWO_WEEKS, Period
from reporting.standard.rules import RULES, Automation, Measure

_COLUMN_MEASURES = (Measure.COLUMN_UPDATE, Measure.COLUMN_CONTENT)


@dataclass(frozen=True, slots=True)
class Draft:
    """A target's findings before columns that show the same list are set aside."""

    target: Target
    moment: Moment | None
    findings: tuple[Finding, ...]
    candidates: tuple[Candidate, ...] = ()


def scope_of(declaration: Declaration, kind: TargetKind) -> tuple[Indicator, ...]:
    """The indicators in scope for targets of ``kind``, in the standard's order."""
    return tuple(rule.id for rule in RULES.values() if rule.scope is kind and rule.id in declaration.scope)


def _finding(target: Target, indicator: Indicator, found: Assessment, name: str) -> Finding:
    key = FindingKey(target.kind, target.key, indicator, target.url)
    return Finding(key, name, found.outcome, found.values, found.reason)


_NEVER_OPENED = Assessment(Outcome.UNCHECKED, "没有成功的访问", "监测时段内没有成功的访问")
_NO_COLUMNS = Assessment(Outcome.UNCHECKED, "没有已知栏目", "台账没有登记栏目，首页导航中也没有发现")


def _unopened(target: Target, scope: Iterable[Indicator], lists: Lists) -> Draft:
    """A target that no look opened: one question for each indicator, with the last failure as the reason."""
    failed = [look for looks in lists.values() for look in looks if look.failure]
    last = max(failed, key=lambda look: (look.observed_at, look.visit), default=None)
    found = replace(_NEVER_OPENED, reason=because(_NEVER_OPENED.reason, last.failure if last else ""))
    return Draft(target, None, tuple(_finding(target, indicator, found, target.name) for indicator in scope))


def _home_address(lists: Lists) -> str | None:
    homes = (url for url, looks in lists.items() if any(look.role is PageRole.HOME for look in looks))
    return min(homes, default=None)


def _window(indicator: Indicator) -> Period:
    return RULES[indicator].window or TWO_WEEKS


def _second_level(site: SiteColumns) -> Iterator[str]:
    """The lists one looks at behind a home page that is a navigation entrance: own columns with a duty to update."""
    for column in site.columns:
        duty = duty_of(column.category, column.level, column.deadline)
        if column.relation is not Relation.SUPERIOR and duty.deadline:
            yield column.url


def _home(target: Target, facts: RoundFacts, site: SiteColumns) -> Finding:
    address = _home_address(facts.looks[TargetKind.SITE, target.key])
    view = site.views.get(address, UNSEEN) if address else UNSEEN
    second = SecondLevel.of(site.views.get(url, UNSEEN) for url in _second_level(site) if url != address)
    doubts = tuple(text for visit in view.visits[-1:] for text in facts.doubts.get(visit, ()))
    linked = facts.home_entries.get(target.key)
    found = assess_home(view, second, linked, _window(Indicator.SITE_3), site.moment, doubts)
    return _finding(target, Indicator.SITE_3, found, "首页")


def site_draft(target: Target, facts: RoundFacts, span: Span) -> Draft:
    """A site's findings: home page and columns."""
    scope = scope_of(facts.declaration, TargetKind.SITE)
    lists = facts.looks.get((TargetKind.SITE, target.key), {})
    day = monitored(lists.values(), span)
    if day is None:
        return _unopened(target, scope, lists)
    moment = Moment(day, span)
    site = SiteColumns(facts.columns.get(target.key, ()), views(lists, span), moment, facts.doubts)
    own = [_home(target, facts, site)] if Indicator.SITE_3 in scope else []
    on_columns = [indicator for indicator in scope if RULES[indicator].measure in _COLUMN_MEASURES]
    if on_columns and not site.columns:
        own.append(_finding(target, on_columns[0], _NO_COLUMNS, target.name))
    return Draft(target, moment, tuple(own), tuple(candidates(site, on_columns)))


def _freshest(seen: Mapping[str, ListView]) -> ListView:
    def order(view: ListView) -> tuple[int, int]:
        return view.state, -view.newest.toordinal() if view.newest else 0

    return min(seen.values(), key=order, default=UNSEEN)


def account_draft(target: Target, facts: RoundFacts, span: Span) -> Draft:
    """An account's finding; one dated public post proves a pass, not seeing one proves nothing."""
    scope = scope_of(facts.declaration, TargetKind.ACCOUNT)
    lists = facts.looks.get((TargetKind.ACCOUNT, target.key), {})
    day = monitored(lists.values(), span)
    if day is None:
        return _unopened(target, scope, lists)
    moment = Moment(day, span)
    seen = _freshest(views(lists, span))
    doubts = tuple(text for visit in seen.visits[-1:] for text in facts.doubts.get(visit, ()))
    found = (_by_person(indicator, assess(seen, _window(indicator), moment, doubts)) for indicator in scope)
    return Draft(target, moment, tuple(_finding(target, *pair, target.name) for pair in zip(scope, found, strict=True)))


def _by_person(indicator: Indicator, found: Assessment) -> Assessment:
    if found.outcome is Outcome.FAIL and RULES[indicator].automation is not Automation.MACHINE:
        return Assessment(Outcome.SUSPECT, found.values, f"{found.reason}，账号须由人在平台上核实")
    return found


def drafts(facts: RoundFacts, spans: Mapping[TargetKind, Span]) -> Iterator[Draft]:
    """The drafts of every sampled target, sites before accounts, in the roster's order."""
    makers = {TargetKind.SITE: site_draft, TargetKind.ACCOUNT: account_draft}
    for target in facts.targets:
        if target.sampled and target.kind in spans:
            yield makers[target.kind](target, facts, spans[target.kind])
