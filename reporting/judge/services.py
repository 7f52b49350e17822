"""办事服务 (STANDARD §1.2 #6, §1.4): whether services are offered, what sampled guides lack, statistics."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from govcrawl.rounds.sampling import SAMPLED_GUIDES, draw
from govcrawl.transport import STATES
from govcrawl.vocabulary import GuidePart, GuideRemark, Outcome, PageRole, Reading, Relation
from reporting.judge.case import Case
from reporting.judge.facts import Column, Page
from reporting.judge.findings import MONITORED, Assessment, Finding, because
from reporting.judge.guides import MANY, Guide
from reporting.judge.sampled import NO_PAGES, about, addresses, is_own, on_site, own_pages
from reporting.standard.period import Period
from reporting.standard.rule import Fault, Rule

FEW_ITEMS = 5
"""With fewer items in all, every one must lack elements for the veto (STANDARD §1.2 #6 c)."""
_GUIDES, _FORMS = 5, 2
_GONE = STATES["not_found"].label
_CATEGORY = re.compile(
    "(?:个人|法人|企业|部门|主题|公民|自然人|项目)(?:办事|服务|事项|分类)|^(?:个人|法人|企业|部门|主题)$"
    "|按.{1,6}(?:分类|查询|办事)|生命周期|特定对象|面向(?:个人|法人|企业|公民)"
)
_FEWEST_CATEGORIES, _LONGEST_CATEGORY = 2, 12
_STATISTICS = re.compile("(?:办事|办件|办理|服务(?!业)|事项|业务).{0,4}统计|办件(?:情况|数据|公示|公开|总量)")
_OLD = ((Period(months=3), Fault.STATISTICS_OLD), (Period(months=1), Fault.STATISTICS_LATE))


def _looked(case: Case) -> bool:
    return any(page.is_read for page in case.pages(PageRole.FRONT, PageRole.SERVICE, PageRole.GUIDE))


def _of_target(
    rule: Rule, case: Case, found: Assessment, pages: Iterable[Page] = (), fault: Fault | None = None
) -> Finding:
    looked = _looked(case)
    return on_site(case, rule, found if looked else NO_PAGES, pages, fault if looked else None)


def _passed(rule: Rule, case: Case, guides: Sequence[Guide], told: str = "") -> Finding:
    found = Assessment(Outcome.PASS, f"抽查{len(guides)}个办事指南{told}")
    return _of_target(rule, case, found, [one.page for one in guides])


def service(rule: Rule, case: Case) -> Iterator[Finding]:
    """Whether the site offers services: a page of its own with guides, or a government's platform that it leads to."""
    yield _of_target(rule, case, _service(case), case.pages(PageRole.SERVICE))


def _service(case: Case) -> Assessment:
    pages = case.pages(PageRole.SERVICE)
    elsewhere = [page for page in pages if not is_own(case, page)]
    own = [page for page in pages if is_own(case, page) and page.is_read]
    items = [page for page in own_pages(case, PageRole.GUIDE) if page.is_read]
    opened = [page for page in elsewhere if page.is_read] or items
    gone = [page for page in pages if page.look.failure.startswith(_GONE)]
    if opened:
        return Assessment(Outcome.PASS, f"办事服务：{addresses(opened)}")
    if own:
        told = "办事服务栏目中没有看到事项，也没有读到政务服务网，须用浏览器核对"
        return Assessment(Outcome.SUSPECT, f"办事服务：{addresses(own)}", told)
    if pages and not gone:
        failed = any(page.look.reading is Reading.FAILED for page in pages)
        told = because("办事服务页面没有读到", pages[-1].look.failure) if failed else "页面由脚本显示，须用浏览器核对"
        outcome = Outcome.UNCHECKED if failed else Outcome.SUSPECT
        return Assessment(outcome, f"办事服务：{addresses(pages)}", told)
    told = "首页没有看到可以打开的办事服务栏目或政务服务网入口，须由人核对"
    return Assessment(Outcome.SUSPECT, "没有看到办事服务", told)


def _guides(case: Case) -> list[Guide]:
    """The sampled guides that were read, one for each address."""
    pages = {page.look.url: page for page in own_pages(case, PageRole.GUIDE) if page.is_read and page.guide}
    return [Guide.of(pages[url]) for url in sorted(pages)]


def _unopened(case: Case) -> list[Page]:
    return [page for page in own_pages(case, PageRole.GUIDE) if not page.is_read]


def _no_guides(case: Case) -> Assessment:
    """Why no guide was read: they stand on another host, did not open, or were not found."""
    hosts = {urlsplit(page.look.url).hostname or "" for page in case.pages(PageRole.SERVICE) if not is_own(case, page)}
    unopened = _unopened(case)
    if unopened:
        return Assessment(Outcome.UNCHECKED, f"办事指南未能打开：{addresses(unopened)}", unopened[0].look.failure)
    if hosts:
        told = f"办事指南在{'、'.join(sorted(hosts))}上，本系统不读取，须由人核对"
        return Assessment(Outcome.UNCHECKED, "办事指南在其他网站", told)
    return Assessment(Outcome.UNCHECKED, "没有读到办事指南", "办事服务栏目中没有找到可以读取的办事指南，须由人核对")


def lacking_guides(rule: Rule, case: Case) -> Iterator[Finding]:
    """Sampled guides that lack four or more classes of elements, one finding each; 未检 where not read in full.

    Fewer than five of them are none where the site has no other guides.
    """
    guides, unopened = _guides(case), _unopened(case)
    if not guides:
        yield _of_target(rule, case, _no_guides(case))
        return
    if len(guides) + len(unopened) < FEW_ITEMS:
        few = Assessment(Outcome.NOT_APPLICABLE, f"只看到{len(guides) + len(unopened)}个事项", "不足5个，按6（三）检查")
        yield _of_target(rule, case, few)
        return
    poor = [one for one in guides if len(one.lacking) >= MANY]
    if not poor or (len(poor) < FEW_ITEMS and _are_all(case)):
        told = f"，其中{len(poor)}个缺4类以上要素，不足5个" if poor else ""
        yield _passed(rule, case, guides, told)
        return
    yield from (about(case, rule, one.page.look.url, _lack(one), None, [one.page], one.name) for one in poor)


def _are_all(case: Case) -> bool:
    """Whether the guides are all that the site's lists lead to: each gave fewer than are drawn of it."""
    pages = own_pages(case, PageRole.GUIDE)
    drawn = Counter(page.list_url for page in pages)
    return all(page.is_read for page in pages) and max(drawn.values(), default=0) < SAMPLED_GUIDES


def _labels(parts: Sequence[GuidePart]) -> str:
    return "、".join(part.label for part in parts)


def _lack(one: Guide) -> Assessment:
    if one.unread:
        return Assessment(Outcome.UNCHECKED, f"没有读全，未见{_labels(one.lacking)}", f"{one.unread}，须用浏览器核对")
    values = f"缺少{len(one.lacking)}类要素：{_labels(one.lacking)}"
    return Assessment(Outcome.SUSPECT, values, "页面上没有看到这些要素，须由人对照办事指南核对")


def all_guides(rule: Rule, case: Case) -> Iterator[Finding]:
    """Where fewer than five items are seen in all: whether every one lacks four or more classes of elements."""
    guides, unopened = _guides(case), _unopened(case)
    found = _all(case, guides, len(guides) + len(unopened))
    yield _of_target(rule, case, found, [one.page for one in guides])


def _all(case: Case, guides: Sequence[Guide], total: int) -> Assessment:
    if total >= FEW_ITEMS:
        return Assessment(Outcome.NOT_APPLICABLE, f"看到{total}个以上事项", "不少于5个，按6（二）检查")
    if not guides:
        return _no_guides(case)
    if any(len(one.lacking) < MANY for one in guides):
        return Assessment(Outcome.PASS, f"看到{total}个事项，至少1个要素不缺4类")
    told = "；".join(f"{one.name}缺少{_labels(one.lacking)}" for one in guides)
    unread = [one.unread for one in guides if one.unread]
    if unread or len(guides) < total:
        return Assessment(Outcome.UNCHECKED, told, f"有的办事指南没有读全：{unread[0] if unread else '未能打开'}")
    reason = "看到的事项都缺4类以上要素；事项总数是否不足5个、要素是否缺少，须由人核对"
    return Assessment(Outcome.SUSPECT, told, reason)


def guides(rule: Rule, case: Case) -> Iterator[Finding]:
    """What five sampled guides lack: elements, forms of materials, content of the basis; their catch-all wording."""
    sampled = _sampled(case, _GUIDES)
    if not sampled:
        yield _of_target(rule, case, _no_guides(case))
        return
    found = [
        about(case, rule, f"{one.page.look.url} {what}", assessed, fault, [one.page], f"{one.name}：{what}")
        for one in sampled
        for what, fault, assessed in _faults(one)
    ]
    yield from found or [_passed(rule, case, sampled)]


def _sampled(case: Case, number: int) -> list[Guide]:
    known = {one.page.look.url: one for one in _guides(case)}
    return [known[url] for url in sorted(draw(known, number, case.facts.declaration.seed))]


_Told = tuple[str, Fault, Assessment]


def _faults(one: Guide) -> Iterator[_Told]:
    if one.is_none and not one.unread:
        reason = "页面上没有看到办事指南的要素，须由人核对"
        yield "办事指南", Fault.NO_GUIDE, Assessment(Outcome.SUSPECT, "没有办事指南的内容", reason)
        return
    yield from _wording(one)
    if one.unread and (one.lacking or one.is_unclear):
        values = f"没有读全，未见{_labels(one.lacking) or '材料形式'}"
        yield "没有读到的内容", Fault.ELEMENT, Assessment(Outcome.UNCHECKED, values, one.unread)
        return
    yield from _missing(one)


def _wording(one: Guide) -> Iterator[_Told]:
    certain, vague = one.remarks[GuideRemark.CATCH_ALL], one.remarks[GuideRemark.VAGUE]
    if certain:
        told = Assessment(Outcome.FAIL, f"“{certain[0]}”", "申请材料有“其他材料”等兜底性表述")
        yield "兜底性表述", Fault.CATCH_ALL, told
    elif vague:
        told = Assessment(Outcome.SUSPECT, f"“{vague[0]}”", "是否为兜底性表述，须由人判断")
        yield "兜底性表述", Fault.CATCH_ALL, told


def _missing(one: Guide) -> Iterator[_Told]:
    for part in one.lacking:
        yield part.label, Fault.ELEMENT, Assessment(Outcome.SUSPECT, one.told_of(part), "须由人对照办事指南核对")
    if one.is_unclear:
        told = "没有看到原件或复印件、纸质或电子、份数，须由人核对"
        yield "材料形式", Fault.FORMAT, Assessment(Outcome.SUSPECT, "材料形式不明确", told)
    if one.has_bare_basis:
        values = f"依据：{one.parts[GuidePart.BASIS][:80]}"
        yield "依据内容", Fault.BASIS, Assessment(Outcome.SUSPECT, values, "只列名称，没有看到内容或链接，须由人核对")


def forms(rule: Rule, case: Case) -> Iterator[Finding]:
    """Whether two sampled guides give a way to get the forms that they ask for."""
    sampled = _sampled(case, _FORMS)
    if not sampled:
        yield _of_target(rule, case, _no_guides(case))
        return
    frame = frozenset(link.url for page in case.pages(PageRole.FRONT) for link in page.links)
    gone = {page.look.url: page for page in case.pages(PageRole.FORM) if page.look.failure.startswith(_GONE)}
    found = [
        about(case, rule, one.page.look.url, _form(one, form, lost), Fault.NO_FORM, [one.page, *lost], one.name)
        for one in sampled
        if (form := one.form(frame | gone.keys()))
        for lost in [[gone[link.url] for link in one.page.links if link.url in gone]]
    ]
    yield from found or [_passed(rule, case, sampled)]


def _form(one: Guide, form: str, lost: Sequence[Page]) -> Assessment:
    if lost:
        return Assessment(Outcome.SUSPECT, f"要求{form}，附件打不开：{addresses(lost)}", lost[0].look.failure)
    if one.unread:
        return Assessment(Outcome.UNCHECKED, f"要求{form}，没有读全", one.unread)
    told = "页面上没有可下载的附件或表格链接，须由人核对能否取得"
    return Assessment(Outcome.SUSPECT, f"要求{form}，没有附件", told)


def catalogue(rule: Rule, case: Case) -> Iterator[Finding]:
    """Whether items are shown together by category: a page of services with two categories, or a page for each.

    A handful of items may all be of one.
    """
    pages = case.pages(PageRole.SERVICE)
    fewest = 1 if 0 < len(_guides(case)) < FEW_ITEMS else _FEWEST_CATEGORIES
    if max(map(len, (_named(pages), _headed(pages), _pages_of_items(case)))) >= fewest:
        found, fault = Assessment(Outcome.PASS, f"办事服务：{addresses(pages)}"), None
    elif pages and not any(is_own(case, page) for page in pages):
        told = "办事服务在其他网站，是否集中、分类展示须由人核对"
        found, fault = Assessment(Outcome.UNCHECKED, f"办事服务：{addresses(pages)}", told), Fault.NO_CATALOGUE
    else:
        values = f"没有看到分类：{addresses(pages)}" if pages else "没有看到办事服务栏目"
        told = "没有看到按个人、法人、部门等分类的事项，须由人核对"
        found, fault = Assessment(Outcome.SUSPECT, values, told), Fault.NO_CATALOGUE
    yield _of_target(rule, case, found, pages, fault)


def _named(pages: Sequence[Page]) -> set[str]:
    """The categories that pages of services lead to by their usual names."""
    names = {link.text for page in pages for link in page.links if len(link.text) <= _LONGEST_CATEGORY}
    return {name for name in names if _CATEGORY.search(name)}


def _headed(pages: Sequence[Page]) -> set[str]:
    """The headings under which pages of services show their items."""
    return {one.text for page in pages for one in page.guide if one.name == GuideRemark.CATEGORY}


def _pages_of_items(case: Case) -> set[str]:
    """The pages of items below a page of services: one for each category."""
    guides = own_pages(case, PageRole.GUIDE)
    below = {page.look.url for page in guides if not page.guide}
    return {page.list_url for page in guides if page.guide and page.list_url in below}


def statistics(rule: Rule, case: Case) -> Iterator[Finding]:
    """How old the newest statistics of services are (办事统计): one month, three months; none at all."""
    columns = [column for column in case.site.columns if _STATISTICS.search(column.name)] if case.site else []
    pages = case.pages(PageRole.STATISTICS)
    views = [case.views[column.url] for column in columns if column.url in case.views]
    days = [page.look.newest for page in pages] + [view.newest for view in views]
    newest = max((day for day in days if day), default=None)
    if newest is None:
        undated, missing = _undated(pages)
        yield _of_target(rule, case, undated, pages, missing)
        return
    fault = next((fault for period, fault in _OLD if newest < period.earliest(case.moment.on)), None)
    sure = _all_read(case, pages, columns)
    outcome = (Outcome.FAIL if sure else Outcome.SUSPECT) if fault else Outcome.PASS
    reason = fault.value + ("" if sure else "；是否为本站的办事统计、是否读全，须由人核对") if fault else ""
    found = Assessment(outcome, f"最新统计 {newest}{MONITORED}{case.moment.on}", reason)
    yield on_site(case, rule, found, pages, fault)


def _all_read(case: Case, pages: Sequence[Page], columns: Sequence[Column]) -> bool:
    """Whether every page of statistics was read, and is known to be the site's own duty."""
    owned = all(page.is_read and is_own(case, page) for page in pages)
    known = (one.confirmed and one.relation is Relation.OWN and not one.exempt_reason for one in columns)
    views = (case.views.get(one.url) for one in columns)
    return owned and all(known) and all(view is not None and view.seen_on and not view.gaps for view in views)


def _undated(pages: Sequence[Page]) -> tuple[Assessment, Fault | None]:
    if not pages:
        told = "首页和办事服务栏目中没有看到办事统计，须由人核对"
        return Assessment(Outcome.SUSPECT, "没有看到办事统计", told), Fault.NO_STATISTICS
    told = "没有读到统计数据的日期（可能是图表），须由人核对"
    return Assessment(Outcome.SUSPECT, f"办事统计：{addresses(pages)}", told), Fault.STATISTICS_OLD
