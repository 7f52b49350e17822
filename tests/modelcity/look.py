"""One site as a plain visitor of the model city sees it, each page asked for once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urljoin

from govcrawl.modelcity.city import City
from govcrawl.modelcity.model import Site
from tests.modelcity.conftest import Response, Visitor

COMMENT = re.compile(r"<!--.*?-->", re.S)


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

    @property
    def pages(self) -> dict[str, str]:
        """The home page, one column's page and one article's page."""
        return {kind: self.text(address) for kind, address in self.addresses.items()}

    @property
    def placed(self) -> dict[str, str]:
        """The same pages by their address."""
        return {address: self.text(address) for address in self.addresses.values()}
