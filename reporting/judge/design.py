"""功能设计 (STANDARD §1.4): what the sampled pages of a site show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from govcrawl.vocabulary import Outcome, PageRole
from reporting.judge.case import Case
from reporting.judge.facts import Page
from reporting.judge.findings import Assessment, Finding
from reporting.judge.sampled import NO_PAGES, about, addresses, on_site
from reporting.standard.rule import Fault, Rule

MARKS: Mapping[str, str] = MappingProxyType(
    {
        "conac": "党政机关网站标识",
        "site_code": "网站标识码",
        "icp": "ICP备案编号",
        "police": "公安机关备案标识",
        "organiser": "主办单位",
        "contact": "联系方式",
    }
)
"""The six marks of every page's footer (STANDARD §2.2)."""

_BY_SCRIPT = frozenset({"conac"})
_SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
_TAGS: Mapping[PageRole, tuple[Fault, tuple[tuple[str, tuple[str, ...]], ...]]] = MappingProxyType(
    {
        PageRole.INNER_PAGE: (
            Fault.CONTENT_TAGS,
            (("站点标签", _SITE_TAGS), ("内容标签", ("ArticleTitle", "PubDate", "ContentSource"))),
        ),
        PageRole.INNER_COLUMN: (
            Fault.COLUMN_TAGS,
            (
                ("站点标签", _SITE_TAGS),
                ("栏目标签", ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")),
            ),
        ),
    }
)
_FOOTED = (PageRole.FRONT, *_TAGS)
_CODE = re.compile(r"[1-8]\d{9}|bm\d{8}", re.IGNORECASE)


def _passed(case: Case, rule: Rule, pages: Sequence[Page]) -> Finding:
    return on_site(case, rule, Assessment(Outcome.PASS, f"抽查{len(pages)}页"))


def marks(rule: Rule, case: Case) -> Iterator[Finding]:
    """The marks that the home page's or a sampled page's footer lacks, one finding for each mark.

    A page without a single mark may show its footer by a script, as the party-and-government mark always is: 疑似.
    """
    pages = [page for page in case.pages(*_FOOTED) if page.is_read]
    footed = [page for page in pages if any(page.marks.get(name) for name in MARKS)]
    bare = [page for page in pages if page not in footed]
    found = [*_lacking(rule, case, footed), *_bare(rule, case, bare)]
    if not pages:
        yield on_site(case, rule, NO_PAGES)
    yield from found or ([_passed(case, rule, pages)] if pages else ())


def reporting(rule: Rule, case: Case) -> Iterator[Finding]:
    """The home page or sampled pages without the 找错 entrance (STANDARD §2.3), one finding for each page.

    A page without a single mark may show its footer by a script, and an entrance may belong to another site: 疑似.
    """
    pages = [page for page in case.pages(*_FOOTED) if page.is_read]
    if not pages:
        yield on_site(case, rule, NO_PAGES)
        return
    found = [finding for page in pages if (finding := _entrance(rule, case, page))]
    yield from found or [_passed(case, rule, pages)]


def _entrance(rule: Rule, case: Case, page: Page) -> Finding | None:
    shown = page.marks.get("jiucuo")
    fault = Fault.HOME_ENTRANCE if page.look.role is PageRole.FRONT else Fault.PAGE_ENTRANCE
    if not shown and any(page.marks.get(name) for name in MARKS):
        found = Assessment(Outcome.FAIL, "没有找错入口", "页面底部没有“我为政府网站找错”入口")
    elif not shown:
        found = Assessment(Outcome.SUSPECT, "没有看到页面底部", "页面底部可能由脚本显示，须用浏览器核对")
    elif _CODE.fullmatch(shown) and shown.casefold() != case.target.key.casefold():
        found = Assessment(
            Outcome.SUSPECT, f"找错入口的标识码为 {shown}", f"应为 {case.target.key}，须由人核对关联是否正确"
        )
    else:
        return None
    return about(case, rule, page.look.url, found, fault, [page])


def _lacking(rule: Rule, case: Case, pages: Iterable[Page]) -> Iterator[Finding]:
    for name, label in MARKS.items():
        lacking = [page for page in pages if not page.marks.get(name)]
        if lacking:
            outcome = Outcome.SUSPECT if name in _BY_SCRIPT else Outcome.FAIL
            reason = "标识由脚本显示，须用浏览器核对" if name in _BY_SCRIPT else f"页面底部没有{label}"
            found = Assessment(outcome, f"缺少{label}：{addresses(lacking)}", reason)
            yield about(case, rule, label, found, Fault.MARK, lacking)


def _bare(rule: Rule, case: Case, pages: Sequence[Page]) -> Iterator[Finding]:
    if pages:
        values = f"没有看到任何标识：{addresses(pages)}"
        found = Assessment(Outcome.SUSPECT, values, "页面底部可能由脚本显示，须用浏览器核对")
        yield about(case, rule, "页面底部", found, None, pages)


def tags(rule: Rule, case: Case) -> Iterator[Finding]:
    """The sampled content and column pages that lack page tags (STANDARD §2.4), one finding for each page.

    A page that lacks a whole group has a problem; where only some tags of a group are empty a person decides, for which
    of them are required was not found.
    """
    pages = [page for page in case.pages(*_TAGS) if page.is_read]
    if not pages:
        yield on_site(case, rule, NO_PAGES)
        return
    found = [finding for page in pages if (finding := _untagged(rule, case, page))]
    yield from found or [_passed(case, rule, pages)]


def _untagged(rule: Rule, case: Case, page: Page) -> Finding | None:
    fault, groups = _TAGS[page.look.role]
    absent = [label for label, names in groups if not any(page.tags.get(name) for name in names)]
    empty = [name for _, names in groups for name in names if not page.tags.get(name)]
    if absent:
        found = Assessment(Outcome.FAIL, f"缺少{'、'.join(absent)}", "页面源代码中没有这组标签")
    elif empty:
        found = Assessment(Outcome.SUSPECT, f"缺少{'、'.join(empty)}", "这组标签不全，是否必填须由人判断")
    else:
        return None
    return about(case, rule, page.look.url, found, fault, [page])
