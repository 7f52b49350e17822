"""Every address that a page leads to: links, picture maps and pictures, for what is asked of sampled pages only."""

from __future__ import annotations

from collections.abc import Iterator

from govcrawl.extract.addresses import Base, is_page_address, join, normalise_url, split
from govcrawl.extract.record import PageLink
from govcrawl.extract.tree import Node, Tree
from govcrawl.vocabulary import LinkKind

MOST_LINKS = 2_000
LONGEST_TEXT = 200
BACKSLASH = "\\"
PRESCRIBED_HOSTS = frozenset(
    {
        *("bszs.conac.cn", "dcs.conac.cn"),
        *("beian.miit.gov.cn", "www.miitbeian.gov.cn", "www.beian.gov.cn", "beian.mps.gov.cn"),
        *("zfwzgl.www.gov.cn", "zfwzxx.www.gov.cn"),
    }
)
"""National platforms that every page's footer must link to (STANDARD §2.2, §2.3): not the site's to keep alive."""

PICTURES = frozenset({"img"})
AREAS = frozenset({"area"})


def read_links(tree: Tree, base: Base) -> tuple[PageLink, ...]:
    """The first 2,000 addresses of a page, each once with the first text that names it, in document order."""
    found: dict[str, PageLink] = {}
    for url, text, kind in _addresses(tree, base):
        known = found.get(url)
        if known is None and len(found) >= MOST_LINKS:
            break
        if known is None or (text and not known.text):
            found[url] = PageLink(url, text[:LONGEST_TEXT], kind)
    return tuple(found.values())


def is_prescribed(url: str) -> bool:
    """Whether an address belongs to a national platform that the footer of every site leads to."""
    return split(url).hostname in PRESCRIBED_HOSTS


def _addresses(tree: Tree, base: Base) -> Iterator[tuple[str, str, LinkKind]]:
    for node in tree.nodes(AREAS | PICTURES | {"a"}):
        picture = node.tag in PICTURES
        url = base.resolve(_slashed(node.get("src" if picture else "href")))
        if url and url.startswith(("http://", "https://")) and split(url).hostname:
            url = normalise_url(_without_dots(url), whole=True)
            yield url, _text(tree, node), _kind(url, picture)


def _slashed(href: str) -> str:
    """An address with slashes where browsers read them: ``..\\file\\1.doc`` of a page made on Windows."""
    path, question, query = href.partition("?")
    return f"{path.replace(BACKSLASH, '/')}{question}{query}" if BACKSLASH in path else href


def _without_dots(url: str) -> str:
    """An address without ``/../``, which browsers do not send."""
    if "/." not in url:
        return url
    parts = split(url)
    return join(url, f"{parts.path}?{parts.query}" if parts.query else parts.path or "/")


def _text(tree: Tree, node: Node) -> str:
    return tree.text_of(node) or node.get("title") or node.get("alt")


def _kind(url: str, picture: bool) -> LinkKind:
    if picture:
        return LinkKind.PICTURE
    return LinkKind.PAGE if is_page_address(url) else LinkKind.FILE
