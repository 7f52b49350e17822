"""What sort of page this is, from signs in order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from govcrawl.extract.addresses import is_article_address, normalise_url, split
from govcrawl.extract.articles import deciding_cell, find_title, has_year
from govcrawl.extract.categories import category_of
from govcrawl.extract.cells import Cell
from govcrawl.extract.items import MORE, ROWS
from govcrawl.extract.labels import Weight
from govcrawl.extract.listing import LONGEST_EMPTY, SAYS_EMPTY, Row
from govcrawl.extract.names import is_column_name
from govcrawl.extract.record import PageKind
from govcrawl.extract.regions import OUTSIDE, region_of
from govcrawl.extract.special import has_guide_headings, is_board, is_called_guide, is_notice
from govcrawl.extract.tree import Tree, bare
from govcrawl.vocabulary import Category

FEW_ROWS, MANY_ROWS = 3, 15
LONG_TEXT, LONG_RUN = 300, 50
ARTICLE_LEVELS = frozenset(
    {
        "正文",
        "文章正文",
        "信息正文",
        "内容",
        "正文内容",
        "文章内容",
        "信息内容",
        "详情",
        "信息详情",
        "详细内容",
        "新闻详情",
        "新闻内容",
        "新闻正文",
        "查看信息",
        "信息查看",
        "查看内容",
        "查看文章",
        "查看详情",
        "文章浏览",
        "新闻浏览",
        "信息显示",
    }
)
FEWEST_LINKS, MANY_LINKS = 40, 100
LONG_LINK, FEWEST_UNREAD = 8, 2
DEEPEST_HOME, FEWEST_FIELDS = 2, 4
SUBMIT = re.compile(r"<(?:input|button)\b[^>]{0,300}(?:value=[\"']?|>)\s*提\s{0,3}交", re.I)
FIELD = re.compile(r"<textarea\b|<input\b[^>]{0,200}type=[\"']?(?:text|tel|email)\b", re.I)
TEMPLATE = re.compile(
    r"\{\{[^}]{1,80}\}\}|\bv-for=|\bng-repeat=|\bms-(?:for|repeat)="
    r"|<script[^>]{1,80}text/(?:x-)?(?:template|html|handlebars|tmpl)"
    r"|<div id=[\"']?(?:app|root|__nuxt|__next)[\"']?|\$\.(?:ajax|get|post|getJSON)\(|XMLHttpRequest|axios|fetch\(",
    re.I,
)


CONTAINERS = frozenset({"div", "ul", "ol", "dl", "table", "tbody", "section", "article"})
NAMED = re.compile(r"[\"'#]([A-Za-z_][\w-]{0,60})[\"']")
SCRIPT_READ = 100_000


@dataclass(frozen=True, slots=True)
class Signs:
    """What the rules found so far, by which the kind is told."""

    url: str
    site_url: str | None
    is_home: bool | None
    blocks: int
    tags: dict[str, str]
    rows: list[Row]
    cells: list[Cell]
    redirect: str | None
    sources: tuple[str, ...]
    breadcrumb: tuple[str, ...]
    has_records: bool
    has_undated: bool


def kind_of(tree: Tree, signs: Signs) -> PageKind:
    """The first kind whose rule holds; a page that nothing else fits is an article."""
    for kind, holds in RULES:
        if holds(tree, signs):
            return kind
    return PageKind.ARTICLE


def _is_redirect(tree: Tree, signs: Signs) -> bool:
    return signs.redirect is not None and len(signs.rows) < FEW_ROWS and len(bare(tree.text)) < 400


def _is_notice(tree: Tree, signs: Signs) -> bool:
    """A notice stands in place of a home page: not below a path, not as an article, not where no home is."""
    if signs.is_home is False or signs.breadcrumb or signs.tags.get("ArticleTitle") or len(signs.rows) >= FEW_ROWS:
        return False
    deep = split(signs.url).path.strip("/").count("/") >= DEEPEST_HOME or is_article_address(signs.url)
    return (signs.is_home is True or not (deep or _has_labelled_day(signs))) and is_notice(tree)


def _is_home(tree: Tree, signs: Signs) -> bool:
    if signs.is_home is not None:
        return signs.is_home
    if signs.site_url and normalise_url(signs.url) == normalise_url(signs.site_url):
        return True
    parts = split(signs.url)
    if parts.netloc and parts.path in {"", "/", "/index.html", "/index.htm", "/index.shtml"}:
        return True
    return parts.path.count("/") <= DEEPEST_HOME and _looks_like_home(tree, signs)


def _looks_like_home(tree: Tree, signs: Signs) -> bool:
    """Many links in several blocks, no path, no article's tag, and a window title that does not name a column."""
    if signs.breadcrumb or signs.tags.get("ArticleTitle") or len(tree.shelves["a"]) < FEWEST_LINKS:
        return False
    column = bare(signs.tags.get("ColumnName", ""))
    if column and column in bare(tree.title):
        return False
    more = sum(link.end - link.start <= 12 and MORE.match(tree.text_of(link)) is not None for link in tree.links)
    return signs.blocks + more >= 2 or len(tree.shelves["a"]) >= MANY_LINKS


def _long_text(tree: Tree) -> int:
    """Letters in paragraphs outside links: running text."""
    runs = zip(tree.texts, tree.owners, strict=True)
    return sum(len(text) for text, owner in runs if len(text) > LONG_RUN and tree.node(owner).link is None)


