"""The formats there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reporting.bulletin.model import Bulletin
from reporting.formats import json, md

FORMATS: Mapping[str, Callable[[Bulletin], str]] = {"md": md.render, "json": json.render}
