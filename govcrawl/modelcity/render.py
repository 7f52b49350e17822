"""Templates of the city."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def environment() -> Environment:
    """The template environment: autoescape everywhere, undefined names are errors."""
    return Environment(
        loader=PackageLoader("govcrawl.modelcity"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=False,
        keep_trailing_newline=True,
    )


def render(template: str, **context: object) -> str:
    """The text of ``template`` filled with ``context``."""
    return environment().get_template(template).render(**context)