def _is_article(tree: Tree, signs: Signs) -> bool:
    """A day called published outside any list, an article's tag, path or address, or running text with no list."""
    if signs.has_records:
        return False
    labelled = _has_labelled_day(signs)
    title, column = bare(signs.tags.get("ArticleTitle", "")), bare(signs.tags.get("ColumnName", ""))
    said = bool(title) and title != column
    if labelled and said:
        return True
    if labelled or said or _path_says_article(signs):
        return len(signs.rows) < MANY_ROWS or (labelled and _has_dated_title(tree, signs))
    few = len(signs.rows) < FEW_ROWS and not signs.has_undated
    return few and (_long_text(tree) > LONG_TEXT or is_article_address(signs.url) or _has_dated_title(tree, signs))


def _has_dated_title(tree: Tree, signs: Signs) -> bool:
    """A title on the page with a day of publication at it and no entry below: an article, however short.

    A bare day at a column's name may be that of its only entry.
    """
    heading = find_title(tree, signs.tags, signs.cells)
    if heading is None or heading.start is None or _says_empty(tree):
        return False
    cell, _ = deciding_cell(tree, signs.cells, heading)
    named = is_column_name(bare(heading.text))
    if cell is None or (named and not cell.label):
        return False
    return not any(_is_entry_below(row, heading.start, cell, named) for row in signs.rows)


def _is_entry_below(row: Row, start: int, cell: Cell, named: bool) -> bool:
    """Whether an item is an entry below a title: its link before the day, a row with that day, or any at a column's."""
    link, own = row.item.link, any(each is cell for each in row.item.cells)
    if link is None or link.end <= start:
        return False
    return named or link.start < cell.start or (own and row.item.node.tag in ROWS)


def _is_guide(tree: Tree, signs: Signs) -> bool:
    """A page without a list that has a guide's headings, or an article whose column or title calls it a guide."""
    if signs.has_records or len(signs.rows) >= FEW_ROWS:
        return False
    if has_guide_headings(tree):
        return True
    title = signs.tags.get("ArticleTitle") or tree.title
    return _is_article(tree, signs) and is_called_guide(signs.breadcrumb, title)


def _has_labelled_day(signs: Signs) -> bool:
    each_labelled = len(signs.rows) > 1 and all(row.cell and row.cell.label for row in signs.rows)
    listed = {
        cell.start
        for row in signs.rows
        if len(signs.rows) >= FEW_ROWS or (row.item.node.tag in ROWS and row.item.link) or each_labelled
        for cell in row.item.cells
    }
    return any(
        cell.weight in {Weight.PUBLISHED, Weight.TIME}
        and cell.start not in listed
        and has_year(cell)
        and cell.node.link is None
        and region_of(cell.node) not in OUTSIDE
        for cell in signs.cells
    )


def _path_says_article(signs: Signs) -> bool:
    return bool(signs.breadcrumb) and bare(signs.breadcrumb[-1]) in ARTICLE_LEVELS


def _is_list(tree: Tree, signs: Signs) -> bool:
    return bool(signs.rows) or signs.has_records or signs.has_undated


def _is_shell(tree: Tree, signs: Signs) -> bool:
    """Nothing to read, but something may fill the page, or its dated lists were held for side bars: never blank."""
    if signs.sources or tree.shelves["frame"] or TEMPLATE.search(tree.html) or _has_filled_container(tree):
        return True
    return (_has_unread_links(tree) or signs.blocks > 0) and not _says_empty(tree)


def _has_unread_links(tree: Tree) -> bool:
    """Whether the main part holds links with long words that no rule took for entries: then it is not blank.

    A menu in plain cells stands twice and names columns: neither counts.
    """
    words = {bare(tree.text[link.start : link.end]) for link in tree.links if region_of(link) is None}
    unread = [text for text in words if len(text) >= LONG_LINK and category_of(text, None)[0] is Category.UNKNOWN]
    return len(unread) >= FEWEST_UNREAD


def _says_empty(tree: Tree) -> bool:
    """Whether the page itself says that it holds nothing (暂无信息)."""
    return any(len(text) <= LONGEST_EMPTY and SAYS_EMPTY.search(text) for text in tree.texts)


def _has_filled_container(tree: Tree) -> bool:
    """Whether a script names an element that stands empty, where a list would be."""
    names = (node.get("id") for node in tree.nodes(CONTAINERS) if not bare(tree.text[node.start : node.end]))
    empty = {name for name in names if name}
    named = (name for source, _ in tree.scripts for name in NAMED.findall(source[:SCRIPT_READ]))
    return bool(empty) and not empty.isdisjoint(named)


def _is_form(tree: Tree, signs: Signs) -> bool:
    return len(FIELD.findall(tree.html)) >= FEWEST_FIELDS or SUBMIT.search(tree.html) is not None


RULES = (
    (PageKind.NOTICE, _is_notice),
    (PageKind.REDIRECT, _is_redirect),
    (PageKind.HOME, _is_home),
    (PageKind.GUIDE, _is_guide),
    (PageKind.ARTICLE, _is_article),
    (PageKind.BOARD, lambda tree, signs: is_board(signs.rows, signs.breadcrumb, signs.tags)),
    (PageKind.LIST, _is_list),
    (PageKind.BOARD, _is_form),
    (PageKind.SHELL, _is_shell),
    (PageKind.LIST, lambda tree, signs: _long_text(tree) < 200),
)
