"""The spot of an archived page on which a finding rests, cut out as plain text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from govcrawl.extract.charset import decode

AROUND, BEGINNING = 160, 400


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a page's text; ``mark`` is empty where the words looked for are not in it."""

    before: str
    mark: str
    after: str


def excerpt_of(body: bytes, charset: str | None, words: Iterable[str]) -> Excerpt:
    """The text around the first of ``words`` that the page shows, else the page's beginning."""
    text = shown_text(body, charset)
    for word in words:
        wanted = " ".join(word.split())
        at = text.find(wanted) if wanted else -1
        if at >= 0:
            end = at + len(wanted)
            return Excerpt(text[max(0, at - AROUND) : at], wanted, text[end : end + AROUND])
    return Excerpt(text[:BEGINNING], "", "")


def shown_text(body: bytes, charset: str | None) -> str:
    """What an archived page shows, on one line."""
    tree = LexborHTMLParser(decode(body, charset).text)
    tree.strip_tags(["script", "style", "noscript", "template"])
    return " ".join(tree.body.text(separator=" ").split()) if tree.body else ""
