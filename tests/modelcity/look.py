"""One site as a plain visitor of the model city sees it, each page asked for once."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from html import unescape
from urllib.parse import urljoin

from govcrawl.modelcity.city import City
from govcrawl.modelcity.model import Site
from tests.modelcity.conftest import Response, Visitor

COMMENT = re.compile(r"<!--.*?-->", re.S)
ANCHOR = re.compile(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.S | re.I)
TAG = re.compile(r"<[^>]+>|<!\[CDATA\[|\]\]>")
DATE = re.compile(r"\W?(20\d\d)[-年](\d\d?)[-月](\d\d?)日?\W?(?: \d\d:\d\d)?")
ROWS = re.compile(r'listUrl = "([^"]+)"')


def tokens(html: str) -> list[str]:
    """The texts between the tags of ``html``, in order."""
    return [text for text in (unescape(piece).strip() for piece in TAG.split(html)) if text]


def dates(texts: list[str]) -> list[date]:
    """Those of the texts that are dates."""
    found = (DATE.fullmatch(text) for text in texts)
    return [date(*map(int, match.groups())) for match in found if match]


@dataclass(frozen=True)
class Look:
    """What a reading works on: addresses of the site, and what is visible at them."""

    city: City
    site: Site
    visitor: Visitor
    last_night: Visitor
    _seen: dict[str, Response] = field(default_factory=dict, repr=False)

    @property
    def code(self) -> str:
        """The site's code in the ledger."""
        return self.site.row.code

    def get(self, address: str) -> Response:
        """The answer at an address of the site, or at a full one."""
        url = urljoin(self.site.row.address, address)
        if url not in self._seen:
            self._seen[url] = self.visitor.get(url)
        return self._seen[url]

    def text(self, address: str) -> str:
        """The page at an address that opens, without its comments."""
        response = self.get(address)
        assert response.status == 200, (self.code, address, response.status)
        return COMMENT.sub("", response.text)

    @cached_property
    def before(self) -> Look:
        """The same site as seen on the night before."""
        return Look(self.city, self.site, self.last_night, self.last_night)

    @property
    def addresses(self) -> dict[str, str]:
        """Where the home page, one column's page and one article's page are."""
        column = next(column for column in self.site.columns if column.source == "own")
        return {"home": self.site.root, "column": column.href, "article": self.city.rows(self.site, column)[0].path}

    def opens(self, address: str) -> bool:
        """Whether there is a page or a file at an address."""
        return address.startswith("http") and self.get(address).status == 200

    def links(self, address: str) -> list[tuple[str, str]]:
        """The words and the full address of every link on a page, in order."""
        url = urljoin(self.site.row.address, address)
        found = ANCHOR.findall(self.text(url))
        return [(" ".join(tokens(words)), urljoin(url, unescape(href))) for href, words in found]

    def menu(self, words: str) -> list[str]:
        """The addresses of the home page's links that are named by ``words`` (a regular expression), each once."""
        return list(dict.fromkeys(url for name, url in self.links(self.site.root) if re.search(words, name)))

    def rows(self, address: str) -> str:
        """The page of a list, or what its script asks for, where it can be opened."""
        page = self.text(address) if self.opens(address) else ""
        asked = ROWS.search(page)
        return _as_html(self.get(asked[1]).text) if asked else page

    def newest(self, address: str) -> date | None:
        """The newest date in the rows of a list."""
        return max(dates(tokens(self.rows(address))), default=None)

    @property
    def pages(self) -> dict[str, str]:
        """The home page, one column's page and one article's page."""
        return {kind: self.text(address) for kind, address in self.addresses.items()}

    @property
    def placed(self) -> dict[str, str]:
        """The same pages by their address."""
        return {address: self.text(address) for address in self.addresses.values()}


def _as_html(answer: str) -> str:
    rows = json.loads(answer)["data"]["list"]
    return "".join(f'<a href="{row["url"]}">{row["title"]}</a><i>{row["publishTime"]}</i>' for row in rows)
