"""What an opened page says of itself: that there is no such page (软404), or that one must log in first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from selectolax.lexbor import LexborHTMLParser

from govcrawl.extract.addresses import split
from govcrawl.extract.charset import decode

LONGEST_NOTICE = 800
"""Characters of a page that says nothing else; a longer one may write of missing pages and be none."""

_COMPARED = 2_000
_NEARLY = 0.9
_PAGE = "(?:页面|网页|页|文件|文章|内容|信息|栏目|资源|链接|地址|网址|稿件)"
_ABSENT = re.compile(
    rf"{_PAGE}.{{0,12}}?(?:不存在|找不到|未找到|无法找到|(?:已经?)?被?(?:删除|移除|下线)|已失效)"
    rf"|(?:找不到|未找到|无法找到|没有找到|不存在).{{0,12}}?{_PAGE}"
    r"|(?:page|file|resource|document|url) (?:was |is |can ?not be |could not be )?(?:not )?found|\bnot found\b"
    r"|(?<![\d.])404(?![\d.]|\s*[号件人万元年])",
    re.I,
)
_HIDDEN = "[hidden], [style*='display:none'], [style*='display: none']"
_LOGIN = re.compile(
    r"(?:^|[/._-])(?:log-?[io]n|sign-?in|sso|passport|cas|oauth2?|uaa|authorize|denglu|userlogin)(?:[/._-]|$)", re.I
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows: title, text, and the words in it that say there is no such page.

    ``plainly``: they stand in the title or are about all that the page says.
    """

    title: str = ""
    text: str = ""
    wording: str = ""
    plainly: bool = False


def read_shown(body: bytes, charset: str | None) -> Shown:
    """The title and text of a page as a visitor sees them: without scripts, styles and what is hidden."""
    tree = LexborHTMLParser(decode(body, charset).text)
    tree.strip_tags(["script", "style", "noscript", "template"])
    for node in tree.css(_HIDDEN):
        node.decompose()
    named = tree.css_first("title")
    title = " ".join(named.text().split()) if named else ""
    text = " ".join(tree.body.text(separator=" ").split()) if tree.body else ""
    in_title = _ABSENT.search(title)
    found = in_title or _ABSENT.search(text)
    plainly = found is not None and (in_title is not None or len(text) <= LONGEST_NOTICE)
    return Shown(title, text, found.group() if found else "", plainly)


def same_notice(one: Shown, other: Shown) -> bool:
    """Whether two pages are the same notice of absence; addresses, times and numbers in them may differ."""
    if not (one.wording and other.wording) or one.title != other.title:
        return False
    first, second = (" ".join(re.sub(r"[!-~]+", " ", page.text).split())[:_COMPARED] for page in (one, other))
    return first == second or SequenceMatcher(None, first, second, autojunk=False).ratio() >= _NEARLY


def leads_to_login(asked: str, answered: str) -> bool:
    """Whether a redirect from the one address to the other leads to a page to log in on."""
    return asked != answered and _logs_in(answered) and not _logs_in(asked)


def _logs_in(url: str) -> bool:
    parts = split(url)
    return _LOGIN.search(f"{parts.hostname or ''}{parts.path}") is not None
