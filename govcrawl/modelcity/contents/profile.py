"""Pages about the place, its departments and its leaders (概况信息, 机构职能, 领导信息)."""

from __future__ import annotations

from datetime import date

from govcrawl.modelcity.contents.sheets import Content, Plan, Sheet, filled, under
from govcrawl.modelcity.entries import WORDS
from govcrawl.modelcity.model import Column, Site

PROFILES: Plan = WORDS["profiles"]
DEFAULTS: Plan = {"shape": "overview", "cv": "pages", "text": ""}


def profile(_site: Site, column: Column, _seen: date) -> Content:
    """A page of text, of departments or of leaders, whose curricula stand on it, behind it (``cv``) or nowhere."""
    plan = filled(DEFAULTS, column)
    people = tuple({**one, "path": under(column, f"leader_{n}.html")} for n, one in enumerate(PROFILES["leaders"]))
    data = {**plan, "people": people, "units": PROFILES["units"], "overview": PROFILES["overview"]}
    behind = people if plan["shape"] == "leaders" and plan["cv"] == "pages" else ()
    sheets = tuple(Sheet(str(one["path"]), str(one["name"]), "leader", {"one": one}) for one in behind)
    return Content((Sheet(column.href, column.name, "profile", data),), sheets)
