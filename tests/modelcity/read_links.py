"""A plain reading of links: whether everything that a site's pages lead to can be opened."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote, urljoin, urlsplit

from govcrawl.vocabulary import Indicator
from tests.modelcity.conftest import Response
from tests.modelcity.look import Look

TARGET = re.compile(r"""(?is)<(?:a\s[^>]*?href|img\s[^>]*?src)="([^"]*)\"""")
SCRIPT = re.compile(r"(?is)<script.*?</script>")
PRIVATE = ("10.", "172.20.", "192.168.")
NOT_THERE = "/zz-no-such-page-here.html"
HOPS = 4
GONE = {404, 410}


def targets(look: Look) -> set[str]:
    """The web addresses that the home page, a column's page and an article lead to, as a browser asks for them."""
    found = {
        urljoin(f"{look.site.row.address}{place}", unescape(target).strip())
        for place, page in look.placed.items()
        for target in TARGET.findall(SCRIPT.sub("", page))
    }
    plain = (quote(url.split("#")[0], safe=":/?&=%+,;@[]()") for url in found)
    return {url for url in plain if url.startswith("http://") and not urlsplit(url).netloc.startswith(PRIVATE)}


def _end(look: Look, url: str) -> Response:
    for _hop in range(HOPS):
        response = look.get(url)
        if "Location" not in response.headers:
            return response
        url = urljoin(url, response.headers["Location"])
    raise AssertionError(f"{url} leads round in circles")


def _words(response: Response) -> str:
    return re.sub(r'(?s)action="[^"]*"|href="[^"]*"', "", response.text)


def is_dead(look: Look, url: str) -> bool:
    """Whether nothing is to be seen at ``url``: it is gone, has no name, or says so as any made-up address does."""
    response = _end(look, url)
    if response.status in GONE or "dns_error" in response.headers.get("Proxy-Status", ""):
        return True
    if response.status != 200 or "text/html" not in response.headers["Content-Type"]:
        return False
    host = f"http://{urlsplit(url).netloc}"
    return "页面不存在" in response.text and _words(response) == _words(_end(look, host + NOT_THERE))


def dead(look: Look) -> set[str]:
    """The addresses that cannot be opened on this night and could not on the night before."""
    return {url for url in targets(look) if is_dead(look, url) and is_dead(look.before, url)}


def _usable(look: Look) -> bool:
    return not dead(look)


READINGS = {Indicator.DESIGN_LINKS: _usable}
