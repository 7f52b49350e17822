"""Pages of services (办事服务), their statistics, and the guides sampled of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govcrawl.extract.addresses import is_page_address, normalise_url
from govcrawl.extract.record import PageKind
from govcrawl.extract.tree import bare
from govcrawl.rounds.drawing.seen import Passed, Sample, SeenList, drawn, entries_of
from govcrawl.rounds.sampling import SAMPLED_GUIDES
from govcrawl.vocabulary import LinkKind, PageRole

SERVICE = re.compile(
    "办事服务|政务服务|网上办事|在线办事|在线服务|服务大厅|办事大厅|我要办|便民服务|公共服务|办事指南|服务指南|办理指南|办事公开"
    "|(?:个人|法人|企业|部门|主题|公民|自然人)(?:办事|服务)|(?:服务|办事|办理|审批)事项|事项(?:清单|目录)|^办事$"
)
STATISTICS = re.compile(
    "(?:办事|办件|办理|服务|事项|业务)[^\\s]{0,4}统计|统计[^\\s]{0,4}办件|办件(?:情况|数据|公示|公开|总量)"
)
NO_SERVICE = re.compile("公共服务清单|统计|通知|公告|动态|新闻|志愿|监督|投诉|下载|平台管理")
NO_STATISTICS = re.compile("公报|年鉴|局")
NO_ITEM = re.compile("^(?:更多|more|首页|尾页|上一?页|下一?页|返回|登录|注册|搜索|打印|关闭|查看|详情|>+|\\d+)", re.I)
MOST_PAGES, MOST_BELOW, MOST_STATISTICS = 3, 3, 2
SHORTEST_ITEM = 3
MOST_FORMS = 2
FORM = re.compile("表|书|样本|范本|下载")
DEEPEST_LIST = 3
"""Pages from the home page to a list of one category's items."""
NO_LISTS = frozenset({PageKind.ARTICLE, PageKind.GUIDE, PageKind.HOME, PageKind.NOTICE, PageKind.REDIRECT})


def services(page: Passed, _seed: int) -> Iterator[Sample]:
    """The site's pages of services and of their statistics: what the home page names, and what these lead to."""
    if page.role is PageRole.FRONT or (page.role is PageRole.SERVICE and page.own and page.depth == 1):
        most = MOST_PAGES if page.role is PageRole.FRONT else MOST_BELOW
        for role, wanted, refused, number in (
            (PageRole.SERVICE, SERVICE, NO_SERVICE, most),
            (PageRole.STATISTICS, STATISTICS, NO_STATISTICS, MOST_STATISTICS),
        ):
            for link in page.named(wanted, refused, number):
                yield Sample(role, link.url, link.url, link.text)


def guides(page: Passed, seed: int) -> Iterator[Sample]:
    """Guides by the seed: of the entries of the page's list; where it has none, of what only this page leads to.

    What was taken for a guide and is a list is a category: its items are drawn as well.
    """
    is_list = page.role is PageRole.GUIDE and page.record.kind not in NO_LISTS and not page.record.guide
    if page.own and (page.role is PageRole.SERVICE or (is_list and page.depth <= DEEPEST_LIST)):
        yield from drawn(_items(page), SAMPLED_GUIDES, seed)


def forms(page: Passed, _seed: int) -> Iterator[Sample]:
    """The files that a guide offers, those that are called a form first: whether one can get them."""
    if page.role is PageRole.GUIDE and page.own and page.record.guide:
        files = [link for link in page.record.links if link.kind is LinkKind.FILE and link.url not in page.front]
        for link in sorted(files, key=lambda link: FORM.search(link.text) is None)[:MOST_FORMS]:
            yield Sample(PageRole.FORM, link.url, link.url, link.text)


def listed_guides(seen: Sequence[SeenList], seed: int) -> Iterator[Sample]:
    """Guides of the columns that are services by their names: their lists may be filled by a script."""
    lists = (one for one in seen if SERVICE.search(one.name) and not NO_SERVICE.search(one.name))
    yield from drawn(entries_of(PageRole.GUIDE, lists), SAMPLED_GUIDES, seed)


def _items(page: Passed) -> Iterator[Sample]:
    entries = [
        (normalise_url(one.url), one.title) for one in page.record.entries if one.url and is_page_address(one.url)
    ]
    links = [(one.url, one.text) for one in page.record.links if one.kind is LinkKind.PAGE and _is_item(one.text)]
    for url, title in entries or [(url, text) for url, text in links if url not in page.front]:
        if url != page.url and page.is_near(url):
            yield Sample(PageRole.GUIDE, url, page.url, title)


def _is_item(text: str) -> bool:
    name = bare(text)
    return len(name) >= SHORTEST_ITEM and not any(one.search(name) for one in (NO_ITEM, SERVICE, STATISTICS))
