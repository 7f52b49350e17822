"""Which address of a host leads to which page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from govcrawl.modelcity import portal
from govcrawl.modelcity.answers import Answer
from govcrawl.modelcity.city import City
from govcrawl.modelcity.contents import content_of
from govcrawl.modelcity.links import route_key
from govcrawl.modelcity.model import Column, Site
from govcrawl.modelcity.refusals import refuse
from govcrawl.modelcity.writer import Writer

Page = Callable[[], Answer | None]
Route = tuple[str, Page]
MISSING = "*"
LOST = "/404.html"
ROBOTS = b"# \xe6\xa0\xb7\xe4\xbe\x8b\nUser-agent: *\nDisallow: /admin/\nDisallow: /plus/search\n"
STATIC = {".css": "text/css", ".js": "application/javascript", ".png": "image/png", ".ico": "image/x-icon"}
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000"
    "000049454e44ae426082"
)


def static(path: str) -> Answer | None:
    """Style sheets, scripts and pictures are the same everywhere; None if ``path`` is none of them."""
    kind = next((kind for suffix, kind in STATIC.items() if path.endswith(suffix)), None)
    if kind is None:
        return None
    return Answer(200, PIXEL if kind.startswith("image") else "/* 样例 · 模型城市 */\n".encode(), kind)


def _list_routes(writer: Writer, column: Column) -> Iterator[Route]:
    family = writer.site.family
    paths = writer.page_paths(column)
    first = partial(writer.listing, paths[0], column, 1)
    yield paths[0], first
    for form in family.also:
        yield form.format(slug=column.slug, number=column.number), first
    if column.source == "iframe":
        yield f"{paths[0]}{'&' if '?' in paths[0] else '?'}frame=1", partial(writer.listing, paths[0], column, 1, True)
    for n in range(1, len(paths) + 1):
        path = family.page.format(slug=column.slug, number=column.number, page=n, before=n - 1)
        yield path, partial(PAGE_WRITERS[family.rows], writer, path, column, n)


PAGE_WRITERS: dict[str, Callable[[Writer, str, Column, int], Answer]] = {
    "page": Writer.listing,
    "datastore": Writer.datastore,
    "json": Writer.data,
}


def _article_routes(writer: Writer, column: Column) -> Iterator[Route]:
    if column.source in ("children", "twin"):
        return
    for entry in writer.city.rows(writer.site, column):
        if column.articles == "file":
            yield entry.path, partial(writer.file, entry.number)
        else:
            yield entry.path, partial(writer.article, entry.path, entry)


def _shell_routes(writer: Writer, column: Column) -> Iterator[Route]:
    entries = writer.city.rows(writer.site, column)
    yield portal.rows_path(column), partial(portal.rows, entries[: writer.site.family.per_page])


def _content_routes(writer: Writer, column: Column) -> Iterator[Route]:
    content = content_of(writer.site, column, writer.city.scenario.sites_seen)
    for page in content.pages:
        yield page.path, partial(writer.content, column, page)
    for sheet in content.sheets:
        yield sheet.path, partial(writer.sheet, column, sheet)
    for path in content.files:
        yield path, partial(writer.file, column.number)


def _column_routes(writer: Writer, column: Column) -> Iterator[Route]:
    if column.answer:
        yield column.href, partial(refuse, column.answer)
        return
    if column.source == "content":
        yield from _content_routes(writer, column)
        return
    yield from _list_routes(writer, column)
    yield from _article_routes(writer, column)
    if column.source == "shell":
        yield from _shell_routes(writer, column)


def _site_routes(city: City, site: Site, owner: Site) -> Iterator[Route]:
    writer = Writer(city, site, owner)
    homes = (site.root,) if site.is_channel else site.family.home
    for path in homes:
        yield path, partial(writer.home, path)
    for column in site.columns:
        if column.has_page:
            yield from _column_routes(writer, column)


def owner_of(sites: Sequence[Site]) -> Site:
    """The site whose navigation a host's pages carry: its own site, else the first channel on it."""
    return next((site for site in sites if not site.is_channel), sites[0])


def _missing_routes(writer: Writer) -> dict[str, Page]:
    """What answers addresses that are not there, where it is no 404: the note itself, or a redirect to it."""
    note = partial(writer.plain, LOST, "页面不存在", ["抱歉，您访问的页面不存在或已被删除。"])
    pages: dict[str, dict[str, Page]] = {
        "": {},
        "soft": {MISSING: note},
        "redirect": {MISSING: lambda: Answer(302, headers=(("Location", LOST),)), LOST: note},
    }
    return pages[writer.site.missing]


def host_routes(city: City, sites: tuple[Site, ...]) -> dict[str, Page]:
    """All pages of one host by route key; ``sites`` are its own site and the channels on it."""
    owner = owner_of(sites)
    routes: dict[str, Page] = {
        "/robots.txt": lambda: Answer(200, ROBOTS, "text/plain; charset=utf-8"),
        portal.BUNDLE: portal.bundle,
    }
    routes |= _missing_routes(Writer(city, owner, owner))
    for site in sites:
        for path, page in _site_routes(city, site, owner):
            routes.setdefault(route_key(path), page)
    return routes
