"""Libraries that only some formats need (extra ``docs``)."""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any

from govcrawl.errors import Problem


@cache
def need(module: str) -> Any:
    """A module of the extra ``docs``; raises :class:`Problem` with what to install."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        raise Problem(f"写出这种格式需要 {name}：请安装 govcrawl[docs]。") from error
