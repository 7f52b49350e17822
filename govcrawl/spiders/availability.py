"""The home pages of a round, asked for again and again (连通性监测): one sweep, or many in one process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Self
from urllib.parse import urlsplit, urlunsplit
from urllib.request import getproxies, proxy_bypass

import scrapy
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure
from w3lib.encoding import http_content_type_encoding

from govcrawl import clock, settings
from govcrawl.errors import Problem
from govcrawl.extract.walls import is_wall, title_of
from govcrawl.items import Probe
from govcrawl.middlewares.failures import state_of_failure
from govcrawl.middlewares.handler import CERTIFICATE
from govcrawl.middlewares.resolver import FAMILY
from govcrawl.middlewares.stopwatch import SPENT
from govcrawl.rounds.durations import parse_duration
from govcrawl.rounds.probing import ProbedSite
from govcrawl.rounds.running import CrawlPlan, prepare_crawl
from govcrawl.transport import state_of_status
from govcrawl.vocabulary import Variant

LIMIT_SECONDS = 15
"""A home page that is not open by then counts as failed (STANDARD §1.2 #2)."""
OTHER_SECONDS = 4
PLATFORM_DELAY = 0.3
"""Seconds between two sites of one platform: each is asked for one page in half an hour, and a sweep is one moment."""

_MIDDLEWARES = {
    "govcrawl.middlewares.evidence.EvidenceMiddleware": None,
    "govcrawl.middlewares.replay.ReplayMiddleware": None,
    "govcrawl.middlewares.stopwatch.StopwatchMiddleware": 950,
}
_OTHER_SCHEME = {"http": "https", "https": "http"}
_FAMILIES = {Variant.IPV6: 6, Variant.IPV4: 4}


@dataclass(frozen=True, slots=True)
class Schedule:
    """When sweeps begin: the first at once, the others ``every`` so long, all within ``during``."""

    every: timedelta = timedelta(0)
    during: timedelta = timedelta(0)

    def moments(self, start: datetime) -> Iterator[datetime]:
        """The beginnings of the sweeps."""
        yield start
        if self.every:
            for number in range(1, -(-self.during // self.every)):
                yield start + number * self.every


class AvailabilitySpider(scrapy.Spider):
    """``scrapy crawl availability -a round=2020Q4 [-a every=30m -a during=24h] [-a sites=CODE,CODE]``.

    Every probe has a connection and a look-up of its own, 15 seconds and no second attempt. A site that does not open
    is asked for by its other addresses too, so that a change of scheme or name is told from an outage. Once a day it is
    asked for over IPv6 alone, where IPv6改造 is inspected.
    """

    name = "availability"
    custom_settings = {  # noqa: RUF012 - Scrapy's interface
        "DOWNLOAD_TIMEOUT": LIMIT_SECONDS,
        "DOWNLOAD_DELAY": min(PLATFORM_DELAY, settings.DOWNLOAD_DELAY),
        "RETRY_ENABLED": False,
        "DNSCACHE_ENABLED": False,
        "BREAKER_FAILURES": 1_000_000,
        # One page of a site in half an hour, as any visitor opens it; robots.txt would double the requests.
        "ROBOTSTXT_OBEY": False,
        # Nothing moves between two sweeps.
        "STALL_SECONDS": 0,
        "ITEM_PIPELINES": {"govcrawl.pipelines.store.StoreProbesPipeline": 300},
    }

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Put a stopwatch where other spiders keep evidence: a probe keeps no page."""
        super().update_settings(settings)
        own = {**settings.getdict("DOWNLOADER_MIDDLEWARES"), **_MIDDLEWARES}
        settings.set("DOWNLOADER_MIDDLEWARES", own, priority="spider")

    def __init__(self, plan: CrawlPlan, schedule: Schedule, control: str | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.plan = plan
        self.schedule = schedule
        self.control = control
        self.over_ipv6 = {site.key: site.ipv6_on for site in plan.targets if isinstance(site, ProbedSite) and site.ipv6}

    @classmethod
    def from_crawler(
        cls,
        crawler: Crawler,
        *args: Any,
        plan: CrawlPlan | None = None,
        every: str | None = None,
        during: str | None = None,
        **kwargs: Any,
    ) -> Self:
        """Build the spider on a prepared plan, or prepare one."""
        schedule = read_schedule(every, during)
        spider = cls(plan or prepare_crawl(cls.name, *args, **kwargs), schedule, crawler.settings.get("CONTROL_URL"))
        spider._set_crawler(crawler)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Ask for every home page at each sweep, the control host first."""
        for moment in self.schedule.moments(clock.now()):
            await asyncio.sleep(clock.seconds_until(moment))
            sweep = clock.now()
            for request in self.sweep(sweep):
                yield request

    def sweep(self, sweep: datetime) -> Iterator[Request]:
        """The requests of one sweep."""
        if self.control:
            yield self.probe(None, Variant.CONTROL, self.control, sweep)
        for target in self.plan.targets:
            yield self.probe(target.key, Variant.LEDGER, target.url, sweep)
        yield from self.sweep_over_ipv6(sweep, clock.local_date(sweep))

    def sweep_over_ipv6(self, sweep: datetime, day: date) -> Iterator[Request]:
        """The requests over IPv6 alone: once a day, and never through a proxy, which hides what it uses itself."""
        due = {
            target.key: target.url
            for target in self.plan.targets
            if self.over_ipv6.get(target.key, day) != day and not _is_proxied(target.url)
        }
        if due and self.control and not _is_proxied(self.control):
            yield self.probe(None, Variant.IPV6, self.control, sweep)
        for site, url in due.items():
            self.over_ipv6[site] = day
            yield self.probe(site, Variant.IPV6, url, sweep)

    def probe(
        self, site: str | None, variant: Variant, url: str, sweep: datetime, seconds: int = LIMIT_SECONDS
    ) -> Request:
        """One attempt of at most ``seconds``."""
        begun = Probe(site, variant, sweep, clock.now(), url, url, "fault")
        return Request(
            url,
            self.opened,
            errback=self.failed,
            cb_kwargs={"begun": begun},
            headers={"Connection": "close"},
            meta={"download_timeout": seconds, FAMILY: _FAMILIES.get(variant)},
            dont_filter=True,
        )

    def opened(self, response: Response, begun: Probe) -> Iterator[Probe | Request]:
        """A probe that was answered."""
        meta = response.meta
        state = "blocked" if _is_wall(response) else state_of_status(response.status).id
        late = meta.get(SPENT, 0) >= LIMIT_SECONDS
        probe = replace(
            begun,
            observed_at=clock.now(),
            final_url=response.url,
            state="timeout" if late else state,
            status=response.status,
            address=None if meta.get("proxy") or response.ip_address is None else str(response.ip_address),
            first_byte=meta.get("download_latency"),
            elapsed=meta.get(SPENT, 0),
            redirects=meta.get("redirect_times", 0),
            size=len(response.body),
            certificate="、".join(sorted(meta.get(CERTIFICATE, ()))) or None,
            title=title_of(response.body, _charset(response)) if begun.variant in _FAMILIES else None,
        )
        yield probe
        yield from self.others(probe)

    def failed(self, failure: Failure) -> Iterator[Probe | Request]:
        """A probe without an answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        error = failure.value or Exception()
        probe = replace(
            request.cb_kwargs["begun"],
            observed_at=clock.now(),
            final_url=request.url,
            state=state_of_failure(error, through_proxy=bool(request.meta.get("proxy"))).id,
            elapsed=request.meta.get(SPENT, 0),
            redirects=request.meta.get("redirect_times", 0),
            certificate="、".join(sorted(request.meta.get(CERTIFICATE, ()))) or None,
            detail=str(error)[:500] or None,
        )
        yield probe
        yield from self.others(probe)

    def others(self, probe: Probe) -> Iterator[Request]:
        """Probes of a site's other addresses, where the ledger's did not open; over IPv4, what opened over IPv6."""
        if probe.variant is Variant.IPV6 and probe.site and probe.state == "ok":
            yield self.probe(probe.site, Variant.IPV4, probe.url, probe.sweep)
        if probe.opens_target and probe.state != "ok":
            for variant, url in other_addresses(probe.url):
                yield self.probe(probe.site, variant, url, probe.sweep, OTHER_SECONDS)


def read_schedule(every: str | None, during: str | None) -> Schedule:
    """The schedule of ``-a every=30m -a during=24h``; raises :class:`Problem`."""
    if (every is None) != (during is None):
        raise Problem("every 和 during 要一起给出，例如 -a every=30m -a during=24h")
    if every is None or during is None:
        return Schedule()
    return Schedule(parse_duration("every", every), parse_duration("during", during))


def other_addresses(url: str) -> Iterator[tuple[Variant, str]]:
    """The same page by the other scheme, and with or without www."""
    parts = urlsplit(url)
    if parts.port is None:
        yield Variant.SCHEME, urlunsplit(parts._replace(scheme=_OTHER_SCHEME.get(parts.scheme, "https")))
    bare = parts.netloc.removeprefix("www.")
    yield Variant.WWW, urlunsplit(parts._replace(netloc=bare if bare != parts.netloc else f"www.{parts.netloc}"))


def _charset(response: Response) -> str | None:
    return http_content_type_encoding((response.headers.get("Content-Type") or b"").decode("latin-1"))


def _is_wall(response: Response) -> bool:
    return response.status < 400 and is_wall(response.body, _charset(response))


def _is_proxied(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in getproxies() and not proxy_bypass(parts.hostname or "")
