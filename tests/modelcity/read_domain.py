"""A plain reading of names: whether a portal's address, title and header are to rule (STANDARD §2.1)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from govcrawl.vocabulary import Indicator
from tests.modelcity.look import Look

ENGLISH, CHINESE = ".gov.cn", f".{'政务'.encode('idna').decode()}"
OFFICE = re.compile("人民政府$|管理委员会$")
TITLE = re.compile(r"(?is)<title>(.*?)</title>")


def _to_rule(look: Look) -> bool:
    parts = urlsplit(look.site.row.address)
    english = parts.netloc.startswith("www.") and parts.netloc.endswith(ENGLISH)
    title = TITLE.search(look.pages["home"])
    assert title, look.code
    named = OFFICE.sub("", look.site.row.name) in title[1]
    headed = all(re.search(f">{look.site.row.name}[^<]*</a>", page, re.I) for page in look.pages.values())
    return named and headed and parts.path in ("", "/") and (english or parts.netloc.endswith(CHINESE))


READINGS = {Indicator.DESIGN_DOMAIN: _to_rule}
