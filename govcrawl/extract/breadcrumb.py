"""Where a page stands in its site (当前位置), and the name of the column it belongs to."""

from __future__ import annotations

import re

from govcrawl.extract.tree import Node, Tree, bare, flat

HERE = re.compile(
    r"(?:您?(?:现在|当前|目前)?(?:的|所在|所处)?(?:位置|栏目)|您?(?:现)?在(?:的位置|这里)|首页位置)\s*[：:]?"
)
MARK = re.compile(
    r"(?:当前|所在|现在的?|您的|所处)(?:的)?(?:位置|栏目)|现在(?:位置|的位置)|(?:您|你)(?:现)?在(?:的位置|这里)|^\s*位置\s*[：:]"
)
ARROW = re.compile(
    r"\s*(?:>>|>|»|›|→|＞+|-->|--&gt;|/|\\|::|»|→|▶|\|)\s*|\s+-+>?\s+|\s{2,}|\n|(?<=[\u4e00-\u9fff])\s*-\s*(?=[\u4e00-\u9fff])"
)
NOT_COLUMNS = frozenset(
    ["正文", "内容", "列表", "信息详情", "详情", "详细信息", "信息内容", "文章", "文章内容", "文章正文", "信息正文", "内容页", "详细", "列表页", "浏览文章", "正文内容", "查看", "新闻详情", "文章详情", "详情页", "详细内容", "内容详情", "阅读", "信息浏览", "浏览"]
)
HOME = re.compile(r"^(?:\[?.{0,30}(?:首页|主页|网站首页)\]?|home|\[.+\])$", re.I)
CLASSES = re.compile(
    r"crumb|curmb|position|location|weizhi|dqwz|dangqian|bread|(?:^|[^a-z])(?:wz|dz|lujing|path|local|place|site-?path|mbx|navpath|curpos|currentpos)",
    re.I,
)
LONGEST = 300


def read_breadcrumb(tree: Tree) -> tuple[str, ...]:
    """The names along the path to this page, from the site's home on; empty where the page shows no path."""
    node = _marked(tree) or _classed(tree)
    return _levels(tree, node) if node is not None else ()


def _marked(tree: Tree) -> Node | None:
    for piece in tree.pieces:
        if (
            len(piece.text) > LONGEST
            or ("位置" not in piece.text
            and "在这里" not in piece.text
            and "栏目" not in piece.text)
        ):
            continue
        if MARK.search(piece.text):
            node = _widen(tree, piece.node)
            if node is not None:
                return node
    return None


def _widen(tree: Tree, node: Node) -> Node | None:
    """The smallest element around the mark that holds at least one step beyond it."""
    at: Node | None = node
    while at is not None and at.end - at.start <= LONGEST:
        text = MARK.sub("", flat(tree.text[at.start : at.end]), count=1).strip(" ：:")
        if len(bare(text)) >= 2 and (at.links or ARROW.search(text) or at.parent is None):
            return at
        at = at.parent
    return None


def _classed(tree: Tree) -> Node | None:
    for node in tree.nodes:
        if (
            node.tag in {"div", "p", "ul", "ol", "span", "td", "nav", "h3", "dl", "section"}
            and node.links
            and 0 < node.end - node.start <= LONGEST
        ):
            if CLASSES.search(node.names) and (
                ARROW.search(flat(tree.text[node.start : node.end])) or "首页" in tree.text[node.start : node.end]
            ):
                return node
    return None


def _levels(tree: Tree, node: Node) -> tuple[str, ...]:
    text = tree.text[node.start : node.end]
    match = HERE.search(text)
    if match and match.start() < 20:
        text = text[match.end() :]
    names, at = [], node.end - len(text)
    links = [link for link in tree.links_in(node) if link.start >= at - 2]
    for link in links:
        names += ARROW.split(tree.text[at : link.start].replace("\x1f", " "))
        names.append(flat(tree.text[link.start : link.end]))
        at = link.end
    names += ARROW.split(tree.text[at : node.end].replace("\x1f", " "))
    cleaned = (flat(name).strip(" :：>-»›→/[]【】") for name in names)
    return tuple(name for name in cleaned if name and len(name) <= 60)


def column_of(breadcrumb: tuple[str, ...], title: str | None) -> str | None:
    """The last level that is a column: not the word 正文, a year folder, a code or the article's own title."""
    for index, name in enumerate(reversed(breadcrumb)):
        if bare(name) in NOT_COLUMNS or re.fullmatch(r"[\d.\-/年月]+", name) or _is_title(name, title):
            continue
        if index == len(breadcrumb) - 1 and HOME.match(name):
            return None
        return name
    return None


def _is_title(name: str, title: str | None) -> bool:
    return (
        bool(title)
        and len(bare(name)) > 5
        and (bare(title or "").startswith(bare(name).rstrip(".…")) or bare(name) == bare(title or ""))
    )
