"""The site's own search (站内搜索) as a page offers it: the form, and the address that asks it for some words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from govcrawl.extract.addresses import Base
from govcrawl.extract.record import SearchForm
from govcrawl.extract.tree import Node, Tree

WORDS = re.compile(
    r"搜索|检索|搜一搜|站内|全文|search|query|keyword|sousuo|jiansuo|(?:^|[^a-z])(?:kw|qt?|wd|key)(?:[^a-z]|$)", re.I
)
OTHER_FIELD = re.compile(r"user|name$|pass|mail|phone|mobile|code|captcha|yzm|login", re.I)
TEXT_TYPES = frozenset({"", "text", "search"})
SAYING = ("name", "id", "class", "placeholder", "title", "value", "action")
FORMS = frozenset({"form"})
BY_SCRIPT = "script"
"""The method of a search whose address only a script knows."""

Attributes = Mapping[str, str | None]


def read_search(tree: Tree, base: Base) -> SearchForm | None:
    """The first form of the page that says it searches; else a field that says so and that a script must read."""
    for form in tree.nodes(FORMS):
        inputs = _inputs(form)
        field = _field(form, inputs)
        if field is not None:
            return _search(form, field, inputs, base)
    loose = tree.nodes(frozenset({"body"}))
    return SearchForm("", "", BY_SCRIPT) if any(_asks(one) for body in loose for one in _inputs(body)) else None


def search_address(form: SearchForm, words: str, encoding: str = "utf-8") -> str | None:
    """The address that a GET form of a page in ``encoding`` asks for ``words``; None where it is no such form."""
    if form.method != "get" or not form.action:
        return None
    parts = urlsplit(form.action)
    asked = [*parse_qsl(parts.query, keep_blank_values=True), *form.fixed, (form.field, words)]
    return urlunsplit(parts._replace(query=urlencode(asked, encoding=encoding, errors="replace"), fragment=""))


def _inputs(node: Node) -> list[Attributes]:
    """The fields inside an element; they hold no text, so that the flattened tree leaves them out."""
    return [one.attributes for one in node.raw.css("input")]


def _field(form: Node, inputs: list[Attributes]) -> Attributes | None:
    """The field that takes the words: one that says so, or the only one of a form that says so."""
    texts = [one for one in inputs if _is_text(one)]
    asking = next((one for one in texts if _asks(one)), None)
    if asking is None and len(texts) == 1 and WORDS.search(_said({name: form.get(name) for name in SAYING})):
        return None if OTHER_FIELD.search(texts[0].get("name") or "") else texts[0]
    return asking


def _is_text(field: Attributes) -> bool:
    return (field.get("type") or "").lower() in TEXT_TYPES


def _said(attributes: Attributes) -> str:
    return " ".join(attributes.get(name) or "" for name in SAYING)


def _asks(field: Attributes) -> bool:
    return (
        _is_text(field) and not OTHER_FIELD.search(field.get("name") or "") and WORDS.search(_said(field)) is not None
    )


def _search(form: Node, field: Attributes, inputs: list[Attributes], base: Base) -> SearchForm:
    written = form.get("action")
    action = base.resolve(written) if written else (None if form.get("onsubmit") else base.url)
    name = field.get("name") or ""
    if not action or not name:
        return SearchForm("", name, BY_SCRIPT)
    hidden = (one for one in inputs if (one.get("type") or "").lower() == "hidden" and one.get("name"))
    fixed = tuple((one.get("name") or "", one.get("value") or "") for one in hidden)
    return SearchForm(action, name, form.get("method").lower() or "get", fixed)
