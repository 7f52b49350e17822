"""Service guides (办事指南): items under categories, with elements in the shapes that real guides have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from govcrawl.modelcity.contents.sheets import Content, Plan, Sheet, chunks, filled, under
from govcrawl.modelcity.entries import WORDS
from govcrawl.modelcity.model import Column, Site

SERVICES: Plan = WORDS["services"]
ELEMENTS = tuple(SERVICES["elements"])
DEFAULTS: Plan = {
    "shape": "table",
    "items": 8,
    "categories": "headings",
    "words": "a",
    "lacks": (),
    "lacking": (),
    "empty": "",
    "values": {},
    "form": "link",
    "material_forms": True,
    "catch_all": "",
    "catching": (),
    "statistics": "",
    "file": (),
    "platform": "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """One item: rows of element name and text; ``form`` says how its form is offered."""

    name: str
    group: str
    href: str
    rows: tuple[tuple[str, str], ...]
    materials: tuple[str, ...]
    materials_name: str
    form: str
    file: str


def _materials(plan: Plan, number: int) -> tuple[str, ...]:
    kind = 1 if plan["material_forms"] else 0
    base = [pair[kind] for pair in SERVICES["materials"]]
    caught = plan["catch_all"] if not plan["catching"] or number in plan["catching"] else ""
    return (*base, caught) if caught else tuple(base)


def _rows(plan: Plan, name: str, number: int) -> tuple[tuple[str, str], ...]:
    """Element names as this site calls them, and their texts; an element that is lacking has no row or no text."""
    lacks = plan["lacks"] if not plan["lacking"] or number in plan["lacking"] else ()
    names = SERVICES["names"][plan["words"]]
    kept = ELEMENTS if plan["empty"] else [one for one in ELEMENTS if one not in lacks]
    texts = {**SERVICES["elements"], **plan["values"], "事项名称": name}
    texts |= {one: plan["empty"].strip() for one in lacks} if plan["empty"] else {}
    return tuple((names[ELEMENTS.index(one)], str(texts[one])) for one in kept if one != "办理材料" or one in lacks)


def _guide(plan: Plan, column: Column, number: int) -> Guide:
    item = SERVICES["items"][number % len(SERVICES["items"])]
    lacks = plan["lacks"] if not plan["lacking"] or number in plan["lacking"] else ()
    own = under(column, f"item_{number}.html")
    file = under(column, f"item_{number}.pdf") if number in plan["file"] else ""
    return Guide(
        name=item["name"],
        group=item["group"],
        href=file or (plan["platform"].format(n=number) if plan["platform"] else own),
        rows=_rows(plan, item["name"], number),
        materials=() if "办理材料" in lacks else _materials(plan, number),
        materials_name=SERVICES["names"][plan["words"]][ELEMENTS.index("办理材料")],
        form=plan["form"],
        file=file,
    )


def _by_group(guides: tuple[Guide, ...]) -> tuple[tuple[str, tuple[Guide, ...]], ...]:
    groups = dict.fromkeys(guide.group for guide in guides)
    return tuple((group, tuple(guide for guide in guides if guide.group == group)) for group in groups)


def _one_page(column: Column, guides: tuple[Guide, ...], data: Plan) -> tuple[Sheet, ...]:
    return (Sheet(column.href, column.name, "guides", {**data, "groups": _by_group(guides)}),)


def _flat(column: Column, guides: tuple[Guide, ...], data: Plan) -> tuple[Sheet, ...]:
    return (Sheet(column.href, column.name, "guides", {**data, "groups": (("", guides),)}),)


def _group_pages(column: Column, guides: tuple[Guide, ...], data: Plan) -> tuple[Sheet, ...]:
    """A page of links to one page for each group."""
    groups = _by_group(guides)
    paths = [under(column, f"class_{n}.html") for n in range(len(groups))]
    links = tuple((group, path) for (group, _guides), path in zip(groups, paths, strict=True))
    pages = (
        Sheet(path, group, "guides", {**data, "groups": (("", inside),)})
        for (group, inside), path in zip(groups, paths, strict=True)
    )
    return (Sheet(column.href, column.name, "guides", {**data, "groups": (), "links": links}), *pages)


LISTS: Mapping[str, Callable[[Column, tuple[Guide, ...], Plan], tuple[Sheet, ...]]] = {
    "headings": _one_page,
    "column": _one_page,
    "none": _flat,
    "pages": _group_pages,
}


def _halves(rows: tuple[tuple[str, str], ...]) -> list[tuple[Any, ...]]:
    return chunks(rows, 5)


def guides(_site: Site, column: Column, _seen: date) -> Content:
    """A list of items as ``column`` plans it, with the guide of each."""
    plan = filled(DEFAULTS, column)
    items = tuple(_guide(plan, column, n) for n in range(plan["items"]))
    shown = {"links": (), "statistics": plan["statistics"], "categories": plan["categories"]}
    form = under(column, "form.doc")
    own = [item for item in items if not item.file and not plan["platform"]]
    sheets = tuple(
        Sheet(
            item.href,
            item.name,
            "guide",
            {"one": item, "shape": plan["shape"], "form": form, "tabs": _halves(item.rows)},
        )
        for item in own
    )
    files = (form, *(item.file for item in items if item.file))
    return Content(LISTS[plan["categories"]](column, items, shown), sheets, files)
