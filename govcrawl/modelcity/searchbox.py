"""What a site's pages show of its search: a form, a link to one, a box that only a script sends; or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from govcrawl.modelcity.model import Site

SUPERIOR = "search.yangli-sheng.gov.cn"
NOWHERE = "search.yangli-weizhuce.gov.cn"
PATH = "/search/index.html"
ROWS = "/search/rows"
FORM = Markup(
    '<div class="search"><form action="{action}" method="{method}" target="_blank">{hidden}'
    '<input type="text" name="{field}" placeholder="请输入关键词"><input type="submit" value="搜索"></form></div>'
)
HIDDEN = Markup('<input type="hidden" name="siteId" value="{}">')
LINK = Markup('<div class="search"><a href="{}">站内搜索</a></div>')
SCRIPT = Markup(
    '<div class="search"><input type="text" id="kw" placeholder="请输入关键词"><span id="go">搜索</span></div>'
    '<script>document.getElementById("go").onclick = function () {{ window.open(["{path}", "?", "{field}=", '
    'encodeURIComponent(document.getElementById("kw").value)].join("")); }};</script>'
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a site's search is reached and what it gives.

    ``box`` is ``form``, ``link``, ``script`` or nothing; ``gives`` is ``found``, ``nothing``, ``buried`` (exact titles
    come last), ``rows`` (a script fills the page from JSON), or the status of a server's error.
    """

    box: str = "form"
    host: str = ""
    path: str = PATH
    method: str = "get"
    field: str = "q"
    gives: str = "found"
    sorted_by_category: bool = True
    hidden: bool = False


MANNERS = {
    "good": Manner(),
    "other-words": Manner(path="/s", field="searchWord"),
    "hidden": Manner(path="/jsearch/search.do", field="keyword", hidden=True),
    "link": Manner(box="link"),
    "superior": Manner(host=SUPERIOR, path="/s", field="qt", hidden=True),
    "post": Manner(method="post", path="/search/search.jsp", field="kw"),
    "script": Manner(box="script"),
    "rows": Manner(gives="rows"),
    "none": Manner(box=""),
    "404": Manner(gives="404"),
    "500": Manner(gives="500"),
    "nothing": Manner(gives="nothing"),
    "buried": Manner(gives="buried"),
    "flat": Manner(sorted_by_category=False),
    "dead": Manner(host=NOWHERE),
}


def manner(site: Site) -> Manner | None:
    """The manner of the site's search; None for a site whose search the scenario does not tell of."""
    return MANNERS[site.search] if site.search else None


def form(site: Site, how: Manner) -> Markup:
    """The form of the site's search."""
    action = f"http://{how.host}{how.path}" if how.host else how.path
    hidden = HIDDEN.format(site.row.code) if how.hidden else Markup("")
    return FORM.format(action=action, method=how.method, field=how.field, hidden=hidden)


def box(site: Site) -> Markup:
    """What every page of the site shows of its search."""
    how = manner(site)
    if how is None or not how.box:
        return Markup("")
    if how.box == "link":
        return LINK.format(how.path)
    return SCRIPT.format(path=how.path, field=how.field) if how.box == "script" else form(site, how)
