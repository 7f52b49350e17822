"""All hosts of the city as one origin: an address in, an answer out. Doors put it on the wire."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from urllib.parse import urlsplit

from govcrawl.modelcity.answers import Answer
from govcrawl.modelcity.city import City
from govcrawl.modelcity.feeds import account_routes
from govcrawl.modelcity.links import route_key
from govcrawl.modelcity.model import Site
from govcrawl.modelcity.refusals import refuse
from govcrawl.modelcity.routes import Page, host_routes, static

CACHE_SIZE = 8192


class Origin:
    """The city's web; pages are made when first asked for and kept."""

    def __init__(self, city: City) -> None:
        self._city = city
        self._sites: dict[str, list[Site]] = defaultdict(list)
        self._routes: dict[str, dict[str, Page]] = {}
        for site in city.sites:
            self._sites[site.host].append(site)
        for host, key, page in account_routes(city.accounts, city.scenario.accounts_seen):
            self._routes.setdefault(host, {})[key] = page
        self._cached = lru_cache(CACHE_SIZE)(self._page)

    @property
    def hosts(self) -> frozenset[str]:
        """The host names that the city answers for."""
        return frozenset(self._sites) | frozenset(self._routes)

    def answer(self, url: str) -> Answer | None:
        """The answer to ``url``; None if no such host exists (a dead name)."""
        host = urlsplit(url).netloc.lower().removesuffix(":80")
        refusal = next((site.answer for site in self._sites.get(host, ()) if site.answer), "")
        if refusal:
            return refuse(refusal)
        routes = self._host(host)
        if routes is None:
            return None
        key = route_key(url)
        return self._cached(host, key) if key in routes else static(urlsplit(url).path) or refuse("404")

    def _host(self, host: str) -> dict[str, Page] | None:
        if host not in self._routes and host in self._sites:
            self._routes[host] = host_routes(self._city, tuple(self._sites[host]))
        return self._routes.get(host)

    def _page(self, host: str, key: str) -> Answer | None:
        return self._routes[host][key]()
