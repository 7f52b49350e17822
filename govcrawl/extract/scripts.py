"""What scripts say that plain HTTP can follow: redirects, the addresses a list is filled from, and frames."""

from __future__ import annotations

import re
from itertools import islice

from govcrawl.extract.addresses import Base, followable
from govcrawl.extract.codewords import CALLS, GOES, words_of
from govcrawl.extract.places import matches_at
from govcrawl.extract.tree import Tree, bare

QUOTED = r"['\"]([^'\"\s<>]{1,500})['\"]"
REDIRECTS = (
    re.compile(rf"(?:window|self|top|parent|document)\.location(?:\.href)?\s*=\s*{QUOTED}"),
    re.compile(rf"(?<![\w.])location(?:\.href)?\s*=\s*{QUOTED}"),
    re.compile(rf"location\.(?:replace|assign)\(\s*{QUOTED}"),
    re.compile(rf"window\.open\(\s*{QUOTED}\s*,\s*['\"]_self['\"]"),
)
READS_ADDRESS = re.compile(
    r"getElementById\(\s*['\"](\w+)['\"]\s*\)\.(?:innerHTML|innerText|textContent)|\$\(\s*['\"]#(\w+)['\"]\s*\)\.(?:text|html)\("
)
OPENS = re.compile(
    r"window\.open\(\s*\w+\s*,\s*['\"]_self['\"]|location(?:\.href)?\s*=\s*\w+\s*;?|location\.(?:replace|assign)\(\s*\w+\s*\)"
)
REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\"\s]+)", re.I)
CONDITION = re.compile(r"\bfunction\s+\w+\s*\([^)]*\)\s*$|\b(?:if|for|while)\s*\(.*\)\s*$|\belse\s*$")
ON_ACTION = re.compile(
    r"\.(?:click|on|bind|submit|change|hover|keydown|addEventListener)\s*\(.*$|\bon(?:click|change|submit)\s*="
)
AT_ONCE = re.compile(r"setTimeout\s*\(|onload|\.ready\(|\$\(\s*function|\(\s*function\s*\(\s*\)\s*$")
SOURCES = (
    (("url", "Url", "URL"), re.compile(rf"url\s*[:=]\s*{QUOTED}", re.I)),
    (("$.",), re.compile(rf"\$\.(?:get|post|ajax|getJSON)\(\s*{QUOTED}")),
    (("fetch(",), re.compile(rf"fetch\(\s*{QUOTED}")),
    ((".open(",), re.compile(rf"\.open\(\s*['\"](?:GET|POST)['\"]\s*,\s*{QUOTED}", re.I)),
    ((".load(",), re.compile(rf"\.load\(\s*{QUOTED}")),
    (("href=",), re.compile(r"href=['\"]([^'\"\s<>]{0,300}dataproxy\.jsp[^'\"\s<>]{0,500})")),
)
DATA_WORDS = re.compile(
    r"dataproxy|\.json|\.xml|/api/|list|query|search|getdata|data|column|channel|article|content|\.do\b|\.action|\.jsp|\.ashx|\.aspx",
    re.I,
)
NOT_DATA = re.compile(
    r"\.(?:js|css|png|jpe?g|gif|svg|ico|woff2?)(?:\?|$)|hitcount|/count|statis|visit|weather|login|captcha|click|tongji|hits|user",
    re.I,
)
SMALL_PAGE = 400
LONGEST_REDIRECT, MOST_REDIRECTS, MOST_OPEN = 50_000, 50, 20
LONGEST_READ = 200_000
BRACE = re.compile(r"[{}]")


def read_redirect(tree: Tree, base: Base) -> str | None:
    """Where the page sends its reader without being asked: meta refresh, or a script on a page with little else."""
    for meta in tree.shelf("meta"):
        if meta.get("http-equiv").lower() == "refresh":
            match = REFRESH.search(meta.get("content"))
            if match:
                return base.resolve(match.group(1))
    if len(bare(tree.text[: 4 * SMALL_PAGE])) > SMALL_PAGE or len(bare(tree.text)) > SMALL_PAGE:
        return None
    return _by_script(tree, base)


def _by_script(tree: Tree, base: Base) -> str | None:
    if tree.code_words.isdisjoint(GOES):
        return None
    for source, _ in tree.scripts:
        for pattern in REDIRECTS:
            for match in islice(pattern.finditer(source[:LONGEST_REDIRECT]), MOST_REDIRECTS):
                if followable(match.group(1)) and _unasked(source, match):
                    return base.resolve(match.group(1))
        target = _from_element(tree, source)
        if target:
            return base.resolve(target)
    return None


def _unasked(source: str, match: re.Match[str]) -> bool:
    """Whether the line runs by itself with this very address: not in a named function or a condition, not joined up."""
    if source[match.end() : match.end() + 20].lstrip()[:1] == "+":
        return False
    opened: list[int] = []
    for brace in BRACE.finditer(source, 0, match.start()):
        if brace.group() == "{":
            opened.append(brace.start())
        elif opened:
            opened.pop()
    heads = [source[max(0, at - 60) : at] for at in opened[-MOST_OPEN:]]
    return not any(ON_ACTION.search(head) or (CONDITION.search(head) and not AT_ONCE.search(head)) for head in heads)


def _from_element(tree: Tree, source: str) -> str | None:
    """The address that a script reads from an element of the page and opens."""
    match = READS_ADDRESS.search(source)
    if match is None or not OPENS.search(source):
        return None
    identity = match.group(1) or match.group(2)
    node = next((node for node in tree.nodes() if node.get("id") == identity), None)
    return followable(tree.text_of(node)) if node is not None else None


def read_data_sources(tree: Tree, base: Base) -> tuple[str, ...]:
    """Addresses that a script fills the list from, inner frames among them, in page order, each once."""
    found: dict[str, None] = {}
    for frame in tree.shelf("frame"):
        address = base.resolve(frame.get("src"))
        if address and not NOT_DATA.search(address):
            found[address] = None
    calling = not tree.code_words.isdisjoint(CALLS)
    for source in (source[:LONGEST_READ] for source, _ in tree.scripts if source and calling):
        if words_of(source).isdisjoint(CALLS):
            continue
        for words, pattern in SOURCES:
            for match in matches_at(source, pattern, words):
                address = base.resolve(match.group(1)) if _is_data(match.group(1)) else None
                if address:
                    found[address] = None
    return tuple(found)


def _is_data(address: str) -> bool:
    return bool(DATA_WORDS.search(address)) and not NOT_DATA.search(address) and ("/" in address or "." in address)
