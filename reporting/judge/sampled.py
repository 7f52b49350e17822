"""What the measures on sampled pages share: their findings, and which of the pages are the site's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from govcrawl.vocabulary import Outcome, PageRole
from reporting.judge.case import Case
from reporting.judge.facts import FindingKey, Page
from reporting.judge.findings import Assessment, Finding
from reporting.judge.subjects import on_target
from reporting.standard.rule import Fault, Rule

NO_PAGES = Assessment(Outcome.UNCHECKED, "没有抽查内页", "监测时段内没有抽查到内页（scrapy crawl pages）")
_SHOWN = 3


def about(
    case: Case,
    rule: Rule,
    subject: str,
    found: Assessment,
    fault: Fault | None,
    pages: Iterable[Page],
    name: str = "",
) -> Finding:
    """A finding on one page, or one matter, of the target, resting on the looks at some pages."""
    key = FindingKey(case.target.kind, case.target.key, rule.id, subject)
    visits = tuple(page.look.visit for page in pages)
    return Finding(key, name or subject, found.outcome, found.values, found.reason, fault, visits=visits)


def on_site(
    case: Case, rule: Rule, found: Assessment, pages: Iterable[Page] = (), fault: Fault | None = None
) -> Finding:
    """A finding on the site as a whole, resting on the looks at some pages."""
    visits = tuple(page.look.visit for page in pages)
    return on_target(case.target, rule.id, found, case.target.name, fault=fault, visits=visits)


def addresses(pages: Sequence[Page]) -> str:
    """The first three addresses of some pages, and how many there are."""
    shown = "、".join(page.look.url for page in pages[:_SHOWN])
    return f"{shown}等{len(pages)}页" if len(pages) > _SHOWN else shown


def is_own(case: Case, page: Page) -> bool:
    """Whether a page is on the site's own host."""
    return urlsplit(page.look.url).hostname == urlsplit(case.target.url).hostname


def own_pages(case: Case, *roles: PageRole) -> list[Page]:
    """The pages of some roles on the site's own host."""
    return [page for page in case.pages(*roles) if is_own(case, page)]
