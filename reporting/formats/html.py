"""HTML: the bulletin in one file that asks nothing of the network, to read on a phone and to print on A4."""

from __future__ import annotations

import re

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reporting.bulletin.model import Bulletin
from reporting.bulletin.wording import Script
from reporting.formats.drawing import inline
from reporting.formats.plain import plain
from reporting.formats.readers import LABELS, readers_of

_ENVIRONMENT = Environment(
    loader=PackageLoader("reporting", "templates"),
    undefined=StrictUndefined,
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)

_WORDS = re.compile(
    "(政府网站|政务新媒体|抽查|检查|监测|情况|通报|政府網站|政務新媒體|檢查|監測|情況|通報)"  # in both scripts
)


def pieces(title: str) -> list[str]:
    """A title in pieces between which a line may end, so that no word of it is split (GB/T 9704)."""
    return [piece for piece in _WORDS.split(title) if piece]


def pictures_of(bulletin: Bulletin, script: Script) -> list[Markup]:
    """The bulletin's charts as elements of a page; raises :class:`Problem` as :func:`inline` does."""
    return [Markup(inline(chart, script)) for chart in bulletin.charts]  # noqa: S704 - our own drawing, escaped


def page(template: str, **values: object) -> str:
    """A template with its values, every text of them escaped."""
    return _ENVIRONMENT.get_template(template).render(values)


def fill(template: str, bulletin: Bulletin, script: Script, **values: object) -> str:
    """An HTML template with the bulletin's texts, every one plain and escaped, and other values."""
    labels = LABELS[script]
    declaration = labels.declare(readers_of(bulletin))
    shown = bulletin.converted(plain)
    title = pieces(shown.title)
    return page(template, bulletin=shown, pieces=title, labels=labels, declaration=declaration, **values)


def render(bulletin: Bulletin, script: Script) -> str:
    """The whole bulletin as a page of its own."""
    return fill("bulletin.html.jinja", bulletin, script, pictures=pictures_of(bulletin, script))
