"""发布解读 (STANDARD §1.4): interpreted documents, links both ways; bonus of fresh data and surveys."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govcrawl.extract import normalise_url
from govcrawl.extract.names import SURVEYS
from govcrawl.extract.pairing import commentaries_linked, documents_linked, same_matter
from govcrawl.vocabulary import Outcome, PageRole
from reporting.judge.case import Case
from reporting.judge.facts import Page
from reporting.judge.findings import Assessment, Finding, in_time, values_of
from reporting.judge.sampled import about, on_site
from reporting.judge.subjects import on_target
from reporting.judge.views import UNSEEN
from reporting.standard.period import SIX_MONTHS, Period
from reporting.standard.rule import Fault, Rule

THREE_MONTHS, ONE_YEAR = Period(months=3), Period(months=12)
ENOUGH_SURVEYS = 6
"""STANDARD §1.5, 调查征集."""
_DATA = re.compile(r"数据|统计")
_OF_SERVICES = re.compile(r"办|受理|留言|互动|信箱")
_OPEN_DATA = "图表解读、数据集的下载或接口须由人判断"
_NO_DOCUMENTS = Assessment(
    Outcome.UNCHECKED, "没有抽到文件", "没有抽到以本地区、本部门名义印发的文件（scrapy crawl pages）"
)
_NO_COMMENTARIES = Assessment(Outcome.UNCHECKED, "没有抽到解读", "监测时段内没有抽到解读（scrapy crawl pages）")


def interpreted(rule: Rule, case: Case) -> Iterator[Finding]:
    """The sampled documents without an interpretation: none that the document leads to, none of its title in a list."""
    documents = [page for page in case.pages(PageRole.DOCUMENT) if page.is_read]
    if not documents:
        yield on_target(case.target, rule.id, _NO_DOCUMENTS, case.target.name)
        return
    bare = [page for page in documents if not _commentaries(page) and not _counterparts(page, case)]
    for page in bare:
        found = Assessment(
            Outcome.SUSPECT, f"《{page.look.title}》没有看到解读", "是否涉及面广、应当解读，解读是否在别处，须由人核对"
        )
        yield about(case, rule, page.look.url, found, Fault.UNINTERPRETED, [page])
    if not bare:
        yield _passed(rule, case, documents)


def linked(rule: Rule, case: Case) -> Iterator[Finding]:
    """The sampled interpretations that do not lead to their document, and the documents that do not lead back."""
    commentaries = [page for page in case.pages(PageRole.COMMENTARY) if page.is_read]
    if not commentaries:
        yield on_target(case.target, rule.id, _NO_COMMENTARIES, case.target.name)
        return
    wrong = [finding for page in commentaries for finding in _unlinked(rule, case, page)]
    yield from wrong or [_passed(rule, case, commentaries)]


def data_release(rule: Rule, case: Case) -> Iterator[Finding]:
    """How fresh the data columns are, as a bonus that a person confirms; charts and data sets are a person's to see."""
    known = case.site.columns if case.site else ()
    columns = [one for one in known if _DATA.search(one.name) and not _OF_SERVICES.search(one.name)]
    views = [(column, case.views.get(column.url, UNSEEN)) for column in columns]
    newest = max((view.newest for _, view in views if view.newest), default=None)
    for deadline, fault in ((THREE_MONTHS, Fault.DATA_FRESH), (SIX_MONTHS, Fault.DATA_RECENT)):
        if in_time(newest, deadline, case.moment):
            column, view = next(pair for pair in views if pair[1].newest == newest)
            found = Assessment(
                Outcome.SUSPECT, values_of(view, case.moment), f"{column.name}在{deadline.label}内更新过"
            )
            yield on_target(case.target, rule.id, found, column.name, fault=fault, lists=(column.url,))
            return
    told = f"数据栏目最后更新 {newest}" if newest else "没有看到数据栏目的更新日期"
    yield on_target(case.target, rule.id, Assessment(Outcome.UNCHECKED, told, _OPEN_DATA), case.target.name)


def surveys(rule: Rule, case: Case) -> Iterator[Finding]:
    """Six surveys within a year, as a bonus that a person confirms: e-mail does not count, and results are not read."""
    days = case.facts.surveys.get(case.target.key, ())
    recent = [day for day in days if in_time(day, ONE_YEAR, case.moment) and day <= case.moment.on]
    columns = [one for one in (case.site.columns if case.site else ()) if SURVEYS.search(one.name)]
    told = f"1年内调查征集{len(recent)}次" if columns else "没有看到调查征集栏目"
    enough = len(recent) >= ENOUGH_SURVEYS
    outcome, fault = (Outcome.SUSPECT, Fault.SURVEYED) if enough else (Outcome.UNCHECKED, None)
    found = Assessment(outcome, told, "是否在线开展、结果是否在1个月内公开须由人核对")
    lists = tuple(one.url for one in columns)
    yield on_target(case.target, rule.id, found, case.target.name, fault=fault, lists=lists)


def _unlinked(rule: Rule, case: Case, page: Page) -> Iterator[Finding]:
    why = _astray(page, case)
    if why:
        found = Assessment(Outcome.SUSPECT, f"《{page.look.title}》没有链接到文件", f"{why}，须由人核对")
        yield about(case, rule, page.look.url, found, Fault.COMMENTARY_UNLINKED, [page])
    documents = [one for one in _counterparts(page, case) if same_matter(page.look.title, one.look.title)]
    if documents and not any(_leads_back(document, page) for document in documents):
        values = f"《{documents[0].look.title}》没有链接到解读"
        found = Assessment(Outcome.SUSPECT, values, "文件页面上没有看到通往解读的链接，须由人核对")
        yield about(case, rule, documents[0].look.url, found, Fault.DOCUMENT_UNLINKED, documents)


def _astray(page: Page, case: Case) -> str | None:
    """Why no link of an interpretation leads to its document; None where one does, or may."""
    leading = list(documents_linked(page.look.title, page.links))
    if not leading:
        return "页面上没有看到通往被解读文件的链接"
    seen = {normalise_url(one.look.url): one for one in case.pages(PageRole.COUNTERPART) if _is_of(one, page)}
    looked = [seen[link.url] for link in leading if link.url in seen]
    if len(looked) < len(leading) or any(_may_be(one, page) for one in looked):
        return None
    return "通往文件的链接打不开" if looked[0].look.gone else "链接的不是被解读的文件"


def _may_be(document: Page, page: Page) -> bool:
    """Whether a page may be the document of an interpretation: it is by its title, or could not be read."""
    if document.is_read:
        return same_matter(page.look.title, document.look.title)
    return not document.look.gone


def _is_of(one: Page, page: Page) -> bool:
    return one.list_url == normalise_url(page.look.url)


def _counterparts(page: Page, case: Case) -> list[Page]:
    return [one for one in case.pages(PageRole.COUNTERPART) if _is_of(one, page) and one.is_read]


def _leads_back(document: Page, page: Page) -> bool:
    own = normalise_url(page.look.url)
    return any(link.url == own for link in document.links) or _commentaries(document)


def _commentaries(document: Page) -> bool:
    return any(True for _ in commentaries_linked(document.look.title, document.links))


def _passed(rule: Rule, case: Case, pages: list[Page]) -> Finding:
    return on_site(case, rule, Assessment(Outcome.PASS, f"抽查{len(pages)}篇"), pages)
