"""Plain readings of documents, their interpretations, pages about a place, data: whether a site has nothing wrong."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urljoin

from govcrawl.vocabulary import Indicator
from tests.modelcity.look import ANCHOR, Look, tokens

OWN = re.compile(r"人民政府办公室关于印发《(.+)》")
HALF_YEAR_AGO = date(2020, 9, 12)
RICH = re.compile(r"yitu_|<video|新闻发布会")
Titles = dict[str, str]


def _titles(look: Look, column: str) -> Titles:
    """Address by title in the lists named ``column``."""
    return {
        " ".join(tokens(words)): urljoin(url, href)
        for url in look.menu(column)
        for href, words in ANCHOR.findall(look.rows(url))
    }


def _documents(look: Look) -> Titles:
    """Address by name of the documents in the own name."""
    found = ((OWN.search(title), url) for title, url in _titles(look, "^政策文件$").items())
    return {match[1]: url for match, url in found if match}


def _interpretation(name: str, titles: Titles) -> str:
    return next((url for title, url in titles.items() if name in title and "/jd/" in url), "")


def _interpreted(look: Look) -> bool:
    titles = _titles(look, "^政策解读$")
    return all(_interpretation(name, titles) or "文件解读" in look.text(url) for name, url in _documents(look).items())


def _leads(look: Look, page: str, target: str) -> bool:
    return target in {url for _words, url in look.links(page)}


def _linked(look: Look) -> bool:
    titles = _titles(look, "^政策解读$")
    pairs = ((url, _interpretation(name, titles)) for name, url in _documents(look).items())
    return all(_leads(look, one, two) and _leads(look, two, one) for one, two in pairs if two)


def _profile(look: Look, names: str, words: str) -> bool:
    pages = [url for url in look.menu(names) if look.opens(url)]
    behind = [url for page in pages for _name, url in look.links(page) if "/leader_" in url]
    return any(re.search(words, look.text(page)) for page in (*pages, *behind))


def _overview(look: Look) -> bool:
    return _profile(look, "走进|概况|认识|样例.简介", "常住人口")


def _functions(look: Look) -> bool:
    return _profile(look, "机构|部门职责", "主要职责")


def _leaders(look: Look) -> bool:
    return _profile(look, "领导之窗|市长之窗|领导信息|政府领导", "年.月出生")


def _data(look: Look) -> bool:
    newest = (look.newest(url) for url in look.menu("^(数据发布|统计数据|数据开放)$"))
    return any(day >= HALF_YEAR_AGO for day in newest if day)


def _rich(look: Look) -> bool:
    pages = (url for url in _titles(look, "^政策解读$").values() if "/jd/" in url)
    return any(RICH.search(look.text(url)) for url in pages)


READINGS = {
    Indicator.PUBLISH_RATIO: _interpreted,
    Indicator.PUBLISH_LINKS: _linked,
    Indicator.PUBLISH_OVERVIEW: _overview,
    Indicator.PUBLISH_FUNCTIONS: _functions,
    Indicator.PUBLISH_LEADERS: _leaders,
    Indicator.BONUS_DATA: _data,
    Indicator.BONUS_INTERPRETATION: _rich,
}
