"""Where a page stands in its site (当前位置), and the name of the column it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from govcrawl.extract.names import SITE_NAME, is_column_name
from govcrawl.extract.tree import Node, Tree, bare, flat

HERE = r"(?:您|你)?(?:现在|当前|目前|所在)?的?(?:所在|所处)?的?位置|(?:当前|所在)栏目|(?:您|你)?现?在(?:的位置|这里)"
MARK = re.compile(rf"(?:{HERE})\s*(?:是|为)?\s*[：:]?")
ARROW = re.compile(r"\s*(?:-->|>>|＞＞|>|＞|»|›|→|▶|::|\\|/|\||｜|>)\s*|\s+-+\s+|[\n\v]|\s{3,}")
CHAIN = re.compile(r"-->|>>|＞|>|»|›|→|▶")
NOT_COLUMN_WORDS = (
    "正文 内容 列表 信息详情 详情 详细信息 信息内容 文章 文章内容 文章正文 信息正文 内容页 详细 列表页 浏览文章 "
    "正文内容 查看 新闻详情 文章详情 详情页 详细内容 内容详情 阅读 信息浏览 浏览 栏目列表 信息列表 新闻列表 "
    "文章列表 首页 查看信息 信息查看 查看内容 查看文章 查看详情 文章浏览 新闻浏览 新闻内容 新闻正文 信息显示 阅读文章"
)
NOT_COLUMNS = frozenset(NOT_COLUMN_WORDS.split())
HOME = re.compile(r"^(?:\[?.{0,30}(?:首页|主页|网站首页)\]?|home)$", re.I)
NAMED = re.compile(
    r"crumb|curmb|position|location|weizhi|dqwz|bread|(?:^|[^a-z])(?:wz|lujing|path|place|sitepath|mbx|navpath|curpos|local|loc|pos|postion|here)(?:$|[^a-z])"
)
SENTENCE = re.compile("[。；！？]")
MAYBE = ("位置", "栏目", "在这里")
ARROWS = ("-->", ">>", "＞", ">", "»", "›", "→", "▶")
PLACES = frozenset({"div", "p", "ul", "ol", "span", "td", "nav", "h2", "h3", "h4", "dl", "section", "li"})
MAIN_HEADINGS = frozenset({"h1", "h2"})
LONGEST, LONGEST_NAME = 300, 16
PARTS = re.compile(r"\s*[-_|—–]+\s*")
MOST_LEVELS = 9


def read_breadcrumb(tree: Tree) -> tuple[str, ...]:
    """The names along the path to this page, from the site's home on; empty where the page shows no path."""
    for rule in (_marked, _named, _chained):
        for node in rule(tree):
            levels = _levels(tree, node)
            if 2 <= len(levels) <= MOST_LEVELS and not (
                len(levels) == 2 and all(HOME.match(level) for level in levels)
            ):
                return levels
    return ()


def _marked(tree: Tree) -> Iterator[Node]:
    """Elements around the words 当前位置, from the smallest outwards."""
    for piece in tree.pieces_with(*MAYBE):
        if len(piece.text) <= LONGEST and MARK.search(piece.text):
            at: Node | None = piece.node
            while at is not None and at.end - at.start <= LONGEST:
                yield at
                at = at.parent


def _named(tree: Tree) -> Iterator[Node]:
    """Elements that their maker named as a path and that read like one."""
    for order in tree.of_size(1, LONGEST):
        if tree.tags[order] in PLACES and tree.leads(order) and _names_path(tree.node(order).names):
            text = tree.text[tree.begins[order] : tree.ends[order]]
            if CHAIN.search(text) or "首页" in text:
                yield tree.node(order)


@lru_cache(maxsize=4096)
def _names_path(names: str) -> bool:
    return NAMED.search(names) is not None


def _chained(tree: Tree) -> Iterator[Node]:
    """Elements that read 首页 > A > B without saying what they are; without 首页 two arrows are asked for."""
    for piece in tree.pieces_with("首页", *ARROWS):
        if len(piece.text) > LONGEST:
            continue
        node = piece.node.parent if piece.node.tag in {"a", "span"} and piece.node.parent else piece.node
        text = flat(tree.text[node.start : node.end])
        home = "首页" in text[:12]
        if len(text) > 150 or tree.count_leading(node) > MOST_LEVELS or "更多" in text or SENTENCE.search(text):
            continue
        if len(CHAIN.findall(text)) >= (1 if home else 2):
            yield node


def _levels(tree: Tree, node: Node) -> tuple[str, ...]:
    text = tree.text[node.start : node.end]
    match = MARK.search(text)
    if match and match.start() < 20:
        text = text[match.end() :]
    names, at = [], node.end - len(text)
    for link in tree.links_in(node):
        if link.start >= at - 2:
            names += ARROW.split(tree.text[at : link.start].replace("\x1f", " "))
            names.append(flat(tree.text[link.start : link.end]))
            at = max(at, link.end)
    names += ARROW.split(tree.text[at : node.end].replace("\x1f", " "))
    cleaned = (_clean(name) for name in names)
    return tuple(name for name in cleaned if name and len(name) <= 80)


def _clean(name: str) -> str:
    name = flat(name).strip(" :：>＞-»›→▶/|｜")
    return name[1:-1] if len(name) > 2 and name[0] + name[-1] in {"[]", "【】"} and "【" not in name[1:] else name


def column_of(breadcrumb: tuple[str, ...], title: str | None = None) -> str | None:
    """The last level that is a column: not the word 正文, a year folder, a code or the article's own title."""
    for index, name in enumerate(reversed(breadcrumb)):
        if bare(name) in NOT_COLUMNS or re.fullmatch(r"[\d.\-/年月]+", name) or _is_title(name, title):
            continue
        if index == len(breadcrumb) - 1 and HOME.match(name):
            return None
        return name
    return None


def column_in_window(window: str, title: str | None, site: str) -> str | None:
    """The column among the parts of a window title: the middle of ``标题-栏目-站名``, or the first of ``栏目-站名``.

    Else the only part that is named like a column (``站名-栏目``).
    """
    parts = [part.strip() for part in PARTS.split(window) if part.strip()]
    if len(parts) < (3 if title else 2):
        return None
    others = {bare(title or ""), bare(site)}
    rest = [part for part in parts if bare(part) not in others and not SITE_NAME.search(part)]
    if len(rest) == 1 and len(rest[0]) <= LONGEST_NAME and (title or rest[0] == parts[0]):
        return rest[0]
    named = [part for part in rest if is_column_name(bare(part))]
    return named[0] if len(named) == 1 else None


def only_heading(tree: Tree) -> str | None:
    """The one heading of a page that is named like a column; None where there are several."""
    names = {
        tree.text_of(node)
        for node in tree.nodes(MAIN_HEADINGS)
        if not tree.count_leading(node) and is_column_name(bare(tree.text[node.start : node.end]))
    }
    return names.pop() if len(names) == 1 else None


def _is_title(name: str, title: str | None) -> bool:
    return (
        bool(title)
        and len(bare(name)) > 5
        and not is_column_name(bare(name))
        and (bare(title or "").startswith(bare(name).rstrip(".…")) or bare(name) == bare(title or ""))
    )
