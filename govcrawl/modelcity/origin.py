"""All hosts of the city as one origin: an address in, an answer out. Doors put it on the wire."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from urllib.parse import urlsplit

from govcrawl.modelcity import extras
from govcrawl.modelcity.answers import Answer
from govcrawl.modelcity.city import City
from govcrawl.modelcity.feeds import account_routes
from govcrawl.modelcity.links import route_key
from govcrawl.modelcity.model import Site
from govcrawl.modelcity.refusals import refuse
from govcrawl.modelcity.routes import MISSING, Page, host_routes, owner_of, static
from govcrawl.modelcity.search import Searches

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
        owners = {host: owner_of(sites) for host, sites in self._sites.items()}
        self._extras: dict[str, dict[str, Page]] = defaultdict(dict)
        for host, key, page in extras.routes(city, owners):
            self._extras[host][key] = page
        self._searches = Searches(city)
        self._cached = lru_cache(CACHE_SIZE)(self._page)

    @property
    def hosts(self) -> frozenset[str]:
        """The host names that the city answers for."""
        return frozenset(self._sites) | frozenset(self._routes) | frozenset(self._extras)

    def answer(self, url: str, method: str = "GET", body: str = "") -> Answer | None:
        """The answer to ``url``; None if no such host exists (a dead name). ``body`` are the fields of a POST."""
        host = urlsplit(url).netloc.lower().removesuffix(":80")
        refusal = next((site.answer for site in self._sites.get(host, ()) if site.answer), "")
        if refusal:
            return refuse(refusal)
        return self._searches.answer(url, method, body) or self._routed(host, url)

    def _routed(self, host: str, url: str) -> Answer | None:
        routes = self._host(host)
        if routes is None:
            return None
        key = route_key(url)
        if key in routes:
            return self._cached(host, key)
        return static(urlsplit(url).path) or (self._cached(host, MISSING) if MISSING in routes else refuse("404"))

    def _host(self, host: str) -> dict[str, Page] | None:
        if host not in self._routes and (host in self._sites or host in self._extras):
            planned = host_routes(self._city, tuple(self._sites[host])) if host in self._sites else {}
            self._routes[host] = {**planned, **self._extras.get(host, {})}
        return self._routes.get(host)

    def _page(self, host: str, key: str) -> Answer | None:
        return self._routes[host][key]()
