"""A plain reading of a site's search: four titles of its lists are typed in and must stand in the results, sorted."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlencode, urljoin

from govcrawl.vocabulary import Indicator
from tests.modelcity.look import Look

FORM = re.compile(r'(?is)<form action="([^"]*)" method="get"[^>]*>(.*?)</form>')
FIELD = re.compile(r'<input type="(text|hidden)" name="(\w+)"(?: value="(\w*)")?')
ENTRANCE = re.compile(r'<a href="([^"]*)">站内搜索</a>')
TITLE = re.compile(r'(?is)<a href="[^"]*"[^>]* title="([^"]*)"')
ROWS = re.compile(r'fetch\("([^"?]*)\?(\w+)="')
KNOWN = 4


def _form(look: Look) -> tuple[str, str] | None:
    """The address and the inside of the search form, on the home page or on the page that 站内搜索 leads to."""
    page = look.pages["home"]
    entrance = ENTRANCE.search(page)
    found = FORM.search(look.text(entrance[1]) if entrance else page)
    return (found[1], found[2]) if found else None


def _asked(look: Look, form: tuple[str, str], title: str) -> str:
    """The address of the results for ``title``, encoded as a browser does on such a page."""
    fields = {name: title if kind == "text" else value for kind, name, value in FIELD.findall(form[1])}
    query = urlencode(fields, encoding=look.site.family.charset)
    return f"{urljoin(look.site.row.address, form[0])}?{query}"


def _results(look: Look, address: str, title: str) -> str:
    """What a visitor sees at ``address``: the page, or what its script fetches."""
    response = look.get(address)
    if response.status != 200:
        return ""
    rows = ROWS.search(response.text)
    if not rows:
        return response.text
    return look.get(f"{rows[1]}?{urlencode({rows[2]: title})}").text.replace('"types": {"', "按类别")


def _finds(look: Look, form: tuple[str, str], title: str) -> bool:
    page = unescape(_results(look, _asked(look, form, title), title))
    shown = re.search(rf'(?:<a [^>]*>|"title": "){re.escape(title)}["<]', page)
    return shown is not None and "按类别" in page


def _searchable(look: Look) -> bool:
    form = _form(look)
    titles = [unescape(title) for title in TITLE.findall(look.pages["home"])]
    return form is not None and all(_finds(look, form, title) for title in titles[5 : 5 + KNOWN])


READINGS = {Indicator.DESIGN_SEARCH: _searchable}
