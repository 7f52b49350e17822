"""Plain readings of channels for questions and boards of messages: whether a site has nothing wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urljoin

from govcrawl.vocabulary import Indicator
from tests.modelcity.look import Look, tokens

FRAME = re.compile(r'<iframe src="([^"]+)"')
CHANNEL = r"咨询|信箱|留言|建言|12345|互动交流"
WRITE = r"我要|在线咨询"
ASKED = re.compile(r"(?:来信|提交|留言|咨询)时间：?\n?(\d{4}-\d\d-\d\d)")
ANSWERED = re.compile(r"(?:答复时间|回复时间|回复日期|答复日期)：?\n?(\d{4}-\d\d-\d\d)")
UNIT = re.compile(r"(?:答复|回复|办理)(?:单位|部门)：?\n?.")
ANSWER = re.compile(r"(?:答复内容|回复内容|办理结果|官方答复)：?\n?.")
YEAR_AGO, THREE_MONTHS, TWO_MONTHS = date(2020, 3, 12), date(2020, 12, 12), date(2021, 1, 12)


def _channels(look: Look) -> list[str]:
    """The pages of channels, those inside frames too."""
    pages = [url for url in look.menu(CHANNEL) if look.opens(url)]
    return pages + [urljoin(url, src) for url in pages for src in FRAME.findall(look.text(url))]


def _offered(look: Look) -> bool:
    """Whether a channel leads to a form in which a question can be written."""
    forms = [url for channel in _channels(look) for name, url in look.links(channel) if re.search(WRITE, name)]
    return any("<textarea" in look.text(url) for url in forms if look.opens(url))


def _lists(look: Look) -> Iterator[str]:
    """All pages of the site's own boards."""
    for channel in _channels(look):
        if channel.startswith(look.site.row.address):
            yield channel
            yield from (url for name, url in look.links(channel) if re.search(r"/p\d+\.html$", url))


def _letters(look: Look) -> dict[str, str]:
    """The text of each letter by its address."""
    pages = (look.links(page) for page in _lists(look))
    addresses = dict.fromkeys(url for links in pages for _name, url in links if "/letter_" in url)
    return {url: "\n".join(tokens(look.text(url))) for url in addresses}


def _day(found: re.Match[str] | None) -> date | None:
    return date.fromisoformat(found[1]) if found else None


def _overdue(letter: str) -> bool:
    asked = _day(ASKED.search(letter))
    waiting = "已答复" not in letter and not ANSWERED.search(letter)
    return waiting and asked is not None and YEAR_AGO <= asked < THREE_MONTHS


def overdue(look: Look) -> list[str]:
    """The addresses of letters that are unanswered for more than three months."""
    return [url for url, letter in _letters(look).items() if _overdue(letter)]


def _answered(look: Look) -> bool:
    return not overdue(look)


def _complete(letter: str) -> bool:
    waiting = "已答复" not in letter
    return all(mark.search(letter) for mark in (ASKED, ANSWERED, UNIT, ANSWER)) or (
        waiting and bool(ASKED.search(letter))
    )


def _counted(look: Look) -> bool:
    texts = (look.text(page) for page in _lists(look))
    return any(re.search(r"累计收到来信|受理情况统计", text) for text in texts)


def _published(look: Look) -> bool:
    letters = list(_letters(look).values())
    days = [_day(mark.search(letter)) for letter in letters for mark in (ASKED, ANSWERED)]
    newest = max((day for day in days if day), default=date.min)
    return newest >= TWO_MONTHS and all(map(_complete, letters)) and _counted(look)


READINGS = {
    Indicator.SITE_5A: _offered,
    Indicator.SITE_5B: _answered,
    Indicator.INTERACT_MESSAGES: _published,
}
