"""The columns of a home page or a site map: navigation items and block names, two levels deep, functions and topics out."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from govcrawl.extract.addresses import Base
from govcrawl.extract.categories import category_of
from govcrawl.extract.record import ColumnLink
from govcrawl.extract.regions import region_of
from govcrawl.extract.tree import Node, Tree, bare, flat

FUNCTION = re.compile(
    r"^(?:首页|网站首页|主页|返回.*|登录|注册|用户登录|搜索|检索|更多.*|more.*|\+|English|繁体.*|简体.*|无障碍.*|长者.*|适老.*|手机版|移动版|设为首页|加入收藏|"
    r"收藏.*|网站地图|站点地图|联系我们|关于我们|版权.*|隐私.*|RSS.*|微信.*|微博.*|客户端.*|小程序|邮箱.*|.*邮箱|下一?页|上一?页|尾页|末页|打印|关闭|帮助|"
    r"使用帮助|智能.*|切换.*|退出|导航|天气.*|\d+|[A-Za-z\d .]+|登陆|旧版.*|网站声明|法律声明|免责声明|网站管理|在线客服|公众号|友情链接|.*大图|点击.*|详细.*|查看.*)$",
    re.I,
)
TOPIC = re.compile(r"专题专栏|^专题$|热点专题|专题集锦|学习.*(?:主题|精神)|主题教育|党史学习")
LONGEST_NAME = 14
MORE = re.compile(r"^[\[【(（<《>»+\s]*(?:更多|more|MORE|全部|查看更多|\+)[\s\S]{0,6}$", re.I)


def read_columns(tree: Tree, base: Base, site_url: str | None) -> tuple[ColumnLink, ...]:
    """Columns in page order, each name and address once; external links, functions and topics left out."""
    found: dict[str, ColumnLink] = {}
    host = urlsplit(site_url or base.url).hostname
    for link in tree.links:
        name = _name(tree, link)
        if name is None or not _is_place(link):
            continue
        url = base.resolve(link.get("href") or None)
        if url and _is_external(url, host):
            continue
        known = found.get(name)
        if known is None or (known.url is None and url is not None):
            parent = _parent_name(tree, link)
            category, by = category_of(name)
            found[name] = ColumnLink(name, url, category, by, 2 if parent else 1, parent)
    return tuple(found.values())


def _name(tree: Tree, link: Node) -> str | None:
    name = tree.text_of(link) or flat(link.get("title"))
    name = bare(name).strip("·•|>»[]【】")
    if not 2 <= len(name) <= LONGEST_NAME or FUNCTION.match(name) or TOPIC.search(name):
        return None
    return name if re.search(r"[\u4e00-\u9fff]{2}", name) and not re.search(r"[。，、！？：；]|\d{4}年", name) else None


def _is_place(link: Node) -> bool:
    return region_of(link) != "footer"


def _is_external(url: str, host: str | None) -> bool:
    other = urlsplit(url).hostname if "//" in url else None
    return bool(other and host and other != host and _domain(other) != _domain(host))


def _domain(host: str) -> str:
    labels = host.split(".")
    return ".".join(labels[-3:]) if host.endswith((".gov.cn", ".com.cn", ".org.cn")) else ".".join(labels[-2:])


def _parent_name(tree: Tree, link: Node) -> str | None:
    """The first-level item above a link in nested lists."""
    at, lists = link.parent, 0
    while at is not None:
        if at.tag in {"ul", "ol", "dl"}:
            lists += 1
        elif at.tag == "li" and lists:
            first = next((other for other in tree.links_in(at) if other is not link), None)
            return _name(tree, first) if first is not None and first.order < link.order else None
        at = at.parent
    return None
