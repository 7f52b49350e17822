"""The sites of a round: home page, site map, columns and the trees below them, and articles of lists without dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from scrapy.http import Request, Response

from govcrawl.extract import normalise_url
from govcrawl.extract.addresses import is_page_address
from govcrawl.extract.record import PageKind, PageRecord
from govcrawl.rounds.plan import SitePlan
from govcrawl.spiders.base import Results, RoundSpider
from govcrawl.spiders.looks import Task
from govcrawl.spiders.traps import is_askable, trap_of, twin_key, twin_of
from govcrawl.vocabulary import PageRole, TargetKind

_NO_LISTS = frozenset({PageKind.ARTICLE, PageKind.GUIDE})


class GovSitesSpider(RoundSpider):
    """``scrapy crawl govsites -a round=2020Q4 [-a sites=CODE,CODE] [-a night=DATE]``."""

    name = "govsites"
    target_kind = TargetKind.SITE
    first_role = PageRole.HOME
    articles_per_list = 5

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known: dict[str, dict[str, str]] = {}
        self.asked_columns: set[tuple[str, str]] = set()

    def parse_first(self, response: Response, task: Task) -> Results:
        """The home page: a look, and the columns that the ledger pins or the navigation shows."""
        site = site_of(task)
        page = own_columns(site, self.read(response, task))
        yield from self.look(response, task, page, self.parse_first)
        if not self.onward(response, task, page):
            for url in site.columns:
                yield from self.ask(Task(site, task.kind, PageRole.COLUMN, url), self.parse_column)
            yield from self.found_columns(task, page)
            if page.site_map and site.owns(normalise_url(page.site_map)):
                yield from self.ask(Task(site, task.kind, PageRole.TREE, page.site_map), self.parse_tree)

    def found_columns(self, task: Task, page: PageRecord) -> Iterator[Request]:
        """Requests for columns that the page shows, the ledger does not pin and nothing has led to before."""
        site = site_of(task)
        known = self.known.setdefault(site.key, {twin_key(url): url for url in site.columns})
        found = dict.fromkeys(normalise_url(link.url or "") for link in page.columns)
        known.update({twin_key(url): url for url in reversed(found) if is_askable(url)} | known)
        for url in found:
            if url not in site.columns and (site.key, url) not in self.asked_columns:
                self.asked_columns.add((site.key, url))
                reason = trap_of(url) or twin_of(url, known)
                found_column = Task(site, task.kind, PageRole.COLUMN, url)
                yield from self.drop(reason) if reason else self.ask(found_column, self.parse_column)

    def parse_tree(self, response: Response, task: Task) -> Results:
        """The site map: a look, and the columns that only it shows."""
        page = own_columns(site_of(task), self.read(response, task))
        yield from self.look(response, task, page, self.parse_tree)
        yield from self.found_columns(task, page)

    def parse_column(self, response: Response, task: Task) -> Results:
        """A column's list: a look, and the newest articles where the list shows no dates.

        An article that the navigation merely links to is no column, unless the ledger says so.
        """
        page = own_columns(site_of(task), self.read(response, task))
        if page.kind in _NO_LISTS and task.list_url not in site_of(task).columns:
            yield from self.drop("not_a_column")
            return
        yield from self.look(response, task, page, self.parse_column)
        yield from self.found_columns(task, page)
        yield from self.articles(task, page)

    def parse_article(self, response: Response, task: Task) -> Results:
        """An article: its publication date stands for its entry in the list."""
        page = self.read(response, task)
        yield from self.look(response, task, page, self.parse_article)

    def articles(self, task: Task, page: PageRecord) -> Iterator[Request]:
        """Requests for the first articles of a list without a single date."""
        if any(entry.stamp for entry in page.entries):
            return
        readable = [entry for entry in page.entries if entry.url and is_page_address(entry.url)]
        for entry in readable[: self.articles_per_list]:
            article = Task(task.target, task.kind, PageRole.ARTICLE, entry.url or "", task.list_url, entry.title)
            yield from self.ask(article, self.parse_article)


def own_columns(site: SitePlan, page: PageRecord) -> PageRecord:
    """The page with those of its columns that have an address and are this site's to keep."""
    own = tuple(link for link in page.columns if link.url and site.owns(normalise_url(link.url)))
    return replace(page, columns=own)


def site_of(task: Task) -> SitePlan:
    """The site that a task of this spider is for."""
    if not isinstance(task.target, SitePlan):
        raise TypeError(f"{task.target.key} is no site")
    return task.target
