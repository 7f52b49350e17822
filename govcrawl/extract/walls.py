"""A probed page at a glance: what it calls itself, or that a firewall shows it, which says nothing of the site."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from govcrawl.extract.charset import decode

LARGEST, MOST_LINKS, LONGEST_TEXT = 60_000, 12, 800
MANY_LINKS = 4 * MOST_LINKS
"""More written links than a wall has, even with most in comments and scripts; halves the cost of a probe."""
WALL = re.compile(
    "环境异常|完成验证|人机验证|安全验证|访问验证|验证码|滑块|滑动.{0,6}验证|正在(?:检查|验证)您的浏览器|浏览器安全检查|访问.{0,6}(?:被拦截|被阻断|过于频繁)"
    "|请求.{0,8}(?:威胁|攻击|拦截|非法)|(?:网站|云)防火墙|创宇盾|安全狗|云锁|拦截提示|(?:开启|启用) ?JavaScript"
    "|just a moment|checking your browser|access denied|captcha|request blocked",
    re.I,
)


def is_wall(body: bytes, charset: str | None = None) -> bool:
    """Whether a page is a firewall's challenge: small, with hardly a link, and saying so (STANDARD §4.3)."""
    if len(body) > LARGEST or body.count(b"<a ") > MANY_LINKS:
        return False
    text = decode(body, charset).text
    if not WALL.search(text):
        return False
    tree = LexborHTMLParser(text)
    tree.strip_tags(["script", "style"])
    shown = tree.body.text(separator=" ") if tree.body else ""
    return len(" ".join(shown.split())) <= LONGEST_TEXT and len(tree.css("a[href]")) <= MOST_LINKS


def title_of(body: bytes, charset: str | None = None) -> str | None:
    """What a page calls itself; None where it has no title."""
    node = LexborHTMLParser(decode(body, charset).text[:LARGEST]).css_first("head > title")
    return " ".join(node.text().split()) or None if node else None
