"""Where a page stands in its list and where the next one is, from the usual pagers and the page's own address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from govcrawl.extract.addresses import Base, split
from govcrawl.extract.codewords import words_of
from govcrawl.extract.places import places
from govcrawl.extract.record import Pagination
from govcrawl.extract.tree import Node, Tree, bare

CREATE = re.compile(
    r"createPage(?:HTML|Html)?\w*\(\s*(?:['\"](?P<div>[^'\"]*)['\"]\s*,\s*)?(?P<pages>\d{1,6})\s*,\s*(?P<page>\d{1,6})\s*,"
    r"\s*['\"](?P<name>[^'\"]+)['\"]\s*,\s*['\"](?P<ext>\w+)['\"]"
)
CREATE_BY_NAME = re.compile(
    r"createPageHTML\w*\(\s*[a-z_]\w*\s*,\s*[a-z_]\w*\s*,"
    r"\s*['\"](?P<name>[^'\"]+)['\"]\s*,\s*['\"](?P<ext>\w+)['\"]",
    re.I,
)
CURRENT = re.compile(r"\bcurrentPage\s*=\s*(\d{1,6})\b")
COUNT = re.compile(r"\b(?:countPage|pageCount|totalPage)\s*=\s*(\d{1,6})\b")
PAGER = re.compile(
    r"Pager\(\s*\{[^}]*?size\s*:\s*(?P<pages>\d+)[^}]*?current\s*:\s*(?P<page>\d+)[^}]*?prefix\s*:\s*['\"](?P<name>[^'\"]+)['\"][^}]*?suffix\s*:\s*['\"](?P<ext>\w+)['\"]",
    re.S,
)
COUNTED = re.compile(
    r"(?:第\s*)?(?P<page>\d{1,6})\s*(?:页)?\s*[/／]\s*(?:共\s*)?(?P<pages>\d{1,6})\s*页|第\s*(?P<page2>\d{1,6})\s*页\s*[,，/\s]*(?:共|总)\s*(?P<pages2>\d{1,6})\s*页|共\s*(?P<pages3>\d{1,6})\s*页\s*[,，\s]*(?:当前)?第?\s*(?P<page3>\d{1,6})?\s*页?"
)
NEXT = re.compile(r"^[\[<\s]*(?:下一?页|后一?页|下页|next(?:page)?|>|›|»|下一页[>»›]*)[\]>\s»›]*$", re.I)
NEXT_ENDS = frozenset("页tTeE>›»]")
SHORT_LINK = 12
PAGE_NUMBER = re.compile(r"^\d{1,3}$")
PAGER_HEIGHT = 3
TAIL, AROUND = 4_000, 40
ADDRESS_PAGE = (
    (re.compile(r"[?&](?:page|pageno|pageindex|pagenum|currentpage|curpage|p|pn)=(\d{1,5})(?:&|$)", re.I), 0),
    (re.compile(r"(?:index|list|default|node)_(\d{1,5})\.\w{3,5}$", re.I), 1),
)


def read_pagination(tree: Tree, base: Base) -> Pagination | None:
    """The pager of a list page; None where the page shows none and its address names no page."""
    for rule in RULES:
        pagination = rule(tree, base)
        if pagination is not None:
            return pagination
    return None


def _in_scripts(tree: Tree, pattern: re.Pattern[str], word: str) -> re.Match[str] | None:
    """The first match in those scripts that hold a word."""
    sources = (source for source, _ in tree.scripts if word in tree.code_words and word in words_of(source))
    return next(filter(None, map(pattern.search, sources)), None)


def _made_by_script(tree: Tree, base: Base) -> Pagination | None:
    """``createPageHTML('div',50,1,'list','shtml',1000)`` counts from 1, the form without a div from 0."""
    match = _in_scripts(tree, CREATE, "createPage")
    if match is None:
        return None
    offset = 0 if match["div"] is not None else 1
    return _numbered(base, int(match["pages"]), int(match["page"]) + offset, match["name"], match["ext"], offset)


def _made_by_variables(tree: Tree, base: Base) -> Pagination | None:
    """``var currentPage = 0; var countPage = 10; … createPageHTML(countPage, currentPage, "index", "html")``."""
    if "createPage" not in tree.code_words:
        return None
    code = "\n".join(source for source, _ in tree.scripts if source)
    call, page, pages = CREATE_BY_NAME.search(code), CURRENT.search(code), COUNT.search(code)
    if not (call and page and pages):
        return None
    return _numbered(base, int(pages.group(1)), int(page.group(1)) + 1, call["name"], call["ext"], 1)


def _made_by_pager(tree: Tree, base: Base) -> Pagination | None:
    match = _in_scripts(tree, PAGER, "Pager(")
    return (
        _numbered(base, int(match["pages"]), int(match["page"]) + 1, match["name"], match["ext"], 1) if match else None
    )


def _numbered(base: Base, pages: int, page: int, name: str, extension: str, offset: int) -> Pagination:
    """Page N is ``name_N-offset.extension``, the first one ``name.extension``."""
    following = base.resolve(f"{name}_{page + 1 - offset}.{extension}") if page < pages else None
    return Pagination(max(page, 1), max(pages, 1), following)


def _by_links(tree: Tree, base: Base) -> Pagination | None:
    page, pages = _counted(tree)
    following = None
    seen = False
    for text, order in tree.short_links(SHORT_LINK):
        words = text.rstrip()
        if words and words[-1] not in NEXT_ENDS:
            continue
        link = tree.node(order)
        if NEXT.match(bare(words) or link.get("title")):
            seen = True
            following = base.resolve(link.get("href") or None) or _tagname(link.get("tagname"), base)
            break
    if page is None and not seen:
        return None
    page = page or page_in(base.url) or 1
    if following == base.url or (pages and page >= pages):
        following = None
    return Pagination(page, pages, following)


def _by_numbers(tree: Tree, base: Base) -> Pagination | None:
    """A row of page numbers without words: the link numbered one more than this page."""
    numbers = {words: order for text, order in tree.short_links(SHORT_LINK) if PAGE_NUMBER.match(words := bare(text))}
    page = page_in(base.url) or _shown(tree, base, [tree.node(order) for order in numbers.values()]) or 1
    following = numbers.get(str(page + 1))
    url = base.resolve(tree.node(following).get("href") or None) if following is not None else None
    is_last = page > 1 and str(page - 1) in numbers
    return Pagination(page, page if is_last and not url else None, url) if url or is_last else None


def _shown(tree: Tree, base: Base, links: list[Node]) -> int | None:
    """The number of this page in a row of numbers: the one that leads here, or the only one that leads nowhere."""
    own = [tree.text_of(link) for link in links if base.resolve(link.get("href") or None) == base.url]
    if own:
        return int(bare(own[0]))
    around = links[0].parent if links else None
    for _ in range(PAGER_HEIGHT):
        if around is None:
            return None
        pieces = [piece for piece in tree.pieces_in(around) if PAGE_NUMBER.match(bare(piece.text))]
        plain = [piece for piece in pieces if piece.node.link is None]
        if plain:
            return int(bare(plain[0].text)) if len(plain) == 1 else None
        around = around.parent
    return None


def _tagname(name: str, base: Base) -> str | None:
    return base.resolve(name) if name and "[" not in name else None


def _counted(tree: Tree) -> tuple[int | None, int | None]:
    tail = tree.plain[-TAIL:].replace("\x1f", "")
    spans = _around(places(tail, "页"))
    for match in (match for start, end in spans for match in COUNTED.finditer(tail, start, end)):
        page = match["page"] or match["page2"] or match["page3"]
        pages = match["pages"] or match["pages2"] or match["pages3"]
        if page is None or int(page) <= int(pages):
            return (int(page) if page else None), int(pages)
    return None, None


def _around(positions: Iterator[int]) -> list[tuple[int, int]]:
    """The stretches of text near some positions, in order; those that touch are one."""
    spans: list[tuple[int, int]] = []
    for at in positions:
        start = max(0, at - AROUND)
        if spans and start <= spans[-1][1]:
            start = spans.pop()[0]
        spans.append((start, at + AROUND))
    return spans


def _by_address(tree: Tree, base: Base) -> Pagination | None:
    page = page_in(base.url)
    return Pagination(page) if page and page > 1 else None


def page_in(url: str) -> int | None:
    """The page that an address names, counted from 1: ``index_4.html`` is the fifth, ``?page=2`` the second."""
    for pattern, offset in ADDRESS_PAGE:
        target = url if "?" in pattern.pattern[:6] else split(url).path
        match = pattern.search(target)
        if match:
            return int(match.group(1)) + offset
    return None


RULES: tuple[Callable[[Tree, Base], Pagination | None], ...] = (
    _made_by_script,
    _made_by_variables,
    _made_by_pager,
    _by_links,
    _by_numbers,
    _by_address,
)
