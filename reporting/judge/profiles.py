"""概况信息, 机构职能, 领导信息 (STANDARD §1.4): columns that there must be, and pages that hold nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from govcrawl.extract.addresses import lies_below
from govcrawl.extract.profiles import kind_of_profile
from govcrawl.vocabulary import Indicator, Outcome, PageRole, Reading
from reporting.judge.case import Case
from reporting.judge.facts import Column, Page
from reporting.judge.findings import Assessment, Finding
from reporting.judge.sampled import about
from reporting.judge.subjects import on_target
from reporting.standard.rule import Fault, Rule

PROFILES: Mapping[Indicator, str] = {
    Indicator.PUBLISH_OVERVIEW: "overview",
    Indicator.PUBLISH_FUNCTIONS: "functions",
    Indicator.PUBLISH_LEADERS: "leaders",
}
"""Which kind of column an indicator asks for, a key of :data:`govcrawl.extract.profiles.NAMES`."""


def presence(rule: Rule, case: Case) -> Iterator[Finding]:
    """Whether a column of that kind is known and holds something; whether that is right is a person's to judge."""
    columns = case.site.columns if case.site else ()
    if not columns:
        return
    kind = PROFILES[rule.id]
    found = sorted({column.name for column in columns if kind_of_profile(column.name) == kind})
    pages = [page for page in case.pages(PageRole.PROFILE) if _profile_of(page, columns) == kind]
    hollow = next(((page, text) for page in pages if (text := _hollow(kind, page))), None)
    if hollow:
        page, text = hollow
        assessment = Assessment(Outcome.SUSPECT, text, "须由人打开核对")
        yield about(case, rule, page.look.url, assessment, Fault.MISSING, [page])
    elif found:
        assessment = Assessment(Outcome.UNCHECKED, f"有{'、'.join(found)}", "栏目已有，内容是否准确须由人核对")
        yield on_target(case.target, rule.id, assessment, rule.id.label)
    else:
        assessment = Assessment(
            Outcome.SUSPECT, f"没有看到{rule.id.label}栏目", "台账和首页导航中没有看到，栏目名称可能不同，须由人核对"
        )
        yield on_target(case.target, rule.id, assessment, rule.id.label, fault=Fault.MISSING)


def _profile_of(page: Page, columns: Iterable[Column]) -> str | None:
    return next((kind_of_profile(column.name) for column in columns if column.url == page.list_url), None)


def _hollow(kind: str, page: Page) -> str | None:
    """What is wrong with the column's page as far as a machine sees it."""
    if page.look.reading is Reading.FAILED and page.look.gone:
        return "栏目打不开"
    if page.look.reading is Reading.EMPTY:
        return "栏目没有内容"
    if kind == "leaders" and page.is_read and "biography" not in page.marks and not _leads_to_people(page):
        return "没有看到领导简历"
    return None


def _leads_to_people(page: Page) -> bool:
    """Whether the page leads below itself, where biographies may stand."""
    return any(lies_below(link.url, page.list_url) for link in page.links)
